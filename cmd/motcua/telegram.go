package main

import (
	"context"
	"time"

	"motcua/bot/telegram"
)

// probeTime bounds how long a command waits for Telegram.
const probeTime = 4 * time.Second

// botName asks Telegram for the bot's name.
func (p *program) botName(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	t := p.telegram
	return telegram.Probe(ctx, telegram.Options{Token: t.Token, APIURL: t.APIURL, Proxy: t.Proxy})
}

// checkTelegram asks whether the token is right and Telegram can be reached from here.
func (p *program) checkTelegram(ctx context.Context, c *checkup) {
	t := p.telegram
	if !t.Served() {
		c.ok(wordTelegramNone)
		return
	}
	if t.Mode == telegram.ModeWebhook && (p.publicURL == "" || t.Secret == "") {
		c.fail(wordTelegramWebhook, wordTelegramWebhookRemedy)
	}
	name, err := p.botName(ctx)
	if err != nil {
		c.fail(say(wordTelegramAway, err), wordTelegramAwayRemedy)
		return
	}
	c.ok(wordTelegramFine, name, t.Mode)
}
