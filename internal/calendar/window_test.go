package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/org"
)

func vietnam(s string) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, org.Location())
	if err != nil {
		panic(err)
	}
	return at
}

func windowOf(cuts ...org.Cut) calendar.Window { return calendar.WindowOf(org.Settings{Cuts: cuts}) }

// Months from the 15th of the month before to the 14th; quarters, halves, nine months and years likewise.
func TestWindow(t *testing.T) {
	w := windowOf(org.Cut{Day: 15})
	for text, want := range map[string]string{
		"2026-10": "15/09/2026 14/10/2026", "2026-01": "15/12/2025 14/01/2026", "2026-Q4": "15/09/2026 14/12/2026",
		"2026-H1": "15/12/2025 14/06/2026", "2026-H2": "15/06/2026 14/12/2026", "2026-9T": "15/12/2025 14/09/2026", "2026": "15/12/2025 14/12/2026",
	} {
		p, err := calendar.ParsePeriod(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Start(p).Format("02/01/2006") + " " + w.LastDay(p).Format("02/01/2006"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
		if w.OfCalendar(p) || !(calendar.Window{}).OfCalendar(p) {
			t.Errorf("%s is taken for months of the calendar", text)
		}
		end := w.End(p)
		if w.Ended(p, end.Add(-time.Second)) || !w.Ended(p, end) || w.Begun(p, w.Start(p).Add(-time.Second)) || !w.Begun(p, w.Start(p)) {
			t.Errorf("%s begins or ends at another moment", text)
		}
	}
	for at, want := range map[string]calendar.Month{"2026-10-14 23:59": 202610, "2026-10-15 00:00": 202611, "2026-12-15 00:00": 202701, "2026-12-31 12:00": 202701} {
		if got := w.MonthOf(vietnam(at).UTC()); got != want {
			t.Errorf("%s is in %s, want %s", at, got, want)
		}
	}
}

// A change holds from the month after the running one on, and cuts nothing anew.
func TestRecut(t *testing.T) {
	var s org.Settings
	if from := calendar.Recut(&s, 15, vietnam("2026-09-20 09:00")); from != 202610 {
		t.Errorf("it holds from %s", from)
	}
	w := calendar.WindowOf(s)
	for text, want := range map[string]string{"2026-09": "01/09/2026 30/09/2026", "2026-10": "01/10/2026 14/10/2026", "2026-11": "15/10/2026 14/11/2026", "2026-Q4": "01/10/2026 14/12/2026"} {
		p, _ := calendar.ParsePeriod(text)
		if got := w.Start(p).Format("02/01/2006") + " " + w.LastDay(p).Format("02/01/2006"); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if from := calendar.Recut(&s, 1, vietnam("2026-09-21 09:00")); from != 202610 || calendar.WindowOf(s).Usual() != 1 {
		t.Errorf("taken back before it held: from %s, %+v", from, s.Cuts)
	}
	unit := org.Settings{}
	if calendar.Recut(&unit, 15, time.Time{}); !calendar.WindowOf(unit).Start(calendar.MonthPeriod(202001)).Equal(vietnam("2019-12-15 00:00")) {
		t.Errorf("a new unit: %+v", unit.Cuts)
	}
}

// Whatever was changed when: months follow each other without gap or overlap, every moment lies in the month that says so, and what
// had begun when a change was made begins and ends as before.
func TestWindowProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var s org.Settings
		now := vietnam("2026-01-05 10:00")
		for range rapid.IntRange(0, 4).Draw(t, "changes") {
			now = now.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "later"))
			before := calendar.WindowOf(s)
			running := before.MonthOf(now)
			calendar.Recut(&s, rapid.OneOf(rapid.Just(1), rapid.IntRange(10, 20)).Draw(t, "day"), now)
			after := calendar.WindowOf(s)
			for m := running.Add(-3); m <= running; m = m.Add(1) {
				if p := calendar.MonthPeriod(m); !after.Start(p).Equal(before.Start(p)) || !after.End(p).Equal(before.End(p)) {
					t.Fatalf("%s was cut anew in %s: %+v", m, running, s.Cuts)
				}
			}
		}
		w := calendar.WindowOf(s)
		for m := calendar.Month(202512); m <= 202712; m = m.Add(1) {
			p := calendar.MonthPeriod(m)
			if !w.End(p).Equal(w.Start(calendar.MonthPeriod(m.Add(1)))) || !w.Start(p).Before(w.End(p)) {
				t.Fatalf("%s: %v to %v", m, w.Start(p), w.End(p))
			}
			if w.MonthOf(w.Start(p)) != m || w.MonthOf(w.End(p).Add(-time.Nanosecond)) != m {
				t.Fatalf("the ends of %s lie in other months: %+v", m, s.Cuts)
			}
		}
	})
}
