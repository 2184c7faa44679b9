package site

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// EventID is the id of an event: the page's own, bound to the conversation, so that nobody can use up
// an id for somebody else, and to the button, since without script all buttons of a message share one.
// What was typed does not go in: a hash of a telephone number would be as good as the number.
func EventID(id, chat, data string) string {
	sum := sha256.Sum256([]byte(chat + "\x00" + data))
	return id + "." + base64.RawURLEncoding.EncodeToString(sum[:8])
}

// clientID is the page's part of an event id.
func clientID(eventID string) string {
	id, _, _ := strings.Cut(eventID, ".")
	return id
}

// NewID makes an event id for a form that is sent without script.
func NewID() string {
	b := make([]byte, 12)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}
