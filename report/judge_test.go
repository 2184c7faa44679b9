package report_test

import (
	"testing"

	"motcua/report"
	"motcua/survey"
)

// compared is a month and the one before it, of a few questions.
func compared(t *testing.T, now, then map[string][2]int) report.Figures {
	t.Helper()
	in := input(t)
	in.Previous = []survey.Count{}
	for q, x := range now {
		in.Counts = append(in.Counts, answers(202610, q, "", x[0], x[1])...)
	}
	for q, x := range then {
		in.Previous = append(in.Previous, answers(202609, q, "", x[0], x[1])...)
	}
	return report.Build(in)
}

func verdict(f report.Figures, question string) report.Verdict {
	for _, r := range f.Rated {
		if r.ID == question {
			return r.Change.Verdict
		}
	}
	return "no such question"
}

// A fall from all is called, though fewer than five would be expected not to be satisfied.
func TestAFallFromAllIsCalled(t *testing.T) {
	f := compared(t, map[string][2]int{"q1": {52, 60}, "q2": {60, 60}, "q3": {58, 60}, "q4": {59, 60}}, map[string][2]int{"q1": {60, 60}, "q2": {60, 60}, "q3": {59, 60}, "q4": {59, 60}})
	if v := verdict(f, "q1"); v != report.Down {
		t.Errorf("60 of 60, then 52 of 60: %q", v)
	}
	for _, q := range []string{"q2", "q3", "q4"} {
		if v := verdict(f, q); v != report.Unclear {
			t.Errorf("%s: %q", q, v)
		}
	}
}

// What would be called alone is not, as one of several; what is clear opens the way to the next.
func TestClaimsAreOneFamily(t *testing.T) {
	alone := compared(t, map[string][2]int{"q1": {167, 200}}, map[string][2]int{"q1": {181, 200}}) // mid-p 0.052, of a fall 0.026
	if v := verdict(alone, "q1"); v != report.Down {
		t.Errorf("alone: %q", v)
	}
	several := compared(t, map[string][2]int{"q1": {167, 200}, "q2": {170, 200}, "q3": {172, 200}, "q4": {171, 200}},
		map[string][2]int{"q1": {181, 200}, "q2": {172, 200}, "q3": {170, 200}, "q4": {170, 200}})
	if v := verdict(several, "q1"); v != report.Unclear {
		t.Errorf("as one of four: %q", v)
	}
	clear := compared(t, map[string][2]int{"q1": {167, 200}, "q2": {130, 200}, "q3": {130, 200}, "q4": {130, 200}},
		map[string][2]int{"q1": {181, 200}, "q2": {180, 200}, "q3": {180, 200}, "q4": {180, 200}})
	if v := verdict(clear, "q1"); v != report.Down {
		t.Errorf("behind three that are clear: %q", v)
	}
}

// The bounds are those of all who were asked.
func TestBounds(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 331, 374), opened(202610, "web", 659, 0))
	at := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}
	in.Counts = append(in.Counts, at.Count(survey.QStarted, 0, 412))
	f := report.Build(in)
	if f.Bounds == nil || *f.Bounds != (report.Bounds{Out: 659, Left: 285, Low: 331, High: 616}) {
		t.Fatalf("%+v", f.Bounds)
	}
	want := "Trong 659 phiếu phát ra có 285 phiếu không có ý kiến: nếu tất cả đều không hài lòng thì tỷ lệ là 50,2%, nếu tất cả đều hài lòng thì là 93,5%."
	if got := report.WordBounds(*f.Bounds); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for name, in := range map[string]report.Input{
		"nobody knows how many were asked": input(t, answers(202610, "q1", "", 331, 374)),
		"too few":                          input(t, answers(202610, "q1", "", 4, 4), opened(202610, "web", 9, 0)),
	} {
		if b := report.Build(in).Bounds; b != nil {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

// Waiting for one's day is neither early nor late, and is told only where there are enough to hide among.
func TestWaitingStandsApart(t *testing.T) {
	tally := func(late, waiting int) report.Tally {
		f := report.Build(input(t, begun(20, "web"), chosen("q6", 3, late), chosen("q6", 2, 0), chosen("q6", 4, waiting)))
		for _, o := range f.Other {
			if o.ID == "q6" {
				return o
			}
		}
		t.Fatal("no q6")
		return report.Tally{}
	}
	if o := tally(6, 3); o.N != 6 || len(o.Apart) != 1 || o.Apart[0].N != 3 || *o.Unasked != 11 {
		t.Errorf("%+v", o)
	}
	if o := tally(1, 3); o.N != 1 || len(o.Apart) != 0 || o.Unasked != nil {
		t.Errorf("four people: %+v", o)
	}
}

// A row is low, and amber on the chart, only where its whole interval lies below the line, and chance does not explain it.
func TestLowRows(t *testing.T) {
	in := input(t, answers(202610, "q1", "ho-tich", 190, 200), answers(202610, "q1", "dat-dai", 30, 60), answers(202610, "q1", "xay-dung", 21, 30), answers(202610, "q1", "khac", 10, 60))
	low := map[string]bool{}
	for _, r := range report.Build(in).ByField.Rows {
		low[r.Key] = r.Low
		if r.Low && r.Score.High >= report.LowShare {
			t.Errorf("%s is low up to %v", r.Label, r.Score.High)
		}
	}
	if !low["dat-dai"] || low["ho-tich"] || low["xay-dung"] || low["khac"] { // 21 of 30: up to 83.3 %; nobody can improve "Khác"
		t.Errorf("low are %v", low)
	}
}
