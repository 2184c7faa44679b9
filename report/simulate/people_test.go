package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// fields is how many fields there are, as many as a questionnaire may list on one screen, and how often each is
// visited, relative to the others: few communes see all equally often.
var fields = []int{30, 22, 16, 10, 7, 5, 4, 3, 2, 1}

// world is what is true of a commune.
type world struct {
	questions int
	share     float64 // of satisfied answers to every question, in every field
	tied      float64 // how much the answers of one citizen hang together: correlation of what stands behind them
	months    int     // of the period: 1 or 3
	n         int     // forms in a period
	fall      float64 // by how much the share of the second question is lower now
	all       bool    // every question fell, not the second alone
}

// form is a questionnaire with so many questions on the scale and ten fields.
func form(t testing.TB, questions int) *survey.Questionnaire {
	t.Helper()
	var b strings.Builder
	b.WriteString("id: thu\nversion: 1\ntitle: Thử\neffective: \"2026-01-01\"\noverall: q1\nscales:\n  hai-long-5:\n")
	for v := 1; v <= 5; v++ {
		fmt.Fprintf(&b, "    - {value: %d, label: Mức %d}\n", v, v)
	}
	b.WriteString("questions:\n  - id: lv\n    text: Lĩnh vực\n    dimension: field\n    options:\n")
	for i := range fields {
		fmt.Fprintf(&b, "      - {value: %d, code: lv%d, label: Lĩnh vực %d}\n", i+1, i+1, i+1)
	}
	for i := 1; i <= questions; i++ {
		fmt.Fprintf(&b, "  - id: q%d\n    text: Câu %d\n    scale: hai-long-5\n", i, i)
	}
	f, err := survey.ParseQuestionnaire([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// report draws a period, the one before and the same of the year before, and reports on them.
func (w world) report(r *rand.Rand, f *survey.Questionnaire) report.Figures {
	name := "2026-10"
	if w.months == 3 {
		name = "2026-Q3"
	}
	p, err := calendar.ParsePeriod(name)
	if err != nil {
		panic(err)
	}
	return report.Build(report.Input{
		Unit: org.Unit{ID: 1, Code: "thu", Name: "xã Thử"}, Questionnaire: f, Period: p, Now: time.Date(2027, 1, 1, 8, 0, 0, 0, time.UTC),
		Counts: w.draw(r, p, true), Previous: w.draw(r, p.Previous(), false), YearAgo: w.draw(r, p.YearAgo(), false),
	})
}

// draw lets n citizens answer.
func (w world) draw(r *rand.Rand, p calendar.Period, now bool) []survey.Count {
	tally := map[survey.Cell]int{}
	for i := range w.n {
		v := survey.Visit{Unit: 1, Month: p.First().Add(i % w.months), Questionnaire: "thu", Channel: "web", Point: int16(1 + r.IntN(3))}
		v.Field = fmt.Sprintf("lv%d", 1+weighted(r, fields))
		feeling := r.NormFloat64()
		for q := 1; q <= w.questions; q++ {
			share := w.share
			if now && (w.all || q == 2) {
				share -= w.fall
			}
			choice := 2 + r.IntN(2)
			if math.Sqrt(w.tied)*feeling+math.Sqrt(1-w.tied)*r.NormFloat64() < quantile(share) {
				choice = 4 + r.IntN(2)
			}
			id := fmt.Sprintf("q%d", q)
			if q == 1 {
				for _, c := range v.Headline(id, choice, 1) {
					tally[c.Cell]++
				}
				continue
			}
			tally[v.Count(id, choice, 1).Cell]++
		}
	}
	counts := make([]survey.Count, 0, len(tally))
	for cell, n := range tally {
		counts = append(counts, survey.Count{Cell: cell, N: n})
	}
	return counts
}

// quantile is that of the normal distribution.
func quantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

func weighted(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	x := r.IntN(sum)
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}
