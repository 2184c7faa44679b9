package survey_test

import (
	"crypto/rand"
	"math"
	mathrand "math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/survey"
)

const receiptLetters = "23456789CGHKLMNPQTV"

func newReceipt() string { return survey.NewReceipt(func(b []byte) { _, _ = rand.Read(b) }) }

func TestReceiptAlphabet(t *testing.T) {
	t.Parallel()
	distinct := map[string]bool{}
	for range 3000 {
		code := newReceipt()
		distinct[code] = true
		if len(code) != 10 || strings.Trim(code, receiptLetters) != "" {
			t.Fatalf("code %q", code)
		}
		for i := 1; i < len(code); i++ {
			if code[i] == code[i-1] {
				t.Fatalf("%q has a letter twice in a row", code)
			}
		}
		for _, written := range []string{code, survey.ShowReceipt(code), strings.ToLower(survey.ShowReceipt(code))} {
			if back, ok := survey.ParseReceipt(written); !ok || back != code {
				t.Fatalf("%q was read as %q (%t)", written, back, ok)
			}
		}
	}
	if len(distinct) != 3000 {
		t.Errorf("of 3000 codes only %d are different", len(distinct))
	}
	letters := float64(len(receiptLetters))
	if bits := math.Log2(letters) + 9*math.Log2(letters-1); bits < 40 {
		t.Errorf("%.1f bits", bits)
	}
}

// A source that always says the same gives a poor code, not an endless search for another letter.
func TestReceiptFromAPoorSource(t *testing.T) {
	t.Parallel()
	if code := survey.NewReceipt(func([]byte) {}); code != "2323232323" {
		t.Errorf("code %q", code)
	}
}

// Every letter is equally likely at every place: Pearson's chi-squared over 19 letters stays below its 99.99 % quantile (18
// degrees of freedom: 51.0). The generator has a fixed seed, so the test does not fail by chance.
func TestReceiptUniform(t *testing.T) {
	t.Parallel()
	const n = 60000
	r := mathrand.NewChaCha8([32]byte{1})
	var seen [10][256]int
	for range n {
		code := survey.NewReceipt(func(b []byte) { _, _ = r.Read(b) })
		for at := range code {
			seen[at][code[at]]++
		}
	}
	for at := range seen {
		const want = float64(n) / 19
		chi := 0.0
		for _, letter := range receiptLetters {
			d := float64(seen[at][letter]) - want
			chi += d * d / want
		}
		if chi > 51 {
			t.Errorf("place %d: chi-squared is %.1f", at, chi)
		}
	}
}

// The rules by which Vietnamese input methods change what is typed, each as widely as any of them applies it. A code is safe
// if no rule finds anything to change in it.
var inputRules = []struct {
	name    string
	changes func(before string, key rune) bool // before: what stands before the cursor, in small letters
}{
	{"Telex: a tone letter after a vowel", func(before string, key rune) bool { return strings.ContainsRune("sfrxjz", key) && hasVowel(before) }},
	{"Telex: a vowel doubled", func(before string, key rune) bool {
		return strings.ContainsRune("aeo", key) && strings.ContainsRune(before, key)
	}},
	{"Telex: w is ư, or a horn or breve", func(_ string, key rune) bool { return key == 'w' }},
	{"Telex: brackets are ơ and ư", func(_ string, key rune) bool { return strings.ContainsRune("[]{}", key) }},
	{"Telex, VIQR: d after d", func(before string, key rune) bool { return key == 'd' && strings.ContainsRune(before, 'd') }},
	{"VNI: a digit after a vowel", func(before string, key rune) bool { return strings.ContainsRune("0123456789", key) && hasVowel(before) }},
	{"VNI: 9 after d", func(before string, key rune) bool { return key == '9' && strings.ContainsRune(before, 'd') }},
	{"VIQR: a sign after a vowel", func(before string, key rune) bool { return strings.ContainsRune("'`?~.^(+*-", key) && hasVowel(before) }},
	{"Quick Telex: a consonant doubled", func(before string, key rune) bool {
		return strings.ContainsRune("cgknptqu", key) && strings.HasSuffix(before, string(key))
	}},
	{"quick first consonant: f, j, w", func(before string, key rune) bool { return before == "" && strings.ContainsRune("fjw", key) }},
	{"quick last consonant: g, h, k after a vowel", func(before string, key rune) bool { return strings.ContainsRune("ghk", key) && hasVowel(before) }},
	{"free marking: any vowel at all", func(_ string, key rune) bool { return strings.ContainsRune("aeiouy", key) }},
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouyw") }

// changed names the first rule that changes what is typed.
func changed(typed string) string {
	before := ""
	for _, key := range strings.ToLower(typed) {
		for _, r := range inputRules {
			if r.changes(before, key) {
				return r.name
			}
		}
		before += string(key)
	}
	return ""
}

func TestReceiptSurvivesInputMethods(t *testing.T) {
	t.Parallel()
	for range 5000 {
		code := newReceipt()
		for _, typed := range []string{code, survey.ShowReceipt(code), code[:5] + " " + code[5:]} {
			if rule := changed(typed); rule != "" {
				t.Fatalf("%q is changed by %s", typed, rule)
			}
		}
	}
	for typed, want := range map[string]string{"7KQ4WD": "Telex: w", "AS2": "free", "2DD": "Telex, VIQR", "D9": "VNI: 9", "KK": "Quick", "[": "Telex: brackets"} {
		if rule := changed(typed); !strings.HasPrefix(rule, want) {
			t.Errorf("%q is changed by %q, want %s: the rules find nothing", typed, rule, want)
		}
	}
}

func TestParseReceipt(t *testing.T) {
	t.Parallel()
	const code = "7KQ4M2PTVC"
	for in, want := range map[string]string{
		code: code, "7kq4m2ptvc": code, " 7KQ4M 2PTVC ": code, "7kq4m-2ptvc": code, "7.K.Q.4.M.2.P.T.V.C": code, "7KQ4M–2PTVC": code,
		"7KQ4M\u00a02PTVC": code, "7KQ4M\u200b2PTVC": code, "７ＫＱ４Ｍ２ＰＴＶＣ": code, "7KQ4Ḿ2PTVC": code,
		"": "", "7KQ4M2PTV": "", "7KQ4M2PTVCC": "", "7KQ4M2PTV0": "", "7KQ4M2PTVO": "", "7KQ4M2PTV1": "", "7KQ4M2PTVI": "", "7KQ4M2PTVD": "", "7KQ4M2PTVW": "",
		"7KQ4M2PTVĐ": "", "7KQ4M2PTV_": "", "7KQ4M2PTV\x00C": "", "<b>7KQ4M2PT": "", "7KQ4M2PTVC!": "",
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
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9A-Za-z .\-]{9,14}`)).Draw(t, "typed")
		code, ok := survey.ParseReceipt(s)
		if ok && (len(code) != 10 || strings.Trim(code, receiptLetters) != "") {
			t.Fatalf("%q was read as %q", s, code)
		}
	})
}
