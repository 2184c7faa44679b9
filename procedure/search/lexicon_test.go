package search

import (
	"maps"
	"strings"
	"unicode/utf8"

	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/vntext"

	"motcua/procedure"
)

// TestLexiconFitsTheCatalogue: a wording for a procedure that is not there helps nobody, and is most likely a typing
// error in the code.
func TestLexiconFitsTheCatalogue(t *testing.T) {
	c := bundled(t)
	lex, err := bundledLexicon()
	if err != nil {
		t.Fatal(err)
	}
	for key, wordings := range lex.everyday {
		if _, ok := c.ByKey(key); !ok {
			t.Errorf("everyday.tsv: no procedure %s", key)
		}
		for _, w := range wordings {
			if len(lex.words(w)) == 0 {
				t.Errorf("everyday.tsv: %s: %q is empty", key, w)
			}
		}
	}
	if len(lex.everyday) < 350 || len(lex.outside) < 20 || len(lex.short) < 50 {
		t.Errorf("lexicon lost entries: %d, %d, %d", len(lex.everyday), len(lex.outside), len(lex.short))
	}
}

func TestAspectOf(t *testing.T) {
	for _, c := range []struct {
		q    string
		want procedure.Aspect
		rest string
	}{
		{"Lệ phí bao nhiêu?", procedure.Fee, ""},
		{"hết bao nhiêu tiền vậy ạ", procedure.Fee, ""},
		{"mất bao lâu thì xong", procedure.Time, ""},
		{"cần những giấy tờ gì", procedure.Papers, ""},
		{"hồ sơ gồm những gì ạ", procedure.Papers, ""},
		{"nộp ở đâu", procedure.Where, ""},
		{"làm online được không", procedure.Where, ""},
		{"làm thế nào", procedure.Steps, ""},
		{"căn cứ pháp lý", procedure.Law, ""},
		{"xin mẫu đơn", procedure.Form, ""},
		{"điều kiện là gì", procedure.Conditions, ""},
		{"đăng ký kết hôn cần gì", procedure.Papers, "dang ky ket hon"},
		{"lệ phí trước bạ", procedure.Overview, "le phi truoc ba"},
		{"khai sinh", procedure.Overview, "khai sinh"},
		{"", procedure.Overview, ""},
	} {
		got, rest := AspectOf(c.q)
		if got != c.want || rest != c.rest {
			t.Errorf("AspectOf(%q) = %s, %q, want %s, %q", c.q, got.Label(), rest, c.want.Label(), c.rest)
		}
	}
}

func TestExpand(t *testing.T) {
	for in, want := range map[string][]string{
		"a":             {"a"},
		"{a,b} c":       {"a c", "b c"},
		"x {,a} {b,c}":  {"x  b", "x  c", "x a b", "x a c"},
		"{a":            {"{a"},
		"a} b":          {"a} b"},
		"{a,b}{c,d}":    {"ac", "ad", "bc", "bd"},
		"{một từ,hai}!": {"một từ!", "hai!"},
	} {
		if got := expand(in); !slices.Equal(got, want) {
			t.Errorf("expand(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTrie(t *testing.T) {
	tr := newTrie()
	tr.add([]string{"so", "do"}, []string{"sodo"})
	tr.add([]string{"so", "do", "lan", "dau"}, []string{"sodo", "moi"})
	tr.add(nil, []string{"never"})
	for _, c := range []struct{ in, want []string }{
		{nil, []string{}},
		{[]string{"mat", "so", "do", "roi"}, []string{"mat", "sodo", "roi"}},
		{[]string{"so", "do", "lan", "dau"}, []string{"sodo", "moi"}},
		{[]string{"so", "do", "lan"}, []string{"sodo", "lan"}},
		{[]string{"so"}, []string{"so"}},
	} {
		if got := tr.replace(c.in); !slices.Equal(got, c.want) {
			t.Errorf("replace(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestRepair(t *testing.T) {
	v := newVocabulary()
	for _, t := range []term{{"khai", "sinh"}, {"ket", "hon"}, {first: "so"}} {
		v.add(t)
	}
	s := newSpelling(v, v.all(), []string{"net"})
	for _, c := range []struct{ in, want []string }{
		{[]string{"khai", "sinh"}, []string{"khai", "sinh"}},
		{[]string{"khaisinh"}, []string{"khai", "sinh"}},
		{[]string{"khais", "sinhr"}, []string{"khai", "sinh"}},
		{[]string{"khai1", "sinh"}, []string{"khai", "sinh"}},
		{[]string{"kai", "sinh"}, []string{"khai", "sinh"}},
		{[]string{"khai", "sih"}, []string{"khai", "sinh"}},
		{[]string{"khia", "sinh"}, []string{"khia", "sinh"}}, // a syllable, perhaps a name
		{[]string{"net", "hon"}, []string{"net", "hon"}},     // known, though not to the index
		{[]string{"zzz"}, []string{"zzz"}},
		{[]string{"sih"}, []string{"sih"}}, // nothing beside it speaks for a repair
	} {
		if got := s.repair(c.in); !slices.Equal(got, c.want) {
			t.Errorf("repair(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestWordingsDoNotConflict: the same wording for two procedures decides nothing. Where one wording truly means several
// matters, askback.tsv asks back.
func TestWordingsDoNotConflict(t *testing.T) {
	lex, err := bundledLexicon()
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(lex.everyday)) {
		for _, w := range lex.everyday[key] {
			folded := vntext.Fold(w)
			if other, ok := owner[folded]; ok && other != key {
				t.Errorf("%q stands for %s and for %s", w, other, key)
			}
			owner[folded] = key
		}
	}
}

func TestAskBacksFitTheCatalogue(t *testing.T) {
	c := bundled(t)
	for _, a := range c.index.lex.backs {
		if len(a.options) < 2 || len(a.ways) == 0 {
			t.Errorf("%q has too little to ask", a.question)
		}
		for _, o := range a.options {
			if _, ok := c.ByKey(o.key); !ok {
				t.Errorf("%q: no procedure %s", a.question, o.key)
			}
			if n := utf8.RuneCountInString(o.label); n == 0 || n > 40 {
				t.Errorf("%q: label %q has %d runes", a.question, o.label, n)
			}
		}
	}
}

func TestAskBack(t *testing.T) {
	c := bundled(t)
	for q, first := range map[string]string{
		"mai táng phí": "1.001731", "tam tru tam vang": "1.004194", "đi công chứng": "2.000815", "làm căn cước": "1.014061",
	} {
		r := c.Search(q, 5)
		if r.Verdict != Several || r.Ask == nil || r.Ask.Options[0].P.Key != first {
			t.Errorf("%q is not asked back about: %+v", q, r.Ask)
		}
	}
	for _, q := range []string{"mai táng phí cựu chiến binh", "chứng thực chữ ký", "làm lại căn cước bị mất"} {
		if r := c.Search(q, 5); r.Ask != nil {
			t.Errorf("%q says enough, and is asked %q", q, r.Ask.Question)
		}
	}
}

func TestAlso(t *testing.T) {
	c := bundled(t)
	r := c.Search("tách hộ xong làm lại căn cước bị mất", 5)
	if len(r.Hits) == 0 || len(r.Also) != 1 {
		t.Fatalf("two matters: %+v, also %+v", r.Hits, r.Also)
	}
	got := []string{r.Hits[0].P.Key, r.Also[0].P.Key}
	slices.Sort(got)
	if !slices.Equal(got, []string{"1.010038", "1.014064"}) {
		t.Errorf("two matters: %v", got)
	}
	if r := c.Search(norm.NFD.String("tách hộ với lại làm lại căn cước bị mất"), 5); len(r.Also) != 1 {
		t.Errorf("two matters in decomposed letters: %+v", r.Also)
	}
	if r := c.Search("đăng ký kết hôn, cần giấy gì?", 5); len(r.Also) != 0 {
		t.Errorf("one matter: %+v", r.Also)
	}
}

func TestCheckWords(t *testing.T) {
	c := bundled(t).Catalog
	good := []Word{{Everyday, "1.001193", "làm giấy cho thằng cu mới chui ra"}, {Abbreviations, "gtsx", "giấy tờ sản xuất"}, {Same, "can cuoc", "thẻ nhựa có chíp"}}
	if problems := CheckWords(c, good); len(problems) != 0 {
		t.Errorf("good words: %q", problems)
	}
	if _, err := New(c, good...); err != nil {
		t.Errorf("good words: %v", err)
	}
	for _, bad := range []Word{
		{"other", "a", "b"}, {Everyday, "9.999999", "gì đó lạ"}, {Everyday, "1.001193", ""}, {Everyday, "1.001193", "đăng ký khai tử"},
		{Everyday, "1.001193", "bao nhiêu tiền"}, {Abbreviations, "cccd", "cái gì khác"}, {Same, "kết hôn", "sổ đỏ"},
		{Everyday, "1.001193", strings.Repeat("{a,b,c}", 20)}, {Everyday, "1.001193", strings.Repeat("{"+strings.Repeat("a,", 4000)+"}", 6)},
	} {
		if problems := CheckWords(c, []Word{bad}); len(problems) == 0 {
			t.Errorf("%+v: no problem found", bad)
		}
	}
}
