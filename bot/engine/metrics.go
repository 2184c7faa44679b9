package engine

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/survey"
)

// Metrics are the engine's own figures, for /metrics. None of them names a person or a chat.
type Metrics struct {
	turns   *prometheus.CounterVec
	seconds *prometheus.HistogramVec
	lookups *prometheus.CounterVec
	codes   *prometheus.CounterVec
}

// NewMetrics makes the figures and registers them.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{
		turns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_turns_total", Help: "Events taken in, by channel and outcome (ok, error, busy).",
		}, []string{"channel", "outcome"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "motcua_turn_seconds", Help: "Time from an event's arrival until everything it leads to was stored.",
			Buckets: []float64{.001, .0025, .005, .01, .02, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"channel"}),
		lookups: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_lookups_total", Help: "Questions about procedures, by result (found, choices, refused).",
		}, []string{"result"}),
		codes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_receipt_codes_total", Help: "Receipt codes that were tried, by result (found, wrong, refused); many wrong ones mean guessing.",
		}, []string{"result"}),
	}
	// Known from the start, so that a rate can be taken from the first scrape on.
	m.turns.WithLabelValues("web", "ok")
	m.seconds.WithLabelValues("web")
	for _, result := range []string{"found", "choices", "refused"} {
		m.lookups.WithLabelValues(result)
	}
	for _, result := range []string{"found", "wrong", "refused"} {
		m.codes.WithLabelValues(result)
	}
	r.MustRegister(m.turns, m.seconds, m.lookups, m.codes)
	return m
}

func (m *Metrics) turn(channel, outcome string, took time.Duration) {
	m.turns.WithLabelValues(channel, outcome).Inc()
	if took > 0 {
		m.seconds.WithLabelValues(channel).Observe(took.Seconds())
	}
}

func (m *Metrics) looked(lookup int) {
	switch lookup {
	case survey.LookupFound:
		m.lookups.WithLabelValues("found").Inc()
	case survey.LookupChoices:
		m.lookups.WithLabelValues("choices").Inc()
	case survey.LookupRefused:
		m.lookups.WithLabelValues("refused").Inc()
	}
}

func (m *Metrics) code(result string) { m.codes.WithLabelValues(result).Inc() }
