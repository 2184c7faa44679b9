package service

import (
	"context"
	"net/http"
	"strings"

	"motcua/bot"
	"motcua/bot/platform"
	"motcua/bot/telegram"
)

// Platforms are all the program can be on. A new channel is a line here; how to add one is in docs/them-moi.md.
func Platforms() []platform.Platform {
	return []platform.Platform{
		telegram.Platform{},
	}
}

// HookURL is where a platform delivers to a service at a public address; "" without one.
func HookURL(publicURL, name string) string {
	if publicURL == "" {
		return ""
	}
	return publicURL + "/hook/" + name
}

// pageURL is the web chat at a public address; "" without one.
func pageURL(publicURL string) string {
	if publicURL == "" {
		return ""
	}
	return publicURL + "/"
}

// makePlatforms makes the channels of those that are configured.
func (s *Service) makePlatforms() error {
	for _, p := range Platforms() {
		settings := s.o.Platforms[p.Name()]
		if !p.Served(settings) {
			continue
		}
		c, err := p.Open(settings, platform.Host{
			HookURL: HookURL(s.o.PublicURL, p.Name()), PageURL: pageURL(s.o.PublicURL),
			// The engine and the sender are made after their channels.
			Turn:  func(ctx context.Context, ev bot.Event) error { return s.engine.Turn(ctx, ev) },
			Look:  func() { s.sender.Look() },
			Store: s.store.DB, Live: s.live, Metrics: s.registry, Log: s.log,
		})
		if err != nil {
			return &SettingError{strings.ToUpper(p.Name()) + "_*", err}
		}
		s.platforms = append(s.platforms, c)
	}
	return nil
}

// hooks are the handlers of what platforms deliver, by channel.
func (s *Service) hooks() map[string]http.Handler {
	hooks := map[string]http.Handler{}
	for _, p := range s.platforms {
		hooks[p.Name()] = p.Hook
	}
	return hooks
}

// ways are the platforms on which somebody may go on who has opened a start payload on the web.
func (s *Service) ways(start string) []platform.Way {
	var all []platform.Way
	for _, p := range s.platforms {
		if w, ok := p.Way(start); ok {
			all = append(all, w)
		}
	}
	return all
}

// channels says how the channels are doing, for /readyz. A dead platform does not make us unready: the others go on.
func (s *Service) channels() map[string]string {
	out := map[string]string{s.chat.Name(): "up"}
	for _, p := range s.platforms {
		out[p.Name()] = p.State()
	}
	return out
}
