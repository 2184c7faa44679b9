package search

import (
	"slices"
	"testing"

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
