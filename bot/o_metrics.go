package bot

import "github.com/prometheus/client_golang/prometheus"

// SendMetrics are the sender's own figures, for /metrics. None of them names a person or a chat.
type SendMetrics struct {
	sends *prometheus.CounterVec
}

// NewSendMetrics makes the figures and registers them.
func NewSendMetrics(r prometheus.Registerer) *SendMetrics {
	m := &SendMetrics{sends: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "motcua_sends_total", Help: "Deliveries tried, by channel and result (ok, retry, moved, gone, dropped).",
	}, []string{"channel", "result"})}
	r.MustRegister(m.sends)
	return m
}

func (m *SendMetrics) sent(channel, result string) { m.sends.WithLabelValues(channel, result).Inc() }
