package claim_test

import (
	"math"
	"math/big"
	"testing"

	"motcua/report/claim"

	"pgregory.net/rapid"
)

// The values were worked out with fractions of whole numbers in Python; those of Fisher are what fisher.test of R gives.
func TestExactTests(t *testing.T) {
	for _, c := range []struct {
		k1, n1, k2, n2      int
		fisher, midP, lower float64
	}{
		{60, 60, 52, 60, 0.00609005552083, 0.00304502776042, 0.99847748612},
		{3, 4, 1, 4, 0.485714285714, 0.257142857143, 0.871428571429}, // Fisher's lady tasting tea
		{180, 200, 150, 200, 0.000112781727958, 7.40932611789e-05, 0.999962953369},
		{85, 100, 80, 100, 0.457010630315, 0.360514700055, 0.819742649973},
		{25, 30, 10, 30, 0.000181000062445, 9.85275826842e-05, 0.999950736209},
		{331, 374, 242, 291, 0.0542921347622, 0.0478453920842, 0.975045806995},
		{0, 5, 5, 5, 0.00793650793651, 0.00396825396825, 0.00198412698413},
		{1, 10, 0, 7, 1, 0.705882352941, 0.705882352941},
		{29, 30, 25, 30, 0.194509772119, 0.109115238018, 0.945442380991},
		{38, 53, 290, 321, 0.000496998932892, 0.000309182745367, 0.000309182745367},
		{2990, 3000, 2970, 3000, 0.00214893169965, 0.00140092879389, 0.999299535603},
		{7, 7, 9, 9, 1, 0.5, 0.5},
		{0, 0, 3, 4, 1, 1, 1},
		{3, 4, 0, 0, 1, 1, 1},
	} {
		for _, v := range []struct {
			name      string
			got, want float64
		}{
			{"Fisher", claim.Fisher(c.k1, c.n1, c.k2, c.n2), c.fisher},
			{"mid-p", claim.MidP(c.k1, c.n1, c.k2, c.n2), c.midP},
			{"lower", claim.Lower(c.k1, c.n1, c.k2, c.n2), c.lower},
		} {
			if math.Abs(v.got-v.want) > 1e-9*v.want {
				t.Errorf("%d/%d and %d/%d: %s is %.12g, want %.12g", c.k1, c.n1, c.k2, c.n2, v.name, v.got, v.want)
			}
		}
	}
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		k, n int
		want float64
	}{
		{30, 100, 2.65032463378e-27}, {70, 100, 0.00865415710102}, {22, 30, 0.183930067608}, {80, 100, 0.490188522531},
		{0, 10, 5.12e-08}, {10, 10, 0.9463129088}, {205, 281, 0.00219883708788}, {0, 0, 1},
	} {
		if got := claim.Below(c.k, c.n, 0.8); math.Abs(got-c.want) > 1e-9*c.want+1e-20 {
			t.Errorf("%d of %d: %.12g, want %.12g", c.k, c.n, got, c.want)
		}
	}
}

// Small tables are compared with a recount of all of them in fractions.
func TestSmallTablesByFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n1, n2 := rapid.IntRange(1, 40).Draw(t, "n1"), rapid.IntRange(1, 40).Draw(t, "n2")
		k1, k2 := rapid.IntRange(0, n1).Draw(t, "k1"), rapid.IntRange(0, n2).Draw(t, "k2")
		weight := func(x int) *big.Int {
			return new(big.Int).Mul(new(big.Int).Binomial(int64(n1), int64(x)), new(big.Int).Binomial(int64(n2), int64(k1+k2-x)))
		}
		all, rarer, same, below := new(big.Int), new(big.Int), new(big.Int), new(big.Int)
		for x := max(0, k1+k2-n2); x <= min(k1+k2, n1); x++ {
			w := weight(x)
			all.Add(all, w)
			switch w.Cmp(weight(k1)) {
			case -1:
				rarer.Add(rarer, w)
			case 0:
				same.Add(same, w)
			}
			if x < k1 {
				below.Add(below, w)
			}
		}
		part := func(x *big.Int) float64 { f, _ := new(big.Rat).SetFrac(x, all).Float64(); return f }
		near := func(got, want float64) bool { return math.Abs(got-want) <= 1e-9 }
		if got, want := claim.Fisher(k1, n1, k2, n2), part(rarer)+part(same); !near(got, want) {
			t.Fatalf("Fisher %v, want %v", got, want)
		}
		if got, want := claim.MidP(k1, n1, k2, n2), part(rarer)+part(same)/2; !near(got, want) {
			t.Fatalf("mid-p %v, want %v", got, want)
		}
		if got, want := claim.Lower(k1, n1, k2, n2), part(below)+part(weight(k1))/2; !near(got, want) {
			t.Fatalf("lower %v, want %v", got, want)
		}
	})
}

func TestHolm(t *testing.T) {
	for name, c := range map[string]struct {
		claims []claim.Claim
		want   []bool
	}{
		"nothing":                   {},
		"one":                       {[]claim.Claim{{0.05, 1}}, []bool{true}},
		"two, each alone":           {[]claim.Claim{{0.03, 1}, {0.04, 1}}, []bool{false, false}},
		"one opens the way":         {[]claim.Claim{{0.04, 1}, {0.02, 1}}, []bool{true, true}},
		"not past one that fails":   {[]claim.Claim{{0.001, 1}, {0.026, 1}, {0.04, 1}}, []bool{true, false, false}},
		"a heavy one needs less":    {[]claim.Claim{{0.03, 3}, {0.03, 1}}, []bool{true, true}},
		"a light one is not enough": {[]claim.Claim{{0.3, 3}, {0.013, 1}}, []bool{false, false}},
		"without weight never":      {[]claim.Claim{{0, 0}, {0.05, 1}}, []bool{false, true}},
		"two of four":               {[]claim.Claim{{0.01, 1}, {0.04, 1}, {0.03, 1}, {0.005, 1}}, []bool{true, false, false, true}},
	} {
		got := claim.Holm(c.claims, 0.05)
		for i := range c.want {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", name, got, c.want)
				break
			}
		}
	}
}
