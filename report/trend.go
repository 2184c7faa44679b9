package report

import (
	"motcua/internal/calendar"
	"motcua/survey"
)

const (
	// TrendMonths is how far back a trend goes.
	TrendMonths = 12
	// MinTrend is from how many months with answers on there is one: two points make a line, not a trend.
	MinTrend = 3
)

// TrendMonth is the headline in one month.
type TrendMonth struct {
	Month calendar.Period `json:"month"`
	Label string          `json:"label"` // "10/2026"
	N     int             `json:"n"`     // valid answers
	Score *Score          `json:"score"` // nil when N < MinShown
	// Partly says that the unit's first response came in the middle of the month.
	Partly bool `json:"partly,omitempty"`
}

// MonthText names the month, with a mark where it was only partly served.
func (p TrendMonth) MonthText() string {
	if p.Partly {
		return p.Label + "*"
	}
	return p.Label
}

// TrendOf is the period of the trend that ends with this one.
func TrendOf(p calendar.Period) calendar.Period {
	return calendar.Span(p.Last().Add(1-TrendMonths), TrendMonths)
}

// trend is the headline, of which history are the counts, from the first month with an answer on. Months that have not
// begun yet are not in it.
func (in *Input) trend(q *survey.Question, history []survey.Count) []TrendMonth {
	months := map[calendar.Month][]survey.Count{}
	for _, c := range history {
		months[c.Month] = append(months[c.Month], c)
	}
	points := []TrendMonth{}
	answered, shown := 0, 0
	for _, m := range TrendOf(in.Period).Months() {
		given := values(in.disclosed(q, months[m], calendar.MonthPeriod(m)))
		n := max(valid(q, given), few(q, months[m]))
		if n == 0 && (len(points) == 0 || !in.window().Begun(calendar.MonthPeriod(m), in.Now)) {
			continue
		}
		point := TrendMonth{calendar.MonthPeriod(m), m.Label(), n, score(q, given), in.partly(calendar.MonthPeriod(m))}
		if points = append(points, point); n > 0 {
			answered++
		}
		if point.Score != nil {
			shown++
		}
	}
	if answered < MinTrend || shown == 0 {
		return []TrendMonth{}
	}
	return points
}
