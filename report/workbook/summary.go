package workbook

import (
	"slices"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/survey"
)

// The columns of the summary: a label, thirteen for numbers, one for a sentence.
const (
	labelWidth    = 36
	numberWidth   = 9.5
	numberColumns = 13
	remarkWidth   = 42
)

func summaryWidths() []float64 {
	widths := []float64{labelWidth}
	for range numberColumns {
		widths = append(widths, numberWidth)
	}
	return append(widths, remarkWidth)
}

// summary is the sheet a leader looks at.
func (b *book) summary(f report.Figures) {
	p := b.page(sheetSummary, summaryWidths(), titleSummary, unitText(f.Unit)+" – "+periodText(f.Period))
	p.freeze(1)
	p.say(kSentence, formText(f.Form))
	p.say(kSentence, timeText(f))
	if f.Predecessor != "" {
		p.say(kSentence, predecessorText(f.Predecessor))
	}
	p.say(kNote, emptyNote())
	p.cautions(f.Cautions)
	p.headline(f)
	p.evidence(f)
	p.flows(f)
	rated := p.rated(f.Rated)
	p.pictures(f, rated)
	p.compared(f)
	p.others(f.Other)
	for _, t := range []struct {
		title, head string
		report.Table
	}{
		{sectionFields, headField, f.ByField}, {sectionChannels, headChannel, f.ByChannel},
		{sectionPoints, headPoint, f.ByPoint}, {sectionSlips, headSlip, f.BySlip},
	} {
		p.split(t.title, t.head, t.Table)
	}
	p.trend(f.Trend)
	p.otherForms(f)
	p.methods()
	p.breaks()
}

func (p *page) section(title string) {
	p.skip(1)
	p.parts = append(p.parts, p.row)
	p.say(kSection, title)
}

func (p *page) cautions(cautions []string) {
	if len(cautions) == 0 {
		return
	}
	p.section(sectionCautions)
	for _, c := range cautions {
		p.say(kSentence, "• "+c)
	}
}

// headline is the one figure everybody asks for, and what it is worth.
func (p *page) headline(f report.Figures) {
	p.section(sectionOverall)
	o := f.Headline()
	switch {
	case o == nil:
		p.say(kSentence, noOverall)
		return
	case o.Score == nil:
		p.say(kSentence, fewText(o.N))
		return
	}
	p.table([]field{{head: headMeasure, kind: kText}, {head: headValue, kind: kShare}}, []record{
		{cells: []any{measureShare, vnum.Fraction(o.Score.Satisfied, o.N)}, bold: true},
		{cells: []any{measureLow, o.Score.Low}}, {cells: []any{measureHigh, o.Score.High}},
	})
	for _, m := range []struct {
		name  string
		kind  kind
		value any
	}{
		{measureSatisfied, kCount, o.Score.Satisfied}, {measureN, kCount, o.N},
		{measureMean, kDecimal, o.Score.Mean}, {measureMissing, kCount, o.Missing}, {measureUnasked, kCount, o.Unasked},
	} {
		if o != f.Overall && (m.name == measureMissing || m.name == measureUnasked) {
			continue // these are known of all forms only
		}
		p.record([]field{{kind: kText}, {kind: m.kind}}, record{cells: []any{m.name, m.value}})
	}
	p.bounds(f.Bounds)
	if o.N < report.MinReliable {
		p.say(kNote, smallText())
	}
	if f.Nine != nil {
		p.say(kSentence, f.Nine.Text)
	}
}

// bounds are how far those who did not answer could move the headline.
func (p *page) bounds(b *report.Bounds) {
	if b == nil || b.Left == 0 {
		return
	}
	fields := []field{{kind: kText}, {kind: kShare}}
	p.record(fields, record{cells: []any{measureNone, vnum.Fraction(b.Low, b.Out)}})
	p.record(fields, record{cells: []any{measureAll, vnum.Fraction(b.High, b.Out)}})
	p.say(kSentence, report.BoundsText(*b))
}

// flows are the forms handed out, returned and valid.
func (p *page) flows(f report.Figures) {
	p.section(sectionFlow)
	fields := []field{
		{head: headChannel, kind: kText}, {head: headOpened, kind: kCount}, {head: headDeclined, kind: kCount}, {head: headReturned, kind: kCount},
		{head: headFinished, kind: kCount}, {head: headPartial, kind: kCount}, {head: headValid, kind: kCount}, {head: headResponse, kind: kShare},
	}
	var records []record
	for _, c := range f.Channels {
		records = append(records, flowRecord(capital(c.Label), c, channelRate(c)))
	}
	all := flowRecord(total, f.Forms, responseOf(f.Response))
	all.bold = true
	p.table(fields, append(records, all))
	p.say(kNote, flowNote(f.Response))
}

func flowRecord(label string, c report.Flow, rate any) record {
	var opened any = unknown
	if c.Opened > 0 {
		opened = c.Opened
	}
	return record{cells: []any{label, opened, c.Declined, c.Returned, c.Finished, c.Partial, c.Valid, rate}}
}

// channelRate is a channel's own response rate, which, as in the whole, is never more than all.
func channelRate(c report.Flow) any {
	if c.Opened <= 0 {
		return unknown
	}
	return vnum.Fraction(min(c.Returned, c.Opened), c.Opened)
}

func responseOf(r report.Response) any {
	if r.Rate == nil {
		return unknown
	}
	return vnum.Fraction(r.Returned, r.Opened)
}

// rated are the questions on the satisfaction scale. It gives the rows they stand in.
func (p *page) rated(rated []report.Rating) block {
	p.section(sectionRated)
	fields := []field{{head: headQuestion, kind: kText}}
	for _, level := range levels() {
		fields = append(fields, field{head: level, kind: kCount, group: groupLevels})
	}
	fields = append(fields,
		field{head: headAnswers, kind: kCount}, field{head: headMissing, kind: kCount}, field{head: headUnasked, kind: kCount},
		field{head: headSatisfied, kind: kShare}, field{head: headLow, kind: kShare, group: groupInterval}, field{head: headHigh, kind: kShare, group: groupInterval},
		field{head: headMean, kind: kDecimal}, field{head: headMove, kind: kMove}, field{head: headRemark, kind: kText},
	)
	var records []record
	for _, r := range rated {
		cells := []any{r.Label}
		for value := best; value >= worst; value-- {
			cells = append(cells, given(r.Distribution, value))
		}
		cells = append(append(cells, r.N, r.Missing, r.Unasked), scoreCells(r.Score, r.N)...)
		records = append(records, record{cells: append(cells, moved(r.Change), changeRemark(r))})
	}
	at := p.table(fields, records)
	p.say(kNote, ratedNote)
	return at
}

// The values of the satisfaction scale.
const (
	worst = 1
	best  = 5
)

// given is how often a value was chosen; nil where that is withheld.
func given(distribution []report.Choice, value int) any {
	i := slices.IndexFunc(distribution, func(c report.Choice) bool { return c.Value == value })
	if i < 0 {
		return nil
	}
	return distribution[i].N
}

// scoreCells are share, both ends of the interval and mean; empty where they are withheld.
func scoreCells(s *report.Score, n int) []any {
	if s == nil {
		return []any{nil, nil, nil, nil}
	}
	return []any{vnum.Fraction(s.Satisfied, n), s.Low, s.High, s.Mean}
}

func moved(c *report.Change) any {
	if c == nil || c.Points == nil {
		return nil
	}
	return *c.Points
}

// scoreFields are the columns of every table of the headline by something.
func scoreFields(head string) []field {
	return []field{
		{head: head, kind: kText}, {head: headAnswers, kind: kCount}, {head: headCount, kind: kCount}, {head: headSatisfied, kind: kShare},
		{head: headLow, kind: kShare, group: groupInterval}, {head: headHigh, kind: kShare, group: groupInterval}, {head: headMean, kind: kDecimal},
	}
}

func scoreRecord(label string, n int, s *report.Score) record {
	var satisfied any
	if s != nil {
		satisfied = s.Satisfied
	}
	return record{cells: append([]any{label, n, satisfied}, scoreCells(s, n)...)}
}

// compared puts the headline beside that of earlier periods.
func (p *page) compared(f report.Figures) {
	if f.Overall == nil {
		return
	}
	p.section(sectionChange)
	head := f.Headline()
	before, yearAgo := f.HeadlineChanges()
	records := []record{scoreRecord(capital(periodText(f.Period)), head.N, head.Score)}
	for _, c := range []*report.Change{before, yearAgo} {
		if c != nil {
			records = append(records, scoreRecord(capital(periodText(c.Period)), c.N, c.Score))
		}
	}
	p.table(scoreFields(headPeriod), records)
	switch {
	case before != nil:
		p.say(kSentence, before.Text)
	case f.Change != nil:
		p.say(kSentence, report.VisitsNotCompared(f.Change.Label))
	default:
		p.say(kSentence, noBefore)
		return
	}
	if yearAgo != nil {
		p.say(kSentence, yearAgo.Text)
	}
}

// others are the questions that are not about satisfaction.
func (p *page) others(tallies []report.Tally) {
	var records []record
	for _, t := range tallies {
		records = append(records, record{cells: []any{tallyText(t)}, band: true})
		records = append(records, parts(t)...)
	}
	if len(records) == 0 {
		return
	}
	p.section(sectionOthers)
	p.table([]field{{head: headOption, kind: kText}, {head: headAnswers, kind: kCount}, {head: headShare, kind: kShare}}, records)
}

// parts are the answers to a question, with percentages that add to 100,0 as they are shown, and beside them the forms that are
// in none of them.
func parts(t report.Tally) []record {
	var records []record
	for i, tenths := range report.Tenths(t.Distribution) {
		c := t.Distribution[i]
		records = append(records, record{cells: []any{c.Label, c.N, vnum.Fraction(tenths, 1000)}})
	}
	if len(records) == 0 {
		return nil
	}
	for _, c := range t.Apart {
		records = append(records, record{cells: []any{apartText(c.Label), c.N, nil}})
	}
	return append(records, record{cells: []any{restMissing, t.Missing, nil}}, record{cells: []any{restUnasked, t.Unasked, nil}})
}

// split is the headline by a property of the visit.
func (p *page) split(title, head string, t report.Table) {
	if len(t.Rows) == 0 {
		return
	}
	p.section(title)
	var records []record
	partial := false
	for _, r := range t.Rows {
		label := capital(r.Label)
		if r.Partial {
			label, partial = label+partialMark, true
		}
		row := scoreRecord(label, r.N, r.Score)
		if r.Hidden {
			row.cells[1] = nil
		}
		records = append(records, row)
	}
	p.table(scoreFields(head), records)
	if t.HiddenRows > 0 {
		p.say(kNote, hiddenText(t))
	}
	if partial {
		p.say(kNote, partialText)
	}
}

func (p *page) trend(points []report.Point) {
	if len(points) == 0 {
		return
	}
	p.section(sectionTrend)
	var records []record
	for _, x := range points {
		records = append(records, scoreRecord(x.Label, x.N, x.Score))
	}
	p.trendPicture(points, p.table(scoreFields(headMonth), records))
}

// methods are for who wants to work it out again; the words of statistics stand nowhere else.
func (p *page) methods() {
	p.section(sectionMethods)
	for _, note := range methodNotes() {
		p.say(kNote, "• "+note)
	}
}

// otherForms are named and not added up: they ask other questions.
func (p *page) otherForms(f report.Figures) {
	if len(f.OtherForms) == 0 {
		return
	}
	p.section(sectionForms)
	records := []record{}
	for _, o := range f.OtherForms {
		var share any
		if o.Score != nil {
			share = vnum.Fraction(o.Score.Satisfied, o.N)
		}
		records = append(records, record{cells: []any{o.Title + " (" + o.ID + ")", o.Returned, o.N, share}})
	}
	p.table([]field{{head: headForm, kind: kText}, {head: headReturned, kind: kCount}, {head: headAnswers, kind: kCount}, {head: headSatisfied, kind: kShare}}, records)
}

// threeLevels counts the headline's answers on the three levels of Mẫu 01 and 02. "Bình thường" is none of them.
type threeLevels struct{ poor, fair, good, middle, n int }

// collapse gives nothing where the headline is withheld.
func collapse(o *report.Rating) (t threeLevels, ok bool) {
	if o == nil || o.Score == nil {
		return t, false
	}
	t.n = o.N
	for _, c := range o.Distribution {
		switch {
		case c.Value == best:
			t.good += c.N
		case c.Value == survey.Satisfied:
			t.fair += c.N
		case c.Value == survey.Satisfied-1:
			t.middle += c.N
		default:
			t.poor += c.N
		}
	}
	return t, true
}
