// Package webchat is the channel of the chat on our own pages. What it delivers it writes to the log
// of the conversation (table weblog); pages read that log when they are loaded, and are woken when it grows.
// Whoever misses a wake-up finds the message at his next look.
package webchat

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"

	"motcua/bot"
	"motcua/storage"
	"motcua/storage/live"
)

// Name is the channel's name in events, conversation keys and figures.
const Name = "web"

// Channel is the web chat as the Sender sees it. It is safe for concurrent use.
type Channel struct {
	db    *storage.DB
	live  *live.Live
	log   *slog.Logger
	write gatherer
	ears  ears
	self  string // marks our own notices to the other replicas
	hung  chan struct{}
	hang  sync.Once
	kept  func(conv string, bytes int)
}

// New makes the channel. Run must be running for pages served by this process to hear at once of what
// other replicas deliver. lv may be nil where there can be no other replica.
func New(db *storage.DB, lv *live.Live, log *slog.Logger) *Channel {
	c := &Channel{db: db, live: lv, log: log, self: newChat(), hung: make(chan struct{})}
	c.write = gatherer{writing: make(chan struct{}, 1), store: c.store}
	return c
}

// OnKept has fn called with the size of each message that was written to a log. It must be called before anything is
// delivered.
func (c *Channel) OnKept(fn func(conv string, bytes int)) { c.kept = fn }

// Name is "web".
func (c *Channel) Name() string { return Name }

// Deliver appends a message to the log of its conversation and wakes the pages that show it, here and
// on other replicas. It returns nil once the message stands in the log, also when it stood there before.
func (c *Channel) Deliver(ctx context.Context, d bot.Delivery) error {
	body, err := json.Marshal(d.Message)
	if err != nil {
		return &bot.SendError{Err: fmt.Errorf("message to the web chat: %w", err), Never: true}
	}
	if err := c.write.add(ctx, storage.WebEntry{Conv: d.Conv, Seq: d.Seq, Body: body}); err != nil {
		return fmt.Errorf("web chat log: %w", err)
	}
	return nil
}

// store is one write of the gatherer: the entries of a moment, then the wake-ups for them.
func (c *Channel) store(ctx context.Context, entries []storage.WebEntry) error {
	if err := c.db.AppendWeblog(ctx, entries); err != nil {
		return err
	}
	convs := make([]string, len(entries))
	for i, e := range entries {
		convs[i] = e.Conv
		if c.kept != nil {
			c.kept(e.Conv, len(e.Body))
		}
		c.ears.wake(e.Conv)
	}
	c.tell(ctx, convs)
	return nil
}

// Listen asks to be woken when the log of a conversation grows. wake has room for one hint: several
// deliveries may come as one. cancel must be called once the listener has gone.
func (c *Channel) Listen(conv string) (wake <-chan struct{}, cancel func()) {
	return c.ears.listen(conv)
}

// Hangup ends the life of all open streams, so that a server that is shutting down need not wait for
// pages that would stay connected for hours. It may be called more than once.
func (c *Channel) Hangup() { c.hang.Do(func() { close(c.hung) }) }

// Hung is closed by Hangup.
func (c *Channel) Hung() <-chan struct{} { return c.hung }
