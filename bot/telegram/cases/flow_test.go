package cases_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/simulator/telegramsim"
)

// What one citizen does is taken in in its order, however fast it comes. While he is stuck another one is
// served; polling, he waits at most for the next poll, which Telegram lets be repeated only every 3 s.
func TestCase09OrderAndHeadOfLine(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	hasty, calm := w.citizen("Anh Ba"), w.citizen("Bà Tư")
	hasty.begin()
	hold := make(chan struct{})
	w.disturb(func(ev bot.Event) error {
		if strings.HasSuffix(ev.Conv(), hasty.conv()) && ev.Text == "hộ tịch" {
			<-hold
		}
		return nil
	}, nil)
	forwarded := func(text string) {
		t.Helper()
		_, err := w.tg.Forward(hasty.u, hasty.u.ID, calm.u, text)
		check(t, err)
	}
	for _, say := range []string{"hộ tịch", "rất hài lòng", "hài lòng", "bình thường", "hài lòng"} {
		hasty.says(say)
	}
	for range 3 {
		forwarded("không hài lòng") // somebody else's words are no answers
	}
	calm.begin() // while the other one is stuck
	calm.steps("Chứng thực", "Câu 2/9")
	close(hold)
	hasty.sees("Câu 6/9")
	w.settle()
	w.stored("lv=1 q1=5 q2=4 q3=3 q4=4", `SELECT string_agg(question || '=' || choice, ' ' ORDER BY at, question) FROM answer
		WHERE response = (SELECT response FROM answer WHERE question = 'q4')`)

	// Nor when it is the way out that is slow.
	w.tg.Fault(telegramsim.Fault{Chat: hasty.u.ID, Delay: 3 * time.Second, Times: 1})
	hasty.says("/start")
	began := time.Now()
	calm.steps("Hài lòng", "Câu 3/9", "Hài lòng", "Câu 4/9")
	if hasty.count("Kính chào") > 0 || time.Since(began) > 3*time.Second {
		t.Error("one citizen waited for the other's message")
	}
	hasty.sees("Kính chào")
}

// What was written while we were away, or while the database was, is taken in later; what was taken in but
// not confirmed is not answered again, however often it comes.
func TestCase10LostOrReplayedOnRestart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	w.settle()
	w.stop()
	for _, say := range []string{"hộ tịch", "rất hài lòng"} {
		c.says(say)
	}
	w.start()
	c.sees("Câu 3/9")
	w.settle()

	w.disturb(func(bot.Event) error { return errors.New("connection refused") }, nil) // what a database that is away looks like
	c.says("hài lòng")
	c.says("bình thường")
	w.restart() // gives up waiting for it
	if n := w.tg.Pending(); n != 2 {
		t.Errorf("%d updates are left at Telegram, want both", n)
	}
	w.disturb(nil, nil)
	c.sees("Câu 5/9")
	w.settle()
	w.answers("lv=1 q1=5 q2=4 q3=3")

	// From here on the connection breaks whenever something is stored, before it can be confirmed.
	var taken atomic.Int32
	w.disturb(nil, func(bot.Event) {
		w.tg.Fault(telegramsim.Fault{Method: "getUpdates", Reset: true})
		taken.Add(1)
	})
	c.says("/tracuu khai sinh")
	for times := range int32(4) {
		w.until("the update is taken in once more", func() bool { return taken.Load() == times+1 })
		w.until("all answers are out", func() bool {
			return w.scalar(`SELECT count(*) FROM pending`) == "0" && c.count("Ông/Bà cần việc nào") > 0
		})
		if w.tg.Pending() != 1 {
			t.Fatal("the update was confirmed: nothing is repeated")
		}
		w.stop()
		w.tg.Heal()
		w.start()
	}
	w.disturb(nil, nil)
	w.tg.Heal()
	w.settle()
	if n := c.count("Ông/Bà cần việc nào"); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

// When the answer to a call is lost, an edit is made again and nobody sees it; a new message may be there
// twice, no more often, and both work.
func TestCase11DuplicateAfterTimeout(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramsim.Limits{})
	c := w.citizen("Bà Tư")
	c.begin()
	w.tg.Fault(telegramsim.Fault{Method: "editMessageText", DropAnswer: true, Times: 2})
	c.steps("Hộ tịch", "Câu 2/9")
	w.settle()
	if n := c.count("Câu "); n != 1 {
		t.Errorf("%d questions stand in the chat", n)
	}
	w.tg.Fault(telegramsim.Fault{Method: "sendMessage", DropAnswer: true, Times: 1})
	c.says("/tieptuc")
	c.sees("Mời Ông/Bà tiếp tục")
	w.settle()
	if n := c.count("Mời Ông/Bà tiếp tục"); n != 2 {
		t.Errorf("the message is there %d times, want twice: one answer was lost", n)
	}
	for _, m := range w.tg.Chat(c.u.ID).Messages {
		if m.FromBot() && strings.Contains(m.Text, "Câu 2/9") {
			c.answered(c.tapOn(m, "Rất hài lòng"))
		}
	}
	w.settle()
	w.answers("lv=1 q1=5")
	c.sees("Câu 3/9")
}
