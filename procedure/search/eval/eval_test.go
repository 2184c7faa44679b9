package main

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/procedure"
)

func catalog(t *testing.T) *procedure.Catalog {
	t.Helper()
	c, err := procedure.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParseQuestion(t *testing.T) {
	c := catalog(t)
	for _, tc := range []struct {
		line  string
		group group
		right int
	}{
		{"mất sổ đỏ\t1.000001|1.000002\ttest\tsingle\t", answerable, 2},
		{"ly hôn ở đâu\t-\ttest\toos\tTòa án", unanswerable, 0},
		{"thế còn lệ phí\t1.001193\ttest\tfollowup\t", followup, 0},
		{"đăng ký nội quy lao động\t-\ttest\tsingle\tĐăng ký nội quy lao động", uncoded, 1},
		{"bồi thường đất\t-\ttest\tsingle\tĐất đai (thông tin)", unanswerable, 0},
		{"làm lại giấy tờ\t-\ttest\tclarify\tĐăng ký nội quy lao động", unanswerable, 0},
	} {
		q, err := parseQuestion(tc.line, c)
		if err != nil || q.group != tc.group || len(q.right) != tc.right {
			t.Errorf("%q: %+v, %v; want %s with %d right", tc.line, q, err, tc.group, tc.right)
		}
	}
	if _, err := parseQuestion("only\ttwo", c); err == nil {
		t.Error("a line of two cells is taken")
	}
}

func TestFigures(t *testing.T) {
	var f figures
	right := question{right: []string{"a", "b"}, group: answerable}
	f.add(right, answer{hits: []hit{{"b", 1}}, verdict: card})
	f.add(right, answer{hits: []hit{{"x", 1}, {"a", 1}, {"b", 1}}, verdict: card})
	f.add(right, answer{hits: []hit{{"a", 1}}, verdict: refused})
	f.add(right, answer{hits: []hit{{"x", 1}, {"y", 1}, {"z", 1}, {"a", 1}}, verdict: offered})
	f.add(question{group: unanswerable}, answer{hits: []hit{{"x", 1}}, verdict: offered})
	f.add(question{group: unanswerable}, answer{hits: []hit{{"x", 1}}, verdict: card})
	f.add(question{group: unanswerable}, answer{hits: []hit{{"x", 1}}})
	f.add(question{group: uncoded, right: []string{"x1"}}, answer{hits: []hit{{"x1", 1}}})
	f.add(question{group: followup}, answer{verdict: card})
	want := figures{
		n: 4, first: 2, three: 3, reciprocal: 1 + 0.5 + 1 + 0.25, shown: 1, refused: 1, offered: 1, wrongCard: 1,
		hopeless: 3, answered: 2, hopelessCard: 1, uncoded: 1, uncodedFirst: 1, followups: 1,
	}
	if got := f.ratios(); got != want.ratios() {
		t.Errorf("got %+v, want %+v", got, want.ratios())
	}
}

func TestPercentile(t *testing.T) {
	var f figures
	for i := range 200 {
		f.took = append(f.took, time.Duration(200-i))
	}
	if p50, p99 := f.percentile(50), f.percentile(99); p50 != 101 || p99 != 199 {
		t.Errorf("p50 %d, p99 %d", p50, p99)
	}
}

func TestBestThreshold(t *testing.T) {
	var qs []question
	var ranked [][]hit
	for _, x := range []struct {
		score float64
		group group
	}{{0.9, answerable}, {0.8, answerable}, {0.5, unanswerable}, {0.4, answerable}, {0.3, unanswerable}, {0, uncoded}} {
		qs = append(qs, question{text: "một hai", group: x.group})
		ranked = append(ranked, []hit{{"a", x.score}})
	}
	threshold, balance := bestThreshold(scales[0], ranked, qs)
	if math.Abs(threshold-0.65) > 1e-9 || math.Abs(balance-(2.0/3+1)/2) > 1e-9 {
		t.Errorf("threshold %v with %v", threshold, balance)
	}
	if got := scales[2].confidence("một hai", ranked[0]); got != 0.45 {
		t.Errorf("score by word %v", got)
	}
	if got := scales[0].confidence("một hai", nil); !math.IsInf(got, -1) {
		t.Errorf("confidence without a hit is %v", got)
	}
}

func TestCalibration(t *testing.T) {
	var c calibration
	right := question{right: []string{"a"}, group: answerable}
	c.add(right, answer{hits: []hit{{"a", 0.8}}})
	c.add(right, answer{hits: []hit{{"x", 0.75}}})
	c.add(question{group: unanswerable}, answer{hits: []hit{{"x", 1}}})
	c.add(question{group: unanswerable}, answer{})
	c.add(question{group: followup}, answer{hits: []hit{{"x", 1}}})
	want := calibration{{From: 0}, {From: 0.2}, {From: 0.4}, {From: 0.6}, {From: 0.75, N: 2, Right: 0.5, Claims: 0.775}, {From: 0.9, N: 1, Claims: 1}}
	near := func(a, b bin) bool {
		return a.From == b.From && a.N == b.N && math.Abs(a.Right-b.Right) < 1e-9 && math.Abs(a.Claims-b.Claims) < 1e-9
	}
	if !slices.EqualFunc(c, want, near) {
		t.Errorf("got %+v, want %+v", c, want)
	}
}

// TestKeptAside: nothing of a file kept aside can be listed, and its small groups are not printed.
func TestKeptAside(t *testing.T) {
	set := questionSet{questionFile{name: "x.tsv", aside: true}, []question{{text: "bí mật", kind: "wild", typ: "single", group: answerable, right: []string{"a"}}}}
	m, err := measure(t.Context(), wrong{}, set)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.failed) != 0 {
		t.Errorf("kept for printing: %+v", m.failed)
	}
	var out strings.Builder
	r := report{Files: []fileReport{{File: "x.tsv", Systems: []*measured{m}, aside: true}}}
	if err := writeTables(&out, r, options{fails: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "bí mật") || strings.Contains(out.String(), "wild") {
		t.Errorf("printed:\n%s", out.String())
	}
	set.file.aside = false
	if m, err = measure(t.Context(), wrong{}, set); err != nil || len(m.failed) != 1 {
		t.Errorf("not kept aside, failed %+v, %v", m.failed, err)
	}
}

// TestPreview: what tuning computes from remembered scores is what PostgreSQL answers.
func TestPreview(t *testing.T) {
	d, err := openDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.close(); err != nil {
			t.Error(err)
		}
	}()
	if err := d.fill(t.Context(), recordEntries(catalog(t))); err != nil {
		t.Fatal(err)
	}
	settings := postgresSettings(d)
	for i := 0; i < len(settings); i += 11 {
		p := settings[i].(postgresRanker)
		for _, q := range []string{"vợ mới sinh con làm giấy khai sinh", "Đăng ký lại kết hôn", "?!"} {
			want, err := p.rank(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.preview(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.EqualFunc(got, want, func(a, b hit) bool { return a.key == b.key && math.Abs(a.score-b.score) < 1e-9 }) {
				t.Errorf("%s, %q: preview %v, asked %v", p.setting(), q, got, want)
			}
		}
	}
}

// wrong is a system that answers everything with the same wrong card.
type wrong struct{}

func (wrong) name() string { return "wrong" }

func (wrong) ask(context.Context, string) (answer, error) {
	return answer{hits: []hit{{"wrong", 1}}, verdict: card}, nil
}
