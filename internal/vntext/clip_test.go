package vntext

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"Giấy khai sinh", 14, "Giấy khai sinh"},
		{"Giấy khai sinh", 13, "Giấy khai…"},
		{"Giấy khai sinh", 10, "Giấy khai…"},
		{"Giấy khai, sinh", 11, "Giấy khai…"},
		{"Giấykhaisinh", 5, "Giấy…"},
		{"  Giấy  ", 4, "Giấy"},
		{"Giấy", 1, "…"},
		{"Giấy", 0, ""},
		{"Giấy", -1, ""},
		{"", 5, ""},
	} {
		if got := Clip(c.in, c.n); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestClipKeepsToTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		n := rapid.IntRange(-2, 40).Draw(t, "n")
		got := Clip(s, n)
		if utf8.RuneCountInString(got) > max(n, 0) {
			t.Fatalf("Clip(%q, %d) = %q is too long", s, n, got)
		}
		if !strings.HasPrefix(strings.TrimSpace(s), strings.TrimSuffix(got, ellipsis)) {
			t.Fatalf("Clip(%q, %d) = %q is not its beginning", s, n, got)
		}
	})
}
