package telegram

import (
	"context"
	"errors"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
)

// metrics are the channel's own figures. None of them names a person or a chat.
type metrics struct {
	up      prometheus.Gauge
	pending prometheus.Gauge
	updates *prometheus.CounterVec
	calls   *prometheus.CounterVec
}

func newMetrics(r prometheus.Registerer) *metrics {
	m := &metrics{
		up: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "motcua_telegram_up", Help: "1 while updates come in from Telegram.",
		}),
		pending: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "motcua_telegram_pending", Help: "Updates not taken in yet: at Telegram (webhook) or under way here (poll).",
		}),
		updates: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_telegram_updates_total", Help: "Updates from Telegram, by outcome (stored, ignored, moved, dead, later).",
		}, []string{"outcome"}),
		calls: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "motcua_telegram_calls_total", Help: "Calls of the Bot API, by method and result (ok, HTTP status, or none without an answer).",
		}, []string{"method", "result"}),
	}
	if r != nil {
		r.MustRegister(m.up, m.pending, m.updates, m.calls)
	}
	return m
}

func (m *metrics) called(method string, err error) {
	result := "ok"
	var e *apiError
	switch {
	case err == nil:
	case errors.As(err, &e):
		result = strconv.Itoa(e.Code)
	case errors.Is(err, context.Canceled):
		return // we gave up: that says nothing about Telegram
	default:
		result = "none"
	}
	m.calls.WithLabelValues(method, result).Inc()
}

func (m *metrics) update(outcome string) { m.updates.WithLabelValues(outcome).Inc() }
