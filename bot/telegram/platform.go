package telegram

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strconv"
	"time"

	"motcua/bot/platform"
)

// Platform is Telegram to the program.
type Platform struct{}

// The settings. What each means stands in Settings and in README.
const (
	settingToken  = "TELEGRAM_TOKEN"
	settingMode   = "TELEGRAM_MODE"
	settingSecret = "TELEGRAM_WEBHOOK_SECRET"
	settingAPIURL = "TELEGRAM_API_URL"
	settingProxy  = "TELEGRAM_PROXY"
)

// Name is "telegram".
func (Platform) Name() string { return Name }

// Settings are the token and what few need beside it.
func (Platform) Settings() []platform.Setting {
	return []platform.Setting{
		{Name: settingToken, Secret: true, Help: wordHelpToken},
		{Name: settingMode, Help: wordHelpMode},
		{Name: settingSecret, Secret: true},
		{Name: settingAPIURL},
		{Name: settingProxy, Secret: true},
	}
}

// Served reports whether there is a token.
func (Platform) Served(s platform.Settings) bool { return s[settingToken] != "" }

// SettingsFor are the settings of a bot that asks the Bot API server at an address for what people write.
func SettingsFor(token, apiURL string) platform.Settings {
	return platform.Settings{settingToken: token, settingAPIURL: apiURL, settingMode: ModePoll}
}

func optionsFrom(s platform.Settings) Options {
	return Options{
		Token: s[settingToken], APIURL: s[settingAPIURL], Proxy: s[settingProxy], Secret: s[settingSecret],
		Mode: cmp.Or(s[settingMode], ModePoll),
	}
}

// ErrNoPublicURL says that deliveries of Telegram are wanted and have nowhere to go.
var ErrNoPublicURL = errors.New("TELEGRAM_MODE=webhook needs MOTCUA_PUBLIC_URL, where Telegram finds us")

// Open makes the channel.
func (Platform) Open(s platform.Settings, host platform.Host) (*platform.Channel, error) {
	o := optionsFrom(s)
	if o.Mode == ModeWebhook {
		if host.HookURL == "" {
			return nil, &platform.Unserved{Sentence: wordNoPublicURL, Err: ErrNoPublicURL}
		}
		o.WebhookURL = host.HookURL
	}
	o.PageURL, o.Allowed = host.PageURL, host.Store.Allowed
	o.Turn, o.Blob, o.Live, o.Metrics, o.Log = host.Turn, host.Store.Blob, host.Live, host.Metrics, host.Log
	o.DeadLetter = func(ctx context.Context, d DeadLetter) error {
		return host.Store.DeadLetter(ctx, Name, strconv.FormatInt(d.Update, 10), d.Kind, d.Error)
	}
	o.Move = func(ctx context.Context, from, to string) error {
		if err := host.Store.MoveConv(ctx, from, to); err != nil {
			return err
		}
		host.Look()
		return nil
	}
	holder := rand.Text()
	o.Lease = func(ctx context.Context, name string, ttl time.Duration) (bool, error) {
		return host.Store.Lease(ctx, name, holder, ttl)
	}
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	return &platform.Channel{Channel: c, Run: c.Run, Hook: c.Webhook(), State: c.state, Way: c.way}, nil
}

// state is the channel's state for /readyz.
func (c *Channel) state() string {
	if s := c.Status(); !s.Up && !s.Standby {
		return "down since " + s.Since.UTC().Format(time.RFC3339)
	}
	return "up"
}

// way leads to the bot, once Telegram has told its name.
func (c *Channel) way(start string) (platform.Way, bool) {
	s := c.Status()
	return platform.Way{Name: "Telegram", URL: startLink(s.Username, start)}, s.Up && s.Username != ""
}

// startLink opens a chat with the bot and hands it a payload (https://core.telegram.org/bots/features#deep-linking).
func startLink(username, start string) string {
	return "https://t.me/" + username + "?start=" + start
}

// checkTime bounds how long a command waits for Telegram.
const checkTime = 4 * time.Second

// Check asks Telegram who the bot is.
func (Platform) Check(ctx context.Context, s platform.Settings, hookURL string) (c platform.Check) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	o := optionsFrom(s)
	if o.Mode == ModeWebhook && (hookURL == "" || o.Secret == "") {
		c.Problems = append(c.Problems, platform.Problem{What: wordHookUnset, Remedy: wordHookUnsetRemedy})
	}
	name, err := Probe(ctx, o)
	if err != nil {
		c.Problems, c.Err = append(c.Problems, platform.Problem{What: fmt.Sprintf(wordAway, err), Remedy: wordAwayRemedy}), err
		return c
	}
	c.Fine = fmt.Sprintf(wordFine, name, o.Mode)
	c.Link = func(start string) string { return startLink(name, start) }
	return c
}

// Manner is how messages come in.
func (Platform) Manner(s platform.Settings) string {
	if optionsFrom(s).Mode == ModeWebhook {
		return wordWebhook
	}
	return wordPoll
}
