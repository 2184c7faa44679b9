// Package claim decides what a report may claim of its numbers: exact tests of shares, which hold for few and for
// unanimous answers as well as for many, and the correction for how much one report claims at once.
//
// All tests are of numbers of answers; none of them approximates by a normal distribution, so none needs a rule on how
// many answers are expected in a cell.
package claim

import "math"

// Fisher is the two-sided p-value of Fisher's exact test that k1 of n1 and k2 of n2 come of the same share: the
// probability, given all of k1+k2, of a table that is at most as likely as this one. It is 1 if either side is empty.
// Source: R. A. Fisher, "On the Interpretation of χ² from Contingency Tables, and the Calculation of P", 1922; two-sided as
// in fisher.test of R.
func Fisher(k1, n1, k2, n2 int) float64 {
	if n1 <= 0 || n2 <= 0 {
		return 1
	}
	rarer, same := hypergeometric(k1, n1, k2, n2).asRare(k1)
	return min(1, rarer+same)
}

// MidP is Fisher with only half of the tables that are as likely as the observed one. Because answers are whole numbers,
// Fisher's test errs less often than it is allowed to, for few answers by far, and finds less for it; the mid-p-value errs
// about as often as it says.
// Source: H. O. Lancaster, "Significance Tests in Discrete Distributions", 1961; A. Agresti, "Categorical Data Analysis",
// 2002, 1.4.4 and 3.5.6.
func MidP(k1, n1, k2, n2 int) float64 {
	if n1 <= 0 || n2 <= 0 {
		return 1
	}
	rarer, same := hypergeometric(k1, n1, k2, n2).asRare(k1)
	return min(1, rarer+same/2)
}

// Lower is the one-sided mid-p-value that the share of k1 of n1 is not lower than that of k2 of n2.
func Lower(k1, n1, k2, n2 int) float64 {
	if n1 <= 0 || n2 <= 0 {
		return 1
	}
	return hypergeometric(k1, n1, k2, n2).upTo(k1)
}

// Below is the one-sided mid-p-value that k of n come of a share of at least line, a fraction between 0 and 1.
func Below(k, n int, line float64) float64 {
	if n <= 0 {
		return 1
	}
	odds := line / (1 - line)
	return around(0, n, int(float64(n+1)*line), func(x int) float64 {
		return float64(n-x) / float64(x+1) * odds
	}).upTo(k)
}

// likely are the probabilities of a whole number, as far as they are not negligible.
type likely struct {
	first int
	p     []float64
}

// hypergeometric is the distribution of k1 when k1+k2 of n1+n2 are drawn by lot.
func hypergeometric(k1, n1, k2, n2 int) likely {
	drawn := k1 + k2
	mode := int(float64(drawn+1) * float64(n1+1) / float64(n1+n2+2))
	return around(max(0, drawn-n2), min(drawn, n1), mode, func(x int) float64 {
		return float64(n1-x) / float64(x+1) * float64(drawn-x) / float64(n2-drawn+x+1)
	})
}

// negligible is how much rarer than the most likely a number is that is left out: far below what doubles tell apart
// in a sum of some thousands.
const negligible = 1e-22

// around works probabilities out from the most likely number, mode, to both sides; ratio is p(x+1)/p(x). That needs no
// factorials, so nothing overflows and nothing is lost.
func around(low, high, mode int, ratio func(int) float64) likely {
	mode = max(low, min(high, mode))
	var down []float64
	for x, w := mode-1, 1.0; x >= low; x-- {
		if w /= ratio(x); w < negligible {
			break
		}
		down = append(down, w)
	}
	l := likely{first: mode - len(down)}
	for i := len(down) - 1; i >= 0; i-- {
		l.p = append(l.p, down[i])
	}
	l.p = append(l.p, 1)
	for x, w := mode, 1.0; x < high; x++ {
		if w *= ratio(x); w < negligible {
			break
		}
		l.p = append(l.p, w)
	}
	l.scale()
	return l
}

// scale makes the sum 1.
func (l likely) scale() {
	sum := 0.0
	for _, w := range l.p {
		sum += w
	}
	for i := range l.p {
		l.p[i] /= sum
	}
}

// at is the probability of one number.
func (l likely) at(x int) float64 {
	if i := x - l.first; 0 <= i && i < len(l.p) {
		return l.p[i]
	}
	return 0
}

// alike is how far two probabilities may be apart and still count as equal: they are worked out by different ways.
// fisher.test of R allows for the same.
const alike = 1e-7

// asRare are the probabilities of all numbers that are rarer than x, and of those that are as rare.
func (l likely) asRare(x int) (rarer, same float64) {
	bound := l.at(x)
	for _, p := range l.p {
		switch {
		case math.Abs(p-bound) <= alike*bound:
			same += p
		case p < bound:
			rarer += p
		}
	}
	return rarer, same
}

// upTo is the probability of fewer than x, and half of that of x.
func (l likely) upTo(x int) float64 {
	sum := l.at(x) / 2
	for i, p := range l.p {
		if l.first+i < x {
			sum += p
		}
	}
	return min(1, sum)
}
