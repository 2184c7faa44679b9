package report_test

import (
	"math"
	"testing"

	"motcua/report"
	"motcua/survey"

	"pgregory.net/rapid"
)

// Build agrees with a recount of the single forms, made the slow and obvious way.
func TestRecount(t *testing.T) {
	form := mau(t)
	rapid.Check(t, func(t *rapid.T) {
		now := rapid.SliceOfN(anyVisit(form), 0, 60).Draw(t, "now")
		then := rapid.SliceOfN(anyVisit(form), 0, 60).Draw(t, "then")
		f := report.Build(report.Input{
			Unit: longDien(), Form: form, Period: october,
			Counts: cells(202610, now), Previous: cells(202609, then),
		})
		if f.Forms.Started != len(now) || f.Forms.Returned != len(now) {
			t.Fatalf("%d forms returned of %d", f.Forms.Returned, len(now))
		}
		for _, r := range f.Rated {
			recountRating(t, r, now)
		}
		for _, o := range f.Other {
			recountTally(t, o, now)
		}
		recountTable(t, "field", f.ByField, now, func(v visit) string { return v.field })
		recountTable(t, "channel", f.ByChannel, now, func(v visit) string { return v.channel })
		recountTable(t, "slip", f.BySlip, now, func(v visit) string { return v.slip })
		k1, n1 := satisfiedWith("q1", now)
		k2, n2 := satisfiedWith("q1", then)
		if (n1 >= report.MinShown && n2 >= report.MinShown) != (f.Change.Points != nil) {
			t.Fatalf("change from %d to %d answers: %+v", n2, n1, f.Change)
		}
		if p := f.Change.Points; p != nil && !near(*p, 100*(share(k1, n1)-share(k2, n2))) {
			t.Fatalf("change of %v points from %d/%d to %d/%d", *p, k2, n2, k1, n1)
		}
	})
}

func anyVisit(form *survey.Form) *rapid.Generator[visit] {
	return rapid.Custom(func(t *rapid.T) visit {
		v := visit{
			channel: rapid.SampledFrom([]string{"zalo", "web", "paper"}).Draw(t, "channel"),
			slip:    rapid.SampledFrom([]string{"", "tiep-nhan", "tu-choi"}).Draw(t, "slip"),
			field:   rapid.SampledFrom([]string{"", "ho-tich", "dat-dai", "khac"}).Draw(t, "field"),
			partial: rapid.Bool().Draw(t, "partial"),
			answers: map[string]int{},
		}
		reached := rapid.IntRange(1, len(form.Questions)).Draw(t, "reached")
		for _, q := range form.Questions[1:reached] {
			choices := []int{survey.Skipped}
			for _, o := range q.Options {
				choices = append(choices, o.Value)
			}
			if q.Kind == survey.Text {
				choices = append(choices, survey.Written)
			}
			v.answers[q.ID] = rapid.SampledFrom(choices).Draw(t, q.ID)
		}
		return v
	})
}

func satisfiedWith(question string, visits []visit) (k, n int) {
	for _, v := range visits {
		if v.answers[question] >= 1 {
			n++
		}
		if v.answers[question] >= 4 {
			k++
		}
	}
	return k, n
}

func recountRating(t *rapid.T, r report.Rating, visits []visit) {
	k, n := satisfiedWith(r.ID, visits)
	missing, sum := 0, 0
	by := map[int]int{}
	for _, v := range visits {
		choice, answered := v.answers[r.ID]
		switch {
		case answered && choice < 1:
			missing++
		case answered:
			sum += choice
			by[choice]++
		}
	}
	if r.N != n || r.Missing != missing {
		t.Fatalf("%s: n %d, missing %d; want %d, %d", r.ID, r.N, r.Missing, n, missing)
	}
	if n < report.MinShown {
		if r.Score != nil || len(r.Distribution) > 0 {
			t.Fatalf("%s shows %d answers: %+v", r.ID, n, r)
		}
		return
	}
	lo, hi := survey.Wilson(k, n)
	s := r.Score
	if s.Satisfied != k || !near(s.Share, share(k, n)) || !near(s.Low, lo) || !near(s.High, hi) || !near(s.Mean, share(sum, n)) {
		t.Fatalf("%s: %+v, want %d of %d, sum %d", r.ID, s, k, n, sum)
	}
	for _, c := range r.Distribution {
		if c.N != by[c.Value] || !near(c.Share, share(c.N, n)) {
			t.Fatalf("%s, value %d: %+v, want %d", r.ID, c.Value, c, by[c.Value])
		}
	}
}

func recountTally(t *rapid.T, o report.Tally, visits []visit) {
	n, missing := 0, 0
	for _, v := range visits {
		choice, answered := v.answers[o.ID]
		switch {
		case answered && choice >= 1:
			n++
		case answered:
			missing++
		}
	}
	if o.N != n || o.Missing != missing {
		t.Fatalf("%s: n %d, missing %d; want %d, %d", o.ID, o.N, o.Missing, n, missing)
	}
	sum := 0
	for _, c := range o.Distribution {
		sum += c.N
	}
	if len(o.Distribution) > 0 && sum != n {
		t.Fatalf("%s: distribution of %d answers, want %d", o.ID, sum, n)
	}
}

func recountTable(t *rapid.T, name string, table report.Table, visits []visit, key func(visit) string) {
	groups := map[string][]visit{}
	total := 0
	for _, v := range visits {
		if v.answers["q1"] >= 1 {
			groups[key(v)] = append(groups[key(v)], v)
			total++
		}
	}
	sum := table.HiddenN
	for _, r := range table.Rows {
		sum += r.N
		if r.Hidden {
			continue
		}
		k, n := satisfiedWith("q1", groups[r.Key])
		if r.N != n || r.Score.Satisfied != k {
			t.Fatalf("%s %q: %d of %d, want %d of %d", name, r.Key, r.Score.Satisfied, r.N, k, n)
		}
	}
	if sum != total || len(table.Rows) != len(groups) {
		t.Fatalf("%s: %d answers in %d rows, want %d in %d", name, sum, len(table.Rows), total, len(groups))
	}
}

func share(k, n int) float64 { return float64(k) / float64(n) }

// near allows for the six decimals that figures are rounded to.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }
