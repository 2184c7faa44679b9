// Package calendar has the months and periods of Vietnam that responses belong to and reports are about.
package calendar

import (
	"fmt"
	"time"
)

// Month is a month as yyyymm, e.g. 202610: of the calendar, or of a unit whose months begin on another day (see Window).
type Month int32

// MonthOf gives the calendar's month of t as seen in its own location; pass a time in Vietnam's zone. To which of a unit's months
// something belongs says Window.MonthOf.
func MonthOf(t time.Time) Month { return Month(t.Year()*100 + int(t.Month())) }

// ParseMonth reads "2026-10".
func ParseMonth(s string) (Month, error) {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return 0, fmt.Errorf("month %q is not of the form 2026-10", s)
	}
	return MonthOf(t), nil
}

// Year is the calendar year.
func (m Month) Year() int { return int(m) / 100 }

// Number is 1 to 12.
func (m Month) Number() int { return int(m) % 100 }

// Add moves by n months, forwards or backwards.
func (m Month) Add(n int) Month {
	i := m.Year()*12 + m.Number() - 1 + n
	return Month(i/12*100 + i%12 + 1)
}

// Start is the first moment of the calendar's month in loc.
func (m Month) Start(loc *time.Location) time.Time {
	return time.Date(m.Year(), time.Month(m.Number()), 1, 0, 0, 0, 0, loc)
}

// String is the form used on the command line: "2026-10".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.Number()) }

// Label is the form used in texts: "10/2026".
func (m Month) Label() string { return fmt.Sprintf("%02d/%04d", m.Number(), m.Year()) }
