package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"motcua/org"
)

// Period is the stretch of whole calendar months a report is about: a month, a quarter or a year, in
// Vietnam's time. The zero Period is not valid. Periods can be compared with == and used as map keys.
type Period struct {
	first Month
	span  int // months: 1, 3 or 12
}

// How many months a period has.
const (
	Monthly   = 1
	Quarterly = 3
	Yearly    = 12
)

// MonthPeriod is the period of one month.
func MonthPeriod(m Month) Period { return Period{m, Monthly} }

// QuarterOf is the quarter a month lies in.
func QuarterOf(m Month) Period { return Period{m.Add(-((m.Number() - 1) % Quarterly)), Quarterly} }

// YearOf is the year a month lies in.
func YearOf(m Month) Period { return Period{m.Add(1 - m.Number()), Yearly} }

// ParsePeriod reads "2026-10" (month), "2026-Q3" (quarter) or "2026" (year).
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("period %q is not of the form 2026-10, 2026-Q3 or 2026", s)
	year, rest, parts := strings.Cut(s, "-")
	january, err := ParseMonth(year + "-01")
	if err != nil || january.Year() < 1 {
		return Period{}, bad
	}
	if !parts {
		return Period{january, Yearly}, nil
	}
	if number, isQuarter := strings.CutPrefix(rest, "Q"); isQuarter {
		q, err := strconv.Atoi(number)
		if err != nil || len(number) != 1 || q < 1 || q > 4 {
			return Period{}, bad
		}
		return Period{january.Add((q - 1) * Quarterly), Quarterly}, nil
	}
	m, err := ParseMonth(s)
	if err != nil {
		return Period{}, bad
	}
	return Period{m, Monthly}, nil
}

// Span is the period of so many months that begins with first: 1, 3 or 12 of them, a quarter or a year from where it begins.
func Span(first Month, months int) Period { return Period{first, months} }

// Length is how many months the period has: Monthly, Quarterly or Yearly.
func (p Period) Length() int { return p.span }

// LastMonth is the last month that has ended at a moment, which is given in Vietnam's zone.
func LastMonth(local time.Time) Period { return MonthPeriod(MonthOf(local)).Previous() }

// LastEnded is the last period of a kind (QuarterOf, YearOf) that has ended with the month or before.
func LastEnded(kind func(Month) Period, m Month) Period {
	p := kind(m)
	if p.Last() > m {
		p = p.Previous()
	}
	return p
}

// First is the first month of the period.
func (p Period) First() Month { return p.first }

// Last is the last month of the period.
func (p Period) Last() Month { return p.first.Add(p.span - 1) }

// Contains reports whether the month lies in the period.
func (p Period) Contains(m Month) bool { return p.first <= m && m <= p.Last() }

// Previous is the period of the same kind just before.
func (p Period) Previous() Period { return Period{p.first.Add(-p.span), p.span} }

// YearAgo is the same period of the year before.
func (p Period) YearAgo() Period { return Period{p.first.Add(-Yearly), p.span} }

// Months are the months of the period, in order.
func (p Period) Months() []Month {
	months := make([]Month, p.span)
	for i := range months {
		months[i] = p.first.Add(i)
	}
	return months
}

// Parts are the shorter periods inside the period that have reports of their own.
func (p Period) Parts() []Period {
	var parts []Period
	for i, m := range p.Months() {
		if p.span > Quarterly && i%Quarterly == 0 {
			parts = append(parts, Period{m, Quarterly})
		}
		if p.span > Monthly {
			parts = append(parts, MonthPeriod(m))
		}
	}
	return parts
}

// Start is the first moment of the period in loc.
func (p Period) Start(loc *time.Location) time.Time { return p.first.Start(loc) }

// End is the first moment after the period in loc.
func (p Period) End(loc *time.Location) time.Time { return p.first.Add(p.span).Start(loc) }

// String is the form used on the command line and in files; ParsePeriod reads it.
func (p Period) String() string {
	switch p.span {
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", p.first.Year(), p.quarter())
	case Yearly:
		return fmt.Sprintf("%04d", p.first.Year())
	}
	return p.first.String()
}

// Label is the form used in Vietnamese sentences: "tháng 10/2026", "quý III/2026", "năm 2026".
func (p Period) Label() string {
	switch p.span {
	case Quarterly:
		return fmt.Sprintf("quý %s/%d", [...]string{"I", "II", "III", "IV"}[p.quarter()-1], p.first.Year())
	case Yearly:
		return fmt.Sprintf("năm %d", p.first.Year())
	}
	return fmt.Sprintf("tháng %d/%d", p.first.Number(), p.first.Year())
}

// MarshalText writes what String gives.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what ParsePeriod reads.
func (p *Period) UnmarshalText(text []byte) error {
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

func (p Period) quarter() int { return (p.first.Number()-1)/Quarterly + 1 }

// Ended reports whether the period is over at now.
func (p Period) Ended(now time.Time) bool { return !p.End(org.Location()).After(now) }
