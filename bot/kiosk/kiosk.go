// Package kiosk is the channel of the screens at a counter on which people without a telephone fill in a response. Its page draws
// what is asked from the state of the conversation, so messages are not shown and leave no record: whoever comes next finds
// nothing of the one before, and neither does anybody else.
package kiosk

import (
	"context"

	"motcua/bot"
)

// Name is the channel's name in events, conversation keys and figures.
const Name = "kiosk"

// Channel is the kiosks as the Sender sees them.
type Channel struct{}

// Name is "kiosk".
func (Channel) Name() string { return Name }

// Deliver drops a message: its page has shown what is asked already.
func (Channel) Deliver(context.Context, bot.Delivery) error { return nil }

// Conv is the conversation key of a visitor.
func Conv(chat string) string { return bot.ConvKey(Name, chat) }
