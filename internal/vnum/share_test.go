package vnum

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShares(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{PercentOf(51, 80), "63,8%"},
		{PercentOf(23, 80), "28,8%"},
		{PercentOf(1, 3), "33,3%"},
		{PercentOf(2, 3), "66,7%"},
		{PercentOf(0, 7), "0%"},
		{PercentOf(7, 7), "100%"},
		{PercentOf(0, 0), "0%"},
		{PercentOf(2999, 3000), "100,0%"},
		{PercentOf(1, 3000), "0,0%"},
		{Percent(0.6375), "63,8%"},
		{Percent(0.2875), "28,8%"},
		{WholeOf(1, 200), "1%"},
		{WholeOf(13, 360), "4%"},
		{Whole(0.8), "80%"},
		{Decimal(4.35), "4,4"},
		{Points(-5.25), "5,3"},
		{Length(0.8449), "84.5"},
		{strings.Join(BareParts(1, 1, 1), " "), "33,4 33,3 33,3"},
		{strings.Join(BareParts(183, 148, 35, 8, 0), " "), "48,9 39,6 9,4 2,1 0"},
		{strings.Join(BareParts(0, 5), " "), "0 100"},
		{strings.Join(BareParts(1, 9999), " "), "0,0 100,0"},
		{strings.Join(BareParts(0, 0), " "), "0 0"},
		{strings.Join(BareParts(), " "), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Every share below n = 1,000, and those at random above it, is rounded as fractions are.
func TestSharesAreRoundedHalfUp(t *testing.T) {
	check := func(k, n int) string {
		tenths := new(big.Rat).SetFrac64(int64(1000*k), int64(n))
		return new(big.Rat).Quo(tenths, big.NewRat(10, 1)).FloatString(1) // away from zero
	}
	for n := 1; n < 1000; n++ {
		for k := 1; k < n; k++ {
			want := strings.Replace(check(k, n), ".", ",", 1)
			if got := BareOf(k, n); got != want {
				t.Fatalf("%d of %d: %q, want %q", k, n, got, want)
			}
			if got := Bare(float64(int(1e6*float64(k)/float64(n)+0.5)) / 1e6); got != want { // as in figures.json
				t.Fatalf("%d of %d as a fraction: %q, want %q", k, n, got, want)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5_000_000).Draw(t, "n")
		k := rapid.IntRange(1, n-1).Draw(t, "k")
		if got, want := BareOf(k, n), check(k, n); strings.ReplaceAll(got, ",", ".") != want {
			t.Fatalf("%d of %d: %q, want %q", k, n, got, want)
		}
	})
}

// Parts add to 100,0, and none is off by a tenth.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 5000), 1, 12).Draw(t, "counts")
		whole, sum := 0, 0
		for _, n := range counts {
			whole += n
		}
		for i, tenths := range PartsOf(counts...) {
			sum += tenths
			if whole > 0 && (tenths-1)*whole >= 1000*counts[i] || whole > 0 && (tenths+1)*whole <= 1000*counts[i] {
				t.Fatalf("%d of %d is %d", counts[i], whole, tenths)
			}
		}
		if whole > 0 && sum != 1000 || whole == 0 && sum != 0 {
			t.Fatalf("%v add to %d", counts, sum)
		}
	})
}
