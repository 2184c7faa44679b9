package scheduler

import (
	"testing"
	"time"

	"motcua/org"
)

// No form is forgotten before its time because a month has 31 days.
func TestMonthsBefore(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-08-31 04:05", 6, "2026-02-28 04:05"},
		{"2028-08-30 23:59", 6, "2028-02-29 23:59"},
		{"2028-02-29 00:00", 24, "2026-02-28 00:00"},
		{"2028-02-29 03:00", 48, "2024-02-29 03:00"},
		{"2026-12-31 03:00", 1, "2026-11-30 03:00"},
		{"2027-01-31 03:00", 24, "2025-01-31 03:00"},
		{"2027-01-15 03:00", 2, "2026-11-15 03:00"},
	} {
		const form = "2006-01-02 15:04"
		from, err := time.ParseInLocation(form, c.from, org.Location())
		if err != nil {
			t.Fatal(err)
		}
		if got := monthsBefore(from, c.n).Format(form); got != c.want {
			t.Errorf("%d months before %s: %s, want %s", c.n, c.from, got, c.want)
		}
	}
}
