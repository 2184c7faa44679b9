package leaders

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// The last periods of each kind that have ended.
func TestPeriodsOffered(t *testing.T) {
	for now, want := range map[string]string{
		"2026-01-15": "2025-12 2025-Q4 2025-H2 2025-9T 2025", "2026-03-31": "2026-02 2025-Q4 2025-H2 2025-9T 2025", "2026-04-01": "2026-03 2026-Q1 2025-H2 2025-9T 2025",
		"2026-12-31": "2026-11 2026-Q3 2026-H1 2026-9T 2025", "2027-01-01": "2026-12 2026-Q4 2026-H2 2026-9T 2026",
	} {
		at, err := time.ParseInLocation(time.DateOnly, now, org.Location())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range lastOfEach(calendar.Window{}.LastMonth(at)) {
			got = append(got, p.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("on %s: %s, want %s", now, s, want)
		}
	}
}
