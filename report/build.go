package report

import (
	"math"
	"slices"

	"motcua/org"
	"motcua/survey"
)

// Build makes the figures. It is pure: the same input gives the same figures.
func Build(in Input) Figures {
	now := sift(in.Counts, in.Form.ID, in.Period)
	f := Figures{
		Unit:        Unit{in.Unit.Code, in.Unit.Name, in.Unit.Settings.Note},
		Demo:        in.Unit.Demo,
		Period:      in.Period,
		PeriodLabel: in.Period.Label(),
		Form:        Form{in.Form.ID, in.Form.Hash, in.Form.Title},
		GeneratedAt: in.Now.In(org.Location()),
		Rated:       []Rating{},
		Other:       []Tally{},
		Misses:      append([]Miss{}, in.Misses...),
		MissTotal:   in.MissTotal,
		Lookups:     in.Lookups,
	}
	f.Channels, f.Forms = flows(now)
	f.Response = response(f.Channels)
	for i := range in.Form.Questions {
		q := &in.Form.Questions[i]
		switch {
		case q.Rated:
			f.Rated = append(f.Rated, rate(q, now))
		case q.Dimension == "": // the field is not a finding: it is the rows of ByField
			f.Other = append(f.Other, count(q, now))
		}
	}
	f.tables(in, now)
	f.headline(in)
	f.WeakestQuestion = weakest(questionRows(f.Rated, in.Form.Overall))
	f.WeakestField = weakest(namedRows(f.ByField.Rows))
	f.Cautions = cautions(f)
	return f
}

// sift keeps the cells of one form in one period.
func sift(counts []survey.Count, form string, p Period) []survey.Count {
	var kept []survey.Count
	for _, c := range counts {
		if c.Form == form && p.Contains(c.Month) {
			kept = append(kept, c)
		}
	}
	return kept
}

// headline fills Overall and Change.
func (f *Figures) headline(in Input) {
	q, ok := in.Form.Question(in.Form.Overall)
	if !ok {
		return
	}
	i := slices.IndexFunc(f.Rated, func(r Rating) bool { return r.ID == q.ID })
	overall := f.Rated[i]
	f.Overall = &overall
	if in.Previous == nil {
		return
	}
	before := in.Period.Previous()
	then := rate(q, sift(in.Previous, in.Form.ID, before))
	f.Change = &Change{Period: before, Label: before.Label(), N: then.N, Score: then.Score}
	f.Change.compare(f.Overall, then)
}

// compare fills Points and Verdict, unless one of the sides is withheld.
func (c *Change) compare(now *Rating, then Rating) {
	if now.Score == nil || then.Score == nil {
		return
	}
	k1, k2 := now.Score.Satisfied, then.Score.Satisfied
	points := round6(100 * (float64(k1)/float64(now.N) - float64(k2)/float64(then.N)))
	c.Points, c.Verdict = &points, Unclear
	if survey.SharesDiffer(k1, now.N, k2, then.N) {
		c.Verdict = Up
		if points < 0 {
			c.Verdict = Down
		}
	}
}

// still reports whether the change is too small to be seen in the figures as they are printed.
func (c Change) still() bool { return math.Abs(*c.Points) < 0.05 }

func (f *Figures) tables(in Input, now []survey.Count) {
	by := func(key func(survey.Cell) string, label func(string) string) Table {
		return table(now, in.Form, key, label)
	}
	f.ByField = by(func(c survey.Cell) string { return c.Field }, fieldLabels(in.Form))
	f.ByChannel = by(func(c survey.Cell) string { return c.Channel }, channelLabel)
	f.ByPoint = by(func(c survey.Cell) string { return pointKey(c.Point) }, pointLabels(in.Points))
	f.BySlip = by(func(c survey.Cell) string { return c.Slip }, slipLabel)
}
