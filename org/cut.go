package org

// Cut is one rule on which day a unit's months of reports begin. Rules are only ever added for months to come, so that what was
// reported on is not cut anew.
type Cut struct {
	From string `json:"from,omitempty"` // the first month that is counted so, "2026-11"; "" = all
	Day  int    `json:"day"`            // each month begins on this day of the month before; 1 = with the calendar
}

// lastReportDay is the last day that all months have.
const lastReportDay = 28

// ValidReportDay reports whether months of reports can begin on a day.
func ValidReportDay(day int) bool { return 1 <= day && day <= lastReportDay }
