package telegram

import (
	"context"
	"errors"

	tg "github.com/go-telegram/bot"
)

// Probe asks Telegram who the bot is, once: for operator commands that run beside the service. Of the
// options it needs Token, APIURL and Proxy. No error holds the token.
func Probe(ctx context.Context, o Options) (username string, err error) {
	if !tokenForm.MatchString(o.Token) {
		return "", errors.New("telegram: the token is not of the form 123456:ABC… (it is not shown here)")
	}
	c, err := newClient(o, newMetrics(nil))
	if err != nil {
		return "", err
	}
	defer c.close()
	err = c.library("getMe", func(b *tg.Bot) error {
		me, err := b.GetMe(ctx)
		if err == nil {
			username = me.Username
		}
		return err
	})
	return username, err
}
