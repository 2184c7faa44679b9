package report

import (
	"time"

	"motcua/org"
	"motcua/survey"
)

const (
	// TrendMonths is how far back a trend goes.
	TrendMonths = 12
	// MinTrend is from how many months with answers on there is one: two points make a line, not a trend.
	MinTrend = 3
)

// Point is the headline in one month.
type Point struct {
	Month Period `json:"month"`
	Label string `json:"label"` // "10/2026"
	N     int    `json:"n"`     // valid answers
	// Score is nil when N < MinShown, and where that of another such month could be worked out with it.
	Score *Score `json:"score"`
}

// Trend is the period of the trend that ends with this one.
func (p Period) Trend() Period { return Period{p.Last().Add(1 - TrendMonths), TrendMonths} }

// trend is the headline, of which history are the counts, from the first month with an answer on. Months that have not
// begun yet are not in it.
func trend(q *survey.Question, history []survey.Count, p Period, now time.Time) []Point {
	given := map[survey.Month]map[int]int{}
	for _, c := range history {
		if given[c.Month] == nil {
			given[c.Month] = map[int]int{}
		}
		given[c.Month][c.Choice] += c.N
	}
	points := []Point{}
	answered, shown := 0, 0
	for _, m := range p.Trend().months() {
		n := valid(q, given[m])
		if n == 0 && (len(points) == 0 || m.Start(org.Location()).After(now)) {
			continue
		}
		point := Point{MonthPeriod(m), m.Label(), n, score(q, given[m])}
		if points = append(points, point); n > 0 {
			answered++
		}
		if point.Score != nil {
			shown++
		}
	}
	if answered < MinTrend || shown == 0 {
		return []Point{}
	}
	for _, total := range []Period{p, p.Previous()} {
		coverMonths(points, total)
	}
	return points
}

// coverMonths withholds further months of a period whose total stands in the same report: with it and the other
// months, what a few people said in one of them could be worked out.
func coverMonths(points []Point, total Period) {
	if total.span == aMonth {
		return
	}
	for {
		hidden, least := 0, -1
		for i, p := range points {
			switch {
			case !total.Contains(p.Month.first) || p.N == 0:
			case p.Score == nil:
				hidden += p.N
			case least < 0 || p.N < points[least].N:
				least = i
			}
		}
		if hidden == 0 || hidden >= MinShown || least < 0 {
			return
		}
		points[least].Score = nil
	}
}
