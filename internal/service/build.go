package service

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/kiosk"
	"motcua/bot/outbox"
	"motcua/bot/webchat"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/scheduler"
)

// build puts the parts together.
func (s *Service) build(dir *directory.Directory, finder *search.Finder) error {
	s.registry = prometheus.NewRegistry()
	if err := s.makeLimits(); err != nil {
		return err
	}
	s.chat = webchat.New(s.store.DB, s.live, s.log)
	channels := []bot.Channel{s.chat, kiosk.Channel{}}
	if err := s.makePlatforms(); err != nil {
		return err
	}
	for _, p := range s.platforms {
		channels = append(channels, p)
	}
	s.sender = outbox.New(s.store.DB, s.live, outbox.NewMetrics(s.registry), s.log, channels...)
	s.engine = engine.New(engine.Options{
		DB: s.store.DB, Live: s.live, Sender: s.sender, Metrics: engine.NewMetrics(s.registry), Directory: dir, Finder: finder, Log: s.log,
		Owed: func() { s.scheduler.Nudge() }, MayBegin: s.mayBegin, Now: s.clock.Now,
	})
	s.scheduler = scheduler.New(scheduler.Options{
		DB: s.store.DB, Turn: s.engine.Turn, Look: s.sender.Look, Directory: s.engine.Directory, Finder: s.engine.Finder, Log: s.log,
		PublicURL: s.o.PublicURL, Clock: s.clock,
	})
	s.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.registry.MustRegister(s.gauges()...)
	return nil
}
