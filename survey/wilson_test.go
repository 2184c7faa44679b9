package survey_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"motcua/survey"
)

// The bounds are those of published tables and of R's prop.test(correct = FALSE).
func TestWilson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		k, n   int
		lo, hi float64
	}{
		{20, 20, 0.8389, 1}, {10, 10, 0.7225, 1}, {0, 10, 0, 0.2775}, {8, 10, 0.4902, 0.9433}, {5, 10, 0.2366, 0.7634}, {1, 1, 0.2065, 1},
		{81, 263, 0.2553, 0.3662}, // R. G. Newcombe, Statistics in Medicine 17 (1998), table I
		{15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718},
		{0, 0, 0, 1}, {0, -1, 0, 1},
	} {
		lo, hi := survey.Wilson(c.k, c.n)
		if math.Abs(lo-c.lo) > 5e-5 || math.Abs(hi-c.hi) > 5e-5 {
			t.Errorf("Wilson(%d, %d) = %.5f, %.5f, want %.4f, %.4f", c.k, c.n, lo, hi, c.lo, c.hi)
		}
	}
}

func TestWilsonProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		lo, hi := survey.Wilson(k, n)
		p := float64(k) / float64(n)
		const dust = 1e-12
		if lo < 0 || hi > 1 || lo >= hi || p < lo-dust || p > hi+dust {
			t.Fatalf("Wilson(%d, %d) = %v, %v", k, n, lo, hi)
		}
		// Satisfied and not satisfied are the same answer seen from two sides.
		if l, h := survey.Wilson(n-k, n); math.Abs(l-(1-hi)) > dust || math.Abs(h-(1-lo)) > dust {
			t.Fatalf("Wilson(%d, %d) does not mirror Wilson(%d, %d)", n-k, n, k, n)
		}
		// More answers of the same kind say more.
		if l, h := survey.Wilson(4*k, 4*n); h-l >= hi-lo {
			t.Fatalf("four times the answers widen the interval of %d/%d", k, n)
		}
		if k < n {
			if l, h := survey.Wilson(k+1, n); l < lo || h < hi {
				t.Fatalf("one more satisfied lowers the interval of %d/%d", k, n)
			}
		}
	})
}
