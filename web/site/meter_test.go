package site

import (
	"strings"
	"testing"
	"time"

	"motcua/org/directory"
)

// The keys of a day mean nothing the next day.
func TestKeysOfADay(t *testing.T) {
	now := time.Now()
	s := New(Options{Now: func() time.Time { return now },
		Directory: func() *directory.Directory {
			return directory.New([]byte("a secret of the tests, 32 bytes!"), false, nil)
		}})
	today := s.Blur("203.0.113.7")
	if today != s.Blur("203.0.113.7") || strings.Contains(today, "203") {
		t.Errorf("key %q", today)
	}
	now = now.AddDate(0, 0, 1)
	if s.Blur("203.0.113.7") == today {
		t.Error("an address is known again the next day")
	}
}
