package telegramsim

import (
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"
)

// refusal is an error answer of the API. Blame says that the bot broke a rule by asking; a refusal
// without it is one every correct bot meets (blocked, migrated, not modified).
type refusal struct {
	code      int
	text      string
	retry     int   // seconds, parameters.retry_after
	migrateTo int64 // parameters.migrate_to_chat_id
	blame     bool
	hold      time.Duration // the platform answers only after this long
}

func (r *refusal) Error() string { return r.text }

// bad refuses a request no correct bot makes.
func bad(format string, args ...any) *refusal {
	r := plain(format, args...)
	r.blame = true
	return r
}

// plain refuses a request a correct bot may make.
func plain(format string, args ...any) *refusal {
	return &refusal{code: http.StatusBadRequest, text: "Bad Request: " + lowerFirst(fmt.Sprintf(format, args...))}
}

// lowerFirst lowers the first letter the way the platform does: not where an upper-case word or a
// constant like BUTTON_DATA_INVALID begins.
func lowerFirst(s string) string {
	if len(s) < 2 || s[1] == '_' || s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	if s[0] >= 'A' && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

func forbidden(text string) *refusal {
	return &refusal{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) *refusal {
	return &refusal{code: http.StatusConflict, text: "Conflict: " + text, blame: true}
}

func tooMany(seconds int) *refusal {
	return &refusal{code: http.StatusTooManyRequests, text: fmt.Sprintf("Too Many Requests: retry after %d", seconds), retry: seconds, blame: true}
}

func tooLarge() *refusal {
	return &refusal{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large", blame: true}
}

func migrated(to int64) *refusal {
	r := plain("group chat was upgraded to a supergroup chat")
	r.migrateTo = to
	return r
}

func notModified() *refusal {
	return plain("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
}

func notUTF8(values ...string) error {
	for _, v := range values {
		if !utf8.ValidString(v) {
			return bad("strings must be encoded in UTF-8")
		}
	}
	return nil
}
