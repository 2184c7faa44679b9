package service

import (
	"context"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/internal/limit"
	"motcua/org"
	"motcua/web"
)

// limits are the bounds that keep one address, or too many of them, from taking the service away from the others.
type limits struct {
	plan     limit.Plan
	refusals *limit.Refusals
	door     *limit.Listener
	gate     *web.ResponseGate // of responses begun on the web
}

// makeLimits shares out what the process may have open, and puts a door before the listener.
func (s *Service) makeLimits() error {
	descriptors, err := limit.Descriptors()
	if err != nil {
		return err
	}
	s.plan = limit.Share(descriptors)
	s.log.Info("limits", "descriptors", s.plan.Descriptors, "connections", s.plan.Connections, "streams", s.plan.Streams,
		"streams_of_one_address", s.plan.StreamsPerAddress)
	s.refusals = limit.NewRefusals(s.registry, s.log)
	s.door = limit.NewListener(s.listener, s.plan, s.o.Proxies, s.refusals)
	s.gate = &web.ResponseGate{Count: s.live.Count, Busiest: s.store.BusiestHour, Refusals: s.refusals}
	return nil
}

// mayBegin bounds the forms begun on the web. Platforms know their users, who are not made up as cheaply as cookies.
func (s *Service) mayBegin(ctx context.Context, ev bot.Event, unit int32, evidence org.Evidence) *engine.TooManyResponses {
	if ev.Net == "" {
		return nil
	}
	return s.gate.May(ctx, ev.Net, unit, evidence)
}
