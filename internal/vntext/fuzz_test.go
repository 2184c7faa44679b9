package vntext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// awkward are texts that have gone wrong somewhere: cut letters, marks without a letter, letters that grow or change
// when their case does, other scripts.
var awkward = []string{
	"", " ", "\xff\xfe", "Đ\xcc", "\u0301a", "e\u0301\u0323\u0302", "İstanbul", "ﬁ½", "한국어", "ςΣ", "a\u200db\u00adc", "ＣＣＣＤ　０１",
	"Thủ tục thuỷ lợi, hoà giải!", "ddawng kys", "dang9 ky1", "1.001193.000.00.00.H41", "\u1e9e\u01c4", "٠١٢ 九",
}

func FuzzTokens(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := Tokens(s)
		if joined := strings.Join(words, " "); joined != Fold(s) {
			t.Fatalf("Tokens(%q) = %q, Fold gives %q", s, words, Fold(s))
		}
		if again := Tokens(strings.Join(words, ", ")); !slices.Equal(again, words) {
			t.Fatalf("Tokens of the tokens of %q are %q, want %q", s, again, words)
		}
		for _, w := range words {
			if w == "" || !utf8.ValidString(w) {
				t.Fatalf("Tokens(%q) has %q", s, w)
			}
		}
	})
}

// FuzzRetype: a guess is folded text again, never empty for a word, never longer, and made at most as often as there
// are letters to take away.
func FuzzRetype(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range Tokens(s) {
			for rounds := 0; ; rounds++ {
				got := Retype(w)
				if got == w {
					break
				}
				if got == "" || len(got) > len(w) || Fold(got) != got || rounds > len(s) {
					t.Fatalf("Retype(%q) = %q in round %d of %q", w, got, rounds, s)
				}
				w = got
			}
			IsSyllable(w) // must not panic
		}
	})
}

// FuzzRetypeRaw: words that were not folded do no harm either.
func FuzzRetypeRaw(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Retype(s)
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Fatalf("Retype(%q) = %q is not UTF-8", s, got)
		}
		if s != "" && got == "" {
			t.Fatalf("Retype(%q) is empty", s)
		}
		IsSyllable(s)
	})
}

// TestFoldProperties: folding is idempotent, and neither case, normal form, the place of a tone mark nor the spaces
// around and between words matter.
func TestFoldProperties(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵAĐÊỒỮ019.,-?!\t "))
	text := rapid.OneOf(rapid.StringOfN(letters, 0, 60, -1), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		want := Fold(s)
		if Fold(want) != want {
			t.Fatalf("Fold(%q) = %q, folded again %q", s, want, Fold(want))
		}
		if !utf8.ValidString(want) {
			t.Fatalf("Fold(%q) = %q is not UTF-8", s, want)
		}
		ways := []string{"  " + s + " …", strings.ReplaceAll(s, " ", " \t ")}
		if utf8.ValidString(s) {
			ways = append(ways, norm.NFD.String(s), norm.NFC.String(s), norm.NFKC.String(s))
		}
		for _, way := range ways {
			if got := Fold(way); got != want {
				t.Fatalf("Fold(%q) = %q, but Fold(%q) = %q", s, want, way, got)
			}
		}
	})
}

// TestFoldTonePlacement: hoà and hòa are the same word, and so are all pairs of the old and the new way.
func TestFoldTonePlacement(t *testing.T) {
	for _, pair := range strings.Fields("hòa/hoà hóa/hoá họa/hoạ khỏe/khoẻ thủy/thuỷ ủy/uỷ tùy/tuỳ quý/qúy HÒA/HOÀ") {
		a, b, _ := strings.Cut(pair, "/")
		if Fold(a) != Fold(b) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", a, Fold(a), b, Fold(b))
		}
	}
}
