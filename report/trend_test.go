package report_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/survey"
)

func TestTrend(t *testing.T) {
	history := func(first calendar.Month, sizes ...int) (counts []survey.Count) {
		for i, n := range sizes {
			counts = append(counts, answers(first.Add(i), "q1", "", n/2, n)...)
		}
		return counts
	}
	for _, c := range []struct {
		name, period string
		history      []survey.Count
		want         string // n by month, in brackets where the share is withheld
	}{
		{"none", "2026-10", nil, ""},
		{"two months", "2026-10", history(202609, 40, 50), ""},
		{"three months", "2026-10", history(202608, 30, 40, 50), "08/2026 30, 09/2026 40, 10/2026 50"},
		{"none of them may be shown", "2026-10", history(202608, 4, 3, 4), ""},
		{"three months, one of them empty", "2026-10", history(202608, 30, 0, 40), ""},
		{"a gap", "2026-10", history(202607, 30, 30, 0, 4), "07/2026 30, 08/2026 30, 09/2026 (0), 10/2026 (4)"},
		{"the last month empty", "2026-10", history(202607, 30, 30, 30), "07/2026 30, 08/2026 30, 09/2026 30, 10/2026 (0)"},
		{"months to come", "2026-Q4", history(202608, 30, 30, 30), "08/2026 30, 09/2026 30, 10/2026 30, 11/2026 (0)"},
		{"over the end of a year", "2027-01", history(202611, 30, 31, 32), "11/2026 30, 12/2026 31, 01/2027 32"},
		{"twelve months and no more", "2026-10", history(202510, 90, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 70),
			"11/2025 9, 12/2025 9, 01/2026 9, 02/2026 9, 03/2026 9, 04/2026 9, 05/2026 9, 06/2026 9, 07/2026 9, 08/2026 9, 09/2026 9, 10/2026 8"},
		{"a small month is in no total that would tell it", "2026-Q3", history(202606, 80, 3, 60, 50), "06/2026 80, 07/2026 (3), 08/2026 60, 09/2026 50"},
	} {
		in := input(t)
		in.Period, in.History = period(t, c.period), c.history
		f := report.Build(in)
		var got []string
		for _, p := range f.Trend {
			n := fmt.Sprint(p.N)
			if p.Score == nil {
				n = "(" + n + ")"
			}
			got = append(got, p.Label+" "+n)
		}
		if s := strings.Join(got, ", "); s != c.want || f.HasTrend() != (c.want != "") {
			t.Errorf("%s: got %s, want %s", c.name, s, c.want)
		}
		if err := f.TrendChart(io.Discard); errors.Is(err, report.ErrNoTrend) != (c.want == "") {
			t.Errorf("%s: the picture ends with %v", c.name, err)
		}
	}
}

// A trend is drawn whatever its shares and numbers are.
func TestTrendChartTakesAnyFigures(t *testing.T) {
	for _, sizes := range [][3]int{{5, 5, 5}, {5, 9000, 200_000}, {1_000_000, 1_000_000, 1_000_000}} {
		for _, satisfied := range [][3]int{{0, 0, 0}, {100, 100, 100}, {0, 100, 0}, {50, 0, 100}} {
			in := input(t)
			for i, n := range sizes {
				in.History = append(in.History, answers(calendar.Month(202608).Add(i), "q1", "", n*satisfied[i]/100, n)...)
			}
			trendPicture(t, report.Build(in))
		}
	}
}

func TestTrendReportsTheWriter(t *testing.T) {
	in := input(t)
	in.History = append(append(answers(202608, "q1", "", 5, 9), answers(202609, "q1", "", 5, 9)...), answers(202610, "q1", "", 5, 9)...)
	if err := report.Build(in).TrendChart(full{}); !errors.Is(err, errFull) || !strings.Contains(err.Error(), "long-dien") {
		t.Errorf("got %v", err)
	}
}
