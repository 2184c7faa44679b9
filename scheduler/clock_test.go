package scheduler

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"motcua/storage"
)

// clocks are three clocks that a test can set.
type clocks struct {
	database, local time.Time
	steady          time.Duration
	err             error
	// what the database knows
	believed time.Time
	leapt    bool
	words    int
	held     string
}

func (c *clocks) pass(d time.Duration) {
	c.database, c.local, c.steady = c.database.Add(d), c.local.Add(d), c.steady+d
}

func newClocks() (*clocks, *Clock, *bytes.Buffer) {
	at := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	c := &clocks{database: at, local: at, steady: time.Minute}
	log := &bytes.Buffer{}
	c.believed = at
	return c, c.clock(log), log
}

// clock is that of a service that starts now.
func (c *clocks) clock(log *bytes.Buffer) *Clock {
	clock := newClock(memory{
		func(context.Context) (storage.Moment, error) {
			return storage.Moment{Now: c.database, Believed: c.believed, Leapt: c.leapt, Words: c.words}, c.err
		},
		func(_ context.Context, m storage.Moment) error { c.believed, c.leapt = m.Now, false; return nil },
		func(context.Context, storage.Moment) error { c.leapt = true; return nil },
		func(why string) { c.held = why },
	}, func() time.Time { return c.local }, slog.New(slog.NewTextHandler(log, nil)))
	clock.steady = func() time.Duration { return c.steady }
	return clock
}

func TestClock(t *testing.T) {
	t.Parallel()
	const year = 365 * 24 * time.Hour
	for _, tc := range []struct {
		name string
		do   func(c *clocks)
		ok   bool
		why  string
	}{
		{"all is well", func(c *clocks) { c.pass(time.Minute) }, true, ""},
		{"a little apart", func(c *clocks) { c.local = c.local.Add(50 * time.Second) }, true, ""},
		{"ahead", func(c *clocks) { c.local = c.local.Add(61 * time.Second) }, false, "differs from the database's by 1m1s"},
		{"behind", func(c *clocks) { c.local = c.local.Add(-90 * 24 * time.Hour) }, false, "differs"},
		{"three years ahead", func(c *clocks) { c.local = c.local.Add(3 * year) }, false, "differs"},
		{"the database's is ahead", func(c *clocks) { c.database = c.database.Add(3 * year) }, false, "differs"},
		{"both jump: one machine, one clock", func(c *clocks) { c.database, c.local = c.database.Add(3*year), c.local.Add(3*year) }, false, "26280h0m0s after the last time"},
		{"both go back", func(c *clocks) { c.database, c.local = c.database.Add(-2*time.Hour), c.local.Add(-2*time.Hour) }, false, "2h0m0s before the last time"},
		{"both jump a little", func(c *clocks) { c.database, c.local = c.database.Add(2*time.Hour), c.local.Add(2*time.Hour) }, false, "jumped"},
		{"both are corrected a little", func(c *clocks) { c.database, c.local = c.database.Add(59*time.Minute), c.local.Add(59*time.Minute) }, true, ""},
		{"long silence", func(c *clocks) { c.pass(year) }, true, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, clock, log := newClocks()
			if _, ok, err := clock.Read(t.Context()); !ok || err != nil {
				t.Fatal(ok, err)
			}
			before, began := c.database, c.steady
			tc.do(c)
			want := before.Add(c.steady - began) // whatever the database's clock shows, unless it was corrected
			if tc.ok {
				want = c.database
			}
			now, ok, err := clock.Read(t.Context())
			held := clock.Trouble()
			if c.database.Equal(before.Add(c.steady - began)) { // this machine's clock alone is wrong: leaders' pages work by the database's
				held = ""
			}
			if ok != tc.ok || err != nil || !now.Equal(want) || c.held != held || !strings.Contains(clock.Trouble(), tc.why) {
				t.Errorf("%v, %t, %v: %q", now, ok, err, clock.Trouble())
			}
			if !clock.Now().Equal(want) {
				t.Errorf("now is %v, want %v", clock.Now(), want)
			}
			if got := strings.Contains(log.String(), "level=ERROR"); got == ok {
				t.Errorf("the log says: %s", log)
			}
		})
	}
}

// After a jump both clocks are watched for an hour; another jump begins it anew. What is logged is the change.
func TestClockSettles(t *testing.T) {
	t.Parallel()
	c, clock, log := newClocks()
	read := func() bool {
		t.Helper()
		_, ok, err := clock.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	jump := func() { c.database, c.local = c.database.Add(5*time.Hour), c.local.Add(5*time.Hour) }
	read()
	jump()
	for range 2 {
		for i := range 60 {
			if read() {
				t.Fatalf("believed %d minutes after a jump", i)
			}
			c.pass(time.Minute)
		}
		jump()
	}
	for range 60 {
		if read() {
			t.Fatal("believed too early after the last jump")
		}
		c.pass(time.Minute)
	}
	if !read() {
		t.Error("not believed after a steady hour")
	}
	if n := strings.Count(log.String(), "\n"); n != 2 {
		t.Errorf("%d lines:\n%s", n, log)
	}
	c.err = errors.New("away")
	if _, ok, err := clock.Read(t.Context()); ok || err == nil {
		t.Error("believed without the database")
	}
}

// A service that starts knows where the clock was believed last. Beyond a gap that a service may have been off for, nothing is done by
// the calendar, restarts included, until the clock is right again or an operator says that it is; time goes on from where it was.
func TestClockAtStart(t *testing.T) {
	t.Parallel()
	const day = 24 * time.Hour
	for _, tc := range []struct {
		name  string
		by    time.Duration
		leapt bool
		ok    bool
	}{
		{"goes on", time.Minute, false, true},
		{"off for nine days", 9 * day, false, true},
		{"off for eleven days, or a month ahead", 11 * day, false, false},
		{"three years ahead", 3 * 365 * day, false, false},
		{"half an hour behind", -30 * time.Minute, false, true},
		{"two hours behind", -2 * time.Hour, false, false},
		{"two months behind", -60 * day, false, false},
		{"jumped while another watched", 2 * time.Hour, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, _, _ := newClocks()
			was := c.believed
			c.database, c.local, c.leapt = c.database.Add(tc.by), c.local.Add(tc.by), tc.leapt
			for start := range 3 {
				log := &bytes.Buffer{}
				clock := c.clock(log)
				for range 10 {
					now, ok, err := clock.Read(t.Context())
					if ok != tc.ok || err != nil {
						t.Fatalf("start %d: %t, %v: %s", start, ok, err, clock.Trouble())
					}
					if !ok && (now.Sub(was) > time.Hour || now.Before(was) || !c.believed.Equal(was) || !strings.Contains(clock.Trouble(), storage.ClockRemedy)) {
						t.Fatalf("time %v, believed %v, trouble %q", now, c.believed, clock.Trouble())
					}
					c.pass(time.Minute)
				}
			}
			if tc.ok {
				return
			}
			clock := c.clock(&bytes.Buffer{})
			if _, ok, _ := clock.Read(t.Context()); ok {
				t.Fatal("believed after three starts")
			}
			c.believed, c.leapt, c.words = c.database, false, c.words+1 // an operator's word
			if now, ok, _ := clock.Read(t.Context()); !ok || !now.Equal(c.database) {
				t.Errorf("an operator's word does not count: %v, %q", now, clock.Trouble())
			}
		})
	}
}

// A wrong clock that is set right is believed at once where it had been wrong from the start, or comes back to where it would have been.
func TestClockSetRight(t *testing.T) {
	t.Parallel()
	const year = 365 * 24 * time.Hour
	c, _, _ := newClocks()
	shift := func(by time.Duration) { c.database, c.local = c.database.Add(by), c.local.Add(by) }
	shift(3 * year)
	clock := c.clock(&bytes.Buffer{})
	read := func(want bool, when string) {
		t.Helper()
		if _, ok, err := clock.Read(t.Context()); ok != want || err != nil {
			t.Errorf("%s: %t, %v: %s", when, ok, err, clock.Trouble())
		}
		c.pass(time.Minute)
	}
	read(false, "wrong from the start")
	shift(-3 * year)
	read(true, "set right")
	shift(3 * year)
	for range 90 {
		read(false, "wrong again")
	}
	shift(-3 * year)
	read(true, "set right again")
}
