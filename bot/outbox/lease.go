package outbox

import (
	"context"
	"time"

	"motcua/storage"
)

// sweep takes over lanes in which something is due: retries, what other processes left behind, and
// messages put into the outbox outside a turn.
func (s *Sender) sweep(ctx context.Context) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		for s.claim(ctx) == claimAtOnce { // more may be waiting
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			s.revisit()
		case <-s.look:
		}
	}
}

// claim takes due lanes and starts delivering. It returns how many there were.
func (s *Sender) claim(ctx context.Context) int {
	convs, err := s.db.ClaimLanes(ctx, s.Holder, claimAtOnce)
	if err != nil {
		if ctx.Err() == nil {
			s.log.Warn("outbox cannot be read", "err", err)
		}
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conv := range convs {
		l := s.lanes[conv]
		if l == nil || l.freeing {
			l = s.newLane(conv)
		}
		l.until, l.reread, l.idle = time.Now().Add(storage.LaneLease), true, time.Now()
		s.wake(l)
	}
	return len(convs)
}

// revisit wakes lanes that have work and no worker.
func (s *Sender) revisit() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, l := range s.lanes {
		s.wake(l)
	}
}

// keepLeases extends the leases of lanes in use and gives back those that have been quiet for a while.
func (s *Sender) keepLeases(ctx context.Context) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			renew, free := s.sortLanes()
			s.renew(ctx, renew)
			s.free(ctx, free)
		}
	}
}

// sortLanes says which lanes to keep and which to give back; the latter are out of use from here on.
func (s *Sender) sortLanes() (renew []string, free []*lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conv, l := range s.lanes {
		switch {
		case l.quiet() && time.Since(l.idle) > keepIdle:
			l.freeing = true
			free = append(free, l)
		case !l.freeing:
			renew = append(renew, conv)
		}
	}
	return renew, free
}

func (s *Sender) renew(ctx context.Context, convs []string) {
	if len(convs) == 0 {
		return
	}
	asked := time.Now()
	kept, err := s.db.Renew(ctx, s.Holder, convs)
	if err != nil {
		if ctx.Err() == nil {
			s.log.Warn("leases not extended", "err", err)
		}
		return // they end by themselves
	}
	still := make(map[string]bool, len(kept))
	for _, conv := range kept {
		still[conv] = true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conv := range convs {
		l := s.lanes[conv]
		switch {
		case l == nil || l.freeing:
		case still[conv]:
			l.until = asked.Add(storage.LaneLease)
		default:
			l.until = time.Time{} // lost; the worker, or the next turn, notices
		}
	}
}

// free gives lanes back. Where a turn was faster and put a message into one meanwhile, the lane is due at
// once and taken again.
func (s *Sender) free(ctx context.Context, lanes []*lane) {
	if len(lanes) == 0 {
		return
	}
	convs := make([]string, len(lanes))
	for i, l := range lanes {
		convs[i] = l.conv
	}
	more, err := s.db.Release(ctx, s.Holder, convs)
	if err != nil && ctx.Err() == nil {
		s.log.Warn("lanes not given back, they become due by themselves", "err", err)
	}
	s.mu.Lock()
	for _, l := range lanes {
		if s.lanes[l.conv] == l {
			delete(s.lanes, l.conv)
		}
	}
	s.mu.Unlock()
	if len(more) > 0 {
		s.Look()
	}
}

// leave gives everything back when the process stops, so that others need not wait for the lease to end.
func (s *Sender) leave(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s.mu.Lock()
	convs := make([]string, 0, len(s.lanes))
	for conv := range s.lanes {
		convs = append(convs, conv)
	}
	s.lanes = map[string]*lane{}
	s.mu.Unlock()
	if len(convs) == 0 {
		return
	}
	if _, err := s.db.Release(ctx, s.Holder, convs); err != nil {
		s.log.Warn("lanes not given back, they become due by themselves", "err", err)
	}
}
