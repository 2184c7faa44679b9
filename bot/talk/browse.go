package talk

import (
	"strconv"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/procedure"
)

// pageSize is how many procedures stand on one page of a field.
const pageSize = 8

// browseProcedures lists the fields, or a page of the procedures of one.
func (t *decider) browseProcedures(field, page string) {
	if field == "" {
		t.listFields(page)
		return
	}
	all := t.Finder.InField(field)
	if len(all) == 0 {
		t.showMenu(wordGoneProcedure)
		return
	}
	at, next := pageOf(page, len(all), pageSize)
	m := bot.Message{Lines: []prose.Line{prose.P(wordInField(all[0].Field, at+1, min(next, len(all)), len(all)))}}
	for _, p := range all[at:min(next, len(all))] {
		m.Buttons = append(m.Buttons, bot.Button{Label: p.Short(), Data: cardTap(p, procedure.Overview)})
	}
	if next < len(all) {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordMore, Data: tap(tapFields, field, strconv.Itoa(next)), Nav: true})
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordFields, Data: tapFields, Nav: true})
	t.addMessage(m)
}

// fieldsPage is how many fields are shown at a time; the ones people need most come first.
const fieldsPage = 12

func (t *decider) listFields(page string) {
	all := t.Finder.Fields()
	at, next := pageOf(page, len(all), fieldsPage)
	m := bot.Message{Lines: []prose.Line{prose.P(wordChooseField)}}
	for _, f := range all[at:min(next, len(all))] {
		m.Buttons = append(m.Buttons, bot.Button{Label: f.Name, Data: tap(tapFields, f.ID)})
	}
	if next < len(all) {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordMore, Data: tap(tapFields, "", strconv.Itoa(next)), Nav: true})
	}
	t.addMessage(m)
}

// pageOf reads where a page begins and says where the next one does.
func pageOf(s string, n, size int) (at, next int) {
	at, err := strconv.Atoi(s)
	if err != nil || at < 0 || at >= n {
		at = 0
	}
	return at, at + size
}
