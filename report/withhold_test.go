package report

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"testing"

	"motcua/internal/calendar"
	"motcua/survey"

	"pgregory.net/rapid"
)

var headline = &survey.Question{ID: "q1", Options: []survey.Option{{Value: 5}, {Value: 4}, {Value: 3}, {Value: 2}, {Value: 1}, {Value: 0}}}

// splitOf is a table with so many answers by row and month of 2026 from January on; rows are named r0, r1, … An attack
// with rows of all names, "" among them, is in attack_test.go.
func splitOf(rows ...[]int) *split {
	var counts []survey.Count
	for i, months := range rows {
		for m, n := range months {
			cell := survey.Cell{Month: calendar.Month(202601).Add(m), Question: "q1", Choice: 4, Key: "r" + strconv.Itoa(i)}
			counts = append(counts, survey.Count{Cell: cell, N: n})
		}
	}
	return newSplit(headline, counts, func(c survey.Cell) string { return c.Key }, func(calendar.Period) bool { return true })
}

// ofMonth is a table of one month.
func ofMonth(sizes ...int) *split {
	var rows [][]int
	for _, n := range sizes {
		rows = append(rows, []int{n})
	}
	return splitOf(rows...)
}

var (
	january      = calendar.MonthPeriod(202601)
	firstQuarter = calendar.QuarterOf(202601)
	wholeYear    = calendar.YearOf(202601)
)

func withheld(s *split, p calendar.Period) []string { return slices.Sorted(maps.Keys(s.withhold(p))) }

func TestWithholdInOneMonth(t *testing.T) {
	for _, c := range []struct {
		name  string
		sizes []int
		want  string
	}{
		{"none small", []int{30, 20, 5}, "[]"},
		{"one small takes the next with it", []int{30, 20, 3}, "[r1 r2]"},
		{"two small, together enough", []int{30, 20, 4, 4}, "[r2 r3]"},
		{"two small, together too few", []int{30, 20, 1, 1}, "[r1 r2 r3]"},
		{"as many answers as rows is one each", []int{30, 20, 1, 1, 1, 1, 1}, "[r1 r2 r3 r4 r5 r6]"},
		{"all small", []int{3, 1}, "[r0 r1]"},
		{"one row alone", []int{4}, "[r0]"},
		{"nothing", nil, "[]"},
		{"no row without an answer", []int{30, 0, 3, 9}, "[r2 r3]"},
	} {
		if got := fmt.Sprint(withheld(ofMonth(c.sizes...), january)); got != c.want {
			t.Errorf("%s: withheld %s, want %s", c.name, got, c.want)
		}
	}
}

// What a table of a quarter shows less what those of its months show is one month.
func TestWithholdInAQuarter(t *testing.T) {
	for _, c := range []struct {
		name string
		rows [][]int
		want string
	}{
		{"nothing small", [][]int{{9, 9, 9}, {8, 8, 8}}, "[]"},
		{"small in every month, enough together", [][]int{{90, 90, 90}, {4, 4, 4}, {20, 20, 20}}, "[]"},
		{"small in one month: the quarter would tell it", [][]int{{90, 90, 90}, {40, 40, 40}, {20, 20, 3}}, "[r1=80 r2=40]"},
		{"small in two, 4 together", [][]int{{90, 90, 90}, {40, 40, 40}, {20, 2, 2}}, "[r1=0 r2=20]"},
		{"small in the whole quarter", [][]int{{90, 90, 90}, {40, 40, 40}, {1, 1, 1}}, "[r1=0 r2=0]"},
		{"two rows small in the same two months", [][]int{{90, 90, 90}, {40, 3, 3}, {20, 4, 4}}, "[]"},
		{"rows that cover each other in all months", [][]int{{90, 90, 90}, {50, 50, 50}, {3, 4, 30}, {30, 30, 4}, {60, 60, 31}}, "[]"},
		{"a row that covers another in two months", [][]int{{90, 90, 90}, {50, 50, 50}, {20, 20, 20}, {4, 30, 4}}, "[]"},
		{"a month of few answers in all", [][]int{{90, 90, 3}, {50, 50, 0}}, "[]"},
	} {
		s, got := splitOf(c.rows...), []string{}
		for _, k := range withheld(s, firstQuarter) {
			given, _ := s.shown(k, firstQuarter)
			got = append(got, fmt.Sprint(k, "=", valid(headline, given)))
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: not whole are %s, want %s", c.name, got, c.want)
		}
	}
}

// An attacker who tries every table that would print the same finds several numbers of answers for each withheld row.
func TestSizesCannotBeWorkedOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 6).Draw(t, "sizes")
		s := ofMonth(sizes...)
		w, hidden, present := s.withhold(january), 0, len(s.keys(january))
		for k := range w {
			hidden += s.n(k, january)
		}
		if len(w) == present && (present == 1 || hidden == present) {
			return // nothing is left to hide it behind
		}
		for i := range len(w) {
			if found := possible(len(w), hidden, i); len(found) == 1 {
				t.Fatalf("sizes %v: %d withheld rows with %d answers can only be one way", sizes, len(w), hidden)
			}
		}
	})
}

// possible gives how many answers row i of so many withheld ones may have, if they have sum together and one of them is
// too small.
func possible(rows, sum, i int) map[int]bool {
	found := map[int]bool{}
	sizes := make([]int, rows)
	var fill func(at, left int)
	fill = func(at, left int) {
		if at == rows-1 {
			if sizes[at] = left; left >= 1 && slices.Min(sizes) < MinShown {
				found[sizes[i]] = true
			}
			return
		}
		for n := 1; n <= left-(rows-1-at); n++ {
			sizes[at] = n
			fill(at+1, left-n)
		}
	}
	fill(0, sum)
	return found
}

// An attacker who lays the reports of months, quarters and the year side by side and adds and subtracts finds out nothing
// about 1 to 4 answers of one row, nor of one month, but what the totals tell.
func TestPeriodsDoNotGiveEachOtherAway(t *testing.T) {
	hidden, wholes := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, months := firstQuarter, 3
		if rapid.IntRange(0, 9).Draw(t, "year") == 0 {
			p, months = wholeYear, 12
		}
		few := rapid.SampledFrom([]int{3, 5, 9, 14}).Draw(t, "few")
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.IntRange(0, few), months, months), 1, 6).Draw(t, "rows")
		s := splitOf(rows...)
		a := attack{s: s, months: p.Months(), rows: len(rows)}
		a.readTotals(p)
		before := triangle(a.known)
		for _, part := range append(p.Parts(), p) {
			a.readRows(part)
		}
		after := triangle(a.known)
		a.groups(func(cells []cellAt) {
			if v := a.vector(cells...); follows(after, v) && !follows(before, v) {
				t.Fatalf("rows %v: %v come out", rows, cells)
			}
		})
		wholes, hidden = wholes+len(s.keys(p)), hidden+len(s.withhold(p))
	})
	if hidden == wholes {
		t.Error("everything is withheld")
	}
}

// attack is what somebody knows who has read reports: equations over the cells of a row in a month.
type attack struct {
	s      *split
	months []calendar.Month
	rows   int
	known  [][]float64
}

func (a *attack) vector(cells ...cellAt) []float64 {
	v := make([]float64, a.rows*len(a.months))
	for _, c := range cells {
		row, _ := strconv.Atoi(c.key[1:])
		v[row*len(a.months)+slices.Index(a.months, c.month)] = 1
	}
	return v
}

func (a *attack) cells(key string, p calendar.Period) []cellAt {
	var cells []cellAt
	for _, m := range p.Months() {
		cells = append(cells, cellAt{key, m})
	}
	return cells
}

// readTotals notes how many answers each period has, and in which cells there is none; and the months' rows that are
// shown, which are what they are.
func (a *attack) readTotals(p calendar.Period) {
	for _, part := range append(p.Parts(), p) {
		var all []cellAt
		for i := range a.rows {
			all = append(all, a.cells("r"+strconv.Itoa(i), part)...)
		}
		a.known = append(a.known, a.vector(all...))
		if part.Length() == calendar.Monthly {
			a.readRows(part)
		}
	}
}

func (a *attack) readRows(p calendar.Period) {
	for i := range a.rows {
		if key := "r" + strconv.Itoa(i); !a.s.withhold(p)[key] {
			a.known = append(a.known, a.vector(a.cells(key, p)...))
		}
	}
}

// groups goes through the cells of 1 to 4 answers together: of one row, or of one month.
func (a *attack) groups(do func([]cellAt)) {
	var pick func(cells, picked []cellAt, n int)
	pick = func(cells, picked []cellAt, n int) {
		for i, c := range cells {
			with := n + a.s.n(c.key, calendar.MonthPeriod(c.month))
			if with == n || with >= MinShown {
				continue
			}
			group := append(slices.Clone(picked), c)
			do(group)
			pick(cells[i+1:], group, with)
		}
	}
	for _, m := range a.months {
		var column []cellAt
		for i := range a.rows {
			column = append(column, cellAt{"r" + strconv.Itoa(i), m})
		}
		pick(column, nil, 0)
	}
	for i := range a.rows {
		pick(a.cells("r"+strconv.Itoa(i), calendar.Span(a.months[0], len(a.months))), nil, 0)
	}
}

// triangle brings equations into a form in which it is easy to see what follows from them.
func triangle(known [][]float64) [][]float64 {
	if len(known) == 0 {
		return nil
	}
	rows := make([][]float64, len(known[0]))
	for _, v := range known {
		if rest, at := remainder(rows, v); at >= 0 {
			for j := len(rest) - 1; j >= at; j-- {
				rest[j] /= rest[at]
			}
			rows[at] = rest
		}
	}
	return rows
}

// remainder takes from v what the rows make up; at is the first place that is left, -1 if none is.
func remainder(rows [][]float64, v []float64) (rest []float64, at int) {
	rest = slices.Clone(v)
	for i := range rest {
		if math.Abs(rest[i]) < 1e-7 {
			rest[i] = 0
			continue
		}
		if i >= len(rows) || rows[i] == nil {
			return rest, i
		}
		f := rest[i]
		for j := i; j < len(rest); j++ {
			rest[j] -= f * rows[i][j]
		}
	}
	return rest, -1
}

func follows(rows [][]float64, v []float64) bool {
	_, at := remainder(rows, v)
	return at < 0
}
