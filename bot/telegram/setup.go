package telegram

import (
	"context"
	"errors"
	"slices"
	"time"

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
	name, err := c.api.whoAmI(ctx)
	if err != nil {
		return err
	}
	if name == "" {
		return errors.New("the bot has no name")
	}
	c.username.Store(&name)
	c.status.change(func(s *Status) { s.Username = name })
	return nil
}

// whoAmI asks for the bot's user name.
func (c *client) whoAmI(ctx context.Context) (username string, err error) {
	var me struct {
		Username string `json:"username"`
	}
	err = c.call(ctx, c.send, "getMe", nothing{}, &me)
	return me.Username, err
}

// nothing are the parameters of a call that has none.
type nothing struct{}

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

// registration are the parameters of setWebhook.
type registration struct {
	URL         string   `json:"url"`
	Secret      string   `json:"secret_token"`
	Allowed     []string `json:"allowed_updates"`
	Connections int      `json:"max_connections"`
}

// register tells Telegram where to send updates.
func (c *Channel) register(ctx context.Context) error {
	return c.api.call(ctx, c.api.send, "setWebhook", registration{c.o.WebhookURL, c.o.Secret, allowedUpdates, hookConnections}, nil)
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
	var info models.WebhookInfo
	if err := c.api.call(ctx, c.api.send, "getWebhookInfo", nothing{}, &info); err != nil {
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
