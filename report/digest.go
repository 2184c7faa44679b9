package report

import (
	"slices"

	"motcua/internal/prose"
)

// maxLines is how long a digest may be: what fits on a phone without scrolling is read.
const maxLines = 8

// Digest is the report as a chat message of at most eight lines. The first names the unit and the period, the second
// says what was done about the last report, if something was to be done.
func (f Figures) Digest() []prose.Line {
	lines := []prose.Line{prose.H(digestHead(f))}
	if len(f.Actions) > 0 {
		lines = append(lines, prose.P(actionsText(f.Actions)))
	}
	if f.Empty() {
		lines = append(lines, prose.P(emptyText(f)))
		if f.Nine != nil && f.Nine.Known > 0 {
			lines = append(lines, prose.P(f.Nine.Text))
		}
		return append(lines, f.lookupLine()...)
	}
	forms := formsText(f)
	if f.LeftOut != nil {
		forms += " " + smallMonthsText(*f.LeftOut)
	}
	lines = append(lines, prose.P(forms))
	figures, weak := f.overallLines(), f.weakLines()
	if f.Nine != nil {
		figures = append(figures, prose.P(f.Nine.Text))
	}
	last := append(f.suggestionLine(), f.lookupLine()...)
	for _, group := range []*[]prose.Line{&weak, &figures, &figures} { // what belongs together moves together when room is short
		if len(lines)+len(figures)+len(weak)+len(last) > maxLines {
			*group = joined(*group)
		}
	}
	return slices.Concat(lines, figures, weak, last)
}

// joined makes one line of the first two.
func joined(lines []prose.Line) []prose.Line {
	if len(lines) < 2 {
		return lines
	}
	return append([]prose.Line{prose.P(lines[0].Text + " " + lines[1].Text)}, lines[2:]...)
}

// weakLines name the weakest question and field, where there are enough answers to have one.
func (f Figures) weakLines() []prose.Line {
	if f.Overall != nil && f.Overall.N < MinRanked {
		return nil
	}
	lines := []prose.Line{prose.P(weakestQuestionText(f.WeakestQuestion))}
	if len(namedRows(f.ByField.Rows)) > 0 {
		lines = append(lines, prose.P(weakestFieldText(f.WeakestField)))
	}
	return lines
}

// Empty reports whether nobody answered in the period.
func (f Figures) Empty() bool {
	if f.Forms.Returned > 0 {
		return false
	}
	for _, r := range f.Rated {
		if r.N > 0 {
			return false
		}
	}
	return true
}

// overallLines are the headline, a caution directly below it when it rests on few forms, and the change.
func (f Figures) overallLines() []prose.Line {
	if f.Overall == nil {
		return []prose.Line{prose.P(noScale)}
	}
	lines := []prose.Line{prose.P(overallText(*f.Overall))}
	if f.Overall.Score == nil {
		return lines
	}
	if f.Overall.N < MinReliable {
		lines = append(lines, prose.P(smallText(f.Overall.N)))
	}
	return append(lines, prose.P(changesText(f)))
}

// suggestionLine is empty when nobody suggested anything.
func (f Figures) suggestionLine() []prose.Line {
	if len(f.Suggestions) == 0 {
		return nil
	}
	return []prose.Line{prose.P(suggestionsText(f.Suggestions))}
}

// lookupLine is empty when nobody looked anything up.
func (f Figures) lookupLine() []prose.Line {
	if f.Lookups == 0 && f.MissTotal == 0 {
		return nil
	}
	return []prose.Line{prose.P(missesText(f))}
}

// cautions are what a reader of the numbers has to know, as sentences.
func cautions(f Figures) []string {
	var c []string
	if f.Overall != nil {
		switch n := f.Overall.N; {
		case n < MinShown:
			c = append(c, fewText(n))
		case n < MinReliable:
			c = append(c, smallText(n))
		}
	}
	if f.LeftOut != nil {
		c = append(c, smallMonthsText(*f.LeftOut))
	}
	if f.Response.Rate != nil && f.Response.Left > 0 {
		c = append(c, leftOutText(f.Response))
	}
	for _, t := range []struct {
		what  string
		table Table
	}{{byField, f.ByField}, {byChannel, f.ByChannel}, {byPoint, f.ByPoint}, {bySlip, f.BySlip}} {
		if t.table.HiddenN > 0 {
			c = append(c, hiddenText(t.what, t.table))
		}
	}
	for _, label := range f.Silent {
		c = append(c, silentText(label))
	}
	if f.Predecessor != "" {
		c = append(c, predecessorText(f.Predecessor))
	}
	for _, o := range f.OtherForms {
		c = append(c, otherFormText(f.Form, o))
	}
	if len(f.Suspicious) > 0 {
		c = append(c, oddText(f.Suspicious))
	}
	if f.Nine != nil {
		c = append(c, nineSource)
	}
	return append(c, voluntaryText)
}
