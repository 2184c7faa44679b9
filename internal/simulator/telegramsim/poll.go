package telegramsim

import (
	"context"
	"encoding/json"
	"math"
	"time"
)

// Rules of getUpdates.
const (
	maxPollTimeout = 50 // seconds; a longer wish is cut
	maxPollLimit   = 100
	conflictPause  = 3 * time.Second // a second 409 within this time is answered this late
)

// poll is a getUpdates that waits. done gets exactly one result, from whoever takes the poll out of
// Server.poll.
type poll struct {
	offset, limit int
	timeout       time.Duration
	done          chan pollResult // capacity 1
}

type pollResult struct {
	updates []json.RawMessage
	err     error
}

// pollMark remembers the latest getUpdates: one that repeats its offset at once is slowed down.
type pollMark struct {
	offset int
	at     time.Time
}

func getUpdates(s *Server, c *call) (any, error) {
	if s.hook != nil {
		return nil, s.late(conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"))
	}
	offset := c.number("offset", 0, math.MinInt32, math.MaxInt32)
	limit := c.number("limit", maxPollLimit, 1, maxPollLimit)
	timeout := c.number("timeout", 0, 0, maxPollTimeout)
	s.allow(c)
	limit, timeout = s.slow(offset, limit, timeout)
	updates := s.queue.take(offset, limit, s.now())
	if timeout == 0 || len(updates) > 0 {
		return updates, nil
	}
	if s.poll != nil {
		s.endPoll(s.late(conflict("terminated by other getUpdates request; make sure that only one bot instance is running")))
	}
	s.poll = &poll{offset: offset, limit: limit, timeout: time.Duration(timeout) * time.Second, done: make(chan pollResult, 1)}
	return s.poll, nil
}

// slow punishes a poller that asks with the same offset again and again: within half a second it gets
// one update, within three it waits for three. Not so with rates off, where nothing is slowed down.
func (s *Server) slow(offset, limit, timeout int) (int, int) {
	now, last := s.now(), s.lastPoll
	s.lastPoll = pollMark{offset: offset, at: now}
	if s.limits.Rates == RatesOff || offset != last.offset {
		return limit, timeout
	}
	if timeout < 3 && now.Before(last.at.Add(3*time.Second)) {
		timeout = 3
	}
	if now.Before(last.at.Add(500 * time.Millisecond)) {
		limit = 1
	}
	return limit, timeout
}

// late delays a 409 that follows another closely. The caller holds mu.
func (s *Server) late(r *refusal) *refusal {
	now := s.now()
	if now.Before(s.conflicts) {
		r.hold = conflictPause
		return r
	}
	s.conflicts = now.Add(conflictPause)
	return r
}

// endPoll answers the waiting getUpdates, if any, with an error. The caller holds mu.
func (s *Server) endPoll(r *refusal) {
	if s.poll == nil {
		return
	}
	s.poll.done <- pollResult{err: r}
	s.poll = nil
}

// await waits for updates, the time-out, a rival or the end of the request.
func (s *Server) await(ctx context.Context, p *poll) (any, error) {
	t := time.NewTimer(p.timeout)
	defer t.Stop()
	select {
	case r := <-p.done:
		if r.err != nil && ctx.Err() != nil {
			return nil, ctx.Err() // a poller that had hung up before its rival came is no second poller
		}
		return r.updates, r.err
	case <-t.C:
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poll == p {
		s.poll = nil
		return []json.RawMessage{}, ctx.Err()
	}
	r := <-p.done // somebody took the poll out in the meantime, and left a result under the same lock
	return r.updates, r.err
}

// Polling says that a getUpdates is waiting.
func (s *Server) Polling() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poll != nil
}
