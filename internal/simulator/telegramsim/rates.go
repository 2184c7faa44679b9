package telegramsim

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Rates says what becomes of the rate limits.
type Rates int

// Ways to treat a bot that is too fast.
const (
	RatesEnforced Rates = iota // answered with 429 and noted
	RatesWatched               // noted, but let through
	RatesOff                   // not counted
)

// Limits are the platform's limits on speed. They are nowhere exactly specified; the defaults are the
// official advice (30 messages a second, 1 a second in a chat, 20 a minute in a group) with the small
// burst that is observed. Zero fields mean the default.
type Limits struct {
	Rates     Rates
	Overall   int // messages and edits a second, 30
	ChatBurst int // messages a chat takes at once before one a second, 5
	Group     int // messages and edits a minute in one group, 20
	// AnswerWithin is how long a tap can be answered. Reports range from seconds to half a minute; 15 s.
	AnswerWithin time.Duration
}

func (l Limits) withDefaults() Limits {
	if l.Overall == 0 {
		l.Overall = 30
	}
	if l.ChatBurst == 0 {
		l.ChatBurst = 5
	}
	if l.Group == 0 {
		l.Group = 20
	}
	if l.AnswerWithin == 0 {
		l.AnswerWithin = 15 * time.Second
	}
	return l
}

// weight is what a call counts as.
type weight int

const (
	sends weight = iota
	edits        // not counted against the one a second of a chat
)

// meters count what the bot has sent. Keys are chat ids; everywhere stands for all chats.
type meters struct {
	overall []time.Time
	groups  map[int64][]time.Time
	chats   map[int64]bucket
	until   map[int64]time.Time // the bot has been told to wait until then
}

// everywhere keys a wait that is for no single chat.
const everywhere = int64(0)

// bucket holds the messages a chat takes at once; one comes back each second.
type bucket struct {
	left float64
	at   time.Time
}

func newMeters() meters {
	return meters{groups: map[int64][]time.Time{}, chats: map[int64]bucket{}, until: map[int64]time.Time{}}
}

// meter counts a message or edit, and refuses it when it comes too early. The caller holds mu.
func (s *Server) meter(c *call, ch *chat, w weight) error {
	now := s.now()
	if wait := s.toldToWait(ch.ID, now); wait > 0 {
		s.breachLocked(c.method, fmt.Sprintf("back %.1f s before retry_after was over", wait.Seconds()))
		if s.limits.Rates == RatesEnforced {
			return tooMany(seconds(wait))
		}
	}
	if s.limits.Rates == RatesOff {
		return nil
	}
	wait, scope := s.tooFast(ch, w, now)
	if wait > 0 {
		if s.limits.Rates == RatesWatched {
			s.breachLocked(c.method, "too fast, would be answered with 429")
		} else {
			n := seconds(wait)
			s.meters.until[scope] = now.Add(time.Duration(n) * time.Second)
			return tooMany(n)
		}
	}
	s.count(ch, w, now)
	return nil
}

// toldToWait says how long the bot still has to wait here because of an earlier retry_after.
func (s *Server) toldToWait(chat int64, now time.Time) time.Duration {
	return max(s.meters.until[chat].Sub(now), s.meters.until[everywhere].Sub(now))
}

// tooFast says how long the bot should have waited, and whether that is for the chat or everywhere.
func (s *Server) tooFast(ch *chat, w weight, now time.Time) (wait time.Duration, scope int64) {
	s.meters.overall = recent(s.meters.overall, now.Add(-time.Second))
	if n := len(s.meters.overall); n >= s.limits.Overall {
		wait, scope = s.meters.overall[n-s.limits.Overall].Add(time.Second).Sub(now), everywhere
	}
	if ch.Type != Private {
		sent := recent(s.meters.groups[ch.ID], now.Add(-time.Minute))
		s.meters.groups[ch.ID] = sent
		if n := len(sent); n >= s.limits.Group {
			if d := sent[n-s.limits.Group].Add(time.Minute).Sub(now); d > wait {
				wait, scope = d, ch.ID
			}
		}
	}
	if b := s.bucketOf(ch.ID, now); w == sends && b.left < 1 {
		if d := time.Duration((1 - b.left) * float64(time.Second)); d > wait {
			wait, scope = d, ch.ID
		}
	}
	return wait, scope
}

func (s *Server) bucketOf(chat int64, now time.Time) bucket {
	b, ok := s.meters.chats[chat]
	if !ok {
		return bucket{float64(s.limits.ChatBurst), now}
	}
	return bucket{min(float64(s.limits.ChatBurst), b.left+now.Sub(b.at).Seconds()), now}
}

func (s *Server) count(ch *chat, w weight, now time.Time) {
	s.meters.overall = append(s.meters.overall, now)
	if ch.Type != Private {
		s.meters.groups[ch.ID] = append(s.meters.groups[ch.ID], now)
	}
	if w == sends {
		b := s.bucketOf(ch.ID, now)
		b.left = max(0, b.left-1)
		s.meters.chats[ch.ID] = b
	}
}

// recent drops what is not after since.
func recent(times []time.Time, since time.Time) []time.Time {
	i := slices.IndexFunc(times, func(t time.Time) bool { return t.After(since) })
	if i < 0 {
		return nil
	}
	return times[i:]
}

// seconds rounds a wait up to what retry_after can say.
func seconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }
