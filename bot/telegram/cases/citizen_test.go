package cases_test

import (
	"strings"
	"time"

	"motcua/internal/simulator/telegramsim"
	"motcua/org"
)

// citizen is somebody in a private chat with the bot.
type citizen struct {
	*world
	u *telegramsim.User
}

func (w *world) citizen(name string) *citizen { return &citizen{w, w.tg.NewUser(name)} }

// scan opens the chat by the QR of the reception point.
func (c *citizen) scan() {
	c.t.Helper()
	_, err := c.tg.StartWith(c.u, org.Start{Unit: c.unit.ID, Point: 1, Slip: org.Result}.Sign(c.dir.Key()))
	check(c.t, err)
}

// begin scans and agrees; the first question stands.
func (c *citizen) begin() telegramsim.Message {
	c.t.Helper()
	c.scan()
	c.sees("Không hỏi tên")
	c.tap("Đồng ý và bắt đầu")
	return c.sees("Câu 1/9")
}

// sees waits until the newest message of the bot has these words, and gives it.
func (c *citizen) sees(words string) telegramsim.Message {
	c.t.Helper()
	late := time.After(patience)
	for {
		changed := c.tg.Changed()
		m := c.last()
		if strings.Contains(m.Text, words) {
			return m
		}
		select {
		case <-changed:
		case <-late:
			c.t.Fatalf("%s does not come to see %q but sees %q", c.u.FirstName, words, m.Text)
		}
	}
}

// last is the newest message of the bot.
func (c *citizen) last() telegramsim.Message { return c.tg.Chat(c.u.ID).Last() }

// count is how many messages of the bot with these words stand in the chat.
func (c *citizen) count(words string) (n int) {
	for _, m := range c.tg.Chat(c.u.ID).Messages {
		if m.FromBot() && strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// tap presses a button of the newest message and gives the id of the tap.
func (c *citizen) tap(label string) string {
	c.t.Helper()
	m := c.last()
	id, err := c.tg.Tap(c.u, c.u.ID, m.ID, label)
	if err != nil {
		c.t.Fatalf("tap on %q: %v under %q", label, err, m.Text)
	}
	return id
}

// tapOn presses a button as a screen that is out of date shows it.
func (c *citizen) tapOn(m telegramsim.Message, label string) string {
	c.t.Helper()
	for _, b := range m.Buttons() {
		if b.Text == label {
			id, err := c.tg.TapStale(c.u, c.u.ID, m.ID, b.Data)
			check(c.t, err)
			return id
		}
	}
	c.t.Fatalf("no button %q under %q", label, m.Text)
	return ""
}

// answered waits until the button of a tap has stopped spinning.
func (c *citizen) answered(tap string) {
	c.t.Helper()
	c.until("answer to a tap", func() bool { _, ok := c.tg.AnswerTo(tap); return ok })
}

// says types a text.
func (c *citizen) says(text string) {
	c.t.Helper()
	_, err := c.tg.Send(c.u, c.u.ID, text)
	check(c.t, err)
}

// steps taps one button after the other, and sees after each what it leads to.
func (c *citizen) steps(pairs ...string) {
	c.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		c.tap(pairs[i])
		c.sees(pairs[i+1])
	}
}

// finish answers what is left after question 2.
func (c *citizen) finish() {
	c.t.Helper()
	c.steps("Hài lòng", "Câu 4/9", "Bình thường", "Câu 5/9", "Hài lòng", "Câu 6/9", "Không lần nào", "Câu 7/9",
		"Đúng hẹn", "Câu 8/9", "Không", "Câu 9/9", "Bỏ qua", "Mã phiếu")
}

// whole is what is stored after begin, "Hộ tịch", "Rất hài lòng" and finish.
const whole = "lv=1 q1=5 q2=4 q3=3 q4=4 q5=1 q6=2 q7=1 q8=-1"

const sessions = `SELECT count(*) FROM response`
