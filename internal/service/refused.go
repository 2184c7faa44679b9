package service

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
)

// refused says what chats to which reports go do not take, a line each, for /readyz. They are not named.
func (s *Service) refused() []string {
	var lines []string
	for _, r := range s.sender.Refusals() {
		channel, _ := bot.SplitConv(r.Conv)
		lines = append(lines, channel+" of "+r.Unit+": no "+string(r.Lacks)+" since "+r.Since.UTC().Format(time.RFC3339))
	}
	return lines
}

// refusedGauge counts the same for /metrics.
func (s *Service) refusedGauge() prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "motcua_destinations_refused", Help: "What chats to which reports go do not let us do there: each of texts, photos, files, topic, chat counts.",
	}, func() float64 { return float64(len(s.sender.Refusals())) })
}
