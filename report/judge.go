package report

import (
	"motcua/internal/vnum"
	"motcua/report/claim"
)

// mayErr is the probability with which a report may claim anything that chance alone made up: a change, something lower or
// higher than the rest, something below LowShare. All that one report would like to claim is one family.
const mayErr = 0.05

// How the error is shared out among the claims of a report. A change of a question counts whole, since that is what is acted
// upon; a group of rows (every field beside the others) counts as a quarter of a claim together, however many rows there
// are, so that a commune with many fields does not lose sight of its changes.
const (
	weightChange    = 1.0
	weightYearAgo   = 0.25
	weightQuestions = 0.25
	weightFields    = 0.25
	weightPoints    = 0.25
	weightLow       = 0.25
	weightEvidence  = 0.5
)

// fallShare is the part of a change's weight that stands behind "it fell"; the rest stands behind "it rose". A fall that is
// missed costs citizens more than a rise that is missed, so most of the error a report may make is spent on finding falls. The
// report as a whole errs no more often for it.
const fallShare = 0.9

// family gathers what a report would like to claim, and what is to happen if it may.
type family struct {
	claims []claim.Claim
	made   []func()
}

func (a *family) add(p, weight float64, made func()) {
	a.claims, a.made = append(a.claims, claim.Claim{P: p, Weight: weight}), append(a.made, made)
}

func (a *family) judge() {
	for i, ok := range claim.Holm(a.claims, mayErr) {
		if ok {
			a.made[i]()
		}
	}
}

// judge decides what the figures claim: the verdicts of all changes, the weakest and best question, the weakest field and
// point, and which rows are clearly low. Tests are exact (mid-p-values), and Holm's correction over all of them together
// keeps the probability of any false claim at mayErr.
//
// The answers of one citizen to several questions hang together. Two of them compared as if they came from two citizens
// differ by less than the test allows for, so that it errs less.
//
// It looks at nothing but what is published.
func (f *Figures) judge() {
	var a family
	f.changes(&a)
	f.evidenceClaims(&a)
	questions := ranked(questionRows(f.Rated, f.overallID()))
	fields := ranked(namedRows(f.ByField.Rows))
	points := ranked(namedRows(f.ByPoint.Rows))
	var lowQuestions, highQuestions, lowFields, lowPoints []Row
	for _, x := range besides(questions) {
		to := &lowQuestions
		if !x.lower() {
			to = &highQuestions
		}
		a.add(claim.MidP(x.k, x.n, x.restK, x.restN), weightQuestions/float64(len(questions)), func() { *to = append(*to, x.row) })
	}
	for _, group := range []struct {
		rows   []Row
		weight float64
		to     *[]Row
	}{{fields, weightFields, &lowFields}, {points, weightPoints, &lowPoints}} {
		for _, x := range besides(group.rows) {
			a.add(claim.Lower(x.k, x.n, x.restK, x.restN), group.weight/float64(len(group.rows)), func() { *group.to = append(*group.to, x.row) })
		}
	}
	f.lowClaims(&a, len(questions)+len(fields)+len(points))
	a.judge()
	f.WeakestQuestion, f.WeakestField = weakest(questions, lowQuestions), weakest(fields, lowFields)
	f.WeakestPoint, f.BestQuestion = weakest(points, lowPoints), best(highQuestions)
	f.sayChanges()
}

// changes claims that each change is one.
func (f *Figures) changes(a *family) {
	for i := range f.Rated {
		a.change(&f.Rated[i], f.Rated[i].Change, weightChange)
	}
	if f.Overall != nil {
		a.change(f.Overall, f.YearAgo, weightYearAgo)
	}
}

func (a *family) change(now *Rating, c *Change, weight float64) {
	if c == nil || c.Points == nil || min(now.N, c.N) < MinReliable {
		return
	}
	k, n, before, of := now.Score.Satisfied, now.N, c.Score.Satisfied, c.N
	a.add(claim.Lower(k, n, before, of), fallShare*weight, func() { c.Verdict = Down })
	a.add(claim.Lower(before, of, k, n), (1-fallShare)*weight, func() { c.Verdict = Up })
}

// sayChanges writes the sentences, once the verdicts are known.
func (f *Figures) sayChanges() {
	changes := []*Change{f.YearAgo}
	if f.Evidence != nil {
		changes = append(changes, f.Evidence.Change)
	}
	for _, r := range f.Rated {
		changes = append(changes, r.Change)
	}
	for _, c := range changes {
		if c != nil {
			c.Text = wordChange(c)
		}
	}
}

// lowClaims claims that questions, fields and points are below LowShare.
func (f *Figures) lowClaims(a *family, rows int) {
	claimLow := func(n int, s *Score, low *bool) {
		if s != nil && n >= MinRanked {
			a.add(claim.Below(s.Satisfied, n, LowShare), weightLow/float64(rows), func() { *low = s.High < LowShare })
		}
	}
	for i := range f.Rated {
		if r := &f.Rated[i]; r.ID != f.overallID() {
			claimLow(r.N, r.Score, &r.Low)
		}
	}
	for _, t := range []Table{f.ByField, f.ByPoint} {
		for i := range t.Rows {
			if r := &t.Rows[i]; named(*r) {
				claimLow(r.N, r.Score, &r.Low)
			}
		}
	}
}

func (f *Figures) overallID() string {
	if f.Overall == nil {
		return ""
	}
	return f.Overall.ID
}

// beside is a row and all the others together.
type beside struct {
	row                Row
	k, n, restK, restN int
}

func (x beside) lower() bool { return x.k*x.restN < x.restK*x.n }

// besides are the rows, each beside the others; none where there are no others.
func besides(rows []Row) []beside {
	if len(rows) < 2 {
		return nil
	}
	k, n := 0, 0
	for _, r := range rows {
		k, n = k+r.Score.Satisfied, n+r.N
	}
	var all []beside
	for _, r := range rows {
		all = append(all, beside{r, r.Score.Satisfied, r.N, k - r.Score.Satisfied, n - r.N})
	}
	return all
}

// ranked are the rows with enough answers to be compared.
func ranked(rows []Row) []Row {
	var kept []Row
	for _, r := range rows {
		if r.Score != nil && r.N >= MinRanked {
			kept = append(kept, r)
		}
	}
	return kept
}

// weakest is the lowest of those rows that are clearly lower than the rest, by the mean if two are equal. What it says is
// that it is lower than all others together, not that it is lower than each of them.
func weakest(compared, low []Row) Weakest {
	if len(compared) < 2 {
		return Weakest{Why: TooFew}
	}
	if len(low) == 0 {
		return Weakest{Why: Alike}
	}
	found := low[0]
	for _, r := range low[1:] {
		if below(r, found) {
			found = r
		}
	}
	return Weakest{Found: &found}
}

// best is the highest of those rows that are clearly higher than the rest; nil if there is none.
func best(high []Row) *Row {
	if len(high) == 0 {
		return nil
	}
	found := high[0]
	for _, r := range high[1:] {
		if below(found, r) {
			found = r
		}
	}
	return &found
}

// below compares shares as fractions of whole numbers.
func below(a, b Row) bool {
	x, y := a.Score.Satisfied*b.N, b.Score.Satisfied*a.N
	return x < y || x == y && a.Score.Mean < b.Score.Mean
}

// shareOf writes a share.
func shareOf(s *Score, n int) string { return vnum.PercentOf(s.Satisfied, n) }
