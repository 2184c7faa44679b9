package survey_test

import (
	"crypto/rand"
	mathrand "math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/survey"
)

const receiptLetters = "23456789ABCDEFGHJKMNPQRSTWXYZ"

func TestReceiptAlphabet(t *testing.T) {
	t.Parallel()
	seen := map[rune]int{}
	var codes []string
	for range 3000 {
		code := survey.NewReceipt(func(b []byte) { _, _ = rand.Read(b) })
		codes = append(codes, code)
		if len(code) != 6 {
			t.Fatalf("code %q", code)
		}
		for _, r := range code {
			seen[r]++
		}
		if back, ok := survey.ParseReceipt(code); !ok || back != code {
			t.Fatalf("%q was read as %q (%t)", code, back, ok)
		}
	}
	for r := range seen {
		if !strings.ContainsRune(receiptLetters, r) {
			t.Errorf("letter %q is not one of %s", r, receiptLetters)
		}
	}
	for _, r := range "01ILOUV" {
		if seen[r] > 0 {
			t.Errorf("%q is misread on paper", r)
		}
	}
	distinct := map[string]bool{}
	for _, c := range codes {
		distinct[c] = true
	}
	if len(distinct) < len(codes)-2 {
		t.Errorf("%d codes, only %d of them different", len(codes), len(distinct))
	}
}

// Every letter is equally likely at every place: Pearson's chi-squared over 29 letters stays below its
// 99.99 % quantile (28 degrees of freedom: 66.2). Taking the random byte modulo 29 would give about
// 140 here. The generator has a fixed seed, so the test does not fail by chance.
func TestReceiptUniform(t *testing.T) {
	t.Parallel()
	const n = 60000
	r := mathrand.NewChaCha8([32]byte{1})
	var seen [6][256]int
	for range n {
		code := survey.NewReceipt(func(b []byte) { _, _ = r.Read(b) })
		for at := range code {
			seen[at][code[at]]++
		}
	}
	for at := range seen {
		const want = float64(n) / 29
		chi := 0.0
		for _, letter := range receiptLetters {
			d := float64(seen[at][letter]) - want
			chi += d * d / want
		}
		if chi > 66.2 {
			t.Errorf("place %d: chi-squared is %.1f", at, chi)
		}
	}
}

func TestParseReceipt(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"7KQ4MD": "7KQ4MD", "7kq4md": "7KQ4MD", " 7KQ 4MD ": "7KQ4MD", "7kq-4md": "7KQ4MD", "7.K.Q.4.M.D": "7KQ4MD",
		"": "", "7KQ4M": "", "7KQ4MDD": "", "7KQ4M0": "", "7KQ4MO": "", "7KQ4M1": "", "7KQ4MI": "", "7KQ4MU": "", "7KQ4MV": "",
		"7KQ4Đ": "", "7KQ4M_": "", "7KQ4M\n": "", "7KQ4\x00D": "", "７KQ4MD": "", "<b>7K": "",
	} {
		got, ok := survey.ParseReceipt(in)
		if ok != (want != "") || (ok && got != want) {
			t.Errorf("%q was read as %q (%t), want %q", in, got, ok, want)
		}
	}
}

func TestParseReceiptGivesOnlyCodes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9A-Za-z .\-]{5,9}`)).Draw(t, "typed")
		code, ok := survey.ParseReceipt(s)
		if ok && (len(code) != 6 || strings.Trim(code, receiptLetters) != "") {
			t.Fatalf("%q was read as %q", s, code)
		}
	})
}
