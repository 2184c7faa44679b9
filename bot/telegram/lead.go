package telegram

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

const (
	leaseName  = "telegram-poll"
	leaseTTL   = 30 * time.Second // how long updates stay untouched when the replica that asked for them dies
	leaseEvery = leaseTTL / 3
	leaseGrace = leaseTTL / 6 // a lease that was not renewed for this long before its end counts as lost
)

// takeLead asks for updates whenever this replica is the one to do so. Telegram serves one at a time and
// turns the others away, each for seconds.
func (c *Channel) takeLead(ctx context.Context) {
	for ctx.Err() == nil {
		began := time.Now()
		if !c.lease(ctx) {
			sleep(ctx, jitter(leaseEvery))
			continue
		}
		c.status.change(func(s *Status) { s.Standby = false })
		c.pollAsLeader(ctx, began)
	}
}

// lease asks for the lead. On standby the channel is well as long as Telegram was when it was asked last.
func (c *Channel) lease(ctx context.Context) bool {
	if c.o.Lease == nil {
		return true
	}
	held, err := c.o.Lease(ctx, leaseName, leaseTTL)
	if err != nil {
		if ctx.Err() == nil {
			c.down("whether to ask telegram for updates cannot be settled: " + err.Error())
		}
		return false
	}
	if !held {
		c.status.change(func(s *Status) { s.Standby = true })
		c.up()
	}
	return held
}

// pollAsLeader polls until ctx ends or the lead is lost. began is when the lease was asked for.
func (c *Channel) pollAsLeader(ctx context.Context, began time.Time) {
	leading, cancel := context.WithCancel(ctx)
	defer cancel()
	var keeping sync.WaitGroup
	var lost atomic.Bool
	if c.o.Lease != nil {
		keeping.Go(func() {
			lost.Store(!c.keepLease(leading, began))
			cancel()
		})
	}
	// Who has lost the lead must not ask again: that would cut off whoever has it now.
	c.poll(leading, func() bool { return !lost.Load() })
	cancel()
	keeping.Wait()
	if c.o.Lease != nil && ctx.Err() != nil {
		c.giveBack(ctx)
	}
}

// keepLease renews the lease until ctx ends; false if it is lost before.
func (c *Channel) keepLease(ctx context.Context, renewed time.Time) bool {
	for sleep(ctx, leaseEvery) {
		asked := time.Now()
		held, err := c.o.Lease(ctx, leaseName, leaseTTL)
		switch {
		case ctx.Err() != nil:
			return true
		case err == nil && held:
			renewed = asked
		case err == nil:
			c.log.Warn("another replica asks telegram for updates now")
			return false
		case time.Since(renewed) > leaseTTL-leaseEvery-leaseGrace:
			c.log.Warn("the lead cannot be renewed, stopping to ask telegram for updates", "err", err)
			return false
		}
	}
	return true
}

// giveBack lets another replica go on at once.
func (c *Channel) giveBack(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if _, err := c.o.Lease(ctx, leaseName, 0); err != nil {
		c.log.Debug("lead not given back, it ends by itself", "err", err)
	}
}
