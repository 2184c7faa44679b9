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
	lex, err := bundledLexicon()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, list, head, entries string) {
		if len(entries) > mostFuzzed || len(head) > mostFuzzed {
			return // six pairs of braces multiply
		}
		w := Word{List(list), head, entries}
		// What CheckWords does for each line; reading all wordings of the program anew each time would leave nothing to fuzz.
		k := &checker{c: c, lex: lex, owner: map[string]string{}}
		problems := k.check(w)
		for _, p := range problems {
			if strings.TrimSpace(p) == "" {
				t.Fatalf("an empty problem with %q", w)
			}
		}
		if len(problems) > 0 {
			return
		}
		own := &lexicon{short: map[string][]string{}, same: newTrie(), everyday: map[string][]string{}, ask: lex.ask}
		if err := own.add(w.List, []string{head, entries}); err != nil {
			t.Fatalf("%q has no problem, but cannot be loaded: %v", w, err)
		}
		own.words(head + " " + entries) // must not panic
	})
}

// mostFuzzed bounds what is tried, in bytes.
const mostFuzzed = 100

// TestCheckWordsThenNew: words without a problem make a finder that knows them; each bad one is explained.
func TestCheckWordsThenNew(t *testing.T) {
	c := bundled(t).Catalog
	good := []Word{
		{Everyday, "1.001193", "cháu nội chào đời ngoài bến phà"},
		{Same, "sổ đỏ", "bìa đỏ nhà tôi"},
		{Abbreviations, "gksx", "giấy khai sinh"},
	}
	if problems := CheckWords(c, good); len(problems) > 0 {
		t.Fatalf("%q: %q", good, problems)
	}
	f, err := New(c, good...)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"cháu nội chào đời ngoài bến phà", "gksx"} {
		if r := f.Search(q, 5); !r.Answered() || r.Hits[0].P.Key != "1.001193" {
			t.Errorf("%q with own words: %+v", q, r)
		}
	}
	bad := []Word{{Everyday, "9.999999", "x"}, {Everyday, "1.001193", "bao nhiêu tiền"}, {"outside", "a", "b"}, {"", "", ""}, {Abbreviations, "a b", "c d"}}
	if problems := CheckWords(c, bad); len(problems) < len(bad) {
		t.Errorf("%d problems with %d bad words: %q", len(problems), len(bad), problems)
	}
}
