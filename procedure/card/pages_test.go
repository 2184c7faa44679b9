package card

import (
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/procedure"
)

// No page of any aspect of any record, in any case, is longer than a screen, and nothing is lost between pages.
func TestPagesOfAllRecords(t *testing.T) {
	long := 0
	for _, p := range bundled(t).All() {
		cases := []string{"", NoCase}
		for _, c := range Cases(p) {
			cases = append(cases, c.ID)
		}
		for a := procedure.Overview; a <= procedure.Conditions; a++ {
			for _, id := range cases {
				if id != "" && a != procedure.Papers {
					continue
				}
				o := sampleOptions
				o.Case = id
				pages := Pages(p, a, o)
				if len(pages) > 1 {
					long++
				}
				checkPages(t, p, a, o, pages)
			}
		}
	}
	if long < 100 {
		t.Errorf("only %d aspects take more than one page: is anything cut?", long)
	}
}

func checkPages(t *testing.T, p *procedure.Procedure, a procedure.Aspect, o Options, pages [][]prose.Line) {
	t.Helper()
	shown := map[string]bool{}
	if len(pages) == 1 && a != procedure.Overview { // the same lines as Aspect, which other tests read
		if n := length(pages[0]); n > cardLength {
			t.Errorf("%s, %s: %d runes", p.Key, a.Label(), n)
		}
		return
	}
	for i, page := range pages {
		plain := prose.Plain(page)
		if n := utf8.RuneCountInString(plain); n > cardLength {
			t.Errorf("%s, %s: page %d of %d has %d runes", p.Key, a.Label(), i+1, len(pages), n)
		}
		for _, l := range page {
			if strings.TrimSpace(l.Text) == "" {
				t.Errorf("%s, %s: empty line on page %d", p.Key, a.Label(), i+1)
			}
		}
		if p.Code != "" && !strings.Contains(plain, p.Code) {
			t.Errorf("%s, %s: page %d does not say of what", p.Key, a.Label(), i+1)
		}
		for _, l := range page {
			for _, word := range strings.Fields(l.Text) {
				shown[word] = true
			}
		}
	}
	if a == procedure.Overview {
		return
	}
	for _, l := range body(p, a, o) {
		for _, word := range strings.Fields(l.Text) {
			if !shown[word] {
				t.Errorf("%s, %s: %q is on no page", p.Key, a.Label(), word)
			}
		}
	}
}

func TestFill(t *testing.T) {
	line := func(kind prose.Kind, n int) prose.Line {
		return prose.Line{Kind: kind, Text: strings.TrimSpace(strings.Repeat("chữ ", n/4))}
	}
	// A heading of a list goes on with its list.
	parts := fill([]prose.Line{line(prose.Item, 80), prose.P("Trường hợp một:"), line(prose.Item, 80)}, 110, 110)
	if len(parts) != 2 || len(parts[0]) != 1 || parts[1][0].Text != "Trường hợp một:" {
		t.Errorf("parts %q", parts)
	}
	// One endless paragraph is cut, and no word of it lost.
	endless := line(prose.Item, 3000)
	parts = fill([]prose.Line{endless}, 300, 400)
	var words int
	for i, part := range parts {
		for _, l := range part {
			words += len(strings.Fields(l.Text))
			if n := cost(l); n > 402 || (i == 0 && n > 302) {
				t.Errorf("part %d has %d runes", i, n)
			}
		}
	}
	if words != 750 {
		t.Errorf("%d words of 750 in %d parts", words, len(parts))
	}
}
