// Package telegram is the Telegram channel: what people write to the bot becomes events, and what the
// conversation says becomes messages.
//
// Nothing is lost on the way in: an update is confirmed to Telegram only after the turn it led to is
// stored, or after it was put aside for good. Events of one chat are taken in strictly in order, those of
// different chats at the same time.
//
// On the way out a message is delivered at least once. A call whose answer was lost is made again, since
// Telegram has no way to say "this one only once"; edits, and the parts of a long message that are known
// to have arrived, are not repeated.
package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/storage/live"
)

// Name is the channel's name in events, conversation keys and figures.
const Name = "telegram"

// How updates come in.
const (
	ModePoll    = "poll"    // we ask Telegram for them; needs no public address
	ModeWebhook = "webhook" // Telegram sends them to Webhook
)

// Options are what a channel works with.
type Options struct {
	Token  string // from @BotFather, "<bot id>:<secret>"
	APIURL string // address of the Bot API server; "" = Telegram's own
	Proxy  string // http, https or socks5 address of a proxy; "" = what the environment says
	Mode   string // ModePoll (also "") or ModeWebhook

	Secret     string // what Telegram must show with each call of Webhook; 1-256 of A-Z a-z 0-9 _ -
	WebhookURL string // public address of Webhook, registered with Telegram; "" = somebody else registers it

	PageURL string // the web chat's public address, offered beside the text field where it is https; "" = none

	// Turn takes an event in; nil means that it is stored. engine.ErrBusy and errors for which
	// storage.Unavailable is true are waited out, others lead to DeadLetter after a few tries.
	Turn func(context.Context, bot.Event) error
	// Blob reads the body of a bot.File.
	Blob func(context.Context, int64) ([]byte, error)
	// DeadLetter keeps the record of an update that cannot be taken in. When it returns nil the update is
	// confirmed; nil instead of a function means that a line in the log is enough.
	DeadLetter func(context.Context, DeadLetter) error
	// Move tells that a group goes on under another address. It is called at least once for each end of a
	// move and must not mind repeats. The arguments are conversation keys.
	Move func(ctx context.Context, oldConv, newConv string) error
	// Allowed tells that a chat, a conversation key, lets us do more than it did; topics of it are meant too. It is called at
	// least once for each such change.
	Allowed func(ctx context.Context, conv string) error
	// Lease asks to be, or to remain, the only holder of a name among all replicas for another ttl; a ttl
	// of 0 gives it back. nil means that there are no replicas.
	Lease func(ctx context.Context, name string, ttl time.Duration) (held bool, err error)

	Live   *live.Live // limits shared by all replicas
	Limits *Limits    // nil = DefaultLimits

	Metrics prometheus.Registerer // nil = no figures
	Log     *slog.Logger          // nil = no log
}

// Channel is the bot. It is safe for concurrent use.
type Channel struct {
	o        Options
	log      *slog.Logger
	api      *client
	metrics  *metrics
	limits   Limits
	floods   floods
	status   board
	username atomic.Pointer[string] // without "@"; nil until Telegram has told

	order    turnstile // one event of a chat at a time
	troubles troubles
	answers  *answerer
	progress progress
	hook     chan struct{} // places for calls of the webhook
}

// New makes the channel; Run starts it. Telegram is not asked for anything yet: only settings that cannot
// be right are errors.
func New(o Options) (*Channel, error) {
	if o.Mode == "" {
		o.Mode = ModePoll
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	m := newMetrics(o.Metrics)
	api, err := newClient(o, m)
	if err != nil {
		return nil, err
	}
	c := &Channel{o: o, log: log, api: api, metrics: m, limits: DefaultLimits(), hook: make(chan struct{}, hookPlaces)}
	if o.Limits != nil {
		c.limits = *o.Limits
	}
	c.answers = newAnswerer(api, log)
	c.progress = progress{live: o.Live, of: map[string]mark{}}
	c.status.start(o.Mode)
	return c, nil
}

// Name is "telegram".
func (c *Channel) Name() string { return Name }

// Run introduces the bot to Telegram and takes updates in until ctx ends. It goes on through every kind of
// trouble: Telegram out of reach, a token that was revoked, another program that uses the same token. When
// it returns, everything it had begun is finished.
func (c *Channel) Run(ctx context.Context) {
	afterwards, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var answering, working sync.WaitGroup
	answering.Go(func() { c.answers.run(afterwards) })
	if c.introduce(ctx) {
		working.Go(func() { c.decorate(ctx) })
		if c.o.Mode == ModeWebhook {
			c.watch(ctx)
		} else {
			c.takeLead(ctx)
		}
	}
	working.Wait()
	cancel() // taps of the last moment are answered too
	answering.Wait()
	c.api.close()
}

// Status says how the channel is doing.
func (c *Channel) Status() Status { return c.status.read() }

// Webhook is the handler for /hook/telegram.
func (c *Channel) Webhook() http.Handler { return http.HandlerFunc(c.serveHook) }

// self is the bot's user name, "" as long as Telegram has not told.
func (c *Channel) self() string {
	if name := c.username.Load(); name != nil {
		return *name
	}
	return ""
}
