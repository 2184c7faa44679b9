package report_test

import (
	"strings"
	"testing"

	"motcua/report"
	"motcua/survey"
)

// oddly are batches that were kept with October.
func oddly(batches ...report.Batch) []report.Issued {
	return []report.Issued{{Unit: 1, Month: 202610, Odd: batches}}
}

// apartOf is the headline of a batch that is counted apart: k of n are satisfied.
func apartOf(batch int32, month int, n, k int) []survey.Count {
	all := answers(202610, "q1", "", k, n)
	var some []survey.Count
	for _, c := range all {
		if c.By == survey.ByChannel {
			c.Batch = batch
			some = append(some, c)
		}
	}
	return some
}

// flaggedBatch is one of n forms.
func flaggedBatch(no, n int, state report.BatchState) report.Batch {
	return report.Batch{No: no, Kind: report.AllOnes, Mark: "ones", Where: "Quầy 3", N: n, Times: 1, Most: n, State: state}
}

// Both figures are shown wherever a leader or a citizen looks.
func TestBothFiguresAreShown(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 80, 90))
	in.Issued, in.Apart = oddly(flaggedBatch(1, 60, report.Flagged)), apartOf(1, 202610, 60, 0)
	f := report.Build(in)
	if f.Overall.N != 90 || f.Overall.Score.Satisfied != 80 {
		t.Fatalf("the headline is %+v", f.Overall)
	}
	if f.Apart == nil || f.Apart.WithN != 150 || f.Apart.With.Satisfied != 80 || f.Apart.Forms != 60 || f.Apart.Open != 1 {
		t.Fatalf("apart: %+v", f.Apart)
	}
	want := "Tính riêng 60 phiếu của 1 lô khác thường, chờ lãnh đạo quyết định: không tính các phiếu này thì 88,9% hài lòng, tính cả thì 53,3% (80 trong 150 ý kiến)."
	for where, s := range map[string]string{"digest": text(f), "cautions": strings.Join(f.Cautions, "\n"), "public": strings.Join(f.Public().Cautions, "\n")} {
		if !strings.Contains(s, want) {
			t.Errorf("%s does not say so:\n%s", where, s)
		}
	}
}

// What fewer than five say is neither shown nor to be had by taking one figure from the other.
func TestApartOfFewIsNotShown(t *testing.T) {
	for name, c := range map[string]struct{ own, apart []survey.Count }{
		"few answers in the batch": {answers(202610, "q1", "", 80, 90), apartOf(1, 202610, 4, 0)},
		"few answers besides":      {answers(202610, "q1", "", 3, 4), apartOf(1, 202610, 60, 0)},
	} {
		in := input(t, c.own)
		in.Issued, in.Apart = oddly(flaggedBatch(1, 60, report.Flagged)), c.apart
		if f := report.Build(in); f.Apart == nil || f.Apart.With != nil {
			t.Errorf("%s: %+v", name, f.Apart)
		}
	}
}

// What is restored after the month was issued comes back into the headline and the questions, not into the tables: those of
// both reports together would tell what few said.
func TestRestoredLate(t *testing.T) {
	own := answers(202610, "q1", "ho-tich", 80, 90)
	back := answers(202610, "q1", "ho-tich", 0, 60)
	for i := range back {
		back[i].Batch = 1
	}
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}
	begun := v.Count(survey.QStarted, 0, 60)
	begun.Batch = 1
	in := input(t, own, back, []survey.Count{begun})
	in.Issued = oddly(flaggedBatch(1, 60, report.Restored))
	f := report.Build(in)
	if f.Overall.N != 150 || f.Apart != nil {
		t.Errorf("headline %+v, apart %+v", f.Overall, f.Apart)
	}
	for _, r := range f.ByField.Rows {
		if r.N > 90 {
			t.Errorf("field %+v", r)
		}
	}
	if s := strings.Join(f.Cautions, "\n"); !strings.Contains(s, "60 phiếu của lô được đưa lại") {
		t.Errorf("nothing says why tables do not add up:\n%s", s)
	}
}
