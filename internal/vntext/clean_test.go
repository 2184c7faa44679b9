package vntext

import (
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"\u202eđẹp lắm", "đẹp lắm"},
		{"a\u202ab\u202bc\u202cd\u202de", "abcde"},
		{"a\u2066b\u2067c\u2068d\u2069e\u200ef\u200fg\u061ch", "abcdefgh"},
		{"kh\u200bai si\u2060nh\ufeff", "khai sinh"},
		{"gi\u00adấy tờ", "giấy tờ"},
		{"\u3164", ""}, {"\u200b\u200b", ""}, {"\u202e", ""}, {"\u2800 \u115f", ""}, {"\u200d", ""}, {"\ufe0f", ""}, {"\u0301", ""},
		{"a\x00b\x07c", "abc"},
		{"một\u2028hai", "một\nhai"},
		{"  hai dòng\n\tnữa ", "hai dòng\n\tnữa"},
		{"\xff\xfea", "a"},
		{"❤️", "❤️"}, {"👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"}, {"👍🏽", "👍🏽"}, {"g\u200di\u200dết", "giết"},
		{"\U000e0041\U000e0042tốt", "tốt"},
		{"hài lòng", "hài lòng"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%q is %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\u202eabc\u200d👍🏽")
	f.Fuzz(func(t *testing.T, s string) {
		once := Clean(s)
		if again := Clean(once); again != once {
			t.Errorf("%q, then %q", once, again)
		}
		if !utf8.ValidString(once) {
			t.Errorf("%q is no text", once)
		}
		for _, r := range once {
			if hidden(r) {
				t.Errorf("%q keeps %U", once, r)
			}
		}
	})
}
