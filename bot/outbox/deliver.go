package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/storage"
)

// deliver sends one message and does what its outcome asks for. It reports whether the worker goes on
// with the lane.
func (s *Sender) deliver(ctx context.Context, l *lane, d bot.Delivery) bool {
	name, _ := bot.SplitConv(d.Conv)
	err := s.send(ctx, name, d)
	var problem *bot.SendError
	if err != nil && !errors.As(err, &problem) {
		problem = &bot.SendError{Err: err}
	}
	switch {
	case err == nil:
		s.metrics.sent(name, "ok")
		s.regained(ctx, d, nil)
		s.delivered(l, d)
		return true
	case ctx.Err() != nil: // we are stopping: the message stays in the outbox
		s.stop(l)
		return false
	case problem.Moved != "":
		s.metrics.sent(name, "moved")
		return s.moved(ctx, l, d, problem)
	case problem.Never:
		s.metrics.sent(name, "dropped")
		s.log.Error("message cannot be delivered, dropped", "channel", name, "err", problem.Err)
		s.delivered(l, d)
		return true
	case problem.Gone:
		s.metrics.sent(name, "gone")
		return s.gone(ctx, l, problem)
	case len(problem.Refused) > 0 || problem.Left != nil:
		s.metrics.sent(name, "partly")
		s.partly(ctx, d, problem)
		s.delivered(l, d)
		return true
	}
	s.metrics.sent(name, "retry")
	return s.retry(ctx, l, d, problem)
}

// send calls the channel. A panic in a channel is a failed delivery.
func (s *Sender) send(ctx context.Context, name string, d bot.Delivery) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in channel %s: %v", name, r)
		}
	}()
	if d.Newer != nil {
		return &bot.SendError{Err: d.Newer, After: newerWait}
	}
	c, ok := s.channels[name]
	if !ok {
		return &bot.SendError{Err: fmt.Errorf("channel %q is not served here", name), After: time.Minute}
	}
	// A delivery under way is finished when we are told to stop, within its own deadline.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendDeadline)
	defer cancel()
	return c.Deliver(ctx, d)
}

// newerWait is when a message of a newer program is tried again. While replicas are replaced one by one, an old one may come
// upon what a new one has written. It is owed all the same: the lane is given back until a program that can read it takes it, and
// what stands behind it waits, since order is kept.
const newerWait = 15 * time.Second

// delivered takes a message out of the queue and has it taken out of the outbox.
func (s *Sender) delivered(l *lane, d bot.Delivery) {
	s.mu.Lock()
	if len(l.queue) > 0 && l.queue[0].Seq == d.Seq {
		l.queue = l.queue[1:]
	}
	l.unsaved[d.Seq] = true
	s.unsaved[d.Conv] = l.unsaved
	l.idle = time.Now()
	s.mu.Unlock()
	s.settled <- storage.Delivered{Conv: d.Conv, Seq: d.Seq}
}

// stop ends work on a lane without changing what is owed in it.
func (s *Sender) stop(l *lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.working = false
}

// moved lets everything owed to a chat follow it to its new address, but for a message that has arrived there.
func (s *Sender) moved(ctx context.Context, l *lane, d bot.Delivery, problem *bot.SendError) bool {
	ctx = context.WithoutCancel(ctx)
	if problem.Done {
		if err := s.db.Settle(ctx, []storage.Delivered{{Conv: d.Conv, Seq: d.Seq}}); err != nil {
			s.log.Warn("delivery not noted, the channel may be asked for it once more", "err", err)
		}
	}
	s.mu.Lock()
	s.drop(l)
	s.mu.Unlock()
	if err := s.db.MoveConv(ctx, l.conv, problem.Moved); err != nil {
		s.log.Warn("chat has moved, not followed yet", "err", err) // the lane becomes due, and the chat says so again
		return false
	}
	if len(problem.Refused) > 0 || problem.Left != nil {
		d.Conv = problem.Moved
		s.partly(ctx, d, problem)
	}
	s.Look()
	return false
}

// retry gives the lane back until the next try is due. Messages behind the failed one wait with it:
// order is kept. The worker is free for others meanwhile.
func (s *Sender) retry(ctx context.Context, l *lane, d bot.Delivery, problem *bot.SendError) bool {
	wait := problem.After
	if wait == 0 {
		wait = min(lastBackoff, firstBackoff<<min(d.Attempt-1, 20))
	}
	s.log.Warn("delivery failed", "err", problem.Err, "attempt", d.Attempt, "wait", wait)
	s.mu.Lock()
	s.drop(l)
	s.mu.Unlock()
	if err := s.db.Park(context.WithoutCancel(ctx), s.Holder, l.conv, d.Seq, wait); err != nil {
		s.log.Warn("lane not parked, it becomes due by itself", "err", err)
	}
	return false
}

// settlePause is how long delivered messages are gathered before they are taken out of the outbox. Nobody
// waits for it, and one statement for many costs little more than one for one.
const settlePause = 20 * time.Millisecond

// settleRetry is how long to wait before noting deliveries is tried again.
const settleRetry = 250 * time.Millisecond

// settleAll takes delivered messages out of the outbox, all that have come meanwhile in one go.
func (s *Sender) settleAll(ctx context.Context, stopping <-chan struct{}) {
	for d := range s.settled {
		batch := []storage.Delivered{d}
		select {
		case <-time.After(settlePause):
		case <-stopping:
		}
		for len(batch) < 2000 && len(s.settled) > 0 {
			batch = append(batch, <-s.settled)
		}
		s.settle(ctx, batch, stopping)
		s.saved(batch)
	}
}

// settle takes a batch out of the outbox, however long the database is away: a message that stays there
// goes out once more. Only when we are told to stop is it left.
func (s *Sender) settle(ctx context.Context, batch []storage.Delivered, stopping <-chan struct{}) {
	for try := 0; ; try++ {
		err := s.db.Settle(ctx, batch)
		if err == nil {
			return
		}
		if try == 0 {
			s.log.Warn("deliveries not noted yet", "n", len(batch), "err", err)
		}
		select {
		case <-stopping:
			s.log.Warn("deliveries not noted, their messages may go out once more", "n", len(batch), "err", err)
			return
		case <-time.After(settleRetry):
		}
	}
}

// saved forgets that messages were delivered: the outbox does not hold them any more.
func (s *Sender) saved(batch []storage.Delivered) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range batch {
		unsaved := s.unsaved[d.Conv]
		delete(unsaved, d.Seq)
		if len(unsaved) == 0 {
			delete(s.unsaved, d.Conv)
		}
	}
}
