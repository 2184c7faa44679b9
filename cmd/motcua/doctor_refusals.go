package main

import (
	"context"

	"motcua/bot"
	"motcua/bot/outbox"
	"motcua/internal/service"
	"motcua/org"
)

// checkRefusals looks for chats to which reports go that do not take them whole.
func (p *program) checkRefusals(ctx context.Context, c *checkup, s *service.Store) {
	all, err := s.Refusals(ctx)
	if err != nil {
		c.fail(explain(err), wordSeeCause)
		return
	}
	for _, r := range all {
		channel, _ := bot.SplitConv(r.Conv)
		since := r.Since.In(org.Location()).Format("02/01/2006")
		c.fail(say(wordRefusal, r.Unit, org.ChannelName(channel), outbox.RightName(r.Lacks), since, r.Problem), wordRefusalRemedy)
	}
}
