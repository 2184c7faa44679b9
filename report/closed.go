package report

import (
	"slices"

	"motcua/internal/calendar"
)

// offered is how many periods of a kind are offered to be published, by their length.
func offered(kind calendar.Period) int {
	switch kind.Length() {
	case calendar.Monthly:
		return 12
	case calendar.Quarterly:
		return 4
	case calendar.HalfYearly:
		return 2
	case calendar.NineMonths:
		return 1
	}
	return 3 // years
}

// Closed are the periods that have ended with the month last or before and have responses in one of the months: up to twelve
// months, then four quarters, two halves of a year, nine months and three years, the newest of each kind first.
func Closed(months []calendar.Month, last calendar.Month) []calendar.Period {
	var out []calendar.Period
	for _, kind := range calendar.Kinds() {
		p := calendar.LastEnded(kind, last)
		for range offered(p) {
			if slices.ContainsFunc(months, p.Contains) {
				out = append(out, p)
			}
			p = p.Previous()
		}
	}
	return out
}
