package org

// Cut is one rule on which day a unit's months of reports begin. Rules are only ever added for months to come, so that what was
// reported on is not cut anew.
type Cut struct {
	From string `json:"from,omitempty"` // the first month that is counted so, "2026-11"; "" = all
	Day  int    `json:"day"`            // each month begins on this day of the month before; 1 = with the calendar
}

// The days of the middle of a month on which months of reports may begin, beside the first: reports that follow the law's periods go
// to the 14th or so, and a month that began soon after the first or shortly before the last would hold next to nothing of the month
// it is named after, or of the one before.
const (
	firstReportDay = 10
	lastReportDay  = 20
)

// ValidReportDay reports whether months of reports can begin on a day: with the calendar, or in the middle of the month before.
func ValidReportDay(day int) bool { return day == 1 || firstReportDay <= day && day <= lastReportDay }
