package report

import "motcua/internal/vnum"

// Parts are the percentages of a distribution as they are printed below each other, without their sign: they add to 100,0.
func Parts(d []Choice) []string { return vnum.BareParts(numbers(d)...) }

// Percents are those with their sign.
func Percents(d []Choice) []string { return vnum.PercentParts(numbers(d)...) }

// Tenths are those percentages in tenths of a per cent.
func Tenths(d []Choice) []int { return vnum.PartsOf(numbers(d)...) }

func numbers(d []Choice) []int {
	n := make([]int, len(d))
	for i, c := range d {
		n[i] = c.N
	}
	return n
}
