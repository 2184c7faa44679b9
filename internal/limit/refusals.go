// Package limit holds what keeps one caller from taking what belongs to all: how many connections this process may hold,
// who may take how many of them, and the record of whoever was turned away. It knows nothing of what is served.
//
// Nothing here keeps an address in clear: addresses are counted under a hash whose seed dies with the process.
package limit

import (
	"log/slog"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Whose bound it was that something met; the label "of" of the metric.
const (
	Address      = "address"      // what one network connection may take
	Conversation = "conversation" // … one conversation
	Unit         = "unit"         // … one unit
	Screen       = "screen"       // … one screen at a counter
	All          = "all"          // … everybody together
)

// Refusals counts what was turned away and says so in the log: at once the first time, then once a minute with how often.
// A flood must be seen, and must not fill the log. A nil Refusals takes no notice.
type Refusals struct {
	total *prometheus.CounterVec
	log   *slog.Logger
	now   func() time.Time

	mu     sync.Mutex
	lately map[refusal]*tally
}

type refusal struct{ what, of string }

// tally is what has been turned away since the last line in the log.
type tally struct {
	n    int
	said time.Time
}

// sayEvery is how often the log names the same kind of refusal at the most.
const sayEvery = time.Minute

// NewRefusals makes the record and registers its metric.
func NewRefusals(r prometheus.Registerer, log *slog.Logger) *Refusals {
	f := &Refusals{
		total: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_refused_total",
			Help: "What was turned away because a limit was met, by what it was and whose limit it was (address, conversation, unit, screen, all).",
		}, []string{"what", "of"}),
		log: log, now: time.Now, lately: map[refusal]*tally{},
	}
	r.MustRegister(f.total)
	return f
}

// Add notes that one thing was turned away. what and of are words of the program, never of a caller.
func (f *Refusals) Add(what, of string) {
	if f == nil {
		return
	}
	f.total.WithLabelValues(what, of).Inc()
	f.mu.Lock()
	defer f.mu.Unlock()
	key := refusal{what, of}
	t := f.lately[key]
	if t == nil {
		t = &tally{}
		f.lately[key] = t
	}
	t.n++
	now := f.now()
	if !t.said.IsZero() && now.Sub(t.said) < sayEvery {
		return
	}
	f.log.Warn("turned away: a limit of ours was met", "what", what, "limit_of", of, "n", t.n)
	t.n, t.said = 0, now
}
