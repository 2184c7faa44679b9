package service

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"
	"time"

	"motcua/bot"
	"motcua/bot/telegram"
	"motcua/web/site"
)

// Telegram are the settings of the Telegram channel.
type Telegram struct {
	Token  string // of the bot, from @BotFather; "" serves no Telegram
	APIURL string // another Bot API server than Telegram's own
	Mode   string // telegram.ModePoll or telegram.ModeWebhook
	Secret string // what deliveries to the webhook must show
	Proxy  string // http, https or socks5 address; "" is what the environment of the process says
}

// Served reports whether the bot is on Telegram.
func (t Telegram) Served() bool { return t.Token != "" }

// hookPath is where Telegram delivers to in webhook mode.
const hookPath = "/hook/telegram"

// ErrNoPublicURL says that deliveries of Telegram are wanted and have nowhere to go.
var ErrNoPublicURL = errors.New("TELEGRAM_MODE=webhook needs MOTCUA_PUBLIC_URL, where Telegram finds us")

// newTelegram makes the Telegram channel; nil without a token. Telegram is not asked for anything yet: that it cannot be reached must not keep
// the service from starting.
func (s *Service) newTelegram() (*platform, error) {
	t := s.o.Telegram
	if !t.Served() {
		return nil, nil
	}
	o := telegram.Options{
		Token: t.Token, APIURL: t.APIURL, Proxy: t.Proxy, Mode: t.Mode, Secret: t.Secret,
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
	if t.Mode == telegram.ModeWebhook {
		if s.o.PublicURL == "" {
			return nil, ErrNoPublicURL
		}
		o.WebhookURL = s.o.PublicURL + hookPath
	}
	c, err := telegram.New(o)
	if err != nil {
		return nil, &SettingError{"TELEGRAM_*", err}
	}
	return &platform{channel: c, run: c.Run, hook: c.Webhook(), state: func() string {
		if st := c.Status(); !st.Up && !st.Standby {
			return "down since " + st.Since.UTC().Format(time.RFC3339)
		}
		return "up"
	}, way: func(start string) (site.Way, bool) {
		st := c.Status()
		return site.Way{Name: "Telegram", URL: "https://t.me/" + st.Username + "?start=" + start}, st.Up && st.Username != ""
	}}, nil
}
