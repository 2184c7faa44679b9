// Package bot holds the types of a conversation that every room shares: what comes in (Event), what goes out (Message,
// Button, File), and what a platform must be able to do (Channel). What is said is decided in bot/talk, stored by
// bot/engine and delivered by bot/outbox; each platform has a folder of its own.
package bot

import (
	"errors"
	"strings"
	"time"

	"motcua/internal/vntext"
)

// Kind is what a citizen did.
type Kind string

const (
	Text  Kind = "text"  // typed Text
	Tap   Kind = "tap"   // tapped a button; Data is what the button carried
	Start Kind = "start" // opened the chat; Text is the payload of a QR, "" without one
	Other Kind = "other" // sticker, voice, photo, …: nothing of it is taken in
	Wake  Kind = "wake"  // nobody did anything: time the conversation had asked for has come

	Blocked Kind = "blocked" // the citizen blocked us, or a group removed us: nothing reaches the chat any more
	Joined  Kind = "joined"  // we were unblocked, or added to a group
	Allowed Kind = "allowed" // a group we are in lets us do more than it did
)

// Event is one thing that happened in one conversation. A channel makes it from what its platform sent.
type Event struct {
	Channel string    // its code in org/channel.go, as "web"
	ID      string    // the platform's id of this event: a repeat with the same (Channel, ID) changes nothing
	Chat    string    // whom to answer, in the channel's own terms
	User    string    // who did it; goes only into the respondent key. "" means the chat is the user
	Unit    int32     // the unit whose page or bot was used; 0 when the channel serves several
	At      time.Time // when it reached us
	Kind    Kind      //
	Text    string    // Text, Start
	Data    string    // Tap
	Label   string    // Tap: what the button said, for the channel's own record of the conversation
	Ref     string    // Tap: the platform's id of the message the button belongs to, where it can be edited
	Group   bool      // the chat is a group of several people: leaders, not a citizen
	Private string    // Group: a link to a chat of one's own with us, where we were called by our name; "" otherwise
	Net     string    // from which network, as a keyed hash of the day; "" where the channel does not know. It stands beside a response it begins for the rest of that day, and nowhere else
}

// Conv is the key of the conversation: channel and chat. It is also the lane of the outbox.
func (e Event) Conv() string { return ConvKey(e.Channel, e.Chat) }

// ConvKey joins a channel's name and a chat into a conversation key.
func ConvKey(channel, chat string) string { return channel + ":" + chat }

// SplitConv takes a conversation key apart.
func SplitConv(conv string) (channel, chat string) {
	channel, chat, _ = strings.Cut(conv, ":")
	return channel, chat
}

// Respondent is the user the answers are attributed to, hashed before anything is stored.
func (e Event) Respondent() string {
	if e.User != "" {
		return e.User
	}
	return e.Chat
}

// Bounds of what an event may bring. They are far above what any platform sends.
const (
	maxID    = 200
	maxData  = 256
	maxText  = 20000 // bytes are cut by the channel; this is the last line
	maxLabel = 120
)

// ErrBadEvent is returned for an event no platform could have sent.
var ErrBadEvent = errors.New("event is malformed")

// Check refuses what cannot be an event and tidies what can.
func (e *Event) Check() error {
	if e.Channel == "" || e.Chat == "" || e.ID == "" || len(e.ID) > maxID || len(e.Chat) > maxID || len(e.Data) > maxData {
		return ErrBadEvent
	}
	for _, s := range []*string{&e.ID, &e.Chat, &e.User, &e.Data, &e.Text, &e.Label} {
		*s = vntext.Clean(*s)
	}
	e.Text = vntext.Clip(e.Text, maxText)
	e.Label = vntext.Clip(e.Label, maxLabel)
	return nil
}
