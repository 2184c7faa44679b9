// Package engine makes each event one transaction: it loads what must be known, lets package talk decide, gathers the
// decisions of different conversations, and commits them together. A platform may be told "received" once Turn returns nil.
package engine

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"hash/maphash"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"motcua/bot"
	"motcua/bot/outbox"
	"motcua/bot/talk"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// Engine turns events into stored turns. Each event is one transaction; the events of different
// conversations that come in at the same time share one commit.
//
// Conversations are spread over a few lines by their key. A line takes whatever waits, at most one
// event of each conversation, decides all of it, and stores it in one go; meanwhile the next lot gathers.
// A lone event waits for nobody.
type Engine struct {
	db      *storage.DB
	live    *live.Live
	sender  *outbox.Sender
	metrics *Metrics
	log     *slog.Logger
	owed    func()
	begin   func(ctx context.Context, ev bot.Event, unit int32, evidence org.Evidence) *TooManyResponses
	now     func() time.Time
	guesses guesses

	dir    atomic.Pointer[directory.Directory]
	finder atomic.Pointer[search.Finder]

	lines []chan *pending
	seed  maphash.Seed
}

const (
	// lineCount is one: two lines would keep both halves of a small machine busy and give a little more at
	// the very top, but each commit would serve half as many turns, which costs PostgreSQL a half more CPU
	// per turn at 32 conversations (measured; see docs/decisions.md).
	lineCount = 1
	queued    = 4096             // events that may wait in one line; more are refused rather than piled up
	gathered  = 256              // turns that share one commit at the most
	maxTries  = 6                // how often a turn is decided again because somebody else was faster
	stateTTL  = 30 * time.Minute // how long an idle conversation's state stays in Redis
)

// ErrBusy is returned when more events wait than can be served in time. The sender may try again.
var ErrBusy = errors.New("too many events are waiting")

// TooManyResponses is returned for an event that would begin a response when too many were begun lately.
type TooManyResponses struct {
	OfUnit bool // for its unit, from wherever they came; otherwise from where it comes
	Poster bool // by the poster of a reception point; otherwise without any code
}

func (*TooManyResponses) Error() string { return "too many forms were begun lately" }

// Final says that the database had no part in it.
func (*TooManyResponses) Final() bool { return true }

// Options are what an engine works with.
type Options struct {
	DB        *storage.DB
	Live      *live.Live
	Sender    *outbox.Sender
	Metrics   *Metrics
	Directory *directory.Directory
	Finder    *search.Finder
	Owed      func() // called after a turn that makes a duty; may be nil
	// Now is the time by the database's clock, by which every event counts; nil means as its channel says.
	Now func() time.Time
	// MayBegin is asked before a response is begun for a unit, on some evidence of a visit; after no the event is refused with
	// what it says and nothing of it is stored. nil means always.
	MayBegin func(ctx context.Context, ev bot.Event, unit int32, evidence org.Evidence) *TooManyResponses
	Log      *slog.Logger
}

// New makes an engine; Run starts it.
func New(o Options) *Engine {
	e := &Engine{db: o.DB, live: o.Live, sender: o.Sender, metrics: o.Metrics, log: o.Log, owed: o.Owed, begin: o.MayBegin, now: o.Now, seed: maphash.MakeSeed()}
	e.guesses = guesses{live: o.Live, metrics: o.Metrics, alarm: func(wrong int64) {
		e.log.Error("receipt codes or visit codes are being guessed", "wrong_in_an_hour", wrong, "networks_narrowed_from", wrongOfAll)
	}}
	e.dir.Store(o.Directory)
	e.finder.Store(o.Finder)
	for range lineCount {
		e.lines = append(e.lines, make(chan *pending, queued))
	}
	return e
}

// Directory is the directory in use.
func (e *Engine) Directory() *directory.Directory { return e.dir.Load() }

// SetDirectory puts a changed directory into use.
func (e *Engine) SetDirectory(d *directory.Directory) { e.dir.Store(d) }

// Finder is the catalogue in use.
func (e *Engine) Finder() *search.Finder { return e.finder.Load() }

// SetFinder puts a changed catalogue into use.
func (e *Engine) SetFinder(f *search.Finder) { e.finder.Store(f) }

// Turn takes an event in. When it returns nil, everything the event leads to is stored for good, or the
// event is a repeat of one that was; its replies are on their way. After an error the caller may deliver
// the same event again: ErrBusy and errors for which storage.Unavailable is true pass by themselves.
func (e *Engine) Turn(ctx context.Context, ev bot.Event) error {
	if err := ev.Check(); err != nil {
		return err
	}
	if e.now != nil {
		ev.At = e.now()
	}
	p := &pending{ev: ev, conv: ev.Conv(), came: time.Now(), done: make(chan error, 1)}
	line := e.lines[maphash.String(e.seed, p.conv)%uint64(len(e.lines))]
	select {
	case line <- p:
	default:
		e.metrics.turn(ev.Channel, "busy", 0)
		return ErrBusy
	}
	select {
	case err := <-p.done:
		e.metrics.turn(ev.Channel, outcome(err), time.Since(p.came))
		return err
	case <-ctx.Done():
		return ctx.Err() // it may still be stored; a repeat is harmless
	}
}

func outcome(err error) string {
	if err == nil {
		return "ok"
	}
	return "error"
}

// Run serves until ctx ends, then finishes what has been taken in.
func (e *Engine) Run(ctx context.Context) {
	var wg sync.WaitGroup
	for _, line := range e.lines {
		wg.Go(func() { e.serve(ctx, line) })
	}
	wg.Wait()
}

// serve is one line. It owns its conversations: nobody else in this process works on them.
func (e *Engine) serve(ctx context.Context, line <-chan *pending) {
	var waiting []*pending
	for {
		if len(waiting) == 0 {
			select {
			case p := <-line:
				waiting = append(waiting, p)
			case <-ctx.Done():
				e.finish(line)
				return
			}
		}
		waiting = drain(line, waiting)
		var lot []*pending
		lot, waiting = oneEach(waiting)
		e.turns(context.WithoutCancel(ctx), lot)
	}
}

// finish serves what is left in a line when the engine stops.
func (e *Engine) finish(line <-chan *pending) {
	for waiting := drain(line, nil); len(waiting) > 0; {
		var lot []*pending
		lot, waiting = oneEach(waiting)
		e.turns(context.Background(), lot)
	}
}

// drain takes what waits without waiting for more.
func drain(line <-chan *pending, waiting []*pending) []*pending {
	for len(waiting) < queued {
		select {
		case p := <-line:
			waiting = append(waiting, p)
		default:
			return waiting
		}
	}
	return waiting
}

// oneEach picks the first event of each conversation, up to a commit's worth, and leaves the rest in order.
func oneEach(waiting []*pending) (lot, rest []*pending) {
	in := make(map[string]bool, len(waiting))
	for _, p := range waiting {
		if len(lot) == gathered || in[p.conv] {
			rest = append(rest, p)
		} else {
			lot = append(lot, p)
		}
		in[p.conv] = true
	}
	return lot, rest
}

// turnDeadline bounds one lot: a database that hangs must not hold the line for ever.
const turnDeadline = 20 * time.Second

// turns serves a lot of events of different conversations and tells their callers. It stores them
// together; if that fails, one by one, so that each gets its own verdict.
func (e *Engine) turns(ctx context.Context, lot []*pending) {
	ctx, cancel := context.WithTimeout(ctx, turnDeadline)
	defer cancel()
	for len(lot) > 0 {
		lot = e.reject(lot, e.load(ctx, lot))
		lot = e.decideAll(ctx, lot)
		if len(lot) == 0 {
			return
		}
		err := e.commit(ctx, lot)
		if err == nil {
			return
		}
		if storage.Unavailable(err) {
			e.reject(lot, err)
			return
		}
		var again []*pending
		for _, p := range lot {
			if err := e.alone(ctx, p, err, len(lot) == 1); err != nil {
				again = append(again, p)
			}
		}
		lot = again
	}
}

// alone stores one event by itself, after a common commit failed with cause. It returns an error if the
// event must be decided again; in all other cases the caller has been told.
func (e *Engine) alone(ctx context.Context, p *pending, cause error, wasAlone bool) error {
	err := cause
	if !wasAlone {
		err = e.commit(ctx, []*pending{p})
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, storage.ErrSeen):
		p.done <- nil
		return nil
	case errors.Is(err, storage.ErrClash) && p.tries < maxTries:
		p.tries++
		p.fresh = true
		e.live.DropStates(ctx, []string{e.dir.Load().LiveKey(p.conv)})
		return err
	case errors.Is(err, storage.ErrFormGone) && p.tries < maxTries:
		p.tries++
		p.fresh, p.formless = true, true
		return err
	case errors.Is(err, storage.ErrAnswered):
		return e.alreadyAnswered(p)
	}
	e.log.Error("turn not stored", "channel", p.ev.Channel, "kind", string(p.ev.Kind), "err", err)
	p.done <- fmt.Errorf("turn: %w", err)
	return nil
}

// alreadyAnswered handles a response that exists for this slip window though the conversation does not know
// of it, e.g. because it was begun on another channel's account of the same person: the visit is marked
// as rated and the event decided again.
func (e *Engine) alreadyAnswered(p *pending) error {
	if p.turn.Open == nil || p.tries >= maxTries {
		p.done <- fmt.Errorf("turn: %w", storage.ErrAnswered)
		return nil
	}
	p.tries++
	p.fresh = true
	p.state = p.state.Rate(talk.VisitOfResponse(p.turn.Open.Response))
	return storage.ErrAnswered
}

// reject tells the callers of a lot that it failed; without an error it passes the lot on.
func (e *Engine) reject(lot []*pending, err error) []*pending {
	if err == nil {
		return lot
	}
	for _, p := range lot {
		p.done <- fmt.Errorf("turn: %w", err)
	}
	return nil
}

// decideAll decides every event of a lot. Repeats and events whose decision panics leave the lot.
func (e *Engine) decideAll(ctx context.Context, lot []*pending) []*pending {
	return slices.DeleteFunc(lot, func(p *pending) bool {
		if slices.Contains(p.state.Recent, p.ev.ID) {
			p.done <- nil
			return true
		}
		err := e.decide(p)
		if err == nil {
			if no := e.mayBegin(ctx, p); no != nil {
				p.done <- no
				return true
			}
		}
		if err != nil {
			e.log.ErrorContext(ctx, "event not decided", "channel", p.ev.Channel, "kind", string(p.ev.Kind), "err", err)
			p.done <- err
			return true
		}
		return false
	})
}

// decide makes the turn of one event. A panic spoils only this event.
func (e *Engine) decide(p *pending) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &UndecidedError{fmt.Sprintf("panic: %v", r)}
		}
	}()
	dir := e.dir.Load()
	p.dec = talk.Decide(talk.Env{
		Dir: dir, Finder: e.finder.Load(), Now: p.ev.At, Known: p.known, Away: p.away,
		Random: func(b []byte) { _, _ = rand.Read(b) }, // never fails
	}, p.state, p.ev)
	return p.makeTurn(dir)
}

// mayBegin asks, once for each event, whether a response may be begun; nil if so.
func (e *Engine) mayBegin(ctx context.Context, p *pending) *TooManyResponses {
	if p.turn.Open == nil || p.asked || e.begin == nil {
		return nil
	}
	p.asked = true // whoever is decided again has his place already
	return e.begin(ctx, p.ev, p.turn.Open.Unit, p.turn.Open.Evidence)
}

// commit stores a lot and hands its messages to the sender.
func (e *Engine) commit(ctx context.Context, lot []*pending) error {
	turns := make([]*storage.Turn, len(lot))
	for i, p := range lot {
		turns[i] = p.turn
		e.sender.Reserve(p.turn)
	}
	taken, err := e.db.Commit(ctx, e.sender.Holder, turns)
	if err != nil {
		for _, turn := range turns {
			e.sender.Abandon(turn)
		}
		return err
	}
	states := make(map[string][]byte, len(lot))
	for _, p := range lot {
		states[e.dir.Load().LiveKey(p.conv)] = packState(p.version+1, p.stored)
	}
	e.live.PutStates(ctx, states, stateTTL)
	for i, p := range lot {
		e.sender.Accept(p.turn, p.dec.Messages, p.dec.State, taken[i])
		e.metrics.looked(p.dec.Lookup)
		if len(p.turn.Posts) > 0 {
			e.sender.Look()
		}
		if len(p.turn.Owe) > 0 && e.owed != nil {
			e.owed()
		}
		p.done <- nil
	}
	return nil
}
