package bot

import (
	"context"

	"motcua/internal/prose"
)

// Message is something to be shown in a conversation. Every channel can show it: what a channel cannot
// do (buttons, pictures) it says in words.
type Message struct {
	V       messageVersion `json:"v"`
	Lines   []prose.Line   `json:"l"`
	Buttons []Button       `json:"b,omitempty"`
	// Once says that the buttons belong to this moment: a channel may take them away as soon as a newer
	// message follows. A tap on a left-over is understood all the same.
	Once  bool   `json:"1,omitempty"`
	Files []File `json:"f,omitempty"`
	// Edit names the message of the platform that this one takes the place of, so that a questionnaire
	// stays one message instead of nine. A channel that cannot edit, or finds it gone, sends a new one.
	Edit string `json:"r,omitempty"`
	// Echo is what the citizen said that this message answers, for channels that keep the record of the
	// conversation themselves. Personal numbers are masked in it, and an opinion written in a survey is
	// not repeated.
	Echo *Echo `json:"e,omitempty"`
	// Ask says that the message is a step of a survey; nil elsewhere.
	Ask *Ask `json:"a,omitempty"`
	// Shared says that the unit's other destinations have this too: where this chat does not take it, they need only be told.
	Shared bool `json:"s,omitempty"`
	// Pin asks a channel to keep the message in sight of its chat, where it may.
	Pin bool `json:"p,omitempty"`
}

// Button is a labelled choice. Data is at most 64 bytes (Telegram's limit) and explains itself: it
// holds response, question and choice, so that it works after a restart and when it is stale.
type Button struct {
	Label string `json:"l"`
	Data  string `json:"d"`
	// Copy is a text of at most 256 characters that a tap puts on the clipboard where the platform can do that by itself, and nobody
	// hears of the tap; elsewhere Data asks for it, and a button without Data is left out: what it copies stands in the message too.
	Copy string `json:"c,omitempty"`
	// Nav marks what leads elsewhere (back, skip, menu) rather than being an answer; it is drawn smaller.
	Nav bool `json:"n,omitempty"`
	// Icon names a drawing for a channel that puts one beside the label; "" = none. The degrees of satisfaction are "5" (best)
	// to "1", what stands for no answer is "0", a field of administration is its code.
	Icon string `json:"i,omitempty"`
}

// File is an attachment, kept in the blob table until it is delivered.
type File struct {
	Blob  int64  `json:"i"`           // id in the blob table
	Name  string `json:"n"`           // "bieu-do-2026-10.png"
	Type  string `json:"t"`           // media type
	Alt   string `json:"a,omitempty"` // what a picture shows, in words
	Photo bool   `json:"p,omitempty"` // shown in the conversation rather than offered for download
}

// Echo is the record of what the citizen did.
type Echo struct {
	Event string `json:"e"` // event id: the page that sent it has shown it already
	Text  string `json:"t"`
}

// Delivery is one message on its way to one recipient.
type Delivery struct {
	Conv string
	// Seq orders the messages of a conversation; (Conv, Seq) never stands for two messages, so a channel
	// that can remember it delivers exactly once.
	Seq     int64
	Message Message
	Attempt int // from 1

	Newer error // not nil: it was written by a newer program, and Message is not what it says
}

// Channel is a way by which messages go out: the web chat, a kiosk at the counter, a platform.
// Deliver is called in order for one conversation and concurrently for different ones. A nil error means
// delivered for good. A *SendError says what to do otherwise; any other error is retried with back-off.
type Channel interface {
	Name() string
	Deliver(ctx context.Context, d Delivery) error
}
