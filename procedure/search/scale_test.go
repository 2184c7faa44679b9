package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"motcua/procedure"
)

// A catalogue ten times as large as the one we have, to see how the search grows. Nobody has ten times as many
// procedures; what comes nearest is the same procedures for other people, things and places, as ministries do cut
// them: "… đối với tổ chức nước ngoài", "… ở khu kinh tế". Names, papers and wordings stay natural, and most terms stay
// frequent, which is what costs time.
var (
	qualifiers = []string{
		"đối với tổ chức nước ngoài", "ở khu kinh tế cửa khẩu", "cho người cao tuổi", "trong khu công nghiệp", "tại vùng biên giới, hải đảo",
		"cho hộ nghèo, hộ cận nghèo", "đối với tàu cá, phương tiện thủy", "cho đồng bào dân tộc thiểu số", "qua bưu chính công ích",
		"đối với hợp tác xã", "trường hợp bị mất hoặc hư hỏng", "cho người khuyết tật nặng",
	}
	replacements = []*strings.Replacer{
		strings.NewReplacer("xã", "đặc khu", "nhà ở", "nhà xưởng", "trẻ em", "học sinh"),
		strings.NewReplacer("cấp lại", "cấp đổi", "giấy phép", "chứng chỉ", "hộ gia đình", "trang trại"),
		strings.NewReplacer("đăng ký", "thông báo", "đất", "mặt nước", "xe", "tàu thuyền"),
		strings.NewReplacer("hỗ trợ", "trợ giúp", "công nhận", "xác nhận", "cá nhân", "doanh nghiệp"),
	}
)

// largeSize is the size the search has to bear.
const largeSize = 6000

// enlarged makes n procedures with wordings of their own from the bundled ones. The first are the bundled ones.
func enlarged(n int) (*procedure.Catalog, []Word, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, nil, err
	}
	lex, err := bundledLexicon()
	if err != nil {
		return nil, nil, err
	}
	real := c.All()
	var ps []procedure.Procedure
	var words []Word
	for i := range n {
		p := *real[i%len(real)]
		if round := i / len(real); round > 0 {
			change := func(s string) string { return varied(s, round) }
			for _, w := range lex.everyday[p.Key] {
				words = append(words, Word{List: Everyday, Head: fmt.Sprintf("y%d", i), Entries: change(w)})
			}
			p = variant(p, i, change)
		}
		ps = append(ps, p)
	}
	large, err := procedure.New(ps)
	return large, words, err
}

// varied puts other people, things or places into a text.
func varied(s string, round int) string {
	if s == "" {
		return ""
	}
	return replacements[round%len(replacements)].Replace(s) + " " + qualifiers[round%len(qualifiers)]
}

func variant(p procedure.Procedure, i int, change func(string) string) procedure.Procedure {
	p.Key, p.Code = fmt.Sprintf("y%d", i), ""
	p.Name, p.ShortName = change(p.Name), change(p.ShortName)
	p.Documents = slices.Clone(p.Documents)
	for k := range p.Documents {
		p.Documents[k].Name = change(p.Documents[k].Name)
	}
	return p
}

// scale is a size of catalogue that is measured.
type scale struct {
	name  string
	size  int
	words bool // the variants have everyday wordings like the originals
}

var scales = []scale{{"620", 620, false}, {"6000", largeSize, false}, {"6000-worded", largeSize, true}}

// parts are what a finder of this size is built from.
func (s scale) parts(tb testing.TB) (*procedure.Catalog, *lexicon) {
	tb.Helper()
	if s.size < largeSize {
		lex, err := bundledLexicon()
		if err != nil {
			tb.Fatal(err)
		}
		return bundled(tb).Catalog, lex
	}
	c, words, err := enlarged(s.size)
	if err != nil {
		tb.Fatalf("enlarged catalogue: %v", err)
	}
	if !s.words {
		words = nil
	}
	lex, err := loadLexicon(words, nil)
	if err != nil {
		tb.Fatalf("wordings of the enlarged catalogue: %v", err)
	}
	return c, lex
}

func (s scale) finder(tb testing.TB) *Finder {
	tb.Helper()
	c, lex := s.parts(tb)
	return &Finder{Catalog: c, index: buildIndex(c.All(), lex)}
}

func TestEnlarged(t *testing.T) {
	c, words, err := enlarged(1300)
	if err != nil {
		t.Fatal(err)
	}
	if c.Len() != 1300 || len(words) == 0 {
		t.Fatalf("%d procedures, %d wordings", c.Len(), len(words))
	}
	lex, err := bundledLexicon()
	if err != nil {
		t.Fatal(err)
	}
	own := 0
	for _, wordings := range lex.everyday {
		own += len(wordings)
	}
	// Two full rounds of 620 and sixty more: the wordings grow with the procedures.
	if len(words) < own/2 || len(words) > 2*own {
		t.Errorf("%d wordings for 680 variants, the %d originals have %d", len(words), c.Len()-680, own)
	}
	p, ok := c.ByKey("y620")
	if first := c.All()[0]; !ok || p.Name == first.Name || !strings.Contains(p.Name, qualifiers[1]) {
		t.Errorf("the first variant is %+v", p)
	}
}
