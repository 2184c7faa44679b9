package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// FuzzAspectOf: what is left of a question is folded words of it, and taking the asking away again leaves no more.
func FuzzAspectOf(f *testing.F) {
	for _, s := range []string{"lệ phí bao nhiêu?", "cần giấy gì để đăng ký khai sinh", "", "\xff", "lệ phí trước bạ", "GKS CCCD mấy ngày", "đang đăng ký", "mức độ 04 ở đâu"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		aspect, rest := AspectOf(s)
		if aspect < procedure.Overview {
			t.Fatalf("AspectOf(%q) is %d", s, aspect)
		}
		if vntext.Fold(rest) != rest || !utf8.ValidString(rest) {
			t.Fatalf("AspectOf(%q) leaves %q, which is not folded", s, rest)
		}
		if again, left := AspectOf(vntext.Fold(s)); again != aspect || left != rest {
			t.Fatalf("AspectOf(%q) is %d, %q; folded %d, %q", s, aspect, rest, again, left)
		}
		if _, less := AspectOf(rest); len(less) > len(rest) {
			t.Fatalf("AspectOf(%q) leaves %q, of which %q is left", s, rest, less)
		}
	})
}

// FuzzCheckWords: whatever an installation enters is either explained, in one line each, or can be loaded.
func FuzzCheckWords(f *testing.F) {
	c := bundled(f).Catalog
	for _, w := range []Word{
		{Everyday, "1.001193", "làm giấy khai sinh | {vợ,chị} mới đẻ"},
		{Everyday, "9.999999", "x"}, {Everyday, "1.001193", "đăng ký kết hôn"}, {Everyday, "1.001193", "bao nhiêu tiền"},
		{Same, "sổ đỏ", "bìa đỏ | giấy đỏ"}, {Abbreviations, "gks | g.k.s", "giấy khai sinh"}, {Abbreviations, "ks", "\xff"},
		{"outside", "a", "b"}, {"", "", ""}, {Everyday, "1.001193", "{a,b}{c,d}{e,f}{g,h}{i,j}{k,l}{m,n}"}, {Everyday, "1.001193", "}{|{,|"},
	} {
		f.Add(string(w.List), w.Head, w.Entries)
	}
	f.Fuzz(func(t *testing.T, list, head, entries string) {
		words := []Word{{List(list), head, entries}}
		problems := CheckWords(c, words)
		for _, p := range problems {
			if strings.TrimSpace(p) == "" {
				t.Fatalf("an empty problem with %q", words)
			}
		}
		if len(problems) > 0 {
			return
		}
		lex, err := loadLexicon(words, nil)
		if err != nil {
			t.Fatalf("%q has no problem, but cannot be loaded: %v", words, err)
		}
		lex.plain(head + " " + entries) // must not panic
	})
}
