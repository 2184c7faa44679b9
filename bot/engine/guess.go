package engine

import (
	"context"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/storage/live"
)

// A receipt code is all that protects a response, and a visit code all that shows a visit, so wrong codes are bounded beyond the
// conversation, which costs nothing to make anew: for each network, both kinds as one. Nobody is refused for what others tried, or
// whoever tries six hundred codes would keep everybody's evidence out; while many are tried in all, each network has fewer. The codes that
// exist are a few millions of 3.8 · 10¹²: ten thousand networks that guess all day find one in a day or so, and have been on the record
// since the first hundred.
const (
	wrongOfNetwork = 30 // from one network in an hour; thousands of telephones may stand behind it, few of which mistype
	wrongOfGuesser = 5  // … while more than wrongOfAll were tried
	wrongOfAll     = 600
	wrongAlarm     = 100 // in all in an hour, from which on somebody is told
	wrongWindow    = time.Hour
	wrongKeyOfAll  = "bot:wrongcodes"
)

// guesses bounds the trying of receipt codes and visit codes.
type guesses struct {
	live    *live.Live
	metrics *Metrics
	alarm   func(wrong int64)
}

// may reports whether another code may be tried by an event. What comes from no network, as a kiosk's own code does, is nobody's guess.
func (g guesses) may(ctx context.Context, ev bot.Event) bool {
	if ev.Net == "" {
		return true
	}
	wrong := g.live.Count(ctx, wrongKey(ev), 0, wrongWindow)
	if wrong < wrongOfGuesser || wrong < wrongOfNetwork && g.live.Count(ctx, wrongKeyOfAll, 0, wrongWindow) < wrongOfAll {
		return true
	}
	g.metrics.code("refused")
	return false
}

// wrong counts a code that leads to nothing.
func (g guesses) wrong(ctx context.Context, ev bot.Event) {
	g.metrics.code("wrong")
	if ev.Net != "" {
		g.live.Count(ctx, wrongKey(ev), 1, wrongWindow)
	}
	if n := g.live.Count(ctx, wrongKeyOfAll, 1, wrongWindow); n == wrongAlarm || n == wrongOfAll {
		g.alarm(n)
	}
}

func wrongKey(ev bot.Event) string { return wrongKeyOfAll + ":" + ev.Net }

// known reads what must be known before an event is decided. A code is looked up only while its network does not guess.
func (e *Engine) known(ctx context.Context, p *pending, needs turn.Needs) (turn.Known, error) {
	asked := needs.Receipt != "" || needs.Tried
	locked := asked && !e.guesses.may(ctx, p.ev)
	if locked {
		needs.Receipt, needs.Ticket = "", nil
	}
	k, err := e.db.Known(ctx, p.conv, needs)
	if err != nil {
		return k, err
	}
	k.Locked = locked
	if asked && !locked && p.tries == 0 {
		if k.Record != nil || k.Ticket != nil {
			e.metrics.code("found")
		} else {
			e.guesses.wrong(ctx, p.ev)
		}
	}
	return k, nil
}
