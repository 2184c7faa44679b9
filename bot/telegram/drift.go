package telegram

import (
	"context"
	"sync"
	"time"
)

// drift is how late this process goes ahead at its places of a shared limit. A process that was held up
// would otherwise make up for it: all it had booked meanwhile would go out at once, and more within a
// second than Telegram takes. So what is late makes everything after it late, and the distances stay.
type drift struct {
	mu sync.Mutex
	by time.Duration
	at time.Time // when by was reduced last
}

const (
	driftLeast = 5 * time.Millisecond // less is what timers do all the time
	driftMost  = 2 * time.Second
	driftFades = 100 // this part of the time that passes is made up for: 1 % faster is still slow enough
)

// present is the drift at a time. The mutex is held.
func (d *drift) present(now time.Time) time.Duration {
	d.by = max(0, d.by-now.Sub(d.at)/driftFades)
	d.at = now
	return d.by
}

// await waits for a booked place; false if ctx ended before.
func (d *drift) await(ctx context.Context, wait time.Duration) bool {
	due := time.Now().Add(wait)
	for {
		d.mu.Lock()
		now := time.Now()
		more := due.Add(d.present(now)).Sub(now)
		if -more > driftLeast {
			d.by = min(driftMost, d.by-more)
		}
		d.mu.Unlock()
		if more <= 0 {
			return ctx.Err() == nil
		}
		if !sleep(ctx, more) {
			return false
		}
	}
}
