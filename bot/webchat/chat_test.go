package webchat

import (
	"strings"
	"testing"
)

func TestValidChat(t *testing.T) {
	for _, tc := range []struct {
		chat string
		ok   bool
	}{
		{"AAAAAAAAAAAAAAAAAAAAAA", true},
		{"_-_-_-_-_-_-_-_-_-_-_w", true},
		{"", false},
		{strings.Repeat("A", 21), false},
		{strings.Repeat("A", 23), false},
		{strings.Repeat("A", 21) + "B", false}, // stray bits: two spellings of one key
		{strings.Repeat("A", 21) + "=", false},
		{strings.Repeat("A", 21) + ":", false},
		{"AAAAAAAAAAAAAAAAAAAAA\n", false},
		{"room-long-dien", false},
		{"room-aaaaaaaaaaaaaaaag", false}, // would be 22 letters of the right alphabet
	} {
		if got := ValidChat(tc.chat); got != tc.ok {
			t.Errorf("%q: %v", tc.chat, got)
		}
	}
	seen := map[string]bool{}
	for range 1000 {
		chat := NewChat()
		if !ValidChat(chat) || seen[chat] {
			t.Fatalf("new chat %q", chat)
		}
		seen[chat] = true
	}
	if got := RoomConv("long-dien"); got != "web:room-long-dien" {
		t.Errorf("room %q", got)
	}
}
