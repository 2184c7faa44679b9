package scheduler

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/robfig/cron/v3"

	"motcua/internal/calendar"
	"motcua/org"
)

// The real cron in virtual time, through a year: each month's digest, and with it those of the longer periods that end,
// is first owed at eight in the morning of the 1st, Vietnam's time, and at no look before. The scheduler is started the evening before each 1st;
// running it all year would be half a million looks.
func TestTickThroughAYear(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := org.Unit{ID: 1, Created: time.Now().AddDate(-1, 0, 0)}
		for m := calendar.Month(200001); m <= 200012; m = m.Add(1) { // a leap year
			first := m.Add(1).Start(org.Location())
			time.Sleep(time.Until(first.Add(-30 * time.Minute)))
			r := record(t, u, first.Add(9*time.Hour))
			eight := first.Add(8 * time.Hour)
			for _, kind := range calendar.Kinds() {
				p := kind(m)
				want := eight
				if p.Last() < m { // told before
					continue
				}
				if p.Last() != m || p.String() == "2000-H2" { // not over yet, or told only when asked for
					want = time.Time{}
				}
				if !r.owed[p].Equal(want) {
					t.Errorf("the digest of %s was owed at %v, want %v", p, r.owed[p].In(org.Location()), want)
				}
			}
			if before := r.owed[calendar.MonthPeriod(m.Add(-1))]; !before.Equal(r.looks[0]) {
				t.Errorf("the digest of %s, owed long since, was first seen at %v", m.Add(-1), before)
			}
			if len(r.looks) < 570 || len(r.looks) > 572 {
				t.Errorf("%d looks in nine hours and a half", len(r.looks))
			}
			for i := 2; i < len(r.looks); i++ {
				if gap := r.looks[i].Sub(r.looks[i-1]); gap != time.Minute {
					t.Fatalf("%v between two looks", gap)
				}
			}
		}
	})
}

// recording is what a scheduler saw: when it looked, and when it first found a period's digest owed.
type recording struct {
	mu    sync.Mutex
	looks []time.Time
	owed  map[calendar.Period]time.Time
}

func record(t *testing.T, u org.Unit, until time.Time) *recording {
	t.Helper()
	r := &recording{owed: map[calendar.Period]time.Time{}}
	ctx, cancel := context.WithDeadline(t.Context(), until)
	defer cancel()
	err := tick(ctx, nil, func(now time.Time) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.looks = append(r.looks, now)
		for _, p := range Owed(u, now) {
			if r.owed[p].IsZero() {
				r.owed[p] = now
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// On every day of a year the schedule has a look at each full hour, which is when digests fall due.
func TestScheduleMeetsEveryHour(t *testing.T) {
	t.Parallel()
	every, err := cron.ParseStandard(everyMinute)
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2028, 1, 1, 0, 0, 0, 0, org.Location()); at.Year() == 2028; at = at.Add(time.Hour) {
		if next := every.Next(at.Add(-time.Nanosecond)); !next.Equal(at) {
			t.Fatalf("the look after %v is at %v", at.Add(-time.Nanosecond), next)
		}
	}
}

// When it is told to stop, it waits for the look under way; a look that takes long is not cut off.
func TestTickWaitsForTheLook(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var began, ended atomic.Int64
		var done atomic.Bool
		go func() {
			err := tick(ctx, nil, func(time.Time) {
				if began.Add(1) == 2 {
					cancel()
					time.Sleep(20 * time.Second)
				}
				ended.Add(1)
			})
			if err != nil {
				t.Error(err)
			}
			done.Store(true)
		}()
		time.Sleep(70 * time.Second)
		synctest.Wait()
		if began.Load() != 2 || ended.Load() != 1 || done.Load() {
			t.Errorf("in the middle of the second look: %d begun, %d ended, stopped %t", began.Load(), ended.Load(), done.Load())
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if began.Load() != 2 || ended.Load() != 2 || !done.Load() {
			t.Errorf("afterwards: %d begun, %d ended, stopped %t", began.Load(), ended.Load(), done.Load())
		}
	})
}
