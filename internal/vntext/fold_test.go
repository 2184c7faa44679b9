package vntext

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Đăng ký khai sinh", "dang ky khai sinh"},
		{"  ĐĂNG\tKÝ – khai-sinh!!! ", "dang ky khai sinh"},
		{"Ủy ban / Uỷ ban", "uy ban uy ban"},
		{"1.001193.000.00.00.H41", "1 001193 000 00 00 h41"},
		{"Ðất", "dat"},
		{"ＣＣＣＤ １２３", "cccd 123"},
		{"…", ""},
		{"ưỡn ẹo", "uon eo"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
		if got := Fold(norm.NFD.String(c.in)); got != c.want {
			t.Errorf("Fold of decomposed %q = %q, want %q", c.in, got, c.want)
		}
	}
}

// The short way through Fold gives what the long one gives, for every rune.
func TestFoldRunes(t *testing.T) {
	for r := range rune(0x3000) {
		var b strings.Builder
		gap := false
		for _, part := range "x" + decompose(string(r)) + "y" {
			gap = emit(&b, part, gap)
		}
		if got := Fold("x" + string(r) + "y"); got != b.String() {
			t.Errorf("%U in a word: %q, want %q", r, got, b.String())
		}
	}
}

func TestTokens(t *testing.T) {
	if got := Tokens("Lệ phí, bao nhiêu?"); !slices.Equal(got, []string{"le", "phi", "bao", "nhieu"}) {
		t.Errorf("Tokens = %q", got)
	}
	if got := Tokens(" ?! "); got != nil {
		t.Errorf("Tokens of punctuation = %q, want nil", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Đăng ký khai sinh", "ＣＣ", "\xff\xfe", "ﬁ½İ", "e\u0301\u0323", "ϓ̈", "a\u200db"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if again := Fold(got); again != got {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, got, again)
		}
		if strings.TrimSpace(got) != got || strings.Contains(got, "  ") {
			t.Fatalf("Fold(%q) = %q has stray space", s, got)
		}
		for _, r := range got {
			if r != ' ' && !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				t.Fatalf("Fold(%q) = %q contains %q", s, got, r)
			}
		}
		if valid := strings.ToValidUTF8(s, ""); valid == s && Fold(norm.NFD.String(s)) != Fold(norm.NFC.String(s)) {
			t.Fatalf("Fold of %q depends on its normal form", s)
		}
	})
}
