package telegram

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

const (
	watchEvery  = time.Minute     // between looks at the webhook
	hookTrouble = 5 * time.Minute // how long a failed call of the webhook is a problem
)

// introduce does what must be done before updates can come in, however long it takes; false if ctx ends
// before it is done.
func (c *Channel) introduce(ctx context.Context) bool {
	for _, step := range []func(context.Context) error{c.whoAmI, c.settleMode} {
		if !c.insist(ctx, step) {
			return false
		}
	}
	return true
}

// insist tries until it works; false if ctx ends before.
func (c *Channel) insist(ctx context.Context, do func(context.Context) error) bool {
	failing := backoff{first: time.Second, last: time.Minute}
	for {
		err := do(ctx)
		if err == nil {
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		c.down(err.Error())
		if !failing.wait(ctx, err) {
			return false
		}
	}
}

// whoAmI learns the bot's own name.
func (c *Channel) whoAmI(ctx context.Context) error {
	return c.api.library("getMe", func(b *tg.Bot) error {
		me, err := b.GetMe(ctx)
		if err != nil {
			return err
		}
		if me.Username == "" {
			return errors.New("the bot has no name")
		}
		c.username.Store(&me.Username)
		c.status.change(func(s *Status) { s.Username = me.Username })
		return nil
	})
}

// settleMode registers or removes the webhook. What waits at Telegram stays there in either case.
func (c *Channel) settleMode(ctx context.Context) error {
	switch {
	case c.o.Mode == ModePoll:
		return c.unhook(ctx)
	case c.o.WebhookURL != "":
		return c.register(ctx)
	}
	return nil
}

// register tells Telegram where to send updates.
func (c *Channel) register(ctx context.Context) error {
	return c.api.library("setWebhook", func(b *tg.Bot) error {
		_, err := b.SetWebhook(ctx, &tg.SetWebhookParams{
			URL: c.o.WebhookURL, SecretToken: c.o.Secret, AllowedUpdates: allowedUpdates, MaxConnections: hookConnections,
		})
		return err
	})
}

// watch looks after the webhook until ctx ends: a bot that falls silent is noticed by nobody else.
func (c *Channel) watch(ctx context.Context) {
	failing := backoff{first: time.Second, last: watchEvery}
	for ctx.Err() == nil {
		err := c.lookAfterHook(ctx)
		if err == nil {
			failing.reset()
			sleep(ctx, jitter(watchEvery))
			continue
		}
		if ctx.Err() == nil {
			c.down(err.Error())
			failing.wait(ctx, err)
		}
	}
}

// lookAfterHook asks how the webhook is doing and puts it right if somebody changed it.
func (c *Channel) lookAfterHook(ctx context.Context) error {
	var info *models.WebhookInfo
	err := c.api.library("getWebhookInfo", func(b *tg.Bot) (err error) {
		info, err = b.GetWebhookInfo(ctx)
		return err
	})
	if err != nil {
		return err
	}
	c.metrics.pending.Set(float64(info.PendingUpdateCount))
	c.status.change(func(s *Status) { s.Pending = info.PendingUpdateCount })
	if c.o.WebhookURL != "" && (info.URL != c.o.WebhookURL || !sameSet(info.AllowedUpdates, allowedUpdates)) {
		c.log.Warn("the webhook at telegram is not ours, registering it again")
		if err := c.register(ctx); err != nil {
			return err
		}
	}
	if info.URL == "" && c.o.WebhookURL == "" {
		c.down("no webhook is registered at telegram")
		return nil
	}
	failed := time.Unix(int64(info.LastErrorDate), 0)
	if info.PendingUpdateCount > 0 && info.LastErrorDate != 0 && time.Since(failed) < hookTrouble {
		c.down("telegram cannot reach the webhook: " + info.LastErrorMessage)
		return nil
	}
	c.up()
	return nil
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// decorate sets what people see before they write: commands and descriptions. Each is set only where it
// differs, since Telegram allows few changes, and its absence keeps nobody from anything.
func (c *Channel) decorate(ctx context.Context) {
	for _, item := range c.decorations() {
		failing := backoff{first: 5 * time.Second, last: 10 * time.Minute}
		for ctx.Err() == nil {
			err := item.set(ctx)
			var e *apiError
			if err == nil {
				break
			}
			if errors.As(err, &e) && (e.Code == http.StatusBadRequest || e.Code == http.StatusNotFound) {
				c.log.Warn("telegram refuses a text about the bot", "what", item.what, "err", err)
				break
			}
			failing.wait(ctx, err)
		}
	}
}

// decoration is one of the texts about the bot.
type decoration struct {
	what string
	set  func(context.Context) error
}

func (c *Channel) decorations() []decoration {
	return []decoration{
		{"commands for citizens", func(ctx context.Context) error {
			return c.setCommands(ctx, wordCommands(), &models.BotCommandScopeAllPrivateChats{})
		}},
		{"commands for groups", func(ctx context.Context) error {
			return c.setCommands(ctx, wordGroupCommands(), &models.BotCommandScopeAllGroupChats{})
		}},
		{"description", c.setDescription},
		{"short description", c.setShortDescription},
	}
}

func (c *Channel) setCommands(ctx context.Context, want []models.BotCommand, scope models.BotCommandScope) error {
	var have []models.BotCommand
	err := c.api.library("getMyCommands", func(b *tg.Bot) (err error) {
		have, err = b.GetMyCommands(ctx, &tg.GetMyCommandsParams{Scope: scope})
		return err
	})
	if err == nil && slices.EqualFunc(have, want, sameCommand) {
		return nil
	}
	return c.api.library("setMyCommands", func(b *tg.Bot) error {
		_, err := b.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: want, Scope: scope})
		return err
	})
}

func sameCommand(a, b models.BotCommand) bool {
	return a.Command == b.Command && a.Description == b.Description
}

func (c *Channel) setDescription(ctx context.Context) error {
	var have models.BotDescription
	err := c.api.library("getMyDescription", func(b *tg.Bot) (err error) {
		have, err = b.GetMyDescription(ctx, &tg.GetMyDescriptionParams{})
		return err
	})
	if err == nil && have.Description == wordDescription {
		return nil
	}
	return c.api.library("setMyDescription", func(b *tg.Bot) error {
		_, err := b.SetMyDescription(ctx, &tg.SetMyDescriptionParams{Description: wordDescription})
		return err
	})
}

func (c *Channel) setShortDescription(ctx context.Context) error {
	var have models.BotShortDescription
	err := c.api.library("getMyShortDescription", func(b *tg.Bot) (err error) {
		have, err = b.GetMyShortDescription(ctx, &tg.GetMyShortDescriptionParams{})
		return err
	})
	if err == nil && have.ShortDescription == wordShortDescription {
		return nil
	}
	return c.api.library("setMyShortDescription", func(b *tg.Bot) error {
		_, err := b.SetMyShortDescription(ctx, &tg.SetMyShortDescriptionParams{ShortDescription: wordShortDescription})
		return err
	})
}
