package service

import (
	"context"
	"net/http"

	"motcua/bot"
	"motcua/web/site"
)

// platform is a channel that goes through somebody else's servers, as the service runs it.
type platform struct {
	channel bot.Channel
	run     func(context.Context)               // takes in what is not delivered to the hook, and keeps watch over the platform
	hook    http.Handler                        // takes what the platform delivers at /hook/NAME
	state   func() string                       // "up", or since when it is down: for /readyz
	way     func(start string) (site.Way, bool) // to a chat there that begins with a start payload; false while it is not known
}

// makePlatforms makes those that are configured. A new channel is a line here.
func (s *Service) makePlatforms() error {
	for _, make := range []func() (*platform, error){
		s.newTelegram,
	} {
		p, err := make()
		if err != nil {
			return err
		}
		if p != nil {
			s.platforms = append(s.platforms, p)
		}
	}
	return nil
}

// hooks are the handlers of what platforms deliver, by channel.
func (s *Service) hooks() map[string]http.Handler {
	hooks := map[string]http.Handler{}
	for _, p := range s.platforms {
		hooks[p.channel.Name()] = p.hook
	}
	return hooks
}

// ways are the platforms on which somebody may go on who has opened a start payload on the web.
func (s *Service) ways(start string) []site.Way {
	var all []site.Way
	for _, p := range s.platforms {
		if w, ok := p.way(start); ok {
			all = append(all, w)
		}
	}
	return all
}

// channels says how the channels are doing, for /readyz. A dead platform does not make us unready: the others go on.
func (s *Service) channels() map[string]string {
	out := map[string]string{s.chat.Name(): "up"}
	for _, p := range s.platforms {
		out[p.channel.Name()] = p.state()
	}
	return out
}
