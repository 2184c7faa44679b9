package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"
)

const (
	pollLimit = 100 // updates in one answer, the most Telegram gives

	// While updates of an earlier answer are still under way we ask again from the oldest of them, so that a
	// chat that takes long holds up no other for more than this. Asking for the same updates again within
	// 3 s is punished by Telegram with a wait of 3 s, hence not sooner.
	patience     = 3100 * time.Millisecond
	longPatience = 30 * time.Second // when nothing moves at all: the database is away

	// A server that does not wait, or that gives the same updates again and again, is not asked without end: an answer that brings
	// nothing new and came sooner than shortest is followed by a pause.
	shortest  = time.Second
	idleFirst = 500 * time.Millisecond
	idleLast  = 2 * time.Second

	retryFirst = 250 * time.Millisecond // between tries of an update that has to wait, doubling
	retryLast  = 5 * time.Second

	// New updates after a week of silence may have smaller numbers than the last one. Before that can
	// happen we stop asking for larger numbers only; everything smaller is confirmed by then.
	forgetOffset = 5 * 24 * time.Hour
)

// poller asks for updates. One poller in one process at a time.
type poller struct {
	*Channel
	window  window
	working sync.WaitGroup // updates under way
}

// poll takes updates in until ctx ends, and then finishes those under way. What is done by then is
// confirmed if confirm says so at the end.
func (c *Channel) poll(ctx context.Context, confirm func() bool) {
	p := &poller{Channel: c, window: newWindow()}
	failing := backoff{first: time.Second, last: time.Minute}
	idling := backoff{first: idleFirst, last: idleLast}
	short := true // whether Telegram answers shows at once, not after a long poll
	for ctx.Err() == nil {
		offset, busy := p.window.await(ctx)
		if ctx.Err() != nil {
			break
		}
		seconds := pollSeconds
		if busy || short {
			seconds = 0
		}
		asked := time.Now()
		batch, err := p.ask(ctx, offset, pollLimit, seconds)
		switch {
		case ctx.Err() != nil:
		case err != nil:
			short = true
			p.trouble(ctx, err)
			failing.wait(ctx, err)
			continue
		default:
			failing.reset()
			p.up()
			fresh := p.dispatch(ctx, batch)
			if fresh || busy || short || time.Since(asked) > shortest {
				idling.reset()
			} else {
				idling.wait(ctx, nil)
			}
			short = false
		}
	}
	p.working.Wait()
	p.pending()
	if confirm() {
		p.confirm(ctx)
	}
}

// ask is one getUpdates.
func (p *poller) ask(ctx context.Context, offset int64, limit, seconds int) ([]json.RawMessage, error) {
	params := struct {
		Offset  int64    `json:"offset"`
		Limit   int      `json:"limit"`
		Timeout int      `json:"timeout"`
		Allowed []string `json:"allowed_updates"`
	}{offset, limit, seconds, allowedUpdates}
	var batch []json.RawMessage
	if err := p.api.call(ctx, p.api.poll, "getUpdates", params, &batch); err != nil {
		return nil, err
	}
	return batch, nil
}

// trouble notes a failed poll and does what can be done about it.
func (p *poller) trouble(ctx context.Context, err error) {
	p.down(err.Error())
	var e *apiError
	if errors.As(err, &e) && e.Code == http.StatusConflict && e.says("webhook") {
		// Somebody registered a webhook behind our back; while there is one, nobody can ask.
		if err := p.unhook(ctx); err != nil && ctx.Err() == nil {
			p.log.Warn("webhook not removed", "err", err)
		}
	}
}

// dispatch sends the updates of an answer on their ways. Those known already are left out; fresh tells that there were others.
func (p *poller) dispatch(ctx context.Context, batch []json.RawMessage) (fresh bool) {
	for _, raw := range batch {
		a, err := p.receive(raw)
		if err != nil {
			p.log.Error("telegram sent something that is no update")
			continue
		}
		if !p.window.add(a.id) {
			continue
		}
		fresh = true
		place := p.order.enter(a.chat)
		p.working.Go(func() {
			defer place.leave()
			if place.wait(ctx) == nil && p.settleSurely(ctx, a) {
				p.window.done(a.id)
				p.pending()
			}
		})
	}
	p.window.asked(fresh)
	p.pending()
	return fresh
}

// settleSurely takes an update in, however long it takes; false only if ctx ends before.
func (p *poller) settleSurely(ctx context.Context, a *arrival) bool {
	waiting := backoff{first: retryFirst, last: retryLast}
	for {
		err := p.settle(ctx, a)
		if err == nil {
			return true
		}
		p.log.Debug("update has to wait", "update", a.id, "err", err)
		if !waiting.wait(ctx, err) {
			return false
		}
	}
}

// confirm tells Telegram what is done, so that whoever asks next does not begin with it. It is not needed
// for anything: a repeat changes nothing.
func (p *poller) confirm(ctx context.Context) {
	offset, _, news := p.window.offset()
	if !news {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if _, err := p.ask(ctx, offset, 1, 0); err != nil {
		p.log.Debug("last updates not confirmed, they will come once more", "err", err)
	}
}

func (p *poller) pending() {
	n := p.window.under()
	p.metrics.pending.Set(float64(n))
	p.status.change(func(s *Status) { s.Pending = n })
}

// unhook removes a webhook; what waits for it stays.
func (c *Channel) unhook(ctx context.Context) error {
	return c.api.call(ctx, c.api.send, "deleteWebhook", struct {
		Drop bool `json:"drop_pending_updates"`
	}{false}, nil)
}
