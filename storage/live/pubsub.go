package live

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	// Between two attempts to subscribe; it doubles while Redis stays away.
	resubscribeAfter  = 125 * time.Millisecond
	resubscribeAtMost = 2 * time.Second
	// quietLimit is how long a subscription may be silent before Redis is asked
	// for a sign of life; after another such time without one it is begun anew.
	quietLimit = 5 * time.Second
)

// Publish sends a message to the subscribers of a channel in all replicas, this
// one included. It is a hint, not a delivery: who must not miss anything looks
// into PostgreSQL from time to time.
func (l *Live) Publish(ctx context.Context, channel, payload string) {
	l.do(ctx, func(ctx context.Context) error { return l.rdb.Publish(ctx, l.channels+channel, payload).Err() })
}

// Subscribe calls fn for each message on a channel, one after the other, until
// ctx ends or Live is closed, and then returns. It connects again by itself;
// messages sent in between are lost.
func (l *Live) Subscribe(ctx context.Context, channel string, fn func(payload string)) {
	if !l.begin() {
		return
	}
	defer l.subs.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.ctx, cancel)()
	for wait := resubscribeAfter; ctx.Err() == nil; wait = min(2*wait, resubscribeAtMost) {
		if l.listen(ctx, l.channels+channel, fn) {
			wait = resubscribeAfter
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-t.C:
		}
		t.Stop()
	}
}

// begin registers a subscription, unless Live is closed.
func (l *Live) begin() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ctx.Err() != nil {
		return false
	}
	l.subs.Add(1)
	return true
}

// listen holds one subscription until it fails or ctx ends, and tells whether
// Redis had said anything.
func (l *Live) listen(ctx context.Context, channel string, fn func(string)) (heard bool) {
	sub := l.rdb.Subscribe(ctx, channel)
	defer sub.Close()
	// A blocked read takes no notice of ctx, only of the connection's end.
	defer context.AfterFunc(ctx, func() { _ = sub.Close() })()
	for asked := false; ; {
		msg, err := sub.ReceiveTimeout(ctx, quietLimit)
		if ctx.Err() != nil {
			return heard
		}
		var timeout net.Error
		switch {
		case err == nil:
			heard, asked = true, false
		case errors.As(err, &timeout) && timeout.Timeout() && !asked:
			if sub.Ping(ctx) != nil {
				return heard
			}
			asked = true
			continue
		default:
			return heard // not reported: a call that suffers from it will notice by itself
		}
		if m, ok := msg.(*redis.Message); ok {
			fn(m.Payload)
		}
	}
}
