package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/survey"
)

// quarterWithSmallMonth is a quarter of 45 and 52 responses and a month of n, of which all but one passed the headline by.
func quarterWithSmallMonth(t testing.TB, n int) report.Input {
	in := input(t)
	in.Period, in.Now = calendar.QuarterOf(202607), local(2026, 10, 2, 8, 0)
	month := func(m calendar.Month, n, skipped int) []survey.Count {
		v := survey.Visit{Unit: 1, Month: m, Questionnaire: "mau-v1", Channel: "web", Point: 1, Slip: "tra-ket-qua", Field: "ho-tich"}
		all := append(v.Response(survey.QStarted, n), v.Response(survey.QFinished, n)...)
		all = append(append(all, v.Headline("q1", 4, n-skipped)...), v.Headline("q1", survey.Skipped, skipped)...)
		for _, q := range []string{"q2", "q7"} {
			all = append(all, v.Count(q, 2, n-skipped), v.Count(q, survey.Skipped, skipped))
		}
		return all
	}
	in.Counts = survey.Add(append(append(month(202607, n, n-1), month(202608, 45, 5)...), month(202609, 52, 6)...)...)
	return in
}

// Where a month with few answers is left out, nobody is told how many responses had no opinion in all: neither a number that is too
// small nor a nought.
func TestWhatIsLeftOutIsNoNought(t *testing.T) {
	f := report.Build(quarterWithSmallMonth(t, 2))
	if f.LeftOut == nil || f.Overall.N != 86 {
		t.Fatalf("%+v of %+v", f.LeftOut, f.Overall)
	}
	if f.Overall.Missing != nil || f.Overall.NotApplies != nil || f.Overall.Skipped != nil || f.Overall.Unasked != nil {
		t.Errorf("%+v", f.Overall)
	}
	for _, o := range f.Other {
		if n, known := o.Rest(); o.ID == "q7" && (known || n != 0 || o.Missing != nil || o.Unasked != nil) {
			t.Errorf("%+v", o)
		}
	}
	body, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), `"missing": null`) || !strings.Contains(string(body), `"unasked": null`) {
		t.Error("figures.json gives numbers that nobody may know")
	}
	var read report.Figures
	if err := json.Unmarshal(body, &read); err != nil || read.Overall.Missing != nil {
		t.Errorf("read again: %v, %v", read.Overall.Missing, err)
	}
}

// What is told adds up to what came back.
func TestOpinionsAndTheRestAddUp(t *testing.T) {
	told := 0
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		back := f.Forms.Returned - f.Forms.Apart
		for _, r := range f.Rated {
			if (r.Missing == nil) && r.Unasked != nil {
				t.Errorf("%s, %s: %+v", s.name, r.ID, r)
			}
			if r.Unasked == nil {
				continue
			}
			if told++; back > 0 && r.N+*r.Missing+*r.Unasked != back {
				t.Errorf("%s, %s: %d, %d and %d are not the %d that came back", s.name, r.ID, r.N, *r.Missing, *r.Unasked, back)
			}
		}
		for _, o := range f.Other {
			if o.Unasked == nil {
				continue
			}
			sum := o.N + *o.Missing + *o.Unasked
			for _, c := range o.Apart {
				sum += c.N
			}
			if told++; back > 0 && sum != back {
				t.Errorf("%s, %s: %+v is not the %d that came back", s.name, o.ID, o, back)
			}
		}
	}
	if told == 0 {
		t.Error("no scene tells anything")
	}
}

// Of a month with fewer than five who answered nothing is told but how many had an opinion.
func TestFewHaveNoRest(t *testing.T) {
	in := input(t, begun(3, "web"), answers(202610, "q1", "", 3, 3), answers(202610, "q2", "", 2, 2), chosen("q2", survey.Skipped, 1))
	for _, r := range report.Build(in).Rated {
		if r.ID == "q2" && (r.N != 2 || r.Missing != nil || r.Unasked != nil) {
			t.Errorf("%+v", r)
		}
	}
}

// Who waits for his day, where that is not told, is not among those who were not asked.
func TestWaitingIsNotUnasked(t *testing.T) {
	in := input(t, begun(20, "web"), chosen("q6", 4, 3), chosen("q6", survey.Skipped, 10))
	for _, o := range report.Build(in).Other {
		if o.ID == "q6" && (o.Unasked != nil || len(o.Apart) > 0) {
			t.Errorf("%+v", o)
		}
	}
}
