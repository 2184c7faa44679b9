package workbook

import (
	"slices"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
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
	p := b.page(wordSheetSummary, summaryWidths(), wordTitleSummary, say.Unit(f.Unit.Name, f.Unit.Note)+" – "+f.Days.Label(wordPeriod(f.Period)))
	p.freeze(1)
	p.say(kSentence, say.Questionnaire(f.Questionnaire.Title, f.Questionnaire.ID))
	p.say(kSentence, wordTime(f))
	if f.Predecessor != "" {
		p.say(kSentence, say.Predecessors(f.Predecessor))
	}
	p.say(kNote, wordEmptyNote())
	p.cautions(f.Cautions)
	p.headline(f)
	p.sections(f)
	p.flows(f)
	rated := p.rated(f)
	p.pictures(f, rated)
	p.compared(f)
	p.others(f.Other, f.MarkAll())
	for _, t := range []struct {
		title, head string
		report.Table
	}{
		{wordSectionFields, wordHeadField, f.ByField}, {wordSectionChannels, wordHeadChannel, f.ByChannel},
		{wordSectionPoints, wordHeadPoint, f.ByPoint}, {wordSectionSlips, wordHeadSlip, f.BySlip},
	} {
		p.split(t.title+f.MarkAll(), t.head, t.Table)
	}
	p.trend(f.Trend, f.MarkAll())
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
	p.section(wordSectionCautions)
	for _, c := range cautions {
		p.say(kSentence, "• "+c)
	}
}

// headline is the one figure everybody asks for, and what it is worth.
func (p *page) headline(f report.Figures) {
	p.section(wordSectionOverall + f.MarkVisits())
	o := f.Headline()
	switch {
	case o == nil:
		p.say(kSentence, say.NoHeadline)
		return
	case o.Score == nil:
		p.say(kSentence, say.Few(o.N, report.MinShown))
		return
	}
	p.table([]field{{head: wordHeadMeasure, kind: kText}, {head: wordHeadValue, kind: kShare}}, []record{
		{cells: []any{wordMeasureShare, vnum.Fraction(o.Score.Satisfied, o.N)}, bold: true},
		{cells: []any{wordMeasureLow, o.Score.Low}}, {cells: []any{wordMeasureHigh, o.Score.High}},
	})
	for _, m := range []struct {
		name  string
		kind  kind
		value any
	}{
		{wordMeasureSatisfied, kCount, o.Score.Satisfied}, {wordMeasureN, kCount, o.N},
		{wordMeasureMean, kDecimal, o.Score.Mean}, {wordMeasureMissing, kCount, told(o.Missing)}, {wordMeasureUnasked, kCount, told(o.Unasked)},
	} {
		if o != f.Overall && (m.name == wordMeasureMissing || m.name == wordMeasureUnasked) {
			continue // these are known of all responses only
		}
		p.record([]field{{kind: kText}, {kind: m.kind}}, record{cells: []any{m.name, m.value}})
	}
	if f.Evidence != nil {
		p.say(kSentence, f.Evidence.BasisText())
	}
	p.bounds(f.Bounds, f.MarkAll())
	if o.N < report.MinReliable {
		p.say(kNote, say.Small(report.MinReliable))
	}
	if f.Indices != nil {
		p.say(kSentence, f.Indices.Text)
	}
}

// bounds are how far those who did not answer could move the headline.
func (p *page) bounds(b *report.Bounds, mark string) {
	if b == nil || b.Left == 0 {
		return
	}
	fields := []field{{kind: kText}, {kind: kShare}}
	p.record(fields, record{cells: []any{wordMeasureNone + mark, vnum.Fraction(b.Low, b.Out)}})
	p.record(fields, record{cells: []any{wordMeasureAll + mark, vnum.Fraction(b.High, b.Out)}})
	p.say(kSentence, report.WordBounds(*b))
}

// flows are the responses handed out, returned and valid.
func (p *page) flows(f report.Figures) {
	p.section(wordSectionFlow)
	fields := []field{
		{head: wordHeadChannel, kind: kText}, {head: wordHeadOpened, kind: kCount}, {head: wordHeadDeclined, kind: kCount}, {head: wordHeadReturned, kind: kCount},
		{head: wordHeadFinished, kind: kCount}, {head: wordHeadPartial, kind: kCount}, {head: wordHeadValid, kind: kCount}, {head: wordHeadResponse, kind: kShare},
	}
	var records []record
	for _, c := range f.Channels {
		records = append(records, flowRecord(capital(c.Label), c, channelRate(c)))
	}
	all := flowRecord(wordTotal, f.Forms, responseOf(f.ReturnRate))
	all.bold = true
	p.table(fields, append(records, all))
	p.say(kNote, wordFlowNote(f))
}

func flowRecord(label string, c report.Flow, rate any) record {
	var opened any = wordUnknown
	if c.Opened > 0 {
		opened = c.Opened
	}
	return record{cells: []any{label, opened, c.Declined, c.Returned, c.Finished, c.Partial, c.Valid, rate}}
}

// channelRate is a channel's own response rate, which, as in the whole, is never more than all.
func channelRate(c report.Flow) any {
	if c.Opened <= 0 {
		return wordUnknown
	}
	return vnum.Fraction(min(c.Returned, c.Opened), c.Opened)
}

func responseOf(r report.ReturnRate) any {
	if r.Rate == nil {
		return wordUnknown
	}
	return vnum.Fraction(r.Returned, r.Opened)
}

// rated are the questions on the satisfaction scale. It gives the rows they stand in.
func (p *page) rated(f report.Figures) block {
	p.section(wordSectionRated + f.MarkAll())
	fields := []field{{head: wordHeadQuestion, kind: kText}}
	for _, level := range levels() {
		fields = append(fields, field{head: level, kind: kCount, group: wordGroupLevels})
	}
	fields = append(fields,
		field{head: wordHeadAnswers, kind: kCount}, field{head: wordHeadMissing, kind: kCount}, field{head: wordHeadUnasked, kind: kCount},
		field{head: wordHeadSatisfied, kind: kShare}, field{head: wordHeadLow, kind: kShare, group: wordGroupInterval}, field{head: wordHeadHigh, kind: kShare, group: wordGroupInterval},
		field{head: wordHeadMean, kind: kDecimal}, field{head: wordHeadMove, kind: kMove}, field{head: wordHeadRemark, kind: kText},
	)
	var records []record
	for _, r := range f.Rated {
		cells := []any{r.Label}
		for value := best; value >= worst; value-- {
			cells = append(cells, given(r.Distribution, value))
		}
		cells = append(append(cells, r.N, told(r.Missing), told(r.Unasked)), scoreCells(r.Score, r.N)...)
		records = append(records, record{cells: append(cells, moved(r.Change), wordChangeRemark(f, r))})
	}
	at := p.table(fields, records)
	p.say(kNote, wordRated(f))
	return at
}

// told is a number of responses, or a word where it may not be told: a blank would look like a nought.
func told(n *int) any {
	if n == nil {
		return wordNotTold
	}
	return *n
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
		{head: head, kind: kText}, {head: wordHeadAnswers, kind: kCount}, {head: wordHeadCount, kind: kCount}, {head: wordHeadSatisfied, kind: kShare},
		{head: wordHeadLow, kind: kShare, group: wordGroupInterval}, {head: wordHeadHigh, kind: kShare, group: wordGroupInterval}, {head: wordHeadMean, kind: kDecimal},
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
	p.section(wordSectionChange + f.MarkVisits())
	head := f.Headline()
	before, yearAgo := f.HeadlineChanges()
	records := []record{scoreRecord(capital(wordPeriod(f.Period)), head.N, head.Score)}
	for _, c := range []*report.Change{before, yearAgo} {
		if c != nil {
			records = append(records, scoreRecord(capital(wordPeriod(c.Period)), c.N, c.Score))
		}
	}
	p.table(scoreFields(wordHeadPeriod), records)
	switch {
	case before != nil:
		p.say(kSentence, before.Text)
	case f.Change != nil:
		p.say(kSentence, report.VisitsNotCompared(f.Change.Label))
	default:
		p.say(kSentence, f.Uncompared())
		return
	}
	if yearAgo != nil {
		p.say(kSentence, yearAgo.Text)
	}
}

// others are the questions that are not about satisfaction.
func (p *page) others(tallies []report.Tally, mark string) {
	var records []record
	for _, t := range tallies {
		records = append(records, record{cells: []any{wordTally(t)}, band: true})
		records = append(records, parts(t)...)
	}
	if len(records) == 0 {
		return
	}
	p.section(wordSectionOthers + mark)
	p.table([]field{{head: wordHeadOption, kind: kText}, {head: wordHeadAnswers, kind: kCount}, {head: wordHeadShare, kind: kShare}}, records)
}

// parts are the answers to a question, with percentages that add to 100,0 as they are shown, and beside them the responses that are
// in none of them.
func parts(t report.Tally) []record {
	var records []record
	for _, l := range t.Lines() {
		var share any
		if l.Part != "" {
			share = vnum.Fraction(l.Tenths, 1000)
		}
		records = append(records, record{cells: []any{l.Label, l.N, share}})
	}
	if len(records) == 0 {
		return nil
	}
	return append(records, record{cells: []any{wordRestMissing, told(t.Missing), nil}}, record{cells: []any{wordRestUnasked, told(t.Unasked), nil}})
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
			label, partial = label+wordPartialMark, true
		}
		row := scoreRecord(label, r.N, r.Score)
		if r.Hidden {
			row.cells[1] = nil
		}
		records = append(records, row)
	}
	p.table(scoreFields(head), records)
	if t.HiddenRows > 0 {
		p.say(kNote, wordHidden(t))
	}
	if partial {
		p.say(kNote, wordPartial)
	}
}

func (p *page) trend(points []report.TrendMonth, mark string) {
	if len(points) == 0 {
		return
	}
	p.section(wordSectionTrend + mark)
	var records []record
	for _, x := range points {
		records = append(records, scoreRecord(x.MonthText(), x.N, x.Score))
	}
	p.trendPicture(points, p.table(scoreFields(wordHeadMonth), records))
	if slices.ContainsFunc(points, func(x report.TrendMonth) bool { return x.Partly }) {
		p.say(kNote, report.WordTrendPartly)
	}
}

// methods are for who wants to work it out again; the words of statistics stand nowhere else.
func (p *page) methods() {
	p.section(wordSectionMethods)
	for _, note := range wordMethodNotes() {
		p.say(kNote, "• "+note)
	}
}

// otherForms are named and not added up: they ask other questions.
func (p *page) otherForms(f report.Figures) {
	if len(f.OtherQuestionnaires) == 0 {
		return
	}
	p.section(wordSectionForms)
	records := []record{}
	for _, o := range f.OtherQuestionnaires {
		var share any
		if o.Score != nil {
			share = vnum.Fraction(o.Score.Satisfied, o.N)
		}
		records = append(records, record{cells: []any{o.Title + " (" + o.ID + ")", o.Returned, o.N, share}})
	}
	p.table([]field{{head: wordHeadForm, kind: kText}, {head: wordHeadReturned, kind: kCount}, {head: wordHeadAnswers, kind: kCount}, {head: wordHeadSatisfied, kind: kShare}}, records)
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
