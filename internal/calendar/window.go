package calendar

import (
	"cmp"
	"slices"
	"time"

	"motcua/org"
)

// Window says on which days a unit's months begin and end: with the calendar, or on another day, such as from the 15th of the month
// before to the 14th. It may have changed: each month ends as the rule says that holds for it, and the next begins there, so that every
// moment lies in one month and no month that was begun is cut anew.
//
// A response belongs to the month in which it was begun, so that one response is never spread over two reports. The zero Window is
// that of the calendar.
type Window struct {
	cuts []cut // in order
}

// cut says that months from one on begin on a day of the month before; 1 is the first day of the month itself.
type cut struct {
	from Month
	day  int
}

// WindowOf is the window of a unit. A setting that nobody can have made counts as none.
func WindowOf(s org.Settings) Window {
	var w Window
	for _, c := range s.Cuts {
		from, err := ParseMonth(cmp.Or(c.From, "0001-01"))
		if err != nil || !org.ValidReportDay(c.Day) {
			continue
		}
		w.cuts = append(w.cuts, cut{from, c.Day})
	}
	slices.SortStableFunc(w.cuts, func(a, b cut) int { return cmp.Compare(a.from, b.from) })
	return w
}

// Recut makes the months of a unit begin on another day, from the month after the running one on: what runs, and what was reported on,
// stays as it is. It gives the first month that is counted so. A unit that has no months behind it (now is zero) counts so from the
// beginning.
func Recut(s *org.Settings, day int, now time.Time) Month {
	if now.IsZero() {
		s.Cuts = []org.Cut{{Day: day}}
		return 0
	}
	running := WindowOf(*s).MonthOf(now)
	s.Cuts = slices.DeleteFunc(slices.Clone(s.Cuts), func(c org.Cut) bool { return c.From > running.String() })
	if WindowOf(*s).Day(running.Add(1)) != day {
		s.Cuts = append(s.Cuts, org.Cut{From: running.Add(1).String(), Day: day})
	}
	return running.Add(1)
}

// Day is the day on which the month after m begins, or 1 for the calendar's.
func (w Window) Day(m Month) int {
	day := 1
	for _, c := range w.cuts {
		if c.from <= m {
			day = c.day
		}
	}
	return day
}

// Usual is the day of the last rule, which holds from some month on.
func (w Window) Usual() int {
	if len(w.cuts) == 0 {
		return 1
	}
	return w.cuts[len(w.cuts)-1].day
}

// end is the first moment after a month.
func (w Window) end(m Month) time.Time {
	if day := w.Day(m); day > 1 {
		return m.Start(org.Location()).AddDate(0, 0, day-1)
	}
	return m.Add(1).Start(org.Location())
}

// MonthOf is the month a moment lies in.
func (w Window) MonthOf(t time.Time) Month {
	m := MonthOf(t.In(org.Location()))
	if t.Before(w.end(m)) {
		return m
	}
	return m.Add(1)
}

// Start is the first moment of the period.
func (w Window) Start(p Period) time.Time { return w.end(p.First().Add(-1)) }

// End is the first moment after the period.
func (w Window) End(p Period) time.Time { return w.end(p.Last()) }

// LastDay is the last day of the period, at its beginning.
func (w Window) LastDay(p Period) time.Time { return w.End(p).AddDate(0, 0, -1) }

// Begun reports whether the period has begun at a moment.
func (w Window) Begun(p Period, now time.Time) bool { return !w.Start(p).After(now) }

// Ended reports whether the period is over at a moment.
func (w Window) Ended(p Period, now time.Time) bool { return !w.End(p).After(now) }

// LastMonth is the last month that has ended at a moment.
func (w Window) LastMonth(now time.Time) Month { return w.MonthOf(now).Add(-1) }

// OfCalendar reports whether the period begins and ends with months of the calendar.
func (w Window) OfCalendar(p Period) bool {
	return w.Start(p).Equal(p.First().Start(org.Location())) && w.End(p).Equal(p.Last().Add(1).Start(org.Location()))
}

// Recut reports whether a change of the days makes a period shorter or longer than the rule by which it ends would have it, by more
// than a tenth: then it is no match for others.
func (w Window) Recut(p Period) bool {
	whole := Window{cuts: []cut{{0, w.Day(p.Last())}}}
	ought, is := whole.Days(p), w.Days(p)
	return 10*max(ought-is, is-ought) > ought
}

// Days is how many days a period has.
func (w Window) Days(p Period) int { return int(w.End(p).Sub(w.Start(p)) / (24 * time.Hour)) }
