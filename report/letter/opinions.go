package letter

import (
	"fmt"

	"motcua/internal/vnum"
	"motcua/report"
)

// groupsShown is how many groups of suggestions stand in the letter.
const groupsShown = 15

// opinions is part III: what citizens wrote, what they asked for, and what the look-up could not tell them.
func (d *draft) opinions() {
	d.part("III", partOpinions)
	d.item(1, itemSuggestions)
	written := 0
	for _, t := range d.f.Other {
		if t.Text {
			written += t.N
		}
	}
	d.say(writtenText(written))
	switch {
	case len(d.f.Suggestions) > 0:
		d.table(captionSuggestions, []column{{headNumber, 700, middle}, {headGroup, 6871, text}, {headAnswers, 1500, number}},
			suggestionRows(d.f.Suggestions), suggestionsNote(len(d.f.Suggestions)-groupsShown))
		d.say(promptNames)
	case written > 0:
		d.say(promptSuggestions)
	}
	d.item(2, itemRequests)
	d.say(promptRequests)
	if d.f.Lookups > 0 || d.f.MissTotal > 0 {
		d.item(3, itemLookups)
		d.say(lookupsText(d.f, annexNumber(d.annex, annexMisses)))
	}
}

func suggestionRows(groups []report.Group) []row {
	var rows []row
	for i, g := range groups[:min(len(groups), groupsShown)] {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), groupText(g), vnum.Integer(g.N)}})
	}
	return rows
}

// assessment is part IV: the facts, and prompts for what only people can judge.
func (d *draft) assessment() {
	d.part("IV", partAssessment)
	d.item(1, itemStrengths)
	for _, fact := range praised(d.f) {
		d.line(fact)
	}
	d.say(promptStrengths)
	d.item(2, itemWeaknesses)
	for _, fact := range criticised(d.f) {
		d.line(fact)
	}
	d.say(promptWeaknesses)
	d.item(3, itemCauses)
	d.say(promptObjective)
	d.say(promptSubjective)
}

// measures is part V: what became of the last ones, and a table for the next.
func (d *draft) measures() {
	d.part("V", partMeasures)
	d.item(1, itemDone)
	if len(d.f.Actions) == 0 {
		d.say(promptDone)
	} else {
		d.table(captionDone, []column{
			{headNumber, 600, middle}, {headWhat, 3071, text}, {headWho, 1900, text}, {headDue, 1500, middle}, {headState, 2000, text},
		}, actionRows(d.f.Actions), "")
	}
	d.item(2, itemNext)
	d.table(captionNext, []column{
		{headNumber, 600, middle}, {headFinding, 2771, text}, {headMeasure, 2400, text}, {headWho, 1900, text}, {headDue, 1400, middle},
	}, nextRows(open(d.f)), "")
	d.item(3, itemProposals)
	d.say(promptProposals)
}

func actionRows(actions []report.Action) []row {
	var rows []row
	for i, a := range actions {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), actionText(a), a.Who, dayText(a.Due), stateText(a)}})
	}
	return rows
}

// nextRows hold one finding each; who writes the letter adds the rest.
func nextRows(findings []string) []row {
	if len(findings) == 0 {
		findings = []string{promptFinding}
	}
	var rows []row
	for i, f := range findings {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), f, promptMeasure, promptWho, promptDue}})
	}
	return rows
}
