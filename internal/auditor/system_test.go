package auditor

import (
	"strings"
	"testing"
)

// The auditor finds what it is there to find: the quarter less its other months, a report less the same one after a deletion,
// a row less another; and it does not find what does not follow.
func TestFinds(t *testing.T) {
	s := newScene()
	s.forms(202607, 1)
	s.forms(202608, 45)
	s.forms(202609, 52)
	s.Forms[40].gone = 1
	s.do(hand, "2026-Q3", "2026-10-01")
	s.do(hand, "2026-Q3", "2026-10-02")
	classes := s.classes()
	count := func(where string, of func(class) bool) observation {
		o := observation{where: where}
		for _, c := range classes {
			o.forms = append(o.forms, of(c))
		}
		return o
	}
	all := func(class) bool { return true }
	august, september := count("August", func(c class) bool { return c.month == 202608 }), count("September", func(c class) bool { return c.month == 202609 })
	quarter := count("Q3", all)
	later := count("August again", func(c class) bool { return c.month == 202608 && c.gone == never })
	row := count(".ByChannel.Rows[web]", func(c class) bool { return c.month == 202607 || c.month == 202608 && c.channel == "web" })
	julyless := count(".ByChannel.Rows[web] ", func(c class) bool { return c.month == 202608 && c.channel == "web" })
	for _, c := range []struct {
		name  string
		known []observation
		want  string // who is given away
	}{
		{"months alone", []observation{august, september}, ""},
		{"quarter and one month", []observation{quarter, september}, ""},
		{"quarter and its other months", []observation{quarter, august, september}, "2026-07"},
		{"a month before and after a deletion", []observation{august, later}, "deleted 1"},
		{"two rows", []observation{row, julyless}, "2026-07"},
	} {
		system, err := newSystem(&s.History, 0, c.known)
		if err != nil {
			t.Fatal(err)
		}
		f := system.solve()
		switch {
		case c.want == "" && f != nil:
			t.Errorf("%s: %v", c.name, f)
		case c.want != "" && (f == nil || f.People != 1 || !strings.Contains(f.Group, c.want)):
			t.Errorf("%s: %v, want %q", c.name, f, c.want)
		}
	}
}
