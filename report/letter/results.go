package letter

import (
	"slices"

	"motcua/internal/vnum"
	"motcua/report"
)

// results is part II.
func (d *draft) results() {
	d.part("II", partResults)
	d.item(1, itemOverall)
	d.overall()
	d.item(2, itemQuestions)
	d.questions()
	d.item(3, itemFields)
	d.split(captionFields, headField, d.f.ByField)
	d.item(4, itemChannels)
	d.split(captionChannels, headChannel, d.f.ByChannel)
	d.item(5, itemChange)
	d.change()
}

// overall is the headline: five levels, the share, and what it is worth.
func (d *draft) overall() {
	if d.f.Nine != nil {
		d.say(d.f.Nine.Text)
	}
	o := d.f.Overall
	switch {
	case o == nil:
		d.say(noOverall)
		return
	case o.Score == nil:
		d.say(fewText(o.N))
		return
	}
	head := d.f.Headline()
	d.say(shareText(*head), intervalText(*head.Score), meanText(*head.Score), missingText(*o), smallText(head.N))
	if e := d.f.Evidence; e != nil && e.Text() != "" {
		d.say(e.Text())
	}
	d.say(boundsText(d.f.Bounds))
	rows := []row{}
	rows = append(rows, partRows(o.Distribution)...)
	rows = append(rows, row{sum: true, cells: []string{total, vnum.Integer(o.N), vnum.BareOf(o.N, o.N)}})
	d.table(captionLevels, []column{{headLevel, 4471, text}, {headForms, 2300, number}, {headShare, 2300, number}}, rows, "")
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
			cells = append(cells, moveCell(r.Change))
		}
		rows = append(rows, row{cells: cells})
	}
	if shown {
		d.table(captionQuestions, questionColumns(compared), rows, questionsNote(d.f, rows))
	}
	others := otherRows(d.f.Other)
	if len(others) > 0 {
		d.table(captionOthers, []column{{headOption, 5471, text}, {headAnswers, 1800, number}, {headShare, 1800, number}}, others, "")
	}
	if !shown && len(others) == 0 {
		d.say(noneShownText(d.f))
	}
}

// questionColumns have one for the change only where there is something to compare with.
func questionColumns(compared bool) []column {
	if !compared {
		return splitColumns(headQuestion)
	}
	return []column{
		{headQuestion, 2271, text}, {headAnswers, 1250, number}, {headSatisfied, 1200, number},
		{headInterval, 1500, middle}, {headMean, 1250, number}, {headMove, 1600, middle},
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
		shown = shown || len(t.Distribution) > 0
		rows = append(rows, row{band: true, cells: []string{tallyText(t)}})
		rows = append(rows, partRows(t.Distribution)...)
		if len(t.Distribution) == 0 {
			continue
		}
		for _, c := range t.Apart {
			rows = append(rows, row{cells: []string{apartText(c.Label), vnum.Integer(c.N), ""}})
		}
		if t.Rest() > 0 {
			rows = append(rows, row{cells: []string{restText, vnum.Integer(t.Rest()), ""}})
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
		d.say(noneShownText(d.f))
		return
	}
	d.table(caption, splitColumns(head), splitRows(t), hiddenNote(t))
}

func splitColumns(head string) []column {
	return []column{
		{head, 3571, text}, {headAnswers, 1250, number}, {headSatisfied, 1300, number},
		{headInterval, 1650, middle}, {headMean, 1300, number},
	}
}

func splitRows(t report.Table) []row {
	var rows []row
	for _, r := range t.Rows {
		n := vnum.Integer(r.N)
		if r.Hidden {
			n = withheld
		}
		rows = append(rows, row{cells: append([]string{capital(r.Label), n}, scoreCells(r.Score, r.N)...)})
	}
	return rows
}

// scoreCells are share, interval and mean; dashes where they are withheld.
func scoreCells(s *report.Score, n int) []string {
	if s == nil {
		return []string{withheld, withheld, withheld}
	}
	return []string{vnum.BareOf(s.Satisfied, n), vnum.Bare(s.Low) + "–" + vnum.Bare(s.High), vnum.Decimal(s.Mean)}
}

// change compares the headline with the period before and with the year before.
func (d *draft) change() {
	f := d.f
	if f.Overall == nil {
		d.say(noOverall)
		return
	}
	if f.Overall.Score == nil {
		d.say(noneShownText(f))
		return
	}
	head := f.Headline()
	before, yearAgo := f.HeadlineChanges()
	if before == nil && f.Change != nil {
		d.say(report.VisitsNotCompared(f.Change.Label))
	} else {
		d.say(changeText(*head, before))
	}
	if yearAgo != nil {
		d.say(changeText(*head, yearAgo))
	}
	if f.Change != nil && f.Change.Points != nil {
		d.say(movesText(moved(f)))
	}
	rows := []row{{cells: append([]string{capital(periodText(f.Period)), vnum.Integer(head.N)}, scoreCells(head.Score, head.N)...)}}
	for _, c := range []*report.Change{before, yearAgo} {
		if c != nil {
			rows = append(rows, row{cells: append([]string{capital(periodText(c.Period)), vnum.Integer(c.N)}, scoreCells(c.Score, c.N)...)})
		}
	}
	if len(rows) > 1 {
		d.table(captionChange, splitColumns(headPeriod), rows, fewNote(rows))
	}
}
