package report

import (
	"slices"

	"motcua/internal/prose"
	"motcua/internal/vnum"
	"motcua/report/say"
)

const (
	// maxLines is how long a digest may be: what fits on a phone without scrolling is read.
	maxLines = 8
	// mostAttention is how many lines of it call for attention: who is told of ten things does none.
	mostAttention = 3
)

// Digest is the report as a chat message of at most eight lines. The first names the unit and the period; then come the
// figure and how it moved, what calls for attention, and how it was asked and what else there is.
func (f Figures) Digest() []prose.Line {
	lines := []prose.Line{prose.H(wordDigestHead(f))}
	if f.Empty() {
		return append(append(lines, prose.P(wordEmpty(f))), f.rest()...)
	}
	lines = append(append(lines, f.overallLines()...), f.attentionLines()...)
	forms := wordForms(f)
	if f.LeftOut != nil {
		forms += " " + smallMonthsText(*f.LeftOut)
	}
	rest := append([]prose.Line{prose.P(forms)}, f.evidenceLines()...)
	rest = append(rest, f.rest()...)
	for len(lines)+len(rest) > maxLines && len(rest) > 1 { // what is of least weight moves together
		last := len(rest) - 1
		rest = append(rest[:last-1:last-1], prose.P(rest[last-1].Text+" "+rest[last].Text))
	}
	return slices.Concat(lines, rest)
}

// evidenceLines say what the responses stand on; nothing where none stands on a code.
func (f Figures) evidenceLines() []prose.Line {
	if f.Evidence == nil || f.Evidence.bare() {
		return nil
	}
	return []prose.Line{prose.P(f.Evidence.Text())}
}

// attentionLines are the gravest findings.
func (f Figures) attentionLines() []prose.Line {
	var lines []prose.Line
	for _, found := range f.attention() {
		head := "– "
		if len(lines) == 0 {
			head = wordAttention + ": "
		}
		lines = append(lines, prose.P(head+found.Text+"."))
	}
	return lines
}

// attention are the gravest findings. How responses came in stands where their number does.
func (f Figures) attention() []Finding {
	var gravest []Finding
	for _, found := range Findings(f) {
		if found.Kind != FindingBatch && len(gravest) < mostAttention {
			gravest = append(gravest, found)
		}
	}
	return gravest
}

// nothingDiffers reports whether questions or fields were compared and none could be told from the rest.
func (f Figures) nothingDiffers() bool {
	found := f.WeakestQuestion.Found != nil || f.WeakestField.Found != nil || len(f.lows()) > 0
	return !found && (f.WeakestQuestion.Why == Alike || f.WeakestField.Why == Alike)
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

// overallLines are the headline, with a caution when it rests on few responses, and the change.
func (f Figures) overallLines() []prose.Line {
	if f.Overall == nil {
		return []prose.Line{prose.P(say.NoHeadline)}
	}
	o := f.Headline()
	line := wordOverall(*o)
	if o.Score == nil {
		return []prose.Line{prose.P(line)}
	}
	if o.N < MinReliable {
		line += " " + wordSmall(o.N)
	}
	moves := wordChanges(f)
	if f.nothingDiffers() {
		moves += " " + wordNothingDiffers
	}
	return []prose.Line{prose.P(line), prose.P(moves)}
}

// rest is what is left to say, of most weight first; nothing where there is nothing.
func (f Figures) rest() []prose.Line {
	var lines []prose.Line
	if len(f.Actions) > 0 {
		lines = append(lines, prose.P(wordActions(f.Actions)))
	}
	if f.Indices != nil && (f.Indices.Known > 0 || !f.Empty()) {
		lines = append(lines, prose.P(f.Indices.Text))
	}
	if len(f.Suggestions) > 0 {
		lines = append(lines, prose.P(wordSuggestions(f.Suggestions)))
	}
	if f.Lookups > 0 || f.MissTotal > 0 {
		lines = append(lines, prose.P(wordMisses(f)))
	}
	return lines
}

// cautions are what a reader of the numbers has to know, as sentences.
func cautions(f Figures) []string {
	var c []string
	if f.Days.Window {
		c = append(c, wordDays(f.Days))
	}
	c = append(c, known(f.NotCompared)...)
	if f.Overall != nil {
		switch n := f.Headline().N; {
		case n < MinShown:
			c = append(c, say.Few(n, MinShown))
		case n < MinReliable:
			c = append(c, wordSmall(n))
		}
	}
	if f.Evidence != nil && !f.Evidence.bare() {
		c = append(c, known(f.Evidence.BasisText(), f.Evidence.GapText())...)
	}
	if f.LeftOut != nil {
		c = append(c, smallMonthsText(*f.LeftOut))
	}
	if f.ReturnRate.Rate != nil && f.ReturnRate.Left > 0 {
		c = append(c, say.LeftOut(vnum.Integer(f.ReturnRate.Left)))
	}
	for _, t := range []struct {
		what  string
		table Table
	}{{wordByField, f.ByField}, {wordByChannel, f.ByChannel}, {wordByPoint, f.ByPoint}, {wordBySlip, f.BySlip}} {
		if t.table.HiddenN > 0 {
			c = append(c, wordHidden(t.what, t.table))
		}
	}
	c = append(c, f.notSplit()...)
	for _, label := range f.Silent {
		c = append(c, wordSilent(label))
	}
	if f.Predecessor != "" {
		c = append(c, say.Predecessors(f.Predecessor))
	}
	for _, o := range f.OtherQuestionnaires {
		c = append(c, wordOtherQuestionnaire(f.Questionnaire, o))
	}
	if f.Apart != nil {
		c = append(c, f.Apart.Text)
	}
	if r := f.Restored; r != nil {
		c = append(c, r.Text)
		if late := r.Forms - r.Merged; late > 0 {
			c = append(c, wordRestoredTables(late, f.Evidence.leads()))
		}
	}
	if f.Indices != nil {
		c = append(c, wordIndicesSource)
	}
	return append(c, wordVoluntary)
}
