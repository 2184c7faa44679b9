package feedback

import (
	"strings"
	"time"
)

// dayLayouts are the ways a day is written: by browsers and commands, and by people.
var dayLayouts = [...]string{time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006"}

// ParseDay reads a day: "30/11/2026", "1-12-2026" or "2026-11-30". It is given at midnight UTC.
func ParseDay(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// DayText writes a day the Vietnamese way: "30/11/2026".
func DayText(day time.Time) string { return day.Format("02/01/2006") }
