package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"motcua/storage"
)

// Clock is the database's clock, and the judgement whether this process may act by it. What is owed and what is past its
// time follows from the calendar; whoever has the wrong date would send what is not owed and delete what must be kept. So a
// process whose own clock differs from the database's, that sees the database's jump, or that finds it far from where it was
// believed last, only watches.
//
// It is safe for concurrent use.
type Clock struct {
	memory memory
	local  func() time.Time
	steady func() time.Duration // since some moment, by a clock nobody can set
	log    *slog.Logger

	mu      sync.Mutex
	last    reading
	good    reading // the last at which the database's clock was believed, or what is known from before
	off     time.Duration
	jumped  time.Duration // by the steady clock
	leapt   bool
	sound   bool // the database's clock was believed at the last reading
	trouble string
}

// memory is what the database knows of its clock, and what it is told.
type memory struct {
	read    func(context.Context) (storage.Moment, error)
	believe func(context.Context, storage.Moment) error
	leapt   func(context.Context, storage.Moment) error
	hold    func(why string)
}

// reading is what the clocks show at one moment.
type reading struct {
	database time.Time
	steady   time.Duration
	words    int
}

const (
	// apart is how far the two clocks may differ. NTP keeps machines within milliseconds.
	apart = time.Minute
	// leap is the step of a clock that is no correction: somebody set it, or the machine slept.
	leap = time.Hour
	// settling is how long the database's clock must go evenly after a leap before it is believed again.
	settling = time.Hour
	// keepEvery is how often it is kept that the clock is believed.
	keepEvery = 50 * time.Second
)

// NewClock makes the clock of a service, which tells the database when it believes it. local reads the clock of this machine; log may
// be nil.
func NewClock(db *storage.DB, local func() time.Time, log *slog.Logger) *Clock {
	return newClock(memory{db.Moment, db.Believe, db.Leapt, db.HoldClock}, local, log)
}

// LookAtClock makes a clock that only looks.
func LookAtClock(db *storage.DB, local func() time.Time) *Clock {
	nothing := func(context.Context, storage.Moment) error { return nil }
	return newClock(memory{db.Moment, nothing, nothing, func(string) {}}, local, nil)
}

func newClock(m memory, local func() time.Time, log *slog.Logger) *Clock {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	began := time.Now()
	return &Clock{memory: m, local: local, steady: func() time.Duration { return time.Since(began) }, log: log}
}

// Read asks the database for the time and reports whether it may be acted by. The time is that of Now.
func (c *Clock) Read(ctx context.Context) (now time.Time, ok bool, err error) {
	began, local := c.steady(), c.local().Round(0)
	m, err := c.memory.read(ctx)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("the database's time: %w", err)
	}
	took := c.steady() - began
	c.judge(m, reading{database: m.Now, steady: began + took/2, words: m.Words}, m.Now.Sub(local.Add(took/2)), apart+took/2)
	c.keep(ctx, m)
	return c.Now(), c.Trouble() == "", nil
}

// judge compares a reading with the one before it, or with what was known before this process began. off is how far the database's
// clock is ahead of this machine's, within how far it may be, as exactly as it was measured.
func (c *Clock) judge(m storage.Moment, r reading, off, within time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := c.last.database.IsZero()
	if first {
		c.good = reading{database: m.Believed, steady: r.steady}
	}
	anew := first || r.words != c.last.words // nothing to compare with, or an operator's word counts more
	even := !anew && !step(passed(c.last, r))
	switch {
	case anew:
		c.leapt, c.jumped = m.Leapt, r.steady
	case c.leapt && (even && r.steady-c.jumped >= settling || !step(passed(c.good, r))): // watched long enough, or back
		c.leapt = false
	case !even && (c.sound || c.leapt), c.sound && m.Leapt:
		c.leapt, c.jumped = true, r.steady
	}
	c.sound = !c.leapt && (even && c.sound || m.Astray() == "")
	if c.sound {
		c.good = r
	}
	c.last, c.off = r, off
	c.say(c.why(m, within))
}

// passed is how much further the database's clock went between two readings than time did.
func passed(from, to reading) time.Duration {
	return to.database.Sub(from.database) - (to.steady - from.steady)
}

func step(d time.Duration) bool { return d.Abs() > leap }

// why is why nothing is done by the calendar; "" if it is.
func (c *Clock) why(m storage.Moment, within time.Duration) string {
	switch {
	case c.off.Abs() > within:
		return fmt.Sprintf("this machine's clock differs from the database's by %s", c.off.Abs().Round(time.Second))
	case c.sound:
		return ""
	}
	m.Leapt = true
	return m.Trouble()
}

// say notes a trouble, and its beginning and end in the log.
func (c *Clock) say(why string) {
	switch {
	case why != "" && c.trouble == "":
		c.log.Error("clock not believed: nothing is deleted, sent or issued by the calendar", "why", why)
	case why == "" && c.trouble != "":
		c.log.Info("clock believed again")
	}
	c.trouble = why
}

// keep tells the database what was found, so that whoever starts after this knows it.
func (c *Clock) keep(ctx context.Context, m storage.Moment) {
	c.mu.Lock()
	why, leapt, sound := c.trouble, c.leapt, c.sound
	c.mu.Unlock()
	if sound {
		c.memory.hold("") // whoever asks is answered by the database's time, however wrong this machine's own clock is
	} else {
		c.memory.hold(why)
	}
	var err error
	switch since := m.Now.Sub(m.Believed); {
	case leapt && !m.Leapt:
		err = c.memory.leapt(ctx, m)
	case why == "" && (m.Leapt || since < 0 || since >= keepEvery):
		err = c.memory.believe(ctx, m)
	}
	if err != nil {
		c.log.Warn("what is known of the clock is not kept", "err", err)
	}
}

// Now is the database's time as last measured, without asking it. While the database's clock is not believed, it goes on from where it was
// believed last: what comes in then is of no month that was closed before.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.good.database.Add(c.steady() - c.good.steady)
}

// Trouble says why nothing is done by the calendar; "" while all is well.
func (c *Clock) Trouble() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.trouble
}

// Off is how far the database's clock is ahead of this machine's; negative if behind.
func (c *Clock) Off() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.off
}
