package survey

import "math"

// z95 is the two-sided 95 % quantile of the normal distribution.
const z95 = 1.959963984540054

// Wilson gives the 95 % Wilson score interval of the share k/n, as fractions of 1. It stays honest for
// few and for unanimous answers, where the usual interval claims certainty: 20 of 20 gives a lower bound
// of 83.9 %. For n = 0 it is the whole range [0, 1]: nothing is known.
// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.
func Wilson(k, n int) (lo, hi float64) {
	if n <= 0 {
		return 0, 1
	}
	p, nn := float64(k)/float64(n), float64(n)
	z2 := z95 * z95
	mid := p + z2/(2*nn)
	half := z95 * math.Sqrt(p*(1-p)/nn+z2/(4*nn*nn))
	den := 1 + z2/nn
	return max(0, (mid-half)/den), min(1, (mid+half)/den)
}
