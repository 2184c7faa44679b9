package report

import "motcua/internal/prose"

// Digest is the report as a chat message of at most eight lines, the first of which names the unit and
// the period.
func (f Figures) Digest() []prose.Line {
	lines := []prose.Line{prose.H(digestHead(f))}
	if f.Empty() {
		lines = append(lines, prose.P(emptyText(f)))
		return append(lines, f.lookupLine()...)
	}
	lines = append(lines, prose.P(formsText(f)))
	lines = append(lines, f.overallLines()...)
	if f.Overall == nil || f.Overall.N >= MinRanked {
		lines = append(lines, prose.P(weakestQuestionText(f.WeakestQuestion)))
		if len(namedRows(f.ByField.Rows)) > 0 {
			lines = append(lines, prose.P(weakestFieldText(f.WeakestField)))
		}
	}
	return append(lines, f.lookupLine()...)
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
	return append(lines, prose.P(changeText(f.Change)))
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
	if f.Response.Rate != nil && f.Response.Left > 0 {
		c = append(c, leftOutText(f.Response))
	}
	for _, t := range []struct {
		what  string
		table Table
	}{{byField, f.ByField}, {byChannel, f.ByChannel}, {byPoint, f.ByPoint}, {bySlip, f.BySlip}} {
		if t.table.HiddenRows > 0 {
			c = append(c, hiddenText(t.what, t.table))
		}
	}
	return append(c, voluntaryText)
}
