// Package outbox delivers what turns have left in the outbox: in order for each recipient, one process at a time by a lease
// on his lane, again after a failure, and after a crash whatever was still owed.
package outbox

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/bot/turn"
	"motcua/storage"
	"motcua/storage/live"
)

// Sender delivers what stands in the outbox. Right after a turn is stored its messages are handed over in
// memory; whatever was not handed over (the process died, another replica stored it, a retry is due) is
// found in the lane table. Messages to one recipient go out in order, one at a time.
//
// A recipient is served by one process at a time: the one that holds his lane. It keeps the lane for a
// while after the last message, so that a conversation under way costs the database nothing but the
// message itself.
type Sender struct {
	db       *storage.DB
	live     *live.Live
	metrics  *Metrics
	log      *slog.Logger
	channels map[string]bot.Channel
	Holder   string // this process, different at each start

	mu    sync.Mutex
	lanes map[string]*lane
	// What was delivered but still stands in the outbox table, by recipient. It outlives the lane: a process that lost its
	// lease because the database was away must not send again what it knows to have arrived.
	unsaved map[string]map[int64]bool

	work    chan *lane             // lanes with something to deliver
	settled chan storage.Delivered // delivered messages to be taken out of the outbox
	look    chan struct{}          // something may be due in the lane table

	refusals refusals
}

const (
	workers      = 32                     // deliveries at the same time
	renewEvery   = storage.LaneLease / 3  // how often leases are extended
	keepIdle     = storage.LaneLease / 2  // how long a lane is kept after its last message
	sweepEvery   = time.Second            // how often the lane table is looked at without a reason
	claimAtOnce  = 200                    // lanes taken at a time
	firstBackoff = 500 * time.Millisecond // wait after the first failed delivery; doubles with each
	lastBackoff  = 5 * time.Minute        //
	sendDeadline = 30 * time.Second       // one delivery
	laneTopic    = "lane"                 // tells other replicas that a lane of theirs got a message
)

// New makes a sender for the given channels; Run starts it.
func New(db *storage.DB, lv *live.Live, m *Metrics, log *slog.Logger, channels ...bot.Channel) *Sender {
	s := &Sender{
		db: db, live: lv, metrics: m, log: log, channels: map[string]bot.Channel{}, Holder: rand.Text(),
		lanes: map[string]*lane{}, unsaved: map[string]map[int64]bool{}, work: make(chan *lane, 4096),
		settled: make(chan storage.Delivered, 4096), look: make(chan struct{}, 1),
		refusals: refusals{look: make(chan struct{}, 1)},
	}
	for _, c := range channels {
		s.channels[c.Name()] = c
	}
	return s
}

// Look makes the sender look at the lane table now: something was put into the outbox outside a turn.
func (s *Sender) Look() {
	select {
	case s.look <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends, then finishes the deliveries under way and gives its lanes back.
func (s *Sender) Run(ctx context.Context) {
	done := context.WithoutCancel(ctx)
	var delivering, helping sync.WaitGroup
	for range workers {
		delivering.Go(func() { s.deliverAll(ctx) })
	}
	helping.Go(func() { s.sweep(ctx) })
	helping.Go(func() { s.keepLeases(ctx) })
	helping.Go(func() { s.watchRefusals(ctx) })
	helping.Go(func() { s.live.Subscribe(ctx, laneTopic, s.elsewhere) })
	var settling sync.WaitGroup
	settling.Go(func() { s.settleAll(done, ctx.Done()) })
	delivering.Wait()
	helping.Wait()
	close(s.settled)
	settling.Wait()
	s.leave(done)
}

// Reserve announces a turn with messages before it is stored: a lane this process holds is not given
// back meanwhile. If it holds none, the turn asks for it.
func (s *Sender) Reserve(t *storage.Turn) {
	t.Take = false
	if len(t.Out) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lanes[t.Conv]
	if l == nil || l.freeing || time.Until(l.until) < storage.LaneLease/3 {
		t.Take = true
		return
	}
	l.reserved++
}

// Abandon takes a reservation back after the turn was not stored, or nobody knows whether it was.
func (s *Sender) Abandon(t *storage.Turn) {
	if len(t.Out) == 0 || t.Take {
		return // a lane taken in an unknown outcome becomes due by itself
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lanes[t.Conv]; l != nil && l.reserved > 0 {
		l.reserved--
		l.reread, l.hot = true, nil
		s.wake(l)
	}
}

// Accept passes the messages of a stored turn on.
func (s *Sender) Accept(t *storage.Turn, messages []bot.Message, after talk.State, taken bool) {
	if len(t.Out) == 0 {
		s.forget(t.Conv)
		return
	}
	if t.Take && !taken {
		s.live.Publish(context.Background(), laneTopic, t.Conv)
		s.elsewhere(t.Conv)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lanes[t.Conv]
	if l == nil || (l.freeing && t.Take) {
		l = s.newLane(t.Conv)
	}
	if t.Take {
		l.until = time.Now().Add(storage.LaneLease)
	} else if l.reserved > 0 {
		l.reserved--
	}
	l.hot = &Remembered{t.Version + 1, after}
	for i, m := range messages {
		l.add(bot.Delivery{Conv: t.Conv, Seq: turn.Seq(t.Version+1, i), Message: m, Attempt: 1})
	}
	s.wake(l)
}

// elsewhere hears that a lane got a message from another replica, or in a moment when this process was
// giving it back.
func (s *Sender) elsewhere(conv string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lanes[conv]; l != nil && !l.freeing {
		l.reread, l.hot = true, nil
		s.wake(l)
	}
}

// forget drops a state that a turn without messages has left behind.
func (s *Sender) forget(conv string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lanes[conv]; l != nil {
		l.hot = nil
	}
}

// Doubt is told that the database remembers less of a conversation than this process does: it was restored, or has lost its
// tail. The lane may be gone with it, and what is owed in a lane that is not stored would wait for ever: the next turn takes it
// anew.
func (s *Sender) Doubt(conv string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.lanes[conv]; l != nil {
		l.until, l.hot = time.Time{}, nil
	}
}

// Recall gives the state of a conversation this process serves at the moment, as it left it. Nobody else
// has been at it as far as is known here; if somebody was after all, the commit notices.
func (s *Sender) Recall(conv string) (Remembered, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lanes[conv]
	if l == nil || l.freeing || l.hot == nil || time.Now().After(l.until) {
		return Remembered{}, false
	}
	return *l.hot, true
}

// newLane begins to serve a recipient. The mutex is held.
func (s *Sender) newLane(conv string) *lane {
	unsaved := s.unsaved[conv]
	if unsaved == nil {
		unsaved = map[int64]bool{}
	}
	l := &lane{conv: conv, unsaved: unsaved}
	s.lanes[conv] = l
	return l
}

// wake gives a lane to a worker if it needs one. The mutex is held.
func (s *Sender) wake(l *lane) {
	if l.working || l.freeing || (len(l.queue) == 0 && !l.reread) {
		return
	}
	l.working = true
	select {
	case s.work <- l:
	default: // all workers are busy and the line is long: the sweep comes back to it
		l.working = false
		l.reread = true
	}
}

// deliverAll is one worker.
func (s *Sender) deliverAll(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case l := <-s.work:
			s.serveLane(ctx, l)
		}
	}
}

// serveLane delivers what a lane holds until it is empty, the lease is lost, or a delivery fails.
func (s *Sender) serveLane(ctx context.Context, l *lane) {
	for ctx.Err() == nil {
		d, ok := s.next(ctx, l)
		if !ok {
			return
		}
		if !s.deliver(ctx, l, d) {
			return
		}
	}
	s.mu.Lock()
	l.working = false
	s.mu.Unlock()
}

// next takes the oldest message of a lane; false when the worker is done with it.
func (s *Sender) next(ctx context.Context, l *lane) (bot.Delivery, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().After(l.until) {
		s.drop(l) // the lease ran out: whoever takes the lane reads the outbox
		return bot.Delivery{}, false
	}
	if l.reread && l.reserved == 0 {
		l.reread = false
		s.mu.Unlock()
		owed, err := s.db.Owed(ctx, []string{l.conv})
		found := s.deliveries(owed)
		s.mu.Lock()
		if err != nil {
			l.reread, l.working = true, false // the sweep tries again
			return bot.Delivery{}, false
		}
		l.add(found...)
	}
	if len(l.queue) == 0 {
		l.working, l.idle = false, time.Now()
		return bot.Delivery{}, false
	}
	return l.queue[0], true
}

// drop forgets a lane. The mutex is held.
func (s *Sender) drop(l *lane) {
	l.working, l.freeing = false, true
	if s.lanes[l.conv] == l {
		delete(s.lanes, l.conv)
	}
}

// deliveries reads rows of the outbox.
func (s *Sender) deliveries(owed []storage.Owed) []bot.Delivery {
	out := make([]bot.Delivery, 0, len(owed))
	for _, o := range owed {
		d := bot.Delivery{Conv: o.Conv, Seq: o.Seq, Attempt: o.Attempts + 1}
		err := json.Unmarshal(o.Body, &d.Message)
		if newer := (*bot.NewerError)(nil); errors.As(err, &newer) {
			d.Message, d.Newer = bot.Message{}, newer
		} else if err != nil {
			s.log.Error("message in the outbox is unreadable, dropped", "seq", o.Seq, "err", err)
			s.settled <- storage.Delivered{Conv: o.Conv, Seq: o.Seq}
			continue
		}
		out = append(out, d)
	}
	return out
}
