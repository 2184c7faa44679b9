package telegramsim

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Rules of webhook delivery.
const (
	hookTimeout   = time.Minute      // for one delivery
	maxHookDelay  = time.Minute      // doubling ends at one to two times this
	maxRetryAfter = time.Hour        // a longer wish of the receiver is cut
	goneAfter     = 23 * time.Hour   // 410 for this long removes the webhook
	maxHookReply  = 1 << 20          // bytes of an answer that are read
	idleLook      = 10 * time.Minute // a runner with nothing to wait for looks again after this
)

// attempt is what is known of an update that could not be delivered yet.
type attempt struct {
	fails int
	delay time.Duration
	due   time.Time
}

// runHook delivers until ctx ends. Within a queue the next update goes out only after a 2xx for the
// former; different queues go out in parallel, as many as the webhook allows.
func (s *Server) runHook(ctx context.Context, h *webhook) {
	t := time.NewTimer(0)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.poked:
		case <-t.C:
		}
		s.mu.Lock()
		ready, wait := s.due(h)
		s.mu.Unlock()
		for _, u := range ready {
			s.hooks.Go(func() { s.deliver(ctx, h, u) })
		}
		t.Reset(wait)
	}
}

// due picks what can go out now and says when to look again.
func (s *Server) due(h *webhook) ([]update, time.Duration) {
	if s.hook != h {
		return nil, idleLook
	}
	now, wait := s.now(), idleLook
	s.queue.fresh(now)
	var ready []update
	seen := map[int64]bool{}
	for _, u := range s.queue.items {
		if len(h.busy) == h.connections {
			break
		}
		if h.busy[u.queue] || seen[u.queue] {
			continue
		}
		seen[u.queue] = true
		if t := h.tries[u.id]; t != nil && t.due.After(now) {
			wait = min(wait, t.due.Sub(now))
			continue
		}
		h.busy[u.queue] = true
		ready = append(ready, u)
	}
	return ready, wait
}

// deliver sends one update and settles what came of it. A call in the answer is carried out before the
// queue goes on.
func (s *Server) deliver(ctx context.Context, h *webhook, u update) {
	status, retryAfter, reply, err := s.sendFaulty(ctx, h, u)
	ok := err == nil && status >= 200 && status <= 299
	if ok && reply != nil && ctx.Err() == nil {
		_, err := s.perform(reply)
		s.record(reply, err, false)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook != h {
		return
	}
	delete(h.busy, u.queue)
	if ok {
		h.gone = time.Time{}
		delete(h.tries, u.id)
		s.queue.forget(u.id)
	} else {
		s.undelivered(h, u, status, retryAfter, err)
	}
	s.note()
	h.poke()
}

// undelivered decides when to try again. The caller holds mu.
func (s *Server) undelivered(h *webhook, u update, status int, retryAfter time.Duration, err error) {
	now := s.now()
	h.errorAt, h.lastError = now, fmt.Sprintf("Wrong response from the webhook: %d %s", status, http.StatusText(status))
	if err != nil {
		h.lastError = "Connection failed" // the platform does not tell which address or why
	}
	switch {
	case status != http.StatusGone:
		h.gone = time.Time{}
	case h.gone.IsZero():
		h.gone = now
	case now.Sub(h.gone) > goneAfter:
		s.dropHook()
		return
	}
	t := h.tries[u.id]
	if t == nil {
		t = &attempt{delay: time.Second}
		h.tries[u.id] = t
	}
	wait := retryAfter
	if retryAfter == 0 && t.fails > 0 {
		t.delay = min(2*t.delay, maxHookDelay+rand.N(maxHookDelay))
		wait = t.delay
	}
	if now.Add(wait).After(u.expires) {
		s.queue.forget(u.id)
		delete(h.tries, u.id)
		return
	}
	t.fails++
	t.due = now.Add(wait)
}

// sendFaulty is send as the fault dial lets it happen.
func (s *Server) sendFaulty(ctx context.Context, h *webhook, u update) (status int, retryAfter time.Duration, reply *call, err error) {
	f := s.faultFor(&call{method: Delivery})
	if f.Delay > 0 {
		if err := sleep(ctx, f.Delay); err != nil {
			return 0, 0, nil, err
		}
	}
	if f.Reset {
		return 0, 0, nil, errLost
	}
	status, retryAfter, reply, err = s.send(ctx, h, u)
	if f.DropAnswer {
		return 0, 0, nil, errLost
	}
	return status, retryAfter, reply, err
}

// send makes the request. A reply is the method call the receiver put into its answer, which the
// platform carries out without telling the result.
func (s *Server) send(ctx context.Context, h *webhook, u update) (status int, retryAfter time.Duration, reply *call, err error) {
	sending, cancel := context.WithTimeout(ctx, hookTimeout)
	defer cancel()
	r, err := h.request(sending, u.body)
	if err != nil {
		return 0, 0, nil, err
	}
	res, err := s.hookVia.RoundTrip(r) // a redirect is no 2xx and is not followed
	if err != nil {
		return 0, 0, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxHookReply))
	if err != nil {
		return 0, 0, nil, err
	}
	seconds, _ := strconv.Atoi(res.Header.Get("Retry-After"))
	retryAfter = min(time.Duration(max(seconds, 0))*time.Second, maxRetryAfter)
	return res.StatusCode, retryAfter, replyCall(ctx, body), nil
}

// replyCall reads a method call out of a webhook's answer, nil without one. Methods that set or read
// things are not taken this way.
func replyCall(ctx context.Context, body []byte) *call {
	if !json.Valid(body) {
		return nil
	}
	c := &call{ctx: ctx, params: map[string]string{}, files: map[string]*upload{}}
	if c.addJSON(body) != nil {
		return nil
	}
	c.method = c.params["method"]
	delete(c.params, "method")
	name := strings.ToLower(c.method)
	if name == "" || name == "setwebhook" || name == "deletewebhook" || name == "close" || name == "logout" || strings.HasPrefix(name, "get") {
		return nil
	}
	return c
}
