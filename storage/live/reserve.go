package live

import (
	"context"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Rate is a limit on how often something may be done: N times in each Per on the long run, and up to Burst
// times at once after a quiet time. In any span of length Per it is done at most N+Burst-1 times. N <= 0
// means no limit.
type Rate struct {
	Key   string // what is limited; equal keys share one limit over all replicas
	N     int
	Per   time.Duration
	Burst int // at least 1
}

// interval is the time one doing takes up on the long run, at least a microsecond.
func (r Rate) interval() int64 { return max(1, r.Per.Microseconds()/int64(r.N)) }

// slack is how much sooner than on the long run something may be done after a quiet time.
func (r Rate) slack() int64 { return r.interval() * int64(max(r.Burst, 1)-1) }

// Reserve books a place under several limits at once, or none at all.
//
// shared is a limit that many callers meet: its places are handed out in order, each its own, so that
// nobody finds his taken after waiting for it. own are limits that hardly anybody but the caller meets.
//
// When booked is true, the caller goes ahead after wait, which is at most patience. Otherwise nothing was
// booked, and it makes no sense to ask again before wait has passed.
//
// Without Redis each replica counts for itself, as with Allow.
func (l *Live) Reserve(ctx context.Context, patience time.Duration, shared Rate, own ...Rate) (wait time.Duration, booked bool) {
	rates := make([]Rate, 0, 1+len(own))
	if shared.N <= 0 {
		shared = Rate{} // keeps its place at the head: the others are still the caller's own
	}
	rates = append(rates, shared)
	for _, r := range own {
		if r.N > 0 {
			rates = append(rates, r)
		}
	}
	if len(rates) == 1 && shared.N == 0 {
		return 0, true
	}
	micros := max(0, patience.Microseconds())
	if l.Shared() {
		if w, booked, ok := l.reserveShared(ctx, micros, rates); ok {
			return w, booked
		}
	}
	return l.places.reserve(time.Now(), micros, rates)
}

// reserveScript is the generic cell rate algorithm for several keys. Each key holds the time (µs) up to
// which places are taken. ARGV: patience, then interval and slack of each key; an interval of 0 means
// no limit. Time is that of Redis, so that the clocks of replicas do not matter. It returns the wait, or
// its complement (-1 - wait) when nothing was booked.
var reserveScript = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local taken, first, all = {}, 0, 0
for i, key in ipairs(KEYS) do
	local interval, slack = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
	if interval > 0 then
		taken[i] = math.max(tonumber(redis.call('GET', key) or 0), now)
		local wait = math.max(0, taken[i] - slack - now)
		if i == 1 then first = wait end
		all = math.max(all, wait)
	end
end
if all > first or all > tonumber(ARGV[1]) then return -1 - all end
local at = now + all
for i, key in ipairs(KEYS) do
	local interval = tonumber(ARGV[2 * i])
	if interval > 0 then
		local upto = math.max(taken[i], i == 1 and now or at) + interval
		redis.call('SET', key, upto, 'PX', math.ceil((upto - now) / 1000) + 1000)
	end
end
return all`)

// reserveShared asks Redis; ok is false when Redis does not answer.
func (l *Live) reserveShared(ctx context.Context, patience int64, rates []Rate) (wait time.Duration, booked, ok bool) {
	keys, args := make([]string, len(rates)), make([]any, 1, 1+2*len(rates))
	args[0] = patience
	for i, r := range rates {
		keys[i] = prefix + "r:" + r.Key
		if r.N <= 0 {
			args = append(args, 0, 0)
			continue
		}
		args = append(args, r.interval(), r.slack())
	}
	var answer int64
	ok = l.do(ctx, func(ctx context.Context) (err error) {
		answer, err = reserveScript.Run(ctx, l.rdb, keys, args...).Int64()
		return err
	})
	if booked = answer >= 0; !booked {
		answer = -1 - answer
	}
	return time.Duration(answer) * time.Microsecond, booked, ok
}

// places are the limits of this process, without Redis or while it is away: the script above in Go.
type places struct {
	mu    sync.Mutex
	taken map[string]int64 // µs since the epoch
	sweep time.Time        // when to look for old ones next
}

func newPlaces() *places { return &places{taken: make(map[string]int64)} }

func (p *places) reserve(at time.Time, patience int64, rates []Rate) (wait time.Duration, booked bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := at.UnixMicro()
	if len(p.taken) >= countersLimit || at.After(p.sweep) {
		p.forget(at)
	}
	taken := make([]int64, len(rates))
	var first, all int64
	for i, r := range rates {
		if r.N <= 0 {
			continue
		}
		taken[i] = max(p.taken[r.Key], now)
		w := max(0, taken[i]-r.slack()-now)
		if i == 0 {
			first = w
		}
		all = max(all, w)
	}
	wait = time.Duration(all) * time.Microsecond
	if all > first || all > patience {
		return wait, false
	}
	for i, r := range rates {
		if r.N <= 0 {
			continue
		}
		from := now
		if i > 0 {
			from = now + all // the caller's own places count from when he goes ahead
		}
		p.taken[r.Key] = max(taken[i], from) + r.interval()
	}
	return wait, true
}

// forget drops limits with free places only, and all when that does not make room.
func (p *places) forget(at time.Time) {
	now := at.UnixMicro()
	for key, until := range p.taken {
		if until <= now {
			delete(p.taken, key)
		}
	}
	if len(p.taken) >= countersLimit {
		clear(p.taken)
	}
	p.sweep = at.Add(time.Minute)
}
