package report_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/report"
	"motcua/survey"
)

// quarterOf is a third quarter of 2026 with so many answers by month, of the unit or another.
func quarterOf(t *testing.T, now string, by ...survey.Count) report.Figures {
	t.Helper()
	in := input(t)
	in.Period, in.Counts, in.History, in.Previous = period(t, "2026-Q3"), by, nil, nil
	in.Now = calendar.Window{}.Start(period(t, now))
	for _, c := range by {
		if c.By == survey.Whole {
			in.History = append(in.History, c)
		}
	}
	return report.Build(in)
}

// A month of too few is in no longer period, and the report says so; small months of a quarter that are enough together are in it
// once the quarter is over.
func TestSmallMonths(t *testing.T) {
	months := func(sizes ...int) (all []survey.Count) {
		for i, n := range sizes {
			v := survey.Visit{Unit: 1, Month: calendar.Month(202607).Add(i), Questionnaire: "mau-v1", Channel: "web"}
			all = append(append(all, v.Headline("q1", 4, n)...), v.Count(survey.QStarted, 0, n))
		}
		return all
	}
	for _, c := range []struct {
		name, now string
		sizes     []int
		n, left   int
		score     bool
	}{
		{"one", "2026-10", []int{1, 45, 52}, 97, 1, true},
		{"two, together enough", "2026-10", []int{3, 45, 2}, 50, 0, true},
		{"the same before the quarter is over", "2026-09", []int{3, 45, 2}, 45, 5, true},
		{"two, together too few", "2026-10", []int{2, 45, 2}, 45, 4, true},
		{"nothing else", "2026-10", []int{2, 0, 1}, 3, 3, false},
		{"three that are enough together", "2026-10", []int{2, 2, 2}, 6, 0, true},
	} {
		f := quarterOf(t, c.now, months(c.sizes...)...)
		left := 0
		if f.LeftOut != nil {
			left = f.LeftOut.N
		}
		if f.Overall.N != c.n || left != c.left || (f.Overall.Score != nil) != c.score {
			t.Errorf("%s: n = %d, %d left out, %+v", c.name, f.Overall.N, left, f.Overall.Score)
		}
		said := slices.ContainsFunc(f.Cautions, func(s string) bool { return strings.HasPrefix(s, "Không cộng ") })
		if said != (left > 0) || strings.Contains(prose.Plain(f.Digest()), "Không cộng ") != (left > 0) {
			t.Errorf("%s: cautions %q, digest %s", c.name, f.Cautions, prose.Plain(f.Digest()))
		}
		if f.Forms.Returned != c.sizes[0]+c.sizes[1]+c.sizes[2] {
			t.Errorf("%s: %d forms", c.name, f.Forms.Returned)
		}
	}
}
