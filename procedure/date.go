package procedure

import (
	"fmt"
	"strings"
	"time"
)

// Date is a date that may be known to the day, the month or only the year: "2026-06-10", "2026-06", "2025".
// Dates of the same form sort as text.
type Date string

// layouts are the three precisions of a Date, with the Vietnamese way of writing each.
func (d Date) layouts() (parse, show string) {
	switch strings.Count(string(d), "-") {
	case 2:
		return "2006-01-02", "02/01/2006"
	case 1:
		return "2006-01", "01/2006"
	default:
		return "2006", "2006"
	}
}

// Time is the first day the date can mean, at midnight UTC.
func (d Date) Time() (time.Time, error) {
	parse, _ := d.layouts()
	t, err := time.Parse(parse, string(d))
	if err != nil {
		return time.Time{}, fmt.Errorf("date %q: %w", string(d), err)
	}
	return t, nil
}

// Vietnamese is the date as people read it: 10/06/2026, 06/2026, 2025. Text that is not a date is returned as it is.
func (d Date) Vietnamese() string {
	t, err := d.Time()
	if err != nil {
		return string(d)
	}
	_, show := d.layouts()
	return t.Format(show)
}
