package telegram

import (
	"sync"
	"time"
)

// Status is how the channel is doing, for /health and the operator.
type Status struct {
	Up       bool      // updates come in
	Since    time.Time // since when it is up, or down
	Problem  string    // why it is down; never holds the token
	Username string    // the bot's name without "@", "" until Telegram has told
	Mode     string    // ModePoll or ModeWebhook
	Pending  int       // updates not taken in yet: at Telegram (webhook), or under way here (poll)
	Standby  bool      // another replica asks for the updates
}

// board is where the parts of the channel note how they are doing.
type board struct {
	mu sync.Mutex
	s  Status
}

func (b *board) start(mode string) {
	b.s = Status{Since: time.Now(), Problem: "not started yet", Mode: mode}
}

func (b *board) read() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.s
}

// change notes something and tells whether the channel came up or went down by it.
func (b *board) change(fn func(*Status)) (turned bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.s.Up
	fn(&b.s)
	if b.s.Up {
		b.s.Problem = ""
	}
	if turned = b.s.Up != before; turned {
		b.s.Since = time.Now()
	}
	return turned
}

// up notes that Telegram answers.
func (c *Channel) up() {
	if c.status.change(func(s *Status) { s.Up = true }) {
		c.metrics.up.Set(1)
		c.log.Info("telegram answers", "bot", c.self(), "mode", c.o.Mode)
	}
}

// down notes that updates do not come in. It is logged once, not at each try.
func (c *Channel) down(problem string) {
	first := false
	problem = clip(c.api.hide.clean(problem), maxProblem)
	turned := c.status.change(func(s *Status) {
		first = !s.Up && s.Problem != problem
		s.Up, s.Problem = false, problem
	})
	c.metrics.up.Set(0)
	if turned || first {
		c.log.Warn("telegram does not work", "problem", problem)
	}
}

const maxProblem = 300 // characters of an error that are shown

// clip shortens a text to n characters.
func clip(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
