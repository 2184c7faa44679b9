package web

import (
	"context"
	"fmt"
	"sync"
	"time"

	"motcua/bot/engine"
	"motcua/internal/limit"
	"motcua/org"
)

// ResponseGate bounds how many responses are begun, by what they stand on. Responses without a code are cheap to make up, so they are bounded
// closely; those behind a poster widely, since a code on a wall can be photographed. One-time codes bound themselves.
type ResponseGate struct {
	// Count adds to what was counted for a key in a window and gives the sum.
	Count func(ctx context.Context, key string, n int64, window time.Duration) int64
	// Busiest is the number of responses begun in a busy hour of a unit in the last four weeks.
	Busiest  func(ctx context.Context, unit int32) (int, error)
	Refusals *limit.Refusals

	mu    sync.Mutex
	known map[int32]history
}

// history is a unit's busy hour as it was read.
type history struct {
	busiest int
	read    time.Time
}

const (
	formWindow      = time.Hour
	formsOfAddress  = 60  // begun without a code for one unit from one address in an hour: a busy hall behind one router
	formsOfNetwork  = 300 // … for all units together
	formsOfUnit     = 180 // begun without a code in an hour for a unit, whatever it had before: one address leaves room for others
	formsTimesUsual = 3   // … or so many times what a busy hour of its own had
	withPoster      = 5   // so many times more behind a poster
	historyAge      = 10 * time.Minute
)

// May counts a response that is about to be begun for a unit from a network ("" where that is not known) and says why there is no
// room for it; nil where there is. A refusal goes on the record.
func (g *ResponseGate) May(ctx context.Context, net string, unit int32, evidence org.Evidence) *engine.TooManyResponses {
	if evidence.OfVisit() {
		return nil
	}
	factor := int64(1)
	if evidence == org.Poster {
		factor = withPoster
	}
	for _, b := range g.bounds(net, unit, evidence) {
		if b.of == limit.Unit {
			b.most = g.ofUnit(ctx, unit)
		}
		if g.Count(ctx, b.key, 1, formWindow) > b.most*factor {
			g.Refusals.Add(whatForm, b.of)
			return &engine.TooManyResponses{OfUnit: b.of == limit.Unit, Poster: evidence == org.Poster}
		}
	}
	return nil
}

// responseBound is one of the limits a response is counted under.
type responseBound struct {
	key, of string
	most    int64
}

// bounds are the limits of a response that stands on no one-time code.
func (g *ResponseGate) bounds(net string, unit int32, evidence org.Evidence) (all []responseBound) {
	kind := "bare"
	if evidence == org.Poster {
		kind = "poster"
	}
	if net != "" {
		all = append(all,
			responseBound{fmt.Sprintf("web:forms:%s:%d:%s", kind, unit, net), limit.Address, formsOfAddress},
			responseBound{fmt.Sprintf("web:forms:%s:%s", kind, net), limit.Address, formsOfNetwork})
	}
	return append(all, responseBound{fmt.Sprintf("web:forms:%s:%d", kind, unit), limit.Unit, 0})
}

// ofUnit is how many responses without a code a unit takes in an hour, by its own history. While that cannot be read, the
// least there is.
func (g *ResponseGate) ofUnit(ctx context.Context, unit int32) int64 {
	g.mu.Lock()
	h, ok := g.known[unit]
	g.mu.Unlock()
	if !ok || time.Since(h.read) > historyAge {
		n, err := g.Busiest(ctx, unit)
		if err != nil {
			return formsOfUnit
		}
		h = history{n, time.Now()}
		g.mu.Lock()
		if g.known == nil {
			g.known = map[int32]history{}
		}
		g.known[unit] = h
		g.mu.Unlock()
	}
	return max(formsOfUnit, formsTimesUsual*int64(h.busiest))
}
