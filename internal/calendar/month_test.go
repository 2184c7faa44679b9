package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/org"
)

func TestMonthAdd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		m    calendar.Month
		n    int
		want calendar.Month
	}{
		{202610, 0, 202610}, {202610, 1, 202611}, {202612, 1, 202701}, {202701, -1, 202612}, {202601, -12, 202501}, {202601, 12, 202701},
		{202610, -10, 202512}, {202610, 27, 202901}, {202402, 12, 202502}, {202403, -1, 202402}, {200001, -1, 199912},
	} {
		if got := c.m.Add(c.n); got != c.want {
			t.Errorf("%d plus %d months is %d, want %d", c.m, c.n, got, c.want)
		}
	}
}

// Months are as long as the calendar says, leap years included.
func TestMonthStart(t *testing.T) {
	t.Parallel()
	for m, days := range map[calendar.Month]int{202602: 28, 202802: 29, 210002: 28, 200002: 29, 202612: 31, 202604: 30} {
		if got := m.Add(1).Start(org.Location()).Sub(m.Start(org.Location())); got != time.Duration(days)*24*time.Hour {
			t.Errorf("%s has %v, want %d days", m, got, days)
		}
	}
	if got := calendar.Month(202611).Start(org.Location()).UTC(); !got.Equal(time.Date(2026, 10, 31, 17, 0, 0, 0, time.UTC)) {
		t.Errorf("November begins in Vietnam at %v", got)
	}
}

func TestMonthOfInVietnam(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		utc  string
		want calendar.Month
	}{
		{"2026-10-31T16:59:59.999Z", 202610}, // 23:59 on the 31st in Vietnam
		{"2026-10-31T17:00:00Z", 202611},     // 00:00 on the 1st
		{"2026-12-31T16:59:59Z", 202612}, {"2026-12-31T17:00:00Z", 202701},
		{"2028-02-29T16:59:00Z", 202802}, {"2028-02-29T17:00:00Z", 202803},
		{"2026-11-01T00:00:00Z", 202611},
	} {
		at, err := time.Parse(time.RFC3339Nano, c.utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := calendar.MonthOf(at.In(org.Location())); got != c.want {
			t.Errorf("%s is in %s, want %s", c.utc, got, c.want)
		}
	}
}

func TestMonthText(t *testing.T) {
	t.Parallel()
	m := calendar.Month(202603)
	if m.String() != "2026-03" || m.Label() != "03/2026" || m.Year() != 2026 || m.Number() != 3 {
		t.Errorf("%s, %s, %d, %d", m, m.Label(), m.Year(), m.Number())
	}
	for _, s := range []string{"", "2026", "2026-13", "2026-00", "2026-1", "10/2026", "2026-10-01", "abcd-ef", " 2026-10"} {
		if got, err := calendar.ParseMonth(s); err == nil {
			t.Errorf("%q was read as %s", s, got)
		}
	}
}

func TestMonthProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		m := calendar.Month(rapid.IntRange(1970, 2200).Draw(t, "year")*100 + rapid.IntRange(1, 12).Draw(t, "month"))
		n := rapid.IntRange(-800, 800).Draw(t, "n")
		moved := m.Add(n)
		if moved.Add(-n) != m || moved.Number() < 1 || moved.Number() > 12 || (n > 0) != (moved > m) && n != 0 {
			t.Fatalf("%s plus %d is %s", m, n, moved)
		}
		if want := calendar.MonthOf(m.Start(time.UTC).AddDate(0, n, 0)); moved != want {
			t.Fatalf("%s plus %d is %s, the calendar says %s", m, n, moved, want)
		}
		if back, err := calendar.ParseMonth(m.String()); err != nil || back != m {
			t.Fatalf("%s was read as %s (%v)", m, back, err)
		}
		if calendar.MonthOf(m.Start(org.Location())) != m || calendar.MonthOf(m.Add(1).Start(org.Location()).Add(-time.Nanosecond)) != m {
			t.Fatalf("the ends of %s lie in other months", m)
		}
	})
}
