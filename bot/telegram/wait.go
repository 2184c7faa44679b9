package telegram

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

// sleep waits for d; false if ctx ended before.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// jitter spreads a wait by a quarter to both sides, so that replicas do not come back all at once.
func jitter(d time.Duration) time.Duration {
	return d*3/4 + rand.N(d/2+1)
}

// backoff is the wait between tries of something that fails.
type backoff struct {
	first, last time.Duration
	next        time.Duration
}

// wait waits after a failure, longer each time, and at least as long as Telegram asks for; false if ctx ended.
func (b *backoff) wait(ctx context.Context, err error) bool {
	d := jitter(min(b.last, max(b.first, b.next)))
	b.next = min(b.last, 2*max(b.first, b.next))
	var e *apiError
	if errors.As(err, &e) {
		switch e.Code {
		case http.StatusTooManyRequests:
			d = max(d, e.RetryAfter)
		case http.StatusUnauthorized, http.StatusNotFound:
			d = jitter(b.last) // the token is wrong: only a person can help, and each try looks like an attack
		}
	}
	return sleep(ctx, d)
}

func (b *backoff) reset() { b.next = 0 }
