package report

import (
	"testing"
	"time"

	"motcua/org"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{interval(0.826, 0.894), "82,6–89,4%"},
		{interval(0.8389, 1), "83,9–100%"},
		{moment(time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC).In(org.Location())), "08:00 ngày 01/11/2026"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"xin số nhà", 60, "xin số nhà"},
		{"  xin\nsố   nhà ", 60, "xin số nhà"},
		{"mở quán karaoke cần giấy gì", 16, "mở quán…"},
		{"mở quán", 7, "mở quán"},
		{"mộttừrấtdàikhôngcódấucách", 10, "mộttừrấtd…"},
	} {
		got := shorten(c.text, c.limit)
		if got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
		if n := len([]rune(got)); n > c.limit {
			t.Errorf("shorten(%q, %d) has %d letters", c.text, c.limit, n)
		}
	}
}
