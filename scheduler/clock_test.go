package scheduler

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// clocks are three clocks that a test can set.
type clocks struct {
	database, local time.Time
	steady          time.Duration
	err             error
}

func (c *clocks) pass(d time.Duration) {
	c.database, c.local, c.steady = c.database.Add(d), c.local.Add(d), c.steady+d
}

func newClocks() (*clocks, *Clock, *bytes.Buffer) {
	at := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	c := &clocks{database: at, local: at, steady: time.Minute}
	log := &bytes.Buffer{}
	clock := NewClock(func(context.Context) (time.Time, error) { return c.database, c.err }, func() time.Time { return c.local }, slog.New(slog.NewTextHandler(log, nil)))
	clock.steady = func() time.Duration { return c.steady }
	return c, clock, log
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
		{"both jump: one machine, one clock", func(c *clocks) { c.database, c.local = c.database.Add(3*year), c.local.Add(3*year) }, false, "jumped"},
		{"both go back", func(c *clocks) { c.database, c.local = c.database.Add(-2*time.Hour), c.local.Add(-2*time.Hour) }, false, "jumped"},
		{"both are corrected a little", func(c *clocks) { c.database, c.local = c.database.Add(59*time.Minute), c.local.Add(59*time.Minute) }, true, ""},
		{"long silence", func(c *clocks) { c.pass(year) }, true, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, clock, log := newClocks()
			if _, ok, err := clock.Read(t.Context()); !ok || err != nil {
				t.Fatal(ok, err)
			}
			tc.do(c)
			now, ok, err := clock.Read(t.Context())
			if ok != tc.ok || err != nil || !now.Equal(c.database) || !strings.Contains(clock.Trouble(), tc.why) {
				t.Errorf("%v, %t, %v: %q", now, ok, err, clock.Trouble())
			}
			if !clock.Now().Equal(c.database) {
				t.Errorf("now is %v, the database's time %v", clock.Now(), c.database)
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
