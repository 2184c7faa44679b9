package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// Clock is the database's clock, and the judgement whether this process may act by it. What is owed and what is past its
// time follows from the calendar; whoever has the wrong date would send what is not owed and delete what must be kept. So a
// process whose own clock differs from the database's, or that sees one of them jump, only watches.
//
// It is safe for concurrent use.
type Clock struct {
	database func(context.Context) (time.Time, error)
	local    func() time.Time
	steady   func() time.Duration // since some moment, by a clock nobody can set
	log      *slog.Logger

	mu      sync.Mutex
	last    reading
	off     time.Duration // of the database's clock against this machine's
	jumped  time.Duration // by the steady clock
	leapt   bool
	trouble string
}

// reading is all three clocks at one moment.
type reading struct {
	database, local time.Time
	steady          time.Duration
}

const (
	// apart is how far the two clocks may differ. NTP keeps machines within milliseconds.
	apart = time.Minute
	// leap is the step of a clock that is no correction: somebody set it, or the machine slept.
	leap = time.Hour
	// settling is how long both clocks must go evenly after a leap before they are believed again.
	settling = time.Hour
)

// NewClock makes a clock. database reads the time of the database, local that of this machine; log may be nil.
func NewClock(database func(context.Context) (time.Time, error), local func() time.Time, log *slog.Logger) *Clock {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	began := time.Now()
	return &Clock{database: database, local: local, steady: func() time.Duration { return time.Since(began) }, log: log}
}

// Read asks the database for the time and reports whether it may be acted by.
func (c *Clock) Read(ctx context.Context) (now time.Time, ok bool, err error) {
	began, local := c.steady(), c.local().Round(0)
	now, err = c.database(ctx)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("the database's time: %w", err)
	}
	took := c.steady() - began
	c.judge(reading{database: now, local: local.Add(took / 2), steady: began + took/2}, apart+took/2)
	return now, c.Trouble() == "", nil
}

// judge compares a reading with the one before it. within is how far the clocks may differ, as exactly as it was measured.
func (c *Clock) judge(r reading, within time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.off = r.database.Sub(r.local)
	if !c.last.local.IsZero() {
		passed := r.steady - c.last.steady
		if step(r.database.Sub(c.last.database)-passed) || step(r.local.Sub(c.last.local)-passed) {
			c.leapt, c.jumped = true, r.steady
		}
	}
	c.last = r
	was := c.trouble
	switch {
	case c.off.Abs() > within:
		c.trouble = fmt.Sprintf("this machine's clock differs from the database's by %s", c.off.Abs().Round(time.Second))
	case c.leapt && r.steady-c.jumped < settling:
		c.trouble = "the clock has jumped by more than an hour; it is watched for an hour"
	default:
		c.trouble, c.leapt = "", false
	}
	switch {
	case c.trouble != "" && was == "":
		c.log.Error("clock not believed: nothing is deleted or sent by the calendar", "why", c.trouble)
	case c.trouble == "" && was != "":
		c.log.Info("clock believed again")
	}
}

func step(d time.Duration) bool { return d.Abs() > leap }

// Now is the database's time as last measured, without asking it.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.local().Add(c.off)
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
