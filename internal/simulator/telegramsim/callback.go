package telegramsim

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const maxAnswer = 200 // letters of the note an answer shows

// Answer is what the bot answered to a tap: a note on the screen, or a window to be closed.
type Answer struct {
	Text  string
	Alert bool
	URL   string
	At    time.Time
}

// tap is a press of a button.
type tap struct {
	id     string
	user   *User
	chat   *chat
	msg    int
	data   string
	at     time.Time
	answer *Answer
}

func answerCallbackQuery(s *Server, c *call) (any, error) {
	const tooOld = "query is too old and response timeout expired or query ID is invalid"
	t := s.taps[c.params["callback_query_id"]]
	switch {
	case t == nil || t.answer != nil:
		return nil, bad(tooOld)
	case s.now().Sub(t.at) > s.limits.AnswerWithin:
		return nil, plain(tooOld) // a tap does not say how old it is: a bot that was down has to try
	case notUTF8(c.params["text"]) != nil:
		return nil, notUTF8(c.params["text"])
	case len([]rune(c.params["text"])) > maxAnswer:
		return nil, bad("MESSAGE_TOO_LONG")
	}
	t.answer = &Answer{Text: c.params["text"], Alert: c.flag("show_alert"), URL: c.params["url"], At: s.now()}
	s.note()
	return true, nil
}

// Ways a tap can fail on the user's own screen.
var (
	ErrNoButton = errors.New("telegramsim: no such button on the message")
	ErrDead     = errors.New("telegramsim: the button sends nothing to the bot")
)

// Tap presses the button of a message that has this label or this data, and gives the id of the
// callback query. It fails where a person could not press: no such message or button, or a button that
// opens a page or is disabled.
func (s *Server) Tap(u *User, chatID int64, messageID int, button string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.sees(u, chatID)
	if err != nil {
		return "", err
	}
	m := ch.message(messageID)
	if m == nil {
		return "", ErrNoButton
	}
	all := m.Buttons()
	i := slices.IndexFunc(all, func(b Button) bool { return b.Text == button || b.Data != "" && b.Data == button })
	switch {
	case i < 0:
		return "", ErrNoButton
	case all[i].Data == "":
		return "", ErrDead
	}
	return s.press(u, ch, messageID, all[i].Data), nil
}

// TapStale presses a button as an old screen still shows it: it need not be there any more, nor the
// message.
func (s *Server) TapStale(u *User, chatID int64, messageID int, data string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.sees(u, chatID)
	if err != nil {
		return "", err
	}
	return s.press(u, ch, messageID, data), nil
}

// Retap repeats a tap with a new update and a new query id, as apps do when they were closed before the
// first was answered.
func (s *Server) Retap(id string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.taps[id]
	if t == nil {
		return "", fmt.Errorf("telegramsim: no tap %s", id)
	}
	return s.press(t.user, t.chat, t.msg, t.data), nil
}

// callbackQuery is a tap as the API shows it.
type callbackQuery struct {
	ID       string `json:"id"`
	From     User   `json:"from"`
	Message  any    `json:"message"`
	Instance string `json:"chat_instance"`
	Data     string `json:"data"`
}

// inaccessible stands for a message that is no longer there; its date is always 0.
type inaccessible struct {
	Chat Chat  `json:"chat"`
	ID   int   `json:"message_id"`
	Date int64 `json:"date"`
}

// press makes the tap and its update. The caller holds mu.
func (s *Server) press(u *User, ch *chat, messageID int, data string) string {
	s.ids.tap++
	t := &tap{id: strconv.FormatInt(s.ids.tap, 10), user: u, chat: ch, msg: messageID, data: data, at: s.now()}
	s.taps[t.id] = t
	q := callbackQuery{ID: t.id, From: *u, Instance: strconv.FormatInt(ch.ID*7919, 10), Data: data}
	if m := ch.message(messageID); m != nil {
		q.Message = *m
	} else {
		q.Message = inaccessible{Chat: ch.Chat, ID: messageID}
	}
	if ch.inside() {
		s.publish(kindCallback, u.ID+queueTaps, keepCallback, q)
	}
	s.note()
	return t.id
}

// AnswerTo gives the bot's answer to a tap; false while there is none.
func (s *Server) AnswerTo(id string) (Answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.taps[id]; t != nil && t.answer != nil {
		return *t.answer, true
	}
	return Answer{}, false
}

// WaitForAnswer waits until the bot has answered a tap.
func (s *Server) WaitForAnswer(ctx context.Context, id string) (Answer, error) {
	var a Answer
	err := s.until(ctx, func() bool {
		t := s.taps[id]
		if t == nil || t.answer == nil {
			return false
		}
		a = *t.answer
		return true
	})
	return a, err
}

// Unanswered counts the taps that waited longer than an answer may take and got none: on each of them
// somebody sees a button that keeps spinning.
func (s *Server) Unanswered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, t := range s.taps {
		if t.answer == nil && s.now().Sub(t.at) > s.limits.AnswerWithin {
			n++
		}
	}
	return n
}
