package report_test

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/claim"
	"motcua/survey"

	"pgregory.net/rapid"
)

// Build agrees with a recount of the single forms, made the slow and obvious way.
func TestRecount(t *testing.T) {
	questionnaire := mau(t)
	rapid.Check(t, func(t *rapid.T) {
		now := rapid.SliceOfN(anyVisit(questionnaire), 0, 60).Draw(t, "now")
		then := rapid.SliceOfN(anyVisit(questionnaire), 0, 60).Draw(t, "then")
		yearAgo := rapid.SliceOfN(anyVisit(questionnaire), 0, 60).Draw(t, "a year ago")
		f := report.Build(report.Input{
			Unit: longDien(), Questionnaire: questionnaire, Period: october, Now: local(2026, 11, 1, 8, 0),
			Counts: cells(202610, now), Previous: cells(202609, then), YearAgo: cells(202510, yearAgo),
			History: append(cells(202609, then), cells(202610, now)...),
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
		for _, flow := range f.Channels {
			recountFlow(t, flow, now)
		}
		for _, r := range f.Rated {
			recountChange(t, r.ID, r.Change, now, then)
		}
		recountChange(t, "q1", f.YearAgo, now, yearAgo)
		k1, n1 := satisfiedWith("q1", now)
		k2, n2 := satisfiedWith("q1", then)
		if (n1 >= report.MinShown && n2 >= report.MinShown) != (f.Change.Points != nil) {
			t.Fatalf("change from %d to %d answers: %+v", n2, n1, f.Change)
		}
		if p := f.Change.Points; p != nil && math.Abs(*p-(printed(t, k1, n1)-printed(t, k2, n2))) > 1e-9 {
			t.Fatalf("change of %v points from %s to %s", *p, vnum.PercentOf(k2, n2), vnum.PercentOf(k1, n1))
		}
	})
}

// A quarter is counted like its months together; what a table leaves out is in no row, and the trend is the months.
func TestRecountOfAQuarter(t *testing.T) {
	questionnaire := mau(t)
	quarter := period(t, "2026-Q3")
	left := 0
	rapid.Check(t, func(t *rapid.T) {
		var visits []visit
		in := report.Input{Unit: longDien(), Questionnaire: questionnaire, Period: quarter}
		by := map[calendar.Month][]visit{}
		for m := calendar.Month(202607); m <= 202609; m++ {
			by[m] = rapid.SliceOfN(anyVisit(questionnaire), 0, rapid.SampledFrom([]int{6, 60}).Draw(t, "most")).Draw(t, m.String())
			in.Counts = append(in.Counts, cells(m, by[m])...)
		}
		in.History = in.Counts
		in.Now = calendar.Window{}.End(quarter)
		f := report.Build(in)
		for _, r := range f.Rated {
			recountRating(t, r, by[202607], by[202608], by[202609])
		}
		visits = nil // those of months with too few are in no table
		for _, month := range by {
			if _, n := satisfiedWith("q1", month); n >= report.MinShown {
				visits = append(visits, month...)
			}
		}
		_, n := satisfiedWith("q1", visits)
		for _, r := range f.ByField.Rows {
			k, all := satisfiedWith("q1", where(visits, func(v visit) bool { return v.field == r.Key }))
			n -= r.N
			if r.Hidden {
				continue
			}
			if k1 := r.Score.Satisfied; r.Partial != (r.N < all) || r.N > all || k1 > k || !r.Partial && k1 != k {
				t.Fatalf("%q: %d of %d, partial %v, of %d of %d", r.Key, k1, r.N, r.Partial, k, all)
			}
		}
		if n != f.ByField.HiddenN {
			t.Fatalf("%d answers are in no row, it says %d", n, f.ByField.HiddenN)
		}
		left += n
		for _, p := range f.Trend {
			k, n := satisfiedWith("q1", by[p.Month.First()])
			if p.N != n || p.Score != nil && p.Score.Satisfied != k {
				t.Fatalf("%s: %+v of %d, want %d of %d", p.Label, p.Score, p.N, k, n)
			}
		}
	})
	if left == 0 {
		t.Error("nothing was ever left out")
	}
}

func where(visits []visit, is func(visit) bool) []visit {
	return slices.DeleteFunc(slices.Clone(visits), func(v visit) bool { return !is(v) })
}

func recountFlow(t *rapid.T, flow report.Flow, visits []visit) {
	mine := where(visits, func(v visit) bool { return v.channel == flow.Channel })
	partial := len(where(mine, func(v visit) bool { return v.partial }))
	if _, n := satisfiedWith("q1", mine); flow.Returned != len(mine) || flow.Valid != n || flow.Partial != partial || flow.Finished != len(mine)-partial {
		t.Fatalf("%s: %+v of %d forms, %d valid", flow.Channel, flow, len(mine), n)
	}
}

func recountChange(t *rapid.T, question string, c *report.Change, now, then []visit) {
	k1, n1 := satisfiedWith(question, now)
	k2, n2 := satisfiedWith(question, then)
	shown, enough := min(n1, n2) >= report.MinShown, min(n1, n2) >= report.MinReliable
	may := []report.Verdict{""}
	if shown {
		may = []report.Verdict{report.Unclear}
	}
	if alone := claim.MidP(k1, n1, k2, n2); enough && alone <= 0.05 { // as one of several it needs more than alone
		if may = append(may, report.Down); k1*n2 > k2*n1 {
			may[1] = report.Up
		}
	}
	if c.N != n2 || !slices.Contains(may, c.Verdict) || c.Text == "" {
		t.Fatalf("%s: from %d/%d to %d/%d is %+v, want one of %q", question, k2, n2, k1, n1, c, may)
	}
}

func anyVisit(questionnaire *survey.Questionnaire) *rapid.Generator[visit] {
	return rapid.Custom(func(t *rapid.T) visit {
		v := visit{
			channel: rapid.SampledFrom([]string{"zalo", "web", "paper"}).Draw(t, "channel"),
			slip:    rapid.SampledFrom([]string{"", "tiep-nhan", "tu-choi"}).Draw(t, "slip"),
			field:   rapid.SampledFrom([]string{"", "ho-tich", "dat-dai", "khac"}).Draw(t, "field"),
			partial: rapid.Bool().Draw(t, "partial"),
			answers: map[string]int{},
		}
		reached := rapid.IntRange(1, len(questionnaire.Questions)).Draw(t, "reached")
		for _, q := range questionnaire.Questions[1:reached] {
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
		if a := v.answers[question]; a >= 1 && !waiting(question, a) {
			n++
			if a >= 4 {
				k++
			}
		}
	}
	return k, n
}

// toldOf are the visits whose answers to a question a report tells: those of months with enough of them, and of the others if
// they are enough together.
func toldOf(question string, months [][]visit) (told []visit) {
	var few []visit
	for _, visits := range months {
		if _, n := satisfiedWith(question, visits); n >= report.MinShown {
			told = append(told, visits...)
		} else {
			few = append(few, visits...)
		}
	}
	if _, n := satisfiedWith(question, few); n >= report.MinShown {
		return append(told, few...)
	}
	return told
}

// answeredIn counts those who gave any answer to a question.
func answeredIn(question string, visits []visit) int {
	return len(where(visits, func(v visit) bool { _, answered := v.answers[question]; return answered }))
}

func recountRating(t *rapid.T, r report.Rating, months ...[]visit) {
	visits := toldOf(r.ID, months)
	k, n := satisfiedWith(r.ID, visits)
	if _, all := satisfiedWith(r.ID, slices.Concat(months...)); n == 0 && all < report.MinShown {
		n = all // how many there are is no secret
	}
	missing, sum, known := 0, 0, true
	for _, month := range months {
		_, opinions := satisfiedWith(r.ID, month)
		answered := answeredIn(r.ID, month)
		missing += answered - opinions
		known = known && (answered == opinions || answered >= report.MinShown)
	}
	by := map[int]int{}
	for _, v := range visits {
		choice, answered := v.answers[r.ID]
		switch {
		case answered && choice >= 1:
			sum += choice
			by[choice]++
		}
	}
	unasked := len(slices.Concat(months...)) - n - missing
	if r.N != n || !tells(r.Missing, missing, known) || !tells(r.Unasked, unasked, !leavesOut(r.ID, months)) {
		t.Fatalf("%s: n %d, missing %v, unasked %v; want %d, %d (known: %v), %d", r.ID, r.N, r.Missing, r.Unasked, n, missing, known, unasked)
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

// tells reports whether a number is told, and right, where it is known, and else not told.
func tells(got *int, want int, known bool) bool {
	if !known || got == nil {
		return known == (got != nil)
	}
	return *got == want
}

// leavesOut reports whether something that was answered to a question is not told: opinions of months with few, unless those
// are enough together, or that a question was skipped in a month in which few dealt with it.
func leavesOut(question string, months [][]visit) bool {
	few := 0
	for _, month := range months {
		_, opinions := satisfiedWith(question, month)
		answered := answeredIn(question, month)
		if opinions < report.MinShown {
			few += opinions
		}
		if answered > opinions && answered < report.MinShown {
			return true
		}
	}
	return few > 0 && few < report.MinShown
}

// waiting is the answer that is no case of its question yet.
func waiting(question string, choice int) bool { return question == "q6" && choice == 4 }

func recountTally(t *rapid.T, o report.Tally, visits []visit) {
	n, missing, apart, unasked := 0, 0, 0, 0
	for _, v := range visits {
		choice, answered := v.answers[o.ID]
		switch {
		case !answered:
			unasked++
		case waiting(o.ID, choice):
			apart++
		case choice >= 1:
			n++
		default:
			missing++
		}
	}
	asked := o.Text || !leavesOut(o.ID, [][]visit{visits})
	known := o.Text || missing == 0 || n+apart+missing >= report.MinShown
	told := n
	if n < report.MinShown {
		told = 0
	}
	if told+apart < report.MinShown { // then nothing says who waits
		asked = asked && apart == 0
		apart = 0
	}
	said := 0
	for _, c := range o.Apart {
		said += c.N
	}
	if o.N != n || !tells(o.Missing, missing, known) || said != apart || !tells(o.Unasked, unasked, asked) {
		t.Fatalf("%s: n %d, missing %v, apart %d, unasked %v; want %d, %d, %d, %d", o.ID, o.N, o.Missing, said, o.Unasked, n, missing, apart, unasked)
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
	if total < report.MinShown { // of so few no row is named
		if sum != 0 || len(table.Rows) != 0 {
			t.Fatalf("%s: %+v of %d answers", name, table, total)
		}
		return
	}
	if sum != total || len(table.Rows) != len(groups) {
		t.Fatalf("%s: %d answers in %d rows, want %d in %d", name, sum, len(table.Rows), total, len(groups))
	}
}

func share(k, n int) float64 { return float64(k) / float64(n) }

// near allows for the six decimals that figures are rounded to.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6 }

// printed is a share as it is read in the report.
func printed(t *rapid.T, k, n int) float64 {
	x, err := strconv.ParseFloat(strings.Replace(vnum.BareOf(k, n), ",", ".", 1), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
