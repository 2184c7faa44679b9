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
	d.part("III", wordPartOpinions)
	d.item(1, wordItemSuggestions)
	written := 0
	for _, t := range d.f.Other {
		if t.Text {
			written += t.N
		}
	}
	d.say(wordWritten(written))
	switch {
	case len(d.f.Suggestions) > 0:
		d.table(wordCaptionSuggestions, []column{{wordHeadNumber, 700, middle}, {wordHeadGroup, 6871, text}, {wordHeadAnswers, 1500, number}},
			suggestionRows(d.f.Suggestions), wordSuggestionsNote(len(d.f.Suggestions)-groupsShown))
		d.say(wordPromptNames)
	case written > 0:
		d.say(wordPromptSuggestions)
	}
	d.item(2, wordItemRequests)
	d.say(wordPromptRequests)
	if d.f.Lookups > 0 || d.f.MissTotal > 0 {
		d.item(3, wordItemLookups)
		d.say(wordLookups(d.f, annexNumber(d.annex, annexMisses)))
	}
}

func suggestionRows(groups []report.Group) []row {
	var rows []row
	for i, g := range groups[:min(len(groups), groupsShown)] {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), wordGroup(g), vnum.Integer(g.N)}})
	}
	return rows
}

// assessment is part IV: the facts, and prompts for what only people can judge.
func (d *draft) assessment() {
	d.part("IV", wordPartAssessment)
	d.item(1, wordItemStrengths)
	for _, fact := range praised(d.f) {
		d.line(fact)
	}
	d.say(wordPromptStrengths)
	d.item(2, wordItemWeaknesses)
	for _, fact := range criticised(d.f) {
		d.line(fact)
	}
	if len(d.f.Suggestions) > 0 {
		d.say(wordPromptChosen)
	}
	d.say(wordPromptWeaknesses)
	d.item(3, wordItemCauses)
	d.say(wordPromptObjective)
	d.say(wordPromptSubjective)
}

// measures is part V: what became of the last ones, and a table for the next.
func (d *draft) measures() {
	d.part("V", wordPartMeasures)
	d.item(1, wordItemDone)
	if len(d.f.Actions) == 0 {
		d.say(wordPromptDone)
	} else {
		d.table(wordCaptionDone, []column{
			{wordHeadNumber, 600, middle}, {wordHeadWhat, 3071, text}, {wordHeadWho, 1900, text}, {wordHeadDue, 1500, middle}, {wordHeadState, 2000, text},
		}, actionRows(d.f.Actions), "")
	}
	d.item(2, wordItemNext)
	d.table(wordCaptionNext, []column{
		{wordHeadNumber, 600, middle}, {wordHeadFinding, 2771, text}, {wordHeadMeasure, 2400, text}, {wordHeadWho, 1900, text}, {wordHeadDue, 1400, middle},
	}, nextRows(d.toMend()), "")
	d.item(3, wordItemProposals)
	d.say(wordPromptProposals)
}

func actionRows(actions []report.Action) []row {
	var rows []row
	for i, a := range actions {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), wordAction(a), a.Who, dayText(a.Due), wordState(a)}})
	}
	return rows
}

// toMend are the findings of the report, and a place for what the author chooses from the suggestions.
func (d *draft) toMend() []string {
	findings := open(d.f)
	if len(d.f.Suggestions) > 0 {
		findings = append(findings, wordPromptSuggested)
	}
	return findings
}

// nextRows hold one finding each; who writes the letter adds the rest.
func nextRows(findings []string) []row {
	if len(findings) == 0 {
		findings = []string{wordPromptFinding}
	}
	var rows []row
	for i, f := range findings {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), f, wordPromptMeasure, wordPromptWho, wordPromptDue}})
	}
	return rows
}
