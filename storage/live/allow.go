package live

import (
	"context"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// countScript adds to a count and lets the first event of a window set its end; adding nothing only asks.
// A script, so that no key can be left without an end.
var countScript = redis.NewScript(`
if tonumber(ARGV[2]) == 0 then return tonumber(redis.call('GET', KEYS[1]) or 0) end
local n = redis.call('INCRBY', KEYS[1], ARGV[2])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return n`)

// Allow counts an event for key and tells whether it is among the first limit
// of the current window. A window begins with the first event after the end of
// the one before. Without Redis each replica counts for itself, from zero. The
// stand-in is not asked at all: it serves this process alone, and running Lua in
// it costs several hundred times as much as counting here.
func (l *Live) Allow(ctx context.Context, key string, limit int, window time.Duration) bool {
	return limit > 0 && l.Count(ctx, key, 1, window) <= int64(limit)
}

// Count adds n (not negative) to what has been counted for key in the current window and returns the sum; with 0 it only
// asks, and keeps nothing. Windows and the lack of Redis are as with Allow.
func (l *Live) Count(ctx context.Context, key string, n int64, window time.Duration) int64 {
	window = max(window, time.Millisecond)
	if !l.Shared() {
		return l.local.add(key, n, window)
	}
	var sum int64
	ok := l.do(ctx, func(ctx context.Context) (err error) {
		sum, err = countScript.Run(ctx, l.rdb, []string{prefix + "n:" + key}, window.Milliseconds(), n).Int64()
		return err
	})
	if !ok {
		sum = l.local.add(key, n, window)
	}
	return sum
}

// countersLimit bounds the memory of the counters against a flood of keys.
const countersLimit = 200_000

// counters count events in this process, without Redis or while it is away.
type counters struct {
	mu    sync.Mutex
	of    map[string]counter
	sweep time.Time // when to look for ended windows next
}

type counter struct {
	n   int64
	end time.Time
}

func newCounters() *counters { return &counters{of: make(map[string]counter)} }

// add counts n events and returns how many there were in the window.
func (c *counters) add(key string, n int64, window time.Duration) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if len(c.of) >= countersLimit || now.After(c.sweep) {
		c.forget(now)
	}
	k, ok := c.of[key]
	if !ok || !now.Before(k.end) {
		k = counter{end: now.Add(window)}
	}
	if k.n += n; k.n == 0 {
		return 0
	}
	c.of[key] = k
	return k.n
}

// forget drops the windows that have ended, and everything when that does not
// make room: being too kind for one window is better than running out of memory.
func (c *counters) forget(now time.Time) {
	for key, k := range c.of {
		if !now.Before(k.end) {
			delete(c.of, key)
		}
	}
	if len(c.of) >= countersLimit {
		clear(c.of)
	}
	c.sweep = now.Add(time.Minute)
}
