package letter

import (
	"slices"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// results is part II.
func (d *draft) results() {
	d.part("II", wordPartResults)
	d.item(1, wordItemOverall)
	d.overall()
	d.item(2, wordItemQuestions)
	d.questions()
	d.item(3, wordItemFields)
	d.split(wordCaptionFields+d.f.MarkAll(), wordHeadField, d.f.ByField)
	d.item(4, wordItemChannels)
	d.split(wordCaptionChannels+d.f.MarkAll(), wordHeadChannel, d.f.ByChannel)
	d.item(5, wordItemChange)
	d.change()
	d.sections(6)
}

// overall is the headline: five levels, the share, and what it is worth.
func (d *draft) overall() {
	if d.f.Indices != nil {
		d.say(d.f.Indices.Text)
	}
	o := d.f.Overall
	switch {
	case o == nil:
		d.say(say.NoHeadline)
		return
	case o.Score == nil:
		d.say(say.Few(o.N, report.MinShown))
		return
	}
	head := d.f.Headline()
	d.say(wordShare(*head), wordInterval(*head.Score), wordMean(*head.Score), wordSmall(head.N))
	if e := d.f.Evidence; e != nil {
		d.say(e.BasisText())
	}
	d.say(wordMissing(*o, head != o), wordBounds(d.f.Bounds))
	rows := []row{}
	rows = append(rows, partRows(o.Distribution)...)
	rows = append(rows, row{sum: true, cells: []string{wordTotal, vnum.Integer(o.N), vnum.BareOf(o.N, o.N)}})
	d.table(wordCaptionLevels+d.f.MarkAll(), []column{{wordHeadLevel, 4471, text}, {wordHeadForms, 2300, number}, {wordHeadShare, 2300, number}}, rows, "")
}

// questions are the rated ones, compared, and then all the others. Where nothing may be said of any, a sentence says so.
func (d *draft) questions() {
	compared := slices.ContainsFunc(d.f.Rated, func(r report.Rating) bool { return r.Change != nil })
	var rows []row
	shown := false
	for _, r := range d.f.Rated {
		if d.f.Overall != nil && r.ID == d.f.Overall.ID {
			continue
		}
		shown = shown || r.Score != nil
		cells := append([]string{r.Label, vnum.Integer(r.N)}, scoreCells(r.Score, r.N)...)
		if compared {
			cells = append(cells, wordMoveCell(r.Change))
		}
		rows = append(rows, row{cells: cells})
	}
	if shown {
		d.table(wordCaptionQuestions+d.f.MarkAll(), questionColumns(compared), rows, wordQuestionsNote(d.f, rows))
	}
	others := otherRows(d.f.Other)
	if len(others) > 0 {
		d.table(wordCaptionOthers+d.f.MarkAll(), []column{{wordHeadOption, 5471, text}, {wordHeadAnswers, 1800, number}, {wordHeadShare, 1800, number}}, others, wordFewNote(others))
	}
	if !shown && len(others) == 0 {
		d.say(wordNoneShown(d.f))
	}
}

// questionColumns have one for the change only where there is something to compare with.
func questionColumns(compared bool) []column {
	if !compared {
		return splitColumns(wordHeadQuestion)
	}
	return []column{
		{wordHeadQuestion, 2271, text}, {wordHeadAnswers, 1250, number}, {wordHeadSatisfied, 1200, number},
		{wordHeadInterval, 1500, middle}, {wordHeadMean, 1250, number}, {wordHeadMove, 1600, middle},
	}
}

// otherRows are the questions that are not about satisfaction, each headed by its name. Texts stand in part III.
func otherRows(tallies []report.Tally) []row {
	var rows []row
	shown := false
	for _, t := range tallies {
		if t.Text {
			continue
		}
		rows = append(rows, row{band: true, cells: []string{wordTally(t)}})
		lines := t.Lines()
		for _, l := range lines {
			rows = append(rows, row{cells: []string{l.Label, vnum.Integer(l.N), l.Part}})
		}
		shown = shown || len(lines) > 0
		switch n, known := t.Rest(); {
		case len(lines) == 0:
		case !known:
			rows = append(rows, row{cells: []string{wordRest, wordWithheld, ""}})
		case n > 0:
			rows = append(rows, row{cells: []string{wordRest, vnum.Integer(n), ""}})
		}
	}
	if !shown {
		return nil
	}
	return rows
}

// partRows are the parts of a whole, whose printed percentages add to 100,0.
func partRows(distribution []report.Choice) []row {
	var rows []row
	for i, part := range report.Parts(distribution) {
		rows = append(rows, row{cells: []string{distribution[i].Label, vnum.Integer(distribution[i].N), part}})
	}
	return rows
}

// split is an item about the headline by a property of the visit.
func (d *draft) split(caption, head string, t report.Table) {
	if len(t.Shown()) == 0 {
		d.say(wordNoneShown(d.f))
		return
	}
	d.table(caption, splitColumns(head), splitRows(t), wordHiddenNote(t))
}

func splitColumns(head string) []column {
	return []column{
		{head, 3571, text}, {wordHeadAnswers, 1250, number}, {wordHeadSatisfied, 1300, number},
		{wordHeadInterval, 1650, middle}, {wordHeadMean, 1300, number},
	}
}

func splitRows(t report.Table) []row {
	var rows []row
	for _, r := range t.Rows {
		n := vnum.Integer(r.N)
		if r.Hidden {
			n = wordWithheld
		}
		rows = append(rows, row{cells: append([]string{capital(r.Label), n}, scoreCells(r.Score, r.N)...)})
	}
	return rows
}

// scoreCells are share, interval and mean; dashes where they are withheld.
func scoreCells(s *report.Score, n int) []string {
	if s == nil {
		return []string{wordWithheld, wordWithheld, wordWithheld}
	}
	return []string{vnum.BareOf(s.Satisfied, n), vnum.Bare(s.Low) + "–" + vnum.Bare(s.High), vnum.Decimal(s.Mean)}
}

// change compares the headline with the period before and with the year before.
func (d *draft) change() {
	f := d.f
	if f.Overall == nil {
		d.say(say.NoHeadline)
		return
	}
	if f.Overall.Score == nil {
		d.say(wordNoneShown(f))
		return
	}
	head := f.Headline()
	before, yearAgo := f.HeadlineChanges()
	switch {
	case before != nil:
		d.say(wordChange(*head, before))
	case f.Change != nil:
		d.say(report.VisitsNotCompared(f.Change.Label))
	default:
		d.say(f.Uncompared())
	}
	if yearAgo != nil {
		d.say(wordChange(*head, yearAgo))
	}
	if f.Change != nil && f.Change.Points != nil {
		d.say(wordMoves(moved(f)))
	}
	rows := []row{{cells: append([]string{capital(wordPeriod(f.Period)), vnum.Integer(head.N)}, scoreCells(head.Score, head.N)...)}}
	for _, c := range []*report.Change{before, yearAgo} {
		if c != nil {
			rows = append(rows, row{cells: append([]string{capital(wordPeriod(c.Period)), vnum.Integer(c.N)}, scoreCells(c.Score, c.N)...)})
		}
	}
	if len(rows) > 1 {
		d.table(wordCaptionChange+d.f.MarkVisits(), splitColumns(wordHeadPeriod), rows, wordFewNote(rows))
	}
}
