package webchat

import (
	"crypto/rand"
	"encoding/base64"
	"strconv"
	"strings"

	"motcua/bot"
)

// chatBytes is the length of a chat key before encoding: 128 random bits, so that knowing it is the
// right to read the conversation.
const chatBytes = 16

// roomPrefix begins the chats of leadership rooms, which are read through their own secret links.
const roomPrefix = "room-"

// NewChat makes the key of a new conversation: 22 characters of base64url.
func NewChat() string {
	for {
		if chat := newChat(); ValidChat(chat) {
			return chat
		}
	}
}

func newChat() string {
	b := make([]byte, chatBytes)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// ValidChat reports whether a browser may present s as its conversation. The chat of a room never is:
// some rooms' names have the length and the alphabet of a chat key.
func ValidChat(s string) bool {
	if strings.HasPrefix(s, roomPrefix) {
		return false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	return err == nil && len(b) == chatBytes
}

// ChatWith is the chat a browser has with a unit, by the key the browser holds. What is said to one unit never goes to another; unit 0
// is the chat while it is not known which unit is meant.
func ChatWith(key string, unit int32) string {
	if unit == 0 {
		return key
	}
	return key + "." + strconv.Itoa(int(unit))
}

// Conv is the conversation key of a chat.
func Conv(chat string) string { return bot.ConvKey(Name, chat) }

// RoomConv is the conversation key of a unit's leadership room.
func RoomConv(unitCode string) string { return Conv(roomPrefix + unitCode) }
