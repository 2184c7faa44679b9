package service

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// gauges are the figures that are read when somebody asks.
func (s *Service) gauges() []prometheus.Collector {
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	return []prometheus.Collector{
		s.refusedGauge(),
		gauge("motcua_outbox_messages", "Messages waiting to be delivered, in all replicas; -1 while the database is away.", func() float64 {
			n, _ := s.outbox()
			return float64(n)
		}),
		gauge("motcua_outbox_oldest_seconds", "How long the oldest of them has waited; -1 while the database is away.", func() float64 {
			_, age := s.outbox()
			return age.Seconds()
		}),
		gauge("motcua_duties_overdue", "Digests that are past their time and not sent.", func() float64 { return float64(s.scheduler.Owing()) }),
		gauge("motcua_clock_off_seconds", "How far the database's clock is ahead of this machine's.", func() float64 { return s.clock.Off().Seconds() }),
		gauge("motcua_clock_held", "1 while nothing is deleted or sent by the calendar because the clock is not believed.", func() float64 {
			if s.clock.Trouble() != "" {
				return 1
			}
			return 0
		}),
		gauge("motcua_connections", "Connections open at the address served.", func() float64 { return float64(s.door.Open()) }),
		gauge("motcua_connections_most", "How many of them there may be, below the limit of descriptors.", func() float64 { return float64(s.plan.Connections) }),
		gauge("motcua_redis_up", "1 while Redis (or the one in this process) answers.", func() float64 {
			if s.live.Healthy() {
				return 1
			}
			return 0
		}),
	}
}

// outbox is how many messages wait and for how long; -1 of both while the database is away, which /readyz says too.
func (s *Service) outbox() (n int, age time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), probeTime)
	defer cancel()
	n, age, err := s.store.OutboxDepth(ctx)
	if err != nil {
		return -1, -time.Second
	}
	return n, age
}
