package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/scheduler"
)

func TestOwed(t *testing.T) {
	t.Parallel()
	const long = "2020-01-01 00:00:00"
	for _, c := range []struct {
		name, created, now string
		hour               int
		want               string
	}{
		{"just before the hour", "2026-10-15 09:00:00", "2026-11-01 07:59:59", 0, ""},
		{"at the hour", "2026-10-15 09:00:00", "2026-11-01 08:00:00", 0, "2026-10"},
		{"later that month", "2026-10-15 09:00:00", "2026-11-20 00:00:00", 0, "2026-10"},
		{"its own hour, before", "2026-10-15 09:00:00", "2026-11-01 13:59:59", 14, ""},
		{"its own hour", "2026-10-15 09:00:00", "2026-11-01 14:00:00", 14, "2026-10"},
		{"made on the last minute of a month", "2026-10-31 23:59:00", "2026-11-01 08:00:00", 0, "2026-10"},
		{"made on the first of a month", "2026-11-01 00:00:00", "2026-11-01 08:00:00", 0, ""},
		{"made on the first after the hour", "2026-11-01 09:00:00", "2026-11-01 10:00:00", 0, ""},
		{"its first month ends", "2026-11-01 00:00:00", "2026-12-01 08:00:00", 0, "2026-11"},
		{"made today", "2026-11-20 09:00:00", "2026-11-20 09:00:01", 0, ""},
		{"made in the future", "2027-05-01 00:00:00", "2026-11-20 09:00:00", 0, ""},
		{"year end, before the hour", "2026-11-10 09:00:00", "2027-01-01 07:59:59", 0, "2026-11"},
		{"year end", "2026-11-10 09:00:00", "2027-01-01 08:00:00", 0, "2026-11 2026-12 2026-Q4"},
		{"leap year", "2028-01-10 09:00:00", "2028-02-29 23:59:59", 0, "2028-01"},
		{"leap year, after", "2028-01-10 09:00:00", "2028-03-01 08:00:00", 0, "2028-01 2028-02"},
		{"twelve months at the most", long, "2026-11-01 08:00:00", 0, "2025-11 2025-12 2025 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-H1 2026-07 2026-08 2026-09 2026-Q3 2026-9T 2026-10"},
		{"twelve months at the most, before the hour", long, "2026-11-01 07:59:59", 0, "2025-10 2025-11 2025-12 2025 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-H1 2026-07 2026-08 2026-09 2026-Q3 2026-9T"},
		{"thirteen months ago is too long", "2025-10-31 00:00:00", "2026-11-15 08:00:00", 0, "2025-11 2025-12 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-H1 2026-07 2026-08 2026-09 2026-Q3 2026-9T 2026-10"},
		{"a quarter of two months", "2026-08-31 23:59:59", "2026-10-01 08:00:00", 0, "2026-08 2026-09 2026-Q3"},
		{"a quarter of one month says what the month says", "2026-09-01 00:00:00", "2026-10-01 08:00:00", 0, "2026-09"},
		{"quarter end, before the hour", "2026-05-10 09:00:00", "2026-07-01 07:59:59", 0, "2026-05"},
		{"quarter end, its own hour", "2026-05-10 09:00:00", "2026-07-01 14:00:00", 14, "2026-05 2026-06 2026-Q2"},
		{"of two quarters missed the last", "2026-02-10 09:00:00", "2026-07-20 08:00:00", 0, "2026-02 2026-03 2026-04 2026-05 2026-06 2026-Q2 2026-H1"},
		{"a year of one quarter says what the quarter says", "2026-10-01 00:00:00", "2027-01-01 08:00:00", 0, "2026-10 2026-11 2026-12 2026-Q4"},
		{"a year of two quarters", "2026-09-30 23:59:59", "2027-01-01 08:00:00", 0, "2026-09 2026-10 2026-11 2026-12 2026-Q4 2026"},
		{"year end of a leap year", "2028-09-01 00:00:00", "2029-01-01 08:00:00", 0, "2028-09 2028-10 2028-11 2028-12 2028-Q4 2028"},
		{"the year is caught up behind its December", "2026-08-10 09:00:00", "2027-02-03 08:00:00", 0, "2026-08 2026-09 2026-10 2026-11 2026-12 2026-Q4 2026 2027-01"},
	} {
		u := org.Unit{Created: vietnam(t, c.created), Settings: org.Settings{DigestHour: c.hour}}
		for _, zone := range []*time.Location{org.Location(), time.UTC, time.FixedZone("", -11*3600)} { // a moment is a moment
			u.Created = u.Created.In(zone)
			if got := names(scheduler.Owed(u, vietnam(t, c.now).In(zone))); got != c.want {
				t.Errorf("%s (%s): %s, want %s", c.name, zone, got, c.want)
			}
		}
	}
}

// names are periods as they are written, in their order.
func names(periods []calendar.Period) string {
	var all []string
	for _, p := range periods {
		all = append(all, p.String())
	}
	return strings.Join(all, " ")
}

// A unit that took over from others has a quarter and a year to tell of though it was made at their very end.
func TestOwedAfterAMerger(t *testing.T) {
	t.Parallel()
	u := org.Unit{Created: vietnam(t, "2026-12-31 23:59:59"), Settings: org.Settings{Predecessors: []string{"cu"}}}
	if got := names(scheduler.Owed(u, vietnam(t, "2027-01-01 08:00:00"))); got != "2026-12 2026-Q4 2026" {
		t.Errorf("owed: %s", got)
	}
}

// In UTC the 1st of a month begins seven hours later than in Vietnam, and eight in the morning is one.
func TestOwedInUTC(t *testing.T) {
	t.Parallel()
	u := org.Unit{Created: time.Date(2026, 10, 31, 16, 59, 0, 0, time.UTC)} // 23:59 on the 31st in Vietnam
	for at, want := range map[time.Time]string{
		time.Date(2026, 11, 1, 0, 59, 59, 0, time.UTC):  "",
		time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC):    "2026-10",
		time.Date(2026, 11, 30, 17, 30, 0, 0, time.UTC): "2026-10", // December in Vietnam, not yet eight
		time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC):    "2026-10 2026-11",
		time.Date(2026, 12, 31, 17, 30, 0, 0, time.UTC): "2026-10 2026-11", // 2027 in Vietnam, not yet eight
		time.Date(2027, 1, 1, 1, 0, 0, 0, time.UTC):     "2026-10 2026-11 2026-12 2026-Q4",
		time.Date(2027, 3, 31, 17, 30, 0, 0, time.UTC):  "2026-10 2026-11 2026-12 2026-Q4 2027-01 2027-02",
		time.Date(2027, 4, 1, 1, 0, 0, 0, time.UTC):     "2026-10 2026-11 2026-12 2027-01 2027-02 2027-03 2027-Q1",
		time.Date(2027, 10, 1, 1, 0, 0, 0, time.UTC):    "2026-10 2026-11 2026-12 2027-01 2027-02 2027-03 2027-04 2027-05 2027-06 2027-H1 2027-07 2027-08 2027-09 2027-Q3 2027-9T",
		time.Date(2027, 12, 31, 17, 30, 0, 0, time.UTC): "2026-12 2027-01 2027-02 2027-03 2027-04 2027-05 2027-06 2027-H1 2027-07 2027-08 2027-09 2027-Q3 2027-9T 2027-10 2027-11",
		time.Date(2028, 1, 1, 1, 0, 0, 0, time.UTC):     "2027-01 2027-02 2027-03 2027-04 2027-05 2027-06 2027-H1 2027-07 2027-08 2027-09 2027-9T 2027-10 2027-11 2027-12 2027-Q4 2027",
	} {
		if got := names(scheduler.Owed(u, at)); got != want {
			t.Errorf("at %v: %s, want %s", at, got, want)
		}
	}
	u.Created = u.Created.Add(time.Minute) // midnight in Vietnam: made in November
	if got := scheduler.Owed(u, time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC)); len(got) != 0 {
		t.Errorf("owed for the time before it existed: %v", got)
	}
}

// Whenever it is asked: ended periods only, in the order of their ends with the shorter first, none twice, none before the
// unit, twelve months and one of each longer kind at the most; and what is owed once stays owed until it is too old.
func TestOwedProperties(t *testing.T) {
	t.Parallel()
	epoch := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		created := epoch.Add(time.Duration(rapid.IntRange(0, 4*365*24*60).Draw(t, "created")) * time.Minute)
		now := created.Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(t, "age")) * time.Minute)
		u := org.Unit{Created: created, Settings: org.Settings{DigestHour: rapid.IntRange(0, 23).Draw(t, "hour")}}
		got := scheduler.Owed(u, now)
		kinds := map[int]int{}
		for i, p := range got {
			due := calendar.Window{}.End(p).Add(time.Duration(u.Settings.Digest()) * time.Hour)
			if due.After(now) || !(calendar.Window{}).End(p).After(created) {
				t.Fatalf("%s is owed at %v by a unit made %v: %s", p, now, created, names(got))
			}
			if kinds[months(p)]++; i > 0 && !before(got[i-1], p) {
				t.Fatalf("%s stands behind %s: %s", p, got[i-1], names(got))
			}
		}
		if kinds[1] > 12 || kinds[3] > 1 || kinds[6] > 1 || kinds[9] > 1 || kinds[12] > 1 || (len(kinds) > 1) && kinds[1] == 0 {
			t.Fatalf("%v: %s", kinds, names(got))
		}
		later := scheduler.Owed(u, now.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "later"))*time.Minute))
		for _, p := range got {
			if months(p) == 1 && !slices.Contains(later, p) && p.First() > later[len(later)-1].Last().Add(-12) {
				t.Fatalf("%s was owed and is no more: %s", p, names(later))
			}
		}
	})
}

// months is how long a period is.
func months(p calendar.Period) (n int) {
	for m := p.First(); m <= p.Last(); m = m.Add(1) {
		n++
	}
	return n
}

// before reports whether a digest goes out before another.
func before(a, b calendar.Period) bool {
	return a.Last() < b.Last() || a.Last() == b.Last() && months(a) < months(b)
}
