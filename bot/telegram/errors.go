package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"motcua/bot"
)

// apiError is what Telegram answered instead of doing what it was asked.
type apiError struct {
	Method      string
	Code        int // HTTP status, as the Bot API names it
	Description string
	RetryAfter  time.Duration // 429: not before
	MigrateTo   int64         // 400: the group goes on as this chat
}

func (e *apiError) Error() string {
	return fmt.Sprintf("%s: %d %s", e.Method, e.Code, clip(e.Description, maxProblem))
}

// says reports whether the description holds one of some phrases. Telegram has no other names for its errors.
func (e *apiError) says(phrases ...string) bool {
	text := strings.ToLower(e.Description)
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// unchanged reports that an edit would change nothing: it was made before.
func unchanged(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.Code == http.StatusBadRequest && e.says("message is not modified")
}

// verdict says what a failed call means for a delivery: an error of bot.SendError's kind where more is known
// than "try again".
func verdict(err error) error {
	var e *apiError
	if !errors.As(err, &e) {
		return err // no answer at all
	}
	switch {
	case e.MigrateTo != 0:
		return &bot.SendError{Err: e, Moved: bot.ConvKey(Name, strconv.FormatInt(e.MigrateTo, 10))}
	case e.Code == http.StatusTooManyRequests:
		return &bot.SendError{Err: e, After: max(e.RetryAfter, time.Second)}
	}
	switch refusalOf(e) {
	case ofChat, ofTopic: // of a topic without one: the group as a whole
		return &bot.SendError{Err: e, Gone: true, Refused: []bot.Refusal{{Right: bot.RightChat, Problem: clip(e.Description, maxProblem)}}}
	case ofKind, ofMessage:
		return &bot.SendError{Err: e, Never: true}
	}
	// 401 and 404 are about the token, not about this message; 5xx passes by itself.
	return e
}
