package outbox

import (
	"context"
	"slices"
	"sync"
	"time"

	"motcua/storage"
)

// refusals is what destinations are known to refuse, read from time to time: another replica may have learnt it.
type refusals struct {
	mu    sync.Mutex
	known []storage.Refused
	look  chan struct{} // it has changed
}

// refusalsEvery is how often they are read without a reason.
const refusalsEvery = 30 * time.Second

// of reports whether a chat is known to refuse something.
func (r *refusals) of(conv string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.known, func(k storage.Refused) bool { return k.Conv == conv })
}

// forget has them read again.
func (r *refusals) forget() {
	select {
	case r.look <- struct{}{}:
	default:
	}
}

// Refusals is what destinations refuse, as far as this process knows, for /readyz and /metrics.
func (s *Sender) Refusals() []storage.Refused {
	s.refusals.mu.Lock()
	defer s.refusals.mu.Unlock()
	return slices.Clone(s.refusals.known)
}

// watchRefusals reads them until ctx ends.
func (s *Sender) watchRefusals(ctx context.Context) {
	tick := time.NewTicker(refusalsEvery)
	defer tick.Stop()
	for {
		known, err := s.db.Refusals(ctx)
		if err == nil {
			s.refusals.mu.Lock()
			s.refusals.known = known
			s.refusals.mu.Unlock()
		} else if ctx.Err() == nil {
			s.log.Debug("refusals not read", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.refusals.look:
		}
	}
}
