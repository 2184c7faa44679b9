package calendar

import (
	"fmt"
	"strconv"
	"strings"
)

// Period is the stretch of whole months a report is about: a month, a quarter, half a year, nine months or a year. On which days
// its months begin and end is a setting of the unit: see Window. The zero Period is not valid. Periods can be compared with ==
// and used as map keys.
type Period struct {
	first Month
	span  int // months: 1, 3, 6, 9 or 12
}

// How many months a period has.
const (
	Monthly    = 1
	Quarterly  = 3
	HalfYearly = 6
	NineMonths = 9
	Yearly     = 12
)

// MonthPeriod is the period of one month.
func MonthPeriod(m Month) Period { return Period{m, Monthly} }

// QuarterOf is the quarter a month lies in.
func QuarterOf(m Month) Period { return Period{m.Add(-((m.Number() - 1) % Quarterly)), Quarterly} }

// HalfOf is the half of a year a month lies in.
func HalfOf(m Month) Period { return Period{m.Add(-((m.Number() - 1) % HalfYearly)), HalfYearly} }

// NineMonthsOf are the first nine months of a month's year; the last three months of a year do not lie in them.
func NineMonthsOf(m Month) Period { return Period{m.Add(1 - m.Number()), NineMonths} }

// YearOf is the year a month lies in.
func YearOf(m Month) Period { return Period{m.Add(1 - m.Number()), Yearly} }

// Kinds are all kinds of period, the shortest first, each as what gives the period that belongs to a month.
func Kinds() []func(Month) Period {
	return []func(Month) Period{MonthPeriod, QuarterOf, HalfOf, NineMonthsOf, YearOf}
}

// ParsePeriod reads "2026-10" (month), "2026-Q3" (quarter), "2026-H1" (half of a year), "2026-9T" (nine months) or "2026" (year).
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("period %q is not of the form 2026-10, 2026-Q3, 2026-H1, 2026-9T or 2026", s)
	year, rest, parts := strings.Cut(s, "-")
	january, err := ParseMonth(year + "-01")
	if err != nil || january.Year() < 1 {
		return Period{}, bad
	}
	switch {
	case !parts:
		return Period{january, Yearly}, nil
	case rest == "9T":
		return Period{january, NineMonths}, nil
	}
	for letter, span := range map[string]int{"Q": Quarterly, "H": HalfYearly} {
		number, ok := strings.CutPrefix(rest, letter)
		if !ok {
			continue
		}
		i, err := strconv.Atoi(number)
		if err != nil || len(number) != 1 || i < 1 || i > Yearly/span {
			return Period{}, bad
		}
		return Period{january.Add((i - 1) * span), span}, nil
	}
	m, err := ParseMonth(s)
	if err != nil {
		return Period{}, bad
	}
	return Period{m, Monthly}, nil
}

// Span is the period of so many months that begins with first, of which there need not be a kind: a trend goes over twelve months
// from where it begins.
func Span(first Month, months int) Period { return Period{first, months} }

// Length is how many months the period has: Monthly to Yearly.
func (p Period) Length() int { return p.span }

// LastEnded is the last period of a kind (see Kinds) that has ended with the month or before.
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

// Previous is the period of the same kind just before. Nine months have none but those of the year before.
func (p Period) Previous() Period {
	if p.span == NineMonths {
		return p.YearAgo()
	}
	return Period{p.first.Add(-p.span), p.span}
}

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

// Parts are the months and the whole quarters the period is made of, without itself; each quarter stands before its months.
func (p Period) Parts() []Period {
	var parts []Period
	for _, m := range p.Months() {
		if q := QuarterOf(m); q.first == m && q != p && p.Contains(q.Last()) {
			parts = append(parts, q)
		}
		if p.span > Monthly {
			parts = append(parts, MonthPeriod(m))
		}
	}
	return parts
}

// String is the form used on the command line and in files; ParsePeriod reads it.
func (p Period) String() string {
	switch p.span {
	case Quarterly:
		return fmt.Sprintf("%04d-Q%d", p.first.Year(), p.number())
	case HalfYearly:
		return fmt.Sprintf("%04d-H%d", p.first.Year(), p.number())
	case NineMonths:
		return fmt.Sprintf("%04d-9T", p.first.Year())
	case Yearly:
		return fmt.Sprintf("%04d", p.first.Year())
	}
	return p.first.String()
}

// Label is the form used in Vietnamese sentences: "tháng 10/2026", "quý III/2026", "6 tháng đầu năm 2026", "9 tháng đầu năm 2026",
// "năm 2026".
func (p Period) Label() string {
	switch p.span {
	case Quarterly:
		return fmt.Sprintf("quý %s/%d", [...]string{"I", "II", "III", "IV"}[p.number()-1], p.first.Year())
	case HalfYearly:
		return fmt.Sprintf("6 tháng %s năm %d", [...]string{"đầu", "cuối"}[p.number()-1], p.first.Year())
	case NineMonths:
		return fmt.Sprintf("9 tháng đầu năm %d", p.first.Year())
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

// number counts the periods of one kind in a year from 1.
func (p Period) number() int { return (p.first.Number()-1)/p.span + 1 }
