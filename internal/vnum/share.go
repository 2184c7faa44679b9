package vnum

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Shares are written here and nowhere else. They are rounded as whole numbers, a half upwards, as it is done by hand and
// in official tables: in binary 63.75 per cent of 80 is a little less, and would be printed as 63,7.

// million is how many parts of a one are kept of a number that comes as a fraction: those of figures.json.
const million = 1_000_000

// nearest is part/whole rounded to a whole number, a half upwards. Neither may be negative, whole not 0.
func nearest(part, whole int) int { return (2*part + whole) / (2 * whole) }

// micro is x in millionths.
func micro(x float64) int { return int(math.Round(x * million)) }

// decimal writes tenths: "86,4".
func decimal(tenths int) string { return Integer(tenths/10) + "," + strconv.Itoa(tenths%10) }

// BareOf writes k of n as a percentage without its sign: "63,8" for 51 of 80. Exactly none and exactly all are written
// without a decimal, so that 2.999 of 3.000 ("100,0") can be told from 3.000 of 3.000 ("100"). Of nothing it is "0".
func BareOf(k, n int) string {
	switch {
	case k <= 0 || n <= 0:
		return "0"
	case k >= n:
		return "100"
	}
	return decimal(nearest(1000*k, n))
}

// PointsOf is by how many percentage points k1 of n1 is above k2 of n2, both as they are printed: who takes one printed share
// from the other finds this. n1 and n2 must not be 0.
func PointsOf(k1, n1, k2, n2 int) float64 {
	return float64(nearest(1000*k1, n1)-nearest(1000*k2, n2)) / 10
}

// PercentOf writes k of n as a percentage: "63,8%".
func PercentOf(k, n int) string { return BareOf(k, n) + "%" }

// WholeOf writes k of n as a percentage without decimals: "64%".
func WholeOf(k, n int) string { return Whole(Fraction(k, n)) }

// Fraction is k of n as a fraction of 1, for cells and drawings; 0 of nothing.
func Fraction(k, n int) float64 {
	if n <= 0 {
		return 0
	}
	return float64(k) / float64(n)
}

// Bare writes a fraction of 1 that is no number of answers (the end of an interval, a mean of shares) like BareOf.
func Bare(share float64) string { return BareOf(micro(share), million) }

// Percent writes such a fraction as a percentage: "86,4%".
func Percent(share float64) string { return Bare(share) + "%" }

// Whole writes such a fraction as a percentage without decimals: "86%".
func Whole(share float64) string { return strconv.Itoa(nearest(100*micro(share), million)) + "%" }

// Points writes a difference of percentages without its sign: "5,3".
func Points(points float64) string { return Decimal(math.Abs(points)) }

// Length is a fraction of 1 in hundredths for a drawing, as programs read it: "84.5".
func Length(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// PartsOf are the percentages of the parts of a whole as they are printed below each other, in tenths of a per cent: they add
// to 1000. Each is its share rounded down, and the tenths that are left go to those that lost most by it, the first of equal
// ones (the method of the largest remainder). None is off by a tenth or more. Of nothing all are 0.
func PartsOf(counts ...int) []int {
	tenths, whole := make([]int, len(counts)), 0
	for _, n := range counts {
		whole += n
	}
	if whole <= 0 {
		return tenths
	}
	order, left := make([]int, len(counts)), 1000
	for i, n := range counts {
		order[i], tenths[i] = i, 1000*n/whole
		left -= tenths[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(1000*counts[b]%whole, 1000*counts[a]%whole) })
	for _, i := range order[:left] {
		tenths[i]++
	}
	return tenths
}

// BareParts writes PartsOf like BareOf: "48,9", but "0" where there is none and "100" where it is all.
func BareParts(counts ...int) []string {
	written := make([]string, len(counts))
	for i, tenths := range PartsOf(counts...) {
		switch {
		case counts[i] <= 0:
			written[i] = "0"
		case tenths == 1000 && others(counts, i) == 0:
			written[i] = "100"
		default:
			written[i] = decimal(tenths)
		}
	}
	return written
}

// PercentParts are BareParts with their sign.
func PercentParts(counts ...int) []string {
	written := BareParts(counts...)
	for i := range written {
		written[i] += "%"
	}
	return written
}

// others is the sum of all counts but one.
func others(counts []int, but int) int {
	sum := -counts[but]
	for _, n := range counts {
		sum += n
	}
	return sum
}
