package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"motcua/bot"
	"motcua/bot/telegram"
	"motcua/org/directory"
)

// hookPath is where Telegram delivers to in webhook mode.
const hookPath = "/hook/telegram"

// newTelegram makes the Telegram channel. Telegram is not asked for anything yet: that it cannot be
// reached must not keep the service from starting.
func (s *service) newTelegram() (*telegram.Channel, error) {
	t := s.program.telegram
	o := telegram.Options{
		Token: t.token, APIURL: t.apiURL, Proxy: t.proxy, Mode: t.mode, Secret: t.secret,
		Turn: func(ctx context.Context, ev bot.Event) error { return s.engine.Turn(ctx, ev) },
		Blob: s.store.Blob, Live: s.live, Metrics: s.registry, Log: s.log,
		DeadLetter: func(ctx context.Context, d telegram.DeadLetter) error {
			return s.store.DeadLetter(ctx, telegram.Name, strconv.FormatInt(d.Update, 10), d.Kind, d.Error)
		},
		Move: func(ctx context.Context, from, to string) error {
			if err := s.store.MoveConv(ctx, from, to); err != nil {
				return err
			}
			s.sender.Look()
			return nil
		},
	}
	holder := rand.Text()
	o.Lease = func(ctx context.Context, name string, ttl time.Duration) (bool, error) {
		return s.store.Lease(ctx, name, holder, ttl)
	}
	if t.mode == telegram.ModeWebhook {
		if s.publicURL == "" {
			return nil, errors.New("TELEGRAM_MODE=webhook needs MOTCUA_PUBLIC_URL, where Telegram finds us")
		}
		o.WebhookURL = s.publicURL + hookPath
	}
	return telegram.New(o)
}

// hooks are the handlers of what platforms deliver, by channel.
func (s *service) hooks() map[string]http.Handler {
	if s.telegram == nil {
		return nil
	}
	return map[string]http.Handler{telegram.Name: s.telegram.Webhook()}
}

// channels says how the channels are doing, for /readyz. A dead platform does not make us unready: the
// others go on.
func (s *service) channels() map[string]string {
	out := map[string]string{"web": "up"}
	if s.telegram != nil {
		if st := s.telegram.Status(); st.Up || st.Standby {
			out[telegram.Name] = "up"
		} else {
			out[telegram.Name] = "down since " + st.Since.UTC().Format(time.RFC3339)
		}
	}
	return out
}

// probeTime bounds how long an operator command waits for Telegram.
const probeTime = 4 * time.Second

// botName asks Telegram for the bot's name.
func (p *program) botName(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	t := p.telegram
	return telegram.Probe(ctx, telegram.Options{Token: t.token, APIURL: t.apiURL, Proxy: t.proxy})
}

// checkTelegram asks whether the token is right and Telegram can be reached from here.
func (p *program) checkTelegram(ctx context.Context, c *checkup) {
	t := p.telegram
	if !t.served() {
		c.ok("Telegram: not served (no TELEGRAM_TOKEN)")
		return
	}
	if t.mode == telegram.ModeWebhook && (p.publicURL == "" || t.secret == "") {
		c.fail("TELEGRAM_MODE=webhook lacks its settings", "set MOTCUA_PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET, or TELEGRAM_MODE=poll")
	}
	name, err := p.botName(ctx)
	if err != nil {
		c.fail("Telegram does not answer as it should: "+err.Error(),
			"check the token with @BotFather; where the carrier blocks Telegram, set TELEGRAM_PROXY. The web chat is not affected")
		return
	}
	c.ok("Telegram answers; the bot is @%s, mode %s", name, t.mode)
}

// linkLife is how long a link code can be used.
const linkLife = 24 * time.Hour

// link is "motcua link": a one-time code with which leaders have a chat receive the digests.
func (p *program) link(ctx context.Context) error {
	return p.withDirectory(ctx, "link", func(s *store, _ *directory.Directory, u *directory.Unit) error {
		code, err := s.NewLinkCode(ctx, u.ID, linkLife)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "Mã liên kết của %s, dùng một lần trong 24 giờ. Trong nhóm lãnh đạo, gõ:\n  /lienket %s\n", u.Authority(), code)
		return nil
	}, true)
}
