package live

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// rest is how long a failed Redis is left alone before one caller tries again.
const rest = time.Second

// breaker keeps a dead Redis from costing every turn a time-out: after a
// failure calls are skipped; once per rest a single caller tries, and the first
// success lets all through again.
type breaker struct {
	log *slog.Logger

	mu     sync.Mutex
	broken bool
	next   time.Time // of the next attempt, when broken
}

func newBreaker(log *slog.Logger) *breaker { return &breaker{log: log} }

// allow tells whether a call may be made now.
func (b *breaker) allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.broken {
		return true
	}
	now := time.Now()
	if now.Before(b.next) {
		return false
	}
	b.next = now.Add(rest) // this caller tries, the others keep skipping
	return true
}

// report takes the result of a call. A change of health is logged once.
func (b *breaker) report(ctx context.Context, err error) {
	if err != nil && (ctx.Err() != nil || errors.Is(err, redis.Nil)) {
		return // the caller gave up, or there is no such key: neither says that Redis is ill
	}
	b.mu.Lock()
	was := b.broken
	b.broken = err != nil
	if b.broken {
		b.next = time.Now().Add(rest)
	}
	b.mu.Unlock()
	switch {
	case err != nil && !was:
		b.log.Warn("redis does not answer; going on without it", "error", err)
	case err == nil && was:
		b.log.Info("redis answers again")
	}
}

func (b *breaker) closed() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.broken
}
