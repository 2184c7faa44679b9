package report

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func rowsOf(sizes ...int) []Row {
	slices.Sort(sizes)
	slices.Reverse(sizes)
	var rows []Row
	for i, n := range sizes {
		r := Row{Key: strconv.Itoa(i), N: n}
		if n >= MinShown {
			r.Score = &Score{}
		}
		rows = append(rows, r)
	}
	return rows
}

func TestHideSmall(t *testing.T) {
	for _, c := range []struct {
		name          string
		sizes         []int
		shown, hidden int
		sum           int
	}{
		{"none small", []int{30, 20, 5}, 3, 0, 0},
		{"one small takes the next with it", []int{30, 20, 3}, 1, 2, 23},
		{"two small, together enough", []int{30, 20, 4, 4}, 2, 2, 8},
		{"two small, together too few", []int{30, 20, 1, 1}, 1, 3, 22},
		{"many of one", []int{30, 1, 1, 1, 1, 1}, 1, 5, 5},
		{"all small", []int{3, 1}, 0, 2, 4},
		{"one row alone", []int{4}, 0, 1, 4},
		{"nothing", nil, 0, 0, 0},
	} {
		got := hideSmall(rowsOf(c.sizes...))
		if len(got.Shown()) != c.shown || got.HiddenRows != c.hidden || got.HiddenN != c.sum {
			t.Errorf("%s: %d shown, %d hidden with %d; want %d, %d, %d", c.name, len(got.Shown()), got.HiddenRows, got.HiddenN, c.shown, c.hidden, c.sum)
		}
	}
}

// What is hidden can neither be read nor worked out.
func TestHiddenStaysHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 40), 0, 12).Draw(t, "sizes")
		got := hideSmall(rowsOf(sizes...))
		total, shown := 0, 0
		for _, n := range sizes {
			total += n
		}
		for _, r := range got.Rows {
			if r.Hidden {
				if r.N != 0 || r.Score != nil {
					t.Fatalf("hidden row shows %+v", r)
				}
				continue
			}
			if r.N < MinShown {
				t.Fatalf("row of %d is shown", r.N)
			}
			shown += r.N
		}
		if len(got.Rows) != len(sizes) || total-shown != got.HiddenN {
			t.Fatalf("%d rows and %d hidden answers of %d rows and %d answers", len(got.Rows), got.HiddenN, len(sizes), total)
		}
		rest := got.HiddenRows
		if rest > 0 && rest < len(sizes) && (rest == 1 || got.HiddenN < MinShown) {
			t.Fatalf("%d rows with %d answers can be worked out from the total", rest, got.HiddenN)
		}
	})
}
