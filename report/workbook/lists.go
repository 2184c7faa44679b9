package workbook

import (
	"strings"
	"time"

	"motcua/report"
	"motcua/report/say"
)

// suggestions is the sheet of what citizens suggested, grouped.
func (b *book) suggestions(f report.Figures) {
	if len(f.Suggestions) == 0 {
		return
	}
	fields := []field{{head: wordHeadNumber, kind: kCount}, {head: wordHeadSuggestion, kind: kText}, {head: wordHeadAlike, kind: kText}, {head: wordHeadOpinions, kind: kCount}}
	var records []record
	sum := 0
	for i, g := range f.Suggestions {
		sum += g.N
		records = append(records, record{cells: []any{i + 1, quote(g.Text), quotes(g.Examples), g.N}})
	}
	records = append(records, record{bold: true, cells: []any{nil, wordTotal, nil, sum}})
	b.list(wordSheetSuggestions, wordTitleSuggestions, f, []float64{8, 70, 70, 12}, fields, records, wordMaskedNote)
}

// misses is the sheet of what the look-up of procedures could not answer.
func (b *book) misses(f report.Figures) {
	if len(f.Misses) == 0 {
		return
	}
	fields := []field{{head: wordHeadNumber, kind: kCount}, {head: wordHeadMiss, kind: kText}, {head: wordHeadWordings, kind: kText}, {head: wordHeadTimes, kind: kCount}}
	var records []record
	for i, m := range f.Misses {
		records = append(records, record{cells: []any{i + 1, quote(m.Text), quotes(m.Wordings), m.N}})
	}
	b.list(wordSheetMisses, wordTitleMisses, f, []float64{8, 70, 70, 12}, fields, records, wordMisses(f), wordMaskedNote)
}

// actions is the sheet of what was taken up after the last report.
func (b *book) actions(f report.Figures) {
	if len(f.Actions) == 0 {
		return
	}
	fields := []field{
		{head: wordHeadNumber, kind: kCount}, {head: wordHeadFinding, kind: kText}, {head: wordHeadAction, kind: kText}, {head: wordHeadWho, kind: kText},
		{head: wordHeadDue, kind: kDay}, {head: wordHeadState, kind: kMiddle}, {head: wordHeadDone, kind: kText}, {head: wordHeadNote, kind: kText},
	}
	var records []record
	for i, a := range f.Actions {
		records = append(records, record{cells: []any{i + 1, a.Finding, a.What, a.Who, day(a.Due), wordState(a.State), doneText(a.Done), a.Note}})
	}
	b.list(wordSheetActions, wordTitleActions, f, []float64{6, 36, 40, 30, 13, 16, 24, 30}, fields, records)
}

// suspicious is the sheet of responses that came in oddly. Nobody is accused.
func (b *book) suspicious(f report.Figures) {
	if len(f.Suspicious) == 0 {
		return
	}
	fields := []field{
		{head: wordHeadNumber, kind: kCount}, {head: wordHeadSign, kind: kText}, {head: wordHeadWhere, kind: kText},
		{head: wordHeadOften, kind: kCount}, {head: wordHeadForms, kind: kCount}, {head: wordHeadLargest, kind: kCount}, {head: wordHeadDetail, kind: kText},
	}
	var records []record
	for i, x := range f.Suspicious {
		records = append(records, record{cells: []any{i + 1, wordSign(x), wordWhere(x.Where), x.Times, x.N, x.Most, x.Text}})
	}
	b.list(wordSheetSuspicious, wordTitleSuspicious, f, []float64{6, 30, 34, 10, 10, 12, 70}, fields, records, wordSuspiciousNote)
}

// list is a sheet with one table.
func (b *book) list(sheet, title string, f report.Figures, widths []float64, fields []field, records []record, notes ...string) {
	p := b.page(sheet, widths, title, say.Unit(f.Unit.Name, f.Unit.Note)+" – "+f.Days.Label(wordPeriod(f.Period)))
	for _, n := range notes {
		p.say(kNote, n)
	}
	first := p.row
	p.heads(fields)
	p.freeze(first)
	for _, r := range records {
		p.record(fields, r)
	}
}

// quote marks what people wrote as theirs, on one line. That also keeps what begins with a sign of calculation from being taken
// for a formula by a program this sheet is copied or exported to.
func quote(s string) string { return "“" + strings.Join(strings.Fields(clean(s)), " ") + "”" }

func quotes(all []string) string {
	var quoted []string
	for _, s := range all {
		quoted = append(quoted, quote(s))
	}
	return strings.Join(quoted, "\n")
}

// day is a day of the form 2026-11-30; anything else stays a text.
func day(s string) any {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return t
}

// doneText writes a day as days are written here, and anything else as it is.
func doneText(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format("02/01/2006")
	}
	return s
}
