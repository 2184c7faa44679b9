package telegram

import (
	"context"
	"errors"
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
	return c.whoAmI(ctx)
}
