package report

import "testing"

// Visits of no field are no field: what is not drawn is counted without them.
func TestFieldsNotDrawn(t *testing.T) {
	named, nameless := Row{Key: "ho-tich"}, Row{}
	for _, c := range []struct {
		rows []Row
		want string
	}{
		{nil, ""},
		{[]Row{named, named}, "Còn 2 lĩnh vực khác trong tệp số liệu."},
		{[]Row{nameless}, "Phần không ghi lĩnh vực có trong tệp số liệu."},
		{[]Row{named, nameless}, "Còn 1 lĩnh vực khác và phần không ghi lĩnh vực trong tệp số liệu."},
	} {
		if got := wordMoreFields(c.rows, Table{}); got != c.want {
			t.Errorf("of %d rows it says %q, want %q", len(c.rows), got, c.want)
		}
	}
}

// What one citizen wrote or asked is counted and compared with nothing.
func TestOneOpinion(t *testing.T) {
	for want, groups := range map[string][]Group{
		"Góp ý: 1 ý kiến.":                                {{Text: "Quạt", N: 1}},
		"Góp ý: 2 ý kiến, mỗi người một việc.":            {{Text: "Quạt", N: 1}, {Text: "Ghế", N: 1}},
		"Góp ý: 3 ý kiến, nhiều nhất: “Quạt” (2 ý kiến).": {{Text: "Quạt", N: 2}, {Text: "Ghế", N: 1}},
	} {
		if got := wordSuggestions(groups); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	f := Figures{Lookups: 4, MissTotal: 1, Misses: []Miss{{Text: "nuôi chim yến", N: 1}}}
	if got, want := wordMisses(f), "Tra cứu thủ tục: 1/4 lượt hỏi chưa trả lời được."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
