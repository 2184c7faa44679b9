package fire_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/internal/simulator/telegramsim"
)

const (
	// A citizen who sees nothing happen taps once more after this long. It is more than the platform needs
	// to notice that a webhook is back, and less than it takes a replica to follow a killed one that polled.
	impatience = 20 * time.Second
	// Nobody may be stuck for longer than this at one question.
	stuck = 4 * time.Minute
)

// citizen is one person who fills in a form, and what he must find stored afterwards.
type citizen struct {
	tg      *telegramsim.Server
	user    *telegramsim.User
	rnd     *rand.Rand
	payload string

	answers map[string]int // question -> choice tapped last
	taps    int
	changed int // answers changed by a button of a former question
	receipt string
	took    time.Duration
}

// question is what somebody sees on his screen: which question, and the message with its buttons.
type question struct {
	at  int // 0 is the data notice
	msg telegramsim.Message
}

// upTo is a random time.
func (c *citizen) upTo(d time.Duration) time.Duration { return time.Duration(c.rnd.Int64N(int64(d))) }

// fillIn goes from the QR to the receipt.
func (c *citizen) fillIn(t *testing.T) {
	began := time.Now()
	defer func() { c.took = time.Since(began) }()
	_, err := c.tg.StartWith(c.user, c.payload)
	if err != nil {
		t.Error(err)
		return
	}
	seen := question{at: -1}
	var former *telegramsim.Button // a button of the question before, with which an answer can be changed
	for {
		next, ok := c.after(t, seen)
		if !ok {
			return
		}
		seen = next
		if seen.msg.Text != "" && strings.Contains(seen.msg.Text, "Mã phiếu:") {
			_, code, _ := strings.Cut(seen.msg.Text, "Mã phiếu:")
			c.receipt = strings.Fields(code)[0]
			return
		}
		if former != nil && c.rnd.IntN(4) == 0 {
			c.tapStale(t, seen.msg.ID, *former)
			c.changed++
		}
		b := c.choose(seen)
		former = c.another(seen, b)
		if !c.tap(t, seen.msg.ID, b) {
			return
		}
	}
}

// after waits for what follows a question. Nothing following, the citizen taps again, or shows the QR again.
func (c *citizen) after(t *testing.T, before question) (question, bool) {
	for end := time.Now().Add(stuck); time.Now().Before(end); {
		ctx, cancel := context.WithTimeout(t.Context(), impatience+c.upTo(5*time.Second))
		m, err := c.tg.WaitFor(ctx, c.user.ID, func(m telegramsim.Message) bool {
			at, ok := step(m)
			return ok && at > before.at
		})
		cancel()
		if err == nil {
			at, _ := step(m)
			return question{at, m}, true
		}
		if before.at < 0 {
			_, err = c.tg.StartWith(c.user, c.payload)
		} else {
			err = c.again(before)
		}
		if err != nil {
			t.Error(err)
			return question{}, false
		}
	}
	t.Errorf("%s is stuck after question %d: %+v", c.user.FirstName, before.at, c.tg.Chat(c.user.ID).Messages)
	return question{}, false
}

// again taps the answer tapped last once more.
func (c *citizen) again(q question) error {
	for _, b := range q.msg.Buttons() {
		if id, value, ok := answerOf(b); q.at == 0 && strings.HasPrefix(b.Data, "y:") || ok && c.answers[id] == value {
			c.taps++
			_, err := c.tg.TapStale(c.user, c.user.ID, q.msg.ID, b.Data)
			return err
		}
	}
	return errors.New("the button tapped last is not on the message")
}

// step reads which question a message of the bot asks: 0 for the data notice, 99 for the thanks.
func step(m telegramsim.Message) (at int, ok bool) {
	if !m.FromBot() {
		return 0, false
	}
	switch {
	case strings.Contains(m.Text, "Cảm ơn") && strings.Contains(m.Text, "Mã phiếu:"):
		return 99, true
	case strings.Contains(m.Text, "Câu "):
		return number(m.Text)
	}
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.Data, "y:") {
			return 0, true
		}
	}
	return 0, false
}

// number finds "Câu n/" in a text.
func number(text string) (int, bool) {
	_, rest, found := strings.Cut(text, "Câu ")
	digits, _, slash := strings.Cut(rest, "/")
	n, err := strconv.Atoi(digits)
	return n, found && slash && err == nil
}

// answerOf reads which answer to which question a button stands for.
func answerOf(b telegramsim.Button) (question string, choice int, ok bool) {
	parts := strings.Split(b.Data, ":")
	switch {
	case parts[0] == "a" && len(parts) == 4:
		choice, err := strconv.Atoi(parts[3])
		return parts[2], choice, err == nil
	case parts[0] == "s" && len(parts) == 3:
		return parts[2], -1, true
	}
	return "", 0, false
}

// choose picks an answer at random.
func (c *citizen) choose(q question) telegramsim.Button {
	var answers []telegramsim.Button
	for _, b := range q.msg.Buttons() {
		if _, _, ok := answerOf(b); q.at == 0 && strings.HasPrefix(b.Data, "y:") || q.at > 0 && ok {
			answers = append(answers, b)
		}
	}
	return answers[c.rnd.IntN(len(answers))]
}

// another gives a different answer to a question of satisfaction, whose answers make no other question
// appear or go; nil for others.
func (c *citizen) another(q question, than telegramsim.Button) *telegramsim.Button {
	var others []telegramsim.Button
	scale := false
	for _, b := range q.msg.Buttons() {
		scale = scale || b.Text == "Rất hài lòng"
		if strings.HasPrefix(b.Data, "a:") && b.Data != than.Data {
			others = append(others, b)
		}
	}
	if !scale {
		return nil
	}
	return &others[c.rnd.IntN(len(others))]
}

// tap presses a button, now and then twice, or once more as if the app had been closed meanwhile.
func (c *citizen) tap(t *testing.T, msg int, b telegramsim.Button) bool {
	time.Sleep(c.upTo(300 * time.Millisecond)) // a person reads before tapping
	id, err := c.tg.TapStale(c.user, c.user.ID, msg, b.Data)
	if err != nil {
		t.Error(err)
		return false
	}
	c.taps++
	if q, choice, ok := answerOf(b); ok {
		c.answers[q] = choice
	}
	if c.rnd.IntN(6) == 0 {
		c.taps++
		if _, err := c.tg.Retap(id); err != nil {
			t.Error(err)
			return false
		}
	}
	return true
}

// tapStale presses a button of an old screen.
func (c *citizen) tapStale(t *testing.T, msg int, b telegramsim.Button) {
	c.taps++
	if _, err := c.tg.TapStale(c.user, c.user.ID, msg, b.Data); err != nil {
		t.Error(err)
		return
	}
	q, choice, _ := answerOf(b)
	c.answers[q] = choice
}
