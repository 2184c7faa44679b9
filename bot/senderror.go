package bot

import (
	"fmt"
	"time"
)

// Right is something a chat lets us do there, or does not.
type Right string

// The rights a delivery can lack.
const (
	RightChat   Right = "chat"   // anything at all
	RightTexts  Right = "texts"  //
	RightPhotos Right = "photos" // pictures shown in the chat
	RightFiles  Right = "files"  // anything to be opened or saved
	RightTopic  Right = "topic"  // the topic of the group that the messages were meant for
)

// Refusal is a right that a chat does not give.
type Refusal struct {
	Right   Right
	Problem string // in the platform's words
}

// SendError is a failed delivery that says by itself what to do next. At most one of After, Gone, Never, Moved and Refused
// without Gone is set.
type SendError struct {
	Err   error
	After time.Duration // try again after this long; 0 = the usual back-off
	Gone  bool          // the chat as a whole cannot be reached until somebody there does something: stop trying
	Never bool          // this message can never be delivered: drop it, go on with the next
	Moved string        // the chat goes on under this address: what is owed follows it there
	Done  bool          // with Moved: this message is not owed any more, it has arrived at the new address

	// Refused is what the chat does not take. Without Gone all else of the message has arrived, perhaps in another form.
	Refused []Refusal
	// Left is what of the message has arrived in no form, though others could be shown it; nil if nothing. It stands beside
	// Refused, or alone where the platform does not take the content anywhere.
	Left *Message
}

func (e *SendError) Error() string {
	switch {
	case e.Gone:
		return fmt.Sprintf("recipient unreachable: %v", e.Err)
	case e.Never:
		return fmt.Sprintf("undeliverable: %v", e.Err)
	case len(e.Refused) > 0 || e.Left != nil:
		return fmt.Sprintf("not taken whole: %v", e.Err)
	}
	return fmt.Sprintf("delivery: %v", e.Err)
}

func (e *SendError) Unwrap() error { return e.Err }
