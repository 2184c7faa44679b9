package telegramsim

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// official is how the official server passes on an error of the servers behind it: fail_query_with_error of
// tdlib/telegram-bot-api at 01a3679 (Bot API 10.0). A bare name that came with 403 becomes a 400, a 404 and whatever is below 400
// too; some names have words of their own.
func official(code int, message string) *refusal {
	if code < 400 || code == http.StatusNotFound || code == http.StatusForbidden && bareName(message) {
		code = http.StatusBadRequest
	}
	if code == http.StatusBadRequest {
		if words, ok := officialWords()[message]; ok {
			message = words
		}
		switch message {
		case "Forbidden: user is deactivated", "bot was blocked by the user":
			code = http.StatusForbidden
		}
	}
	prefix := map[int]string{400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 500: "Internal Server Error"}[code]
	if prefix == "" {
		return &refusal{code: http.StatusBadRequest, text: "Bad Request: " + message}
	}
	if !strings.HasPrefix(message, prefix) {
		message = prefix + ": " + lowerFirst(message)
	}
	return &refusal{code: code, text: message}
}

// bareName says that a message is a name such as CHAT_WRITE_FORBIDDEN.
func bareName(s string) bool { return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == "" }

// officialWords are the names that are put into words.
func officialWords() map[string]string {
	return map[string]string{
		"MESSAGE_NOT_MODIFIED":     notModified().text[len("Bad Request: "):],
		"WC_CONVERT_URL_INVALID":   "Wrong HTTP URL specified",
		"EXTERNAL_URL_INVALID":     "Wrong HTTP URL specified",
		"WEBPAGE_CURL_FAILED":      "Failed to get HTTP URL content",
		"WEBPAGE_MEDIA_EMPTY":      "Wrong type of the web page content",
		"MEDIA_GROUPED_INVALID":    "Can't use the media of the specified type in the album",
		"REPLY_MARKUP_TOO_LONG":    "reply markup is too long",
		"INPUT_USER_DEACTIVATED":   "Forbidden: user is deactivated",
		"USER_IS_BLOCKED":          "bot was blocked by the user",
		"USER_ADMIN_INVALID":       "user is an administrator of the chat",
		"File generation failed":   "can't upload file by URL",
		"CHAT_ABOUT_NOT_MODIFIED":  "chat description is not modified",
		"QUERY_ID_INVALID":         "query is too old and response timeout expired or query ID is invalid",
		"MESSAGE_DELETE_FORBIDDEN": "message can't be deleted",
	}
}

// flood is fail_query_flood_limit_exceeded: the answer is held back, and the wait it asks for is long.
func flood() *refusal {
	r := tooMany(floodRetry)
	r.hold = floodHold
	return r
}

const (
	floodHold  = 3 * time.Second
	floodRetry = 60 // seconds
)

// Uploads of the same size are taken one after the other: each holds up the next by its size, and one that would wait for more than
// five seconds is refused.
const (
	uploadFree    = 100_000 // bytes that are not counted
	uploadBucket  = time.Second
	uploadLeast   = 200 * time.Millisecond
	uploadMost    = 900 * time.Millisecond
	uploadPerByte = 100 * time.Nanosecond
	uploadWait    = 5 * time.Second
)

// uploadDelay delays a call with files by how many of the same size came before, or refuses it. The caller holds mu.
func (s *Server) uploadDelay(c *call) (wait time.Duration, err error) {
	size := 0
	for _, f := range c.files {
		size += len(f.data)
	}
	if size <= uploadFree || s.limits.Rates == RatesOff {
		return 0, nil
	}
	now, last := s.now(), s.uploads[size]
	if last.After(now.Add(uploadWait)) {
		return 0, flood()
	}
	each := min(max(time.Duration(size)*uploadPerByte, uploadLeast), uploadMost)
	next := last.Add(each)
	if floor := now.Add(-uploadBucket); next.Before(floor) {
		next = floor
	}
	s.uploads[size] = next
	return max(0, next.Sub(now)), nil
}

// Flood disturbs calls as a server does that is asked for far too much: held back, then 429 with a long wait.
func Flood(method string) Fault {
	return Fault{Method: method, RetryAfter: floodRetry, Delay: floodHold}
}

// Behind is an error of the servers behind the official one, as it passes it on: Behind("sendPhoto", 403,
// "CHAT_SEND_PHOTOS_FORBIDDEN").
func Behind(method string, code int, message string) Fault {
	r := official(code, message)
	return Fault{Method: method, Status: r.code, Description: r.text}
}

// groupFailed is how a refusal of one file of an album is told.
func groupFailed(n int, r *refusal) *refusal {
	_, words, _ := strings.Cut(r.text, ": ")
	failed := *r
	failed.text = "Bad Request: " + fmt.Sprintf("failed to send message #%d with the error message \"%s\"", n, words)
	return &failed
}
