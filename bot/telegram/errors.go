package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"

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

// translate gives an error of the library the form of our own.
func (c *client) translate(method string, err error) error {
	if err == nil {
		return nil
	}
	e := &apiError{Method: method, Description: c.hide.clean(err.Error())}
	var flood *tg.TooManyRequestsError
	var moved *tg.MigrateError
	switch {
	case errors.As(err, &flood):
		e.Code, e.RetryAfter = http.StatusTooManyRequests, time.Duration(flood.RetryAfter)*time.Second
	case errors.As(err, &moved):
		e.Code, e.MigrateTo = http.StatusBadRequest, int64(moved.MigrateToChatID)
	case errors.Is(err, tg.ErrorForbidden):
		e.Code = http.StatusForbidden
	case errors.Is(err, tg.ErrorBadRequest):
		e.Code = http.StatusBadRequest
	case errors.Is(err, tg.ErrorUnauthorized):
		e.Code = http.StatusUnauthorized
	case errors.Is(err, tg.ErrorNotFound):
		e.Code = http.StatusNotFound
	case errors.Is(err, tg.ErrorConflict):
		e.Code = http.StatusConflict
	default:
		// The library repeats a whole page it could not read; a line of it is enough.
		return fmt.Errorf("%s: %w", method, &cleaned{clip(c.hide.clean(err.Error()), maxProblem), err})
	}
	return e
}

// What Telegram says when a chat is out of reach though it does not answer 403.
var unreachable = []string{
	"chat not found", "user not found", "peer_id_invalid", "group chat was deactivated",
	"message thread not found", "topic_closed", "topic_deleted",
	"not enough rights to send", "have no rights to send", "chat_write_forbidden",
}

// What Telegram says when a message cannot take the place of another one.
var notEditable = []string{
	"message to edit not found", "message can't be edited", "there is no text in the message to edit",
	"message_id_invalid", "message identifier is not specified",
}

// unchanged reports that an edit would change nothing: it was made before.
func unchanged(err error) bool {
	var e *apiError
	return errors.As(err, &e) && e.Code == http.StatusBadRequest && e.says("message is not modified")
}

// refused reports that Telegram does not take something for a reason that is none of the chat's.
func refused(err error, phrases ...string) bool {
	var e *apiError
	return errors.As(err, &e) && e.Code == http.StatusBadRequest && e.says(phrases...)
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
	case e.Code == http.StatusForbidden, e.Code == http.StatusBadRequest && e.says(unreachable...):
		return &bot.SendError{Err: e, Gone: true}
	case e.Code == http.StatusBadRequest, e.Code == http.StatusRequestEntityTooLarge:
		return &bot.SendError{Err: e, Never: true}
	}
	// 401 and 404 are about the token, not about this message; 5xx passes by itself.
	return e
}
