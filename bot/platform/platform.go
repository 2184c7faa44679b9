// Package platform is what a channel through somebody else's servers (Telegram) is to the program: which settings it has,
// how it is opened, and what is said of it before the service runs. A channel's own package implements Platform; the
// service knows it by one line in a list, so that adding one touches no command, no setting and no doctor.
package platform

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/storage/live"
)

// Setting is a variable of the environment that a platform reads.
type Setting struct {
	Name   string // "TELEGRAM_TOKEN"
	Secret bool   // it can also come from a file, NAME_FILE
	Help   string // for the operator, in a few words; "" for one that needs none beside its name
}

// Settings are the values of a platform's settings by name. One that is not set is "".
type Settings map[string]string

// Platform is a platform the program can be on. Its methods take the settings as they are, right or wrong.
type Platform interface {
	// Name is the channel's code, as in org.ChannelName: "telegram".
	Name() string
	// Settings lists what it reads from the environment.
	Settings() []Setting
	// Served reports whether the settings want the service on this platform.
	Served(Settings) bool
	// Open makes the channel of a service. It asks the platform for nothing: that it cannot be reached must not keep the
	// service from starting. Settings that cannot be right are errors; *Unserved where the operator can be told in a sentence.
	Open(Settings, Host) (*Channel, error)
	// Check asks whether the platform can be reached with these settings, for doctor and for links that are printed.
	// hookURL is where the platform would deliver, "" without a public address.
	Check(ctx context.Context, s Settings, hookURL string) Check
	// Manner is how messages come in, for the operator: "hỏi tin (poll)".
	Manner(Settings) string
}

// Check is what asking a platform has shown.
type Check struct {
	Fine     string    // one sentence on who answered; "" if nobody did
	Problems []Problem // in the order in which they are to be mended
	// Link is the link to a chat there that begins with a start payload; nil if the platform has not told who we are.
	Link func(start string) string
	Err  error // why Link is nil
}

// Problem is what is wrong and what helps, a sentence each.
type Problem struct{ What, Remedy string }

// Way leads to a chat on a platform.
type Way struct{ Name, URL string }

// Channel is a platform the service is on.
type Channel struct {
	bot.Channel
	Run   func(context.Context)                 // takes in what is not delivered to the hook, and keeps watch over the platform
	Hook  http.Handler                          // takes what the platform delivers at /hook/NAME
	State func() string                         // "up", or since when it is down: for /readyz
	Way   func(start string) (way Way, ok bool) // to a chat there that begins with a start payload; false while it is not known
}

// Host is what the service lends a platform's channel.
type Host struct {
	PageURL string                                 // the web chat; "" without a public address
	HookURL string                                 // where the platform delivers; "" without a public address
	Turn    func(context.Context, bot.Event) error // takes an event in; nil means that it is stored
	Store   Store
	Look    func()     // has the outbox looked at now
	Live    *live.Live // what replicas share
	Metrics prometheus.Registerer
	Log     *slog.Logger
}

// Store is what a channel keeps and reads in the database.
type Store interface {
	// Blob reads the body of a bot.File.
	Blob(ctx context.Context, id int64) ([]byte, error)
	// DeadLetter keeps the record of an event that cannot be taken in.
	DeadLetter(ctx context.Context, channel, event, kind, problem string) error
	// MoveConv takes a conversation on under another key.
	MoveConv(ctx context.Context, from, to string) error
	// Allowed notes that a chat lets us do what it has refused.
	Allowed(ctx context.Context, conv string) error
	// Lease asks to be, or to remain, the only holder of a name among all replicas for another ttl; 0 gives it back.
	Lease(ctx context.Context, name, holder string, ttl time.Duration) (held bool, err error)
}

// Unserved says why a platform cannot be served with its settings.
type Unserved struct {
	Sentence string // for the operator
	Err      error
}

func (u *Unserved) Error() string { return u.Err.Error() }

func (u *Unserved) Unwrap() error { return u.Err }
