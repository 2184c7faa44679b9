package talk

import (
	"motcua/bot"
	"motcua/internal/prose"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/survey"
)

// People ask for what is no more: the family book, the district. They are told so, and what there is instead.

// insteadOfBook are the codes of what people want the family book for: to have their residence confirmed, entered, corrected.
func insteadOfBook() []string { return []string{"1.010041", "1.004222", "1.010039"} }

// answerOldBook says that the family book is no more and leads to what has taken its place.
func (t *decider) answerOldBook(said string) {
	t.addLines(prose.P(wordNoBook))
	if t.answerIfKnown(said) {
		return
	}
	m := bot.Message{Lines: []prose.Line{prose.P(wordInsteadOfBook)}}
	for _, key := range insteadOfBook() {
		if p, ok := t.Finder.ByKey(key); ok {
			m.Buttons = append(m.Buttons, bot.Button{Label: p.Short(), Data: cardTap(p, procedure.Overview)})
		}
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordBrowse, Data: tapFields, Nav: true})
	t.countLookup(survey.LookupChoices)
	t.addMessage(m)
}

// answerTwoTiers says that there is no district any more, and where files are taken: those of the procedure asked about or shown
// last, or else this commune's.
func (t *decider) answerTwoTiers(said string) {
	t.addLines(prose.P(wordTwoTiers))
	res := t.Finder.Search(said, candidates)
	res.Aspect = procedure.Where
	if res.Verdict == search.Clear || (res.Verdict == search.Several && res.Hits[0].Score >= likely) {
		t.answerQuestion(said, res)
		return
	}
	t.countLookup(survey.LookupFound)
	if p, ok := t.Finder.ByKey(t.State.Card); ok {
		t.showWholeCard(p, procedure.Where)
		return
	}
	lines := append(t.placeAndHours(), t.whomToAsk())
	t.addMessage(bot.Message{Lines: lines, Buttons: []bot.Button{
		{Label: wordAsk, Data: tapAsk, Nav: true}, {Label: wordMenuButton, Data: tapMenu, Nav: true},
	}})
}

// likely is the score from which what was found is offered though the question says little about it.
const likely = 0.5
