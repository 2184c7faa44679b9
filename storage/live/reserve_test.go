package live

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// book books a place and returns how long to wait for it, or fails.
func book(t *testing.T, l *Live, shared Rate, own ...Rate) time.Duration {
	t.Helper()
	wait, booked := l.Reserve(t.Context(), time.Hour, shared, own...)
	if !booked {
		t.Errorf("not booked, wait %v", wait)
	}
	return wait
}

// near reports whether what a caller waits is what it was at the beginning of the test, less what has passed since: a machine
// under load stands still at times.
func near(began time.Time, got, want time.Duration) bool {
	const slack = 60 * time.Millisecond
	return got < want+slack && got > want-slack-time.Since(began)
}

func TestReserve(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		began := time.Now()
		all := Rate{Key: "all", N: 2, Per: time.Second, Burst: 3}
		for i, want := range []time.Duration{0, 0, 0, 500 * time.Millisecond, time.Second, 1500 * time.Millisecond} {
			if got := book(t, l, all); !near(began, got, want) {
				t.Errorf("place %d: wait %v, not %v", i, got, want)
			}
		}
		// Nobody waits longer than he wants to, and who does not wait takes no place.
		for range 3 {
			if wait, booked := l.Reserve(t.Context(), time.Second, all); booked || !near(began, wait, 2*time.Second) {
				t.Errorf("wait %v, booked %t", wait, booked)
			}
		}
		if got := book(t, l, all); !near(began, got, 2*time.Second) {
			t.Errorf("wait %v", got)
		}
		if got := book(t, l, Rate{Key: "another", N: 1, Per: time.Minute, Burst: 1}); got != 0 {
			t.Errorf("another key waits %v", got)
		}
	})
}

func TestReserveSeveral(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		began := time.Now()
		all := Rate{Key: "all", N: 10, Per: time.Second, Burst: 1}
		chat := func(name string) Rate { return Rate{Key: name, N: 1, Per: 10 * time.Second, Burst: 1} }
		if got := book(t, l, all, chat("a"), Rate{}); got != 0 {
			t.Errorf("first: wait %v", got)
		}
		// What is the caller's own is not waited for in the shared line: its place there would be lost.
		for range 5 {
			if wait, booked := l.Reserve(t.Context(), time.Hour, all, chat("a")); booked || !near(began, wait, 10*time.Second) {
				t.Errorf("own limit: wait %v, booked %t", wait, booked)
			}
		}
		if got := book(t, l, all, chat("b")); !near(began, got, 100*time.Millisecond) {
			t.Errorf("others: wait %v", got)
		}
		// The own limit counts from when the caller goes ahead, not from when he booked.
		for range 20 {
			book(t, l, all)
		}
		wait := book(t, l, all, chat("c"))
		if again, booked := l.Reserve(t.Context(), time.Hour, Rate{}, chat("c")); booked || !near(began, again, wait+10*time.Second) {
			t.Errorf("goes ahead after %v, the next one after %v", wait, again)
		}
	})
}

func TestReserveWithoutLimit(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		for range 100 {
			if got := book(t, l, Rate{}, Rate{Key: "x", Per: time.Second}); got != 0 {
				t.Fatalf("wait %v", got)
			}
		}
		if got := book(t, l, Rate{}, Rate{Key: "y", N: 1, Per: time.Hour}); got != 0 {
			t.Errorf("no burst given: wait %v", got)
		}
		if _, booked := l.Reserve(t.Context(), time.Second, Rate{}, Rate{Key: "y", N: 1, Per: time.Hour}); booked {
			t.Error("no limit")
		}
	})
}

// Many callers at once, as from many replicas: each gets a place of its own.
func TestReserveTogether(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		var mu sync.Mutex
		var at []time.Duration
		began := time.Now()
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				wait, booked := l.Reserve(t.Context(), time.Hour, Rate{Key: "k", N: 1, Per: time.Second, Burst: 4})
				mu.Lock()
				defer mu.Unlock()
				if !booked {
					t.Error("not booked")
				}
				at = append(at, time.Since(began)+wait)
			})
		}
		wg.Wait()
		slices.Sort(at)
		for i, d := range at {
			if want := time.Duration(max(0, i-3)) * time.Second; (d - want).Abs() > 300*time.Millisecond {
				t.Errorf("place %d is at %v, not %v", i, d, want)
			}
		}
	})
}

// In any span of time no more than promised.
func TestReserveNeverMoreThanPromised(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlaces()
		r := Rate{Key: "k", N: 25, Per: time.Second, Burst: 4}
		var at []time.Time
		for range 1000 {
			wait, booked := p.reserve(time.Now(), time.Hour.Microseconds(), []Rate{r})
			if !booked {
				t.Fatal("not booked")
			}
			at = append(at, time.Now().Add(wait))
			time.Sleep(time.Duration(len(at)%97) * time.Millisecond)
		}
		for i := range at {
			n := 0
			for _, other := range at[i:] {
				if other.Before(at[i].Add(r.Per)) {
					n++
				}
			}
			if n > r.N+r.Burst-1 {
				t.Fatalf("%d within %v", n, r.Per)
			}
		}
	})
}

func TestPlacesAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlaces()
		for i := range 2 * countersLimit {
			p.reserve(time.Now(), 0, []Rate{{Key: fmt.Sprint(i), N: 1, Per: time.Hour}})
		}
		if len(p.taken) > countersLimit {
			t.Errorf("%d in memory", len(p.taken))
		}
		time.Sleep(2 * time.Hour)
		p.reserve(time.Now(), 0, []Rate{{Key: "k", N: 1, Per: time.Hour}})
		if len(p.taken) != 1 {
			t.Errorf("%d are left", len(p.taken)-1)
		}
	})
}

// Without Redis each process keeps the limit for itself, and with it again they keep it together.
func TestReserveWhileRedisIsAway(t *testing.T) {
	srv := newServer(t)
	l, other := open(t, srv.url()), open(t, srv.url())
	began := time.Now()
	r := Rate{Key: "k", N: 1, Per: time.Hour, Burst: 1}
	if got := book(t, l, r); got != 0 {
		t.Errorf("wait %v", got)
	}
	if wait, booked := other.Reserve(t.Context(), time.Second, r); booked || !near(began, wait, time.Hour) {
		t.Errorf("another replica: wait %v, booked %t", wait, booked)
	}
	srv.stop()
	if got := book(t, l, r); got != 0 {
		t.Errorf("without redis: wait %v", got)
	}
	if _, booked := l.Reserve(t.Context(), time.Second, r); booked {
		t.Error("without redis: no limit")
	}
	srv.start()
	eventually(t, "redis is used again", func() bool { return l.Ping(t.Context()) == nil && other.Ping(t.Context()) == nil })
	if got := book(t, l, r); got != 0 { // it has started empty
		t.Errorf("with redis again: wait %v", got)
	}
	if _, booked := other.Reserve(t.Context(), time.Second, r); booked {
		t.Error("with redis again: not shared")
	}
}

func BenchmarkReserve(b *testing.B) {
	l, err := Open(b.Context(), "", nil)
	check(b, err)
	defer l.Close()
	all, own := Rate{Key: "all", N: 1e6, Per: time.Second, Burst: 1e6}, Rate{Key: "own", N: 1e6, Per: time.Second, Burst: 1e6}
	for b.Loop() {
		l.Reserve(b.Context(), time.Second, all, own)
	}
}
