package scheduler_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/org"
	"motcua/scheduler"
	"motcua/survey"
)

func TestOwed(t *testing.T) {
	t.Parallel()
	const long = "2020-01-01 00:00:00"
	year := func(from survey.Month) (all []survey.Month) {
		for i := range 12 {
			all = append(all, from.Add(i))
		}
		return all
	}
	for _, c := range []struct {
		name, created, now string
		hour               int
		want               []survey.Month
	}{
		{"just before the hour", "2026-10-15 09:00:00", "2026-11-01 07:59:59", 0, nil},
		{"at the hour", "2026-10-15 09:00:00", "2026-11-01 08:00:00", 0, []survey.Month{202610}},
		{"later that month", "2026-10-15 09:00:00", "2026-11-20 00:00:00", 0, []survey.Month{202610}},
		{"its own hour, before", "2026-10-15 09:00:00", "2026-11-01 13:59:59", 14, nil},
		{"its own hour", "2026-10-15 09:00:00", "2026-11-01 14:00:00", 14, []survey.Month{202610}},
		{"made on the last minute of a month", "2026-10-31 23:59:00", "2026-11-01 08:00:00", 0, []survey.Month{202610}},
		{"made on the first of a month", "2026-11-01 00:00:00", "2026-11-01 08:00:00", 0, nil},
		{"made on the first after the hour", "2026-11-01 09:00:00", "2026-11-01 10:00:00", 0, nil},
		{"its first month ends", "2026-11-01 00:00:00", "2026-12-01 08:00:00", 0, []survey.Month{202611}},
		{"made today", "2026-11-20 09:00:00", "2026-11-20 09:00:01", 0, nil},
		{"made in the future", "2027-05-01 00:00:00", "2026-11-20 09:00:00", 0, nil},
		{"year end, before the hour", "2026-11-10 09:00:00", "2027-01-01 07:59:59", 0, []survey.Month{202611}},
		{"year end", "2026-11-10 09:00:00", "2027-01-01 08:00:00", 0, []survey.Month{202611, 202612}},
		{"leap year", "2028-01-10 09:00:00", "2028-02-29 23:59:59", 0, []survey.Month{202801}},
		{"leap year, after", "2028-01-10 09:00:00", "2028-03-01 08:00:00", 0, []survey.Month{202801, 202802}},
		{"twelve months at the most", long, "2026-11-01 08:00:00", 0, year(202511)},
		{"twelve months at the most, before the hour", long, "2026-11-01 07:59:59", 0, year(202510)},
		{"thirteen months ago is too long", "2025-10-31 00:00:00", "2026-11-15 08:00:00", 0, year(202511)},
	} {
		u := org.Unit{Created: vietnam(t, c.created), Settings: org.Settings{DigestHour: c.hour}}
		for _, zone := range []*time.Location{org.Location(), time.UTC, time.FixedZone("", -11*3600)} { // a moment is a moment
			u.Created = u.Created.In(zone)
			if got := scheduler.Owed(u, vietnam(t, c.now).In(zone)); !slices.Equal(got, c.want) {
				t.Errorf("%s (%s): %v, want %v", c.name, zone, got, c.want)
			}
		}
	}
}

// In UTC the 1st of a month begins seven hours later than in Vietnam, and eight in the morning is one.
func TestOwedInUTC(t *testing.T) {
	t.Parallel()
	u := org.Unit{Created: time.Date(2026, 10, 31, 16, 59, 0, 0, time.UTC)} // 23:59 on the 31st in Vietnam
	for at, want := range map[time.Time][]survey.Month{
		time.Date(2026, 11, 1, 0, 59, 59, 0, time.UTC):  nil,
		time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC):    {202610},
		time.Date(2026, 11, 30, 17, 30, 0, 0, time.UTC): {202610}, // December in Vietnam, not yet eight
		time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC):    {202610, 202611},
	} {
		if got := scheduler.Owed(u, at); !slices.Equal(got, want) {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
	u.Created = u.Created.Add(time.Minute) // midnight in Vietnam: made in November
	if got := scheduler.Owed(u, time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC)); len(got) != 0 {
		t.Errorf("owed for the time before it existed: %v", got)
	}
}

// Whenever it is asked: full months only, in order, none twice, none before the unit, twelve at the most;
// and what is owed once stays owed until it is too old.
func TestOwedProperties(t *testing.T) {
	t.Parallel()
	epoch := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		created := epoch.Add(time.Duration(rapid.IntRange(0, 4*365*24*60).Draw(t, "created")) * time.Minute)
		now := created.Add(time.Duration(rapid.IntRange(0, 3*365*24*60).Draw(t, "age")) * time.Minute)
		u := org.Unit{Created: created, Settings: org.Settings{DigestHour: rapid.IntRange(0, 23).Draw(t, "hour")}}
		got := scheduler.Owed(u, now)
		if len(got) > 12 {
			t.Fatalf("%d months", len(got))
		}
		for i, m := range got {
			end := m.Add(1).Start(org.Location()).Add(time.Duration(u.Settings.Digest()) * time.Hour)
			if end.After(now) || !m.Add(1).Start(org.Location()).After(created) || (i > 0 && m != got[i-1].Add(1)) {
				t.Fatalf("%s is owed at %v by a unit made %v: %v", m, now, created, got)
			}
		}
		later := scheduler.Owed(u, now.Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "later"))*time.Minute))
		for _, m := range got {
			if !slices.Contains(later, m) && m > later[len(later)-1].Add(-12) {
				t.Fatalf("%s was owed and is no more: %v", m, later)
			}
		}
	})
}
