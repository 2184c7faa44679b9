package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestStates(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		ctx := t.Context()
		want := map[string]string{"a": "một", "b": "", "c": "\x00\xff"}
		l.PutStates(ctx, map[string][]byte{"a": []byte("một"), "b": {}, "c": []byte("\x00\xff")}, time.Minute)
		wantStates(t, l, want)
		l.PutStates(ctx, map[string][]byte{"a": []byte("hai")}, time.Minute)
		l.DropStates(ctx, []string{"b", "unknown"})
		wantStates(t, l, map[string]string{"a": "hai", "c": "\x00\xff"})
		l.PutStates(ctx, nil, time.Minute)
		l.DropStates(ctx, nil)
		if got := l.States(ctx, nil); len(got) != 0 {
			t.Errorf("states of no keys: %v", got)
		}
	})
}

// More than the buffers of a connection hold, in both directions at once.
func TestLargeBatch(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		states := make(map[string][]byte)
		for i := range 500 { // far beyond the buffers, and still quick under the race detector
			states[fmt.Sprint(i)] = bytes.Repeat([]byte{byte(i)}, 500)
		}
		l.PutStates(t.Context(), states, time.Minute)
		if got := l.States(t.Context(), slices.Collect(maps.Keys(states))); len(got) != len(states) {
			t.Errorf("%d of %d states came back", len(got), len(states))
		}
		if !l.Healthy() {
			t.Error("it has tripped over a large batch")
		}
	})
}

func wantStates(t *testing.T, l *Live, want map[string]string) {
	t.Helper()
	got := make(map[string]string)
	for key, value := range l.States(t.Context(), []string{"a", "b", "c", "never"}) {
		got[key] = string(value)
	}
	if !maps.Equal(got, want) {
		t.Errorf("states %q, not %q", got, want)
	}
}

func TestExpiry(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		l.PutStates(t.Context(), map[string][]byte{"short": []byte("x")}, 300*time.Millisecond)
		l.PutStates(t.Context(), map[string][]byte{"long": []byte("x")}, time.Hour)
		l.PutStates(t.Context(), map[string][]byte{"never stored": []byte("x")}, 0)
		if got := l.States(t.Context(), []string{"short", "long", "never stored"}); len(got) != 2 {
			t.Fatalf("stored: %v", got)
		}
		eventually(t, "expiry", func() bool { return len(l.States(t.Context(), []string{"short"})) == 0 })
		if len(l.States(t.Context(), []string{"long"})) != 1 {
			t.Error("the long one has gone too")
		}
	})
}

func TestInProcessTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, err := Open(t.Context(), "", nil)
		check(t, err)
		defer l.Close()
		l.PutStates(t.Context(), map[string][]byte{"a": []byte("x")}, time.Hour)
		time.Sleep(time.Hour - time.Second)
		if len(l.States(t.Context(), []string{"a"})) != 1 {
			t.Error("forgotten too early")
		}
		time.Sleep(2 * time.Second)
		if len(l.States(t.Context(), []string{"a"})) != 0 {
			t.Error("remembered too long")
		}
	})
}

func TestAllow(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		ctx := t.Context()
		var mu sync.Mutex
		var wg sync.WaitGroup
		passed := 0
		for range 20 {
			wg.Go(func() {
				if l.Allow(ctx, "k", 7, time.Minute) {
					mu.Lock()
					passed++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if passed != 7 {
			t.Errorf("%d of 20 passed a limit of 7", passed)
		}
		if !l.Allow(ctx, "another", 1, time.Minute) || l.Allow(ctx, "none", 0, time.Minute) {
			t.Error("keys or limits are mixed up")
		}
		if !l.Allow(ctx, "short", 1, 20*time.Millisecond) {
			t.Error("the first is refused")
		}
		eventually(t, "a new window", func() bool { return l.Allow(ctx, "short", 1, 20*time.Millisecond) })
	})
}

func TestCount(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		ctx := t.Context()
		for _, step := range []struct{ add, want int64 }{{0, 0}, {5, 5}, {0, 5}, {1 << 40, 5 + 1<<40}, {0, 5 + 1<<40}} {
			if got := l.Count(ctx, "k", step.add, time.Minute); got != step.want {
				t.Errorf("after adding %d: %d, want %d", step.add, got, step.want)
			}
		}
		if got := l.Count(ctx, "short", 3, 20*time.Millisecond); got != 3 {
			t.Errorf("a first count of %d", got)
		}
		eventually(t, "a new window", func() bool { return l.Count(ctx, "short", 0, 20*time.Millisecond) == 0 })
		if len(l.local.of) > 2 {
			t.Errorf("asking has left counters: %v", l.local.of)
		}
	})
}

func TestCountersWithoutRedis(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCounters()
		for want := int64(1); want <= 3; want++ {
			if n := c.add("k", 1, time.Minute); n != want {
				t.Errorf("number %d, not %d", n, want)
			}
		}
		time.Sleep(time.Minute)
		if n := c.add("k", 1, time.Minute); n != 1 {
			t.Errorf("number %d in a new window", n)
		}
		for i := range 3 * countersLimit {
			c.add(fmt.Sprint(i), 1, time.Hour)
		}
		if len(c.of) > countersLimit {
			t.Errorf("%d counters in memory", len(c.of))
		}
		time.Sleep(2 * time.Hour)
		c.add("k", 1, time.Minute)
		if len(c.of) != 1 {
			t.Errorf("%d counters are left of ended windows", len(c.of)-1)
		}
	})
}

func TestPublish(t *testing.T) {
	both(t, func(t *testing.T, l *Live) {
		got, end := subscribe(t, l, "c")
		arrives(t, l, got, "c")
		l.Publish(t.Context(), "other", "not for us")
		l.Publish(t.Context(), "c", "một")
		l.Publish(t.Context(), "c", "hai")
		for _, want := range []string{"một", "hai"} {
			if msg := next(t, got); msg != want {
				t.Errorf("%q, not %q", msg, want)
			}
		}
		end()
	})
}

// subscribe listens until the returned function is called, which waits.
func subscribe(t *testing.T, l *Live, channel string) (got chan string, end func()) {
	ctx, cancel := context.WithCancel(t.Context())
	got = make(chan string, 1000)
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.Subscribe(ctx, channel, func(payload string) { got <- payload })
	}()
	return got, func() { cancel(); <-done }
}

// arrives publishes until a message arrives, then waits for the last of them.
func arrives(t *testing.T, l *Live, got chan string, channel string) {
	t.Helper()
	sent := 0
	eventually(t, "a message arrives", func() bool {
		sent++
		l.Publish(t.Context(), channel, fmt.Sprint("hello ", sent))
		return len(got) > 0
	})
	for next(t, got) != fmt.Sprint("hello ", sent) {
	}
}

func next(t *testing.T, got chan string) string {
	t.Helper()
	select {
	case msg := <-got:
		return msg
	case <-time.After(10 * time.Second):
		t.Fatal("no message")
		return ""
	}
}

func TestQuietSubscriptionStaysAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, err := Open(t.Context(), "", nil)
		check(t, err)
		got, end := subscribe(t, l, "c")
		synctest.Wait()
		for _, pause := range []time.Duration{0, time.Minute, time.Hour} {
			time.Sleep(pause)
			l.Publish(t.Context(), "c", pause.String())
			synctest.Wait()
			if len(got) != 1 {
				t.Fatalf("%d messages after %v of silence", len(got), pause)
			}
			<-got
		}
		end()
		check(t, l.Close())
	})
}

func TestCloseEndsSubscriptions(t *testing.T) {
	l := open(t, "")
	got, end := subscribe(t, l, "c")
	arrives(t, l, got, "c")
	check(t, l.Close())
	end()
	l.Subscribe(t.Context(), "c", func(string) { t.Error("a message after Close") })
	l.PutStates(t.Context(), map[string][]byte{"a": nil}, time.Minute)
	if !l.Allow(t.Context(), "k", 1, time.Minute) || l.Allow(t.Context(), "k", 1, time.Minute) {
		t.Error("no fallback after Close")
	}
	if err := l.Ping(t.Context()); !errors.Is(err, redis.ErrClosed) {
		t.Errorf("Ping: %v", err)
	}
}

func TestRedisComesAndGoes(t *testing.T) {
	srv := newServer(t)
	var log messages
	l, err := Open(t.Context(), srv.url(), slog.New(slog.NewTextHandler(&log, nil)))
	check(t, err)
	defer l.Close()
	if !l.Shared() || !l.Healthy() {
		t.Fatal("redis is not used")
	}
	got, end := subscribe(t, l, "c")
	defer end()
	arrives(t, l, got, "c")
	put := func() bool {
		l.PutStates(t.Context(), map[string][]byte{"a": []byte("x")}, time.Minute)
		return len(l.States(t.Context(), []string{"a"})) == 1
	}
	if !put() {
		t.Fatal("nothing is stored")
	}

	srv.stop()
	if len(l.States(t.Context(), []string{"a"})) != 0 || l.Healthy() {
		t.Error("a dead redis answers")
	}
	begin := time.Now()
	for range 1000 {
		l.States(t.Context(), []string{"a"})
		l.Allow(t.Context(), "k", 10, time.Minute)
		l.Publish(t.Context(), "c", "lost")
	}
	took := time.Since(begin)
	t.Logf("3000 calls without redis: %v", took)
	if took > time.Second {
		t.Errorf("a dead redis costs %v in 3000 calls", took)
	}
	if l.Allow(t.Context(), "k", 10, time.Minute) {
		t.Error("no limit without redis")
	}
	if err := l.Ping(t.Context()); err == nil {
		t.Error("Ping reaches a dead redis")
	}

	srv.start()
	eventually(t, "redis is used again", put)
	arrives(t, l, got, "c")
	check(t, l.rdb.FlushAll(t.Context()).Err())
	if len(l.States(t.Context(), []string{"a"})) != 0 || !put() {
		t.Error("an emptied redis")
	}
	if !l.Allow(t.Context(), "k", 1, time.Minute) {
		t.Error("an emptied redis has forgotten the script")
	}
	if down, up := log.count("does not answer"), log.count("answers again"); down != 1 || up != 1 {
		t.Errorf("logged %d times gone, %d times back", down, up)
	}
}

func TestHangingRedis(t *testing.T) {
	srv := newServer(t)
	l := open(t, srv.url())
	check(t, srv.cmd.Process.Signal(syscall.SIGSTOP))
	begin := time.Now()
	for range 100 {
		l.States(t.Context(), []string{"a"})
	}
	took := time.Since(begin)
	check(t, srv.cmd.Process.Signal(syscall.SIGCONT))
	t.Logf("100 calls to a hanging redis: %v", took)
	if took > 4*callTimeout {
		t.Errorf("a hanging redis costs %v", took)
	}
	eventually(t, "redis is used again", func() bool { return l.Ping(t.Context()) == nil && l.Healthy() })
}

func TestImpatientCallerIsNotRedissFault(t *testing.T) {
	l := open(t, newServer(t).url())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l.States(ctx, []string{"a"})
	if !l.Healthy() {
		t.Error("a cancelled call counts as a failure of redis")
	}
}

func TestOpen(t *testing.T) {
	begin := time.Now()
	l := open(t, "redis://127.0.0.1:1/0") // nobody listens there
	if l.Healthy() || !l.Shared() {
		t.Errorf("healthy %v, shared %v", l.Healthy(), l.Shared())
	}
	if took := time.Since(begin); took > 5*callTimeout {
		t.Errorf("an absent redis delays the start by %v", took)
	}
	if !l.Allow(t.Context(), "k", 1, time.Minute) {
		t.Error("an absent redis refuses")
	}
	for _, url := range []string{"localhost:6379", "http://x", "redis://u:secret@%zz/0", "redis://u:secret@h:port/0", "redis://u:secret@h/0?nonsense=1"} {
		l, err := Open(t.Context(), url, nil)
		if err == nil {
			l.Close()
			t.Errorf("%q is accepted", url)
			continue
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is in the error: %v", err)
		}
	}
	if own := open(t, ""); own.Shared() || !own.Healthy() {
		t.Error("the stand-in is not well")
	}
}

func BenchmarkInProcess(b *testing.B) {
	for _, keys := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprint(keys, " keys"), func(b *testing.B) {
			l, err := Open(b.Context(), "", nil)
			check(b, err)
			defer l.Close()
			states := make(map[string][]byte)
			for i := range keys {
				states[fmt.Sprint(i)] = []byte("state")
				if len(states) == 100 {
					l.PutStates(b.Context(), states, time.Hour)
					clear(states)
				}
			}
			for b.Loop() {
				if len(l.States(b.Context(), []string{"1", "2", "3"})) != 3 {
					b.Fatal("states are missing")
				}
			}
		})
	}
	b.Run("allow", func(b *testing.B) {
		l, err := Open(b.Context(), "", nil)
		check(b, err)
		defer l.Close()
		for b.Loop() {
			l.Allow(b.Context(), "k", 10, time.Minute)
		}
	})
}
