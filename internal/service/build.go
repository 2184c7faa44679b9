package service

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/procedure/search"
	"motcua/scheduler"
)

// build puts the parts together.
func (s *Service) build(dir *bot.Directory, finder *search.Finder) error {
	s.registry = prometheus.NewRegistry()
	metrics := bot.NewMetrics(s.registry)
	s.chat = webchat.New(s.store.DB, s.live, s.log)
	channels := []bot.Channel{s.chat}
	if s.o.Telegram.Served() {
		var err error
		if s.telegram, err = s.newTelegram(); err != nil {
			return err
		}
		channels = append(channels, s.telegram)
	}
	s.sender = bot.NewSender(s.store.DB, s.live, metrics, s.log, channels...)
	s.engine = bot.NewEngine(bot.EngineOptions{
		DB: s.store.DB, Live: s.live, Sender: s.sender, Metrics: metrics, Directory: dir, Finder: finder, Log: s.log,
		Owed: func() { s.scheduler.Nudge() },
	})
	s.scheduler = scheduler.New(scheduler.Options{
		DB: s.store.DB, Turn: s.engine.Turn, Look: s.sender.Look, Directory: s.engine.Directory, Finder: s.engine.Finder, Log: s.log,
		PublicURL: s.o.PublicURL,
	})
	s.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.registry.MustRegister(s.gauges()...)
	return nil
}
