// Package scheduler does what is owed at certain times: the digests of months, quarters and years, closing responses nobody came
// back to, news of changed procedures for those who follow them, and deleting what is past its time.
//
// The clock only says when to look, and the database's clock which day it is (see Clock). What is owed follows from the units and the calendar, and what was
// done stands in the duty table; so it does not matter how many replicas run, or whether any ran at the
// hour: what was missed is caught up at the next look, and nothing is done twice.
package scheduler

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/robfig/cron/v3"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/storage"
)

// Scheduler wakes up every minute and does what is owed.
type Scheduler struct {
	db     *storage.DB
	turn   func(context.Context, bot.Event) error
	look   func()
	dir    func() *directory.Directory
	finder func() *search.Finder
	log    *slog.Logger
	holder string
	busy   sync.Mutex // a look that takes longer than a minute is not joined by the next
	owing  atomic.Int64
	nudge  chan struct{}
	clerk  *office.Clerk
	clock  *Clock
}

// Options are what a scheduler works with.
type Options struct {
	DB        *storage.DB
	Turn      func(context.Context, bot.Event) error // takes wake events in
	Look      func()                                 // tells the sender that the outbox has grown
	Directory func() *directory.Directory
	Finder    func() *search.Finder // the catalogue in use
	Log       *slog.Logger
	PublicURL string // where citizens find the service; "" where that is not known
	Clock     *Clock // nil means that of DB against this machine's
}

// New makes a scheduler; Run starts it.
func New(o Options) *Scheduler {
	if o.Clock == nil {
		o.Clock = NewClock(o.DB, time.Now, o.Log)
	}
	holder := rand.Text()
	return &Scheduler{
		db: o.DB, turn: o.Turn, look: o.Look, dir: o.Directory, finder: o.Finder, log: o.Log, holder: holder, nudge: make(chan struct{}, 1),
		clock: o.Clock,
		clerk: &office.Clerk{DB: o.DB, Directory: o.Directory, Holder: holder, Log: o.Log, PublicURL: o.PublicURL},
	}
}

// Run looks once at the start, for what was missed, and then every minute until ctx ends.
func (s *Scheduler) Run(ctx context.Context) error {
	return tick(ctx, s.nudge, func(time.Time) { s.lookByClock(ctx) })
}

// lookByClock looks at the database's time. While that cannot be trusted, only what people asked for is done.
func (s *Scheduler) lookByClock(ctx context.Context) {
	now, ok, err := s.clock.Read(ctx)
	switch {
	case err != nil:
		s.trouble(ctx, "clock", err)
	case ok:
		s.Look(ctx, now)
	case s.busy.TryLock():
		defer s.busy.Unlock()
		s.asked(ctx, now)
	}
}

// asked does what people asked for, whatever the calendar says.
func (s *Scheduler) asked(ctx context.Context, now time.Time) {
	s.reissues(ctx, now)
	s.publishes(ctx, now)
}

// everyMinute is when the scheduler looks. Digests fall due on the hour, so one is never late by more.
const everyMinute = "* * * * *"

// tick calls do once at the start, then every minute and whenever it is nudged, until ctx ends; it waits for a call under way.
func tick(ctx context.Context, nudge <-chan struct{}, do func(now time.Time)) error {
	c := cron.New(cron.WithLocation(org.Location()))
	if _, err := c.AddFunc(everyMinute, func() { do(time.Now()) }); err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	do(time.Now())
	c.Start()
	for ctx.Err() == nil {
		select {
		case <-nudge:
			do(time.Now())
		case <-ctx.Done():
		}
	}
	<-c.Stop().Done()
	return nil
}

// Nudge makes the scheduler look now: somebody asked for something.
func (s *Scheduler) Nudge() {
	select {
	case s.nudge <- struct{}{}:
	default:
	}
}

// Look does everything that is owed at now.
func (s *Scheduler) Look(ctx context.Context, now time.Time) {
	if !s.busy.TryLock() {
		return
	}
	defer s.busy.Unlock()
	if err := s.db.DropWaits(ctx); err != nil {
		s.trouble(ctx, "waits", err)
	}
	s.wake(ctx, now)
	s.digests(ctx, now)
	s.asked(ctx, now)
	s.notices(ctx, now)
	s.clean(ctx, now)
	s.forgetAddresses(ctx, now)
}

// forgetAddresses keeps of former days only which responses came from an address that sent many.
func (s *Scheduler) forgetAddresses(ctx context.Context, now time.Time) {
	if err := s.db.ForgetAddresses(ctx, now); err != nil {
		s.trouble(ctx, "addresses", err)
	}
}

// Owing is how many duties are past their time and not done, as of the last look. It is for /metrics.
func (s *Scheduler) Owing() int64 { return s.owing.Load() }

// wakeAtOnce bounds the conversations woken in one look; the rest follow in the next.
const wakeAtOnce = 500

// wake lets conversations hear that the time they asked for has come.
func (s *Scheduler) wake(ctx context.Context, now time.Time) {
	due, err := s.db.Waking(ctx, now, wakeAtOnce)
	if err != nil {
		s.trouble(ctx, "wake", err)
		return
	}
	var all sync.WaitGroup
	for conv, version := range due {
		channel, chat := bot.SplitConv(conv)
		ev := bot.Event{Channel: channel, Chat: chat, Kind: bot.Wake, At: now, ID: fmt.Sprintf("wake-%s-%d", chat, version)}
		all.Go(func() {
			if err := s.turn(ctx, ev); err != nil {
				s.trouble(ctx, "wake", err)
			}
		})
	}
	all.Wait()
}

const (
	leaseTime = 5 * time.Minute // how long a duty may take before another replica takes it up
	retryTime = time.Minute     // how long after a failure it is tried again
)

// once does a duty that only changes the database, if nobody has done it yet.
func (s *Scheduler) once(ctx context.Context, d turn.Duty, now time.Time, do func() (note string, err error)) {
	won, err := s.db.Claim(ctx, d, s.holder, leaseTime)
	if err != nil {
		s.trouble(ctx, d.Job, err)
		return
	}
	if !won {
		return
	}
	note, err := do()
	if err == nil {
		err = s.db.Done(ctx, d, s.holder, now, note, nil, func([]int64) ([]turn.Post, error) { return nil, nil })
	}
	if err != nil {
		s.failed(ctx, d, err)
	}
}

func (s *Scheduler) failed(ctx context.Context, d turn.Duty, cause error) {
	s.trouble(ctx, d.Job, cause)
	if err := s.db.Fail(context.WithoutCancel(ctx), d, s.holder, cause, retryTime); err != nil {
		s.trouble(ctx, d.Job, err)
	}
}

func (s *Scheduler) trouble(ctx context.Context, job string, err error) {
	if ctx.Err() == nil {
		s.log.Error("duty not done, it is tried again", "job", job, "err", err)
	}
}
