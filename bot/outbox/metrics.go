package outbox

import "github.com/prometheus/client_golang/prometheus"

// Metrics are the sender's own figures, for /metrics. None of them names a person or a chat.
type Metrics struct {
	sends *prometheus.CounterVec
}

// NewMetrics makes the figures and registers them.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{sends: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "motcua_sends_total", Help: "Deliveries tried, by channel and result (ok, retry, moved, partly, gone, dropped).",
	}, []string{"channel", "result"})}
	r.MustRegister(m.sends)
	return m
}

func (m *Metrics) sent(channel, result string) { m.sends.WithLabelValues(channel, result).Inc() }
