package report

import (
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// How far back periods are offered to be published.
const (
	monthsOffered   = 12
	quartersOffered = 4
	yearsOffered    = 3
)

// Closed are the periods that have ended by now and have responses in one of the months: up to twelve months, then four
// quarters, then three years, the newest of each kind first.
func Closed(months []calendar.Month, now time.Time) []calendar.Period {
	var out []calendar.Period
	this := calendar.MonthOf(now.In(org.Location()))
	for _, kind := range []struct{ span, offered int }{{calendar.Monthly, monthsOffered}, {calendar.Quarterly, quartersOffered}, {calendar.Yearly, yearsOffered}} {
		january := this.Add(1 - this.Number())
		begun := january.Add((this.Number() - 1) / kind.span * kind.span) // of the period that is still open
		for i := range kind.offered {
			p := calendar.Span(begun.Add(-(i+1)*kind.span), kind.span)
			if slices.ContainsFunc(months, p.Contains) {
				out = append(out, p)
			}
		}
	}
	return out
}
