package bot

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"time"

	"motcua/storage/live"
)

// A receipt code is all that protects a form, so wrong codes are bounded beyond the conversation, which costs nothing to make
// anew: for each network, and for everybody together. The codes that exist are a few millions of 3.8 · 10¹²; at wrongOfAll an
// hour a year of guessing finds one with less than a per cent.
const (
	wrongOfNetwork = 30  // from one network in an hour; thousands of telephones may stand behind it, few of which mistype
	wrongOfAll     = 600 // in all in an hour
	wrongAlarm     = 100 // in all in an hour, from which on somebody is told
	wrongWindow    = time.Hour
	wrongKeyOfAll  = "bot:wrongcodes"
)

// guesses bounds the reading of forms by receipt codes.
type guesses struct {
	live    *live.Live
	metrics *Metrics
	alarm   func(wrong int64)
}

// may reports whether another code may be tried by an event.
func (g guesses) may(ctx context.Context, ev Event) bool {
	if ev.Net != "" && g.live.Count(ctx, wrongKey(ev), 0, wrongWindow) >= wrongOfNetwork ||
		g.live.Count(ctx, wrongKeyOfAll, 0, wrongWindow) >= wrongOfAll {
		g.metrics.code("refused")
		return false
	}
	return true
}

// wrong counts a code that leads to no form.
func (g guesses) wrong(ctx context.Context, ev Event) {
	g.metrics.code("wrong")
	if ev.Net != "" {
		g.live.Count(ctx, wrongKey(ev), 1, wrongWindow)
	}
	if n := g.live.Count(ctx, wrongKeyOfAll, 1, wrongWindow); n == wrongAlarm || n == wrongOfAll {
		g.alarm(n)
	}
}

func wrongKey(ev Event) string { return wrongKeyOfAll + ":" + ev.Net }

// eraseFor is for how long after a form was shown it may be erased by the button below it.
const eraseFor = 15 * time.Minute

// eraseTap is the button that erases a form just shown in a conversation: signed for it, and only for a while. Whoever has
// no more than the code must look first at what he is about to erase.
func eraseTap(dir *Directory, conv, receipt string, now time.Time) string {
	until := strconv.FormatInt(now.Add(eraseFor).Unix(), 36)
	return tap(tapErase, receipt, until, eraseMAC(dir, conv, receipt, until))
}

// mayErase reports whether a button was made by eraseTap for this conversation a moment ago.
func mayErase(dir *Directory, conv string, arg [3]string, now time.Time) bool {
	until, err := strconv.ParseInt(arg[1], 36, 64)
	return err == nil && now.Unix() <= until && hmac.Equal([]byte(arg[2]), []byte(eraseMAC(dir, conv, arg[0], arg[1])))
}

func eraseMAC(dir *Directory, conv, receipt, until string) string {
	m := hmac.New(sha256.New, dir.Key())
	m.Write([]byte("erase/" + conv + "/" + receipt + "/" + until))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:12])
}
