package talk

import (
	"strconv"
	"strings"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/procedure"
	"motcua/procedure/card"
)

// showCard shows a procedure, or one aspect of it, after a tap. ref says which case of it and which part.
func (t *decider) showCard(key, aspect, ref string) {
	p, ok := t.Finder.ByKey(key)
	if !ok {
		t.showMenu(wordGoneProcedure)
		return
	}
	a, ok := procedure.ParseAspect(aspect)
	if !ok {
		a = procedure.Overview
	}
	id, part, _ := strings.Cut(ref, ".")
	n, err := strconv.Atoi(part)
	if err != nil {
		n = 1
	}
	t.showCardPart(p, a, id, n)
}

// showWholeCard shows a procedure, or one aspect of it, from the beginning.
func (t *decider) showWholeCard(p *procedure.Procedure, a procedure.Aspect) {
	t.showCardPart(p, a, "", 1)
}

// showCardPart shows one part of an aspect in one case. Papers that depend on the case are not listed before it is known.
func (t *decider) showCardPart(p *procedure.Procedure, a procedure.Aspect, id string, n int) {
	t.State.Card = p.Key
	opts := t.cardOptions(p)
	if a == procedure.Papers {
		cases := card.Cases(p)
		if !knownCase(cases, id) {
			id = ""
		}
		if len(cases) > 0 && id == "" {
			t.askForCase(p, cases)
			return
		}
		opts.Case = id
	}
	parts := card.Pages(p, a, opts)
	n = min(max(n, 1), len(parts))
	m := bot.Message{Lines: parts[n-1]}
	if n < len(parts) {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordGoOn(n+1, len(parts)), Data: partTap(p, a, id, n+1)})
	}
	if a == procedure.Papers && len(p.Documents) > 0 {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordMyList, Data: listTap(p.Key, id, "")})
		if id != "" {
			m.Buttons = append(m.Buttons, bot.Button{Label: wordOtherCase, Data: cardTap(p, procedure.Papers), Nav: true})
		}
	}
	m.Buttons = append(m.Buttons, aspectButtons(p, a, opts)...)
	t.addMessage(m)
}

// cardOptions are what the commune adds to the cards of a procedure.
func (t *decider) cardOptions(p *procedure.Procedure) card.Options {
	set := t.unit.Settings
	return card.Options{
		Hotline: set.Hotline, CenterName: set.Center, Address: set.Address,
		Local: t.Finder.Local(t.unit.Code, set.Province, p), Today: procedure.Date(t.today()),
	}
}

// aspectButtons lead to the other aspects. Whoever sees the whole card can have himself told of changes.
func aspectButtons(p *procedure.Procedure, shown procedure.Aspect, o card.Options) []bot.Button {
	var out []bot.Button
	for _, a := range card.AspectsAt(p, o) {
		if a != shown {
			out = append(out, bot.Button{Label: a.Label(), Data: cardTap(p, a), Nav: true})
		}
	}
	if shown != procedure.Overview {
		return append(out, bot.Button{Label: wordWholeCard, Data: cardTap(p, procedure.Overview), Nav: true})
	}
	return append(out, bot.Button{Label: wordFollow, Data: tap(tapFollow, p.Key), Nav: true})
}

// askForCase asks for the case a citizen is in before papers are listed.
func (t *decider) askForCase(p *procedure.Procedure, cases []card.Case) {
	m := bot.Message{Lines: []prose.Line{prose.H(procedureName(p)), prose.P(wordWhichCase)}}
	clipped := false
	for i, c := range cases {
		clipped = clipped || c.Label != c.Text
		m.Buttons = append(m.Buttons, bot.Button{Label: c.Label, Data: partTap(p, procedure.Papers, c.ID, 1)})
		m.Lines = append(m.Lines, prose.P(wordNumbered(i+1, c.Text)))
	}
	if !clipped { // the buttons say it all
		m.Lines = m.Lines[:2]
	}
	m.Buttons = append(m.Buttons,
		bot.Button{Label: wordNoSuchCase, Data: partTap(p, procedure.Papers, card.NoCase, 1)},
		bot.Button{Label: wordAllCases, Data: partTap(p, procedure.Papers, card.EveryCase, 1)},
		bot.Button{Label: wordWholeCard, Data: cardTap(p, procedure.Overview), Nav: true})
	t.addMessage(m)
}

// knownCase tells whether a case can be listed: buttons outlive the wording of a record.
func knownCase(cases []card.Case, id string) bool {
	if id == card.EveryCase || id == card.NoCase {
		return len(cases) > 0
	}
	for _, c := range cases {
		if c.ID == id {
			return true
		}
	}
	return false
}

// procedureName is the name of a procedure where there is room for all of it.
func procedureName(p *procedure.Procedure) string {
	if p.ShortName != "" {
		return p.ShortName
	}
	return procedure.PlainName(p.Name)
}

// partTap leads to one part of an aspect in one case.
func partTap(p *procedure.Procedure, a procedure.Aspect, id string, n int) string {
	ref := id
	if n > 1 {
		ref += "." + strconv.Itoa(n)
	}
	return tap(tapCard, p.Key, a.Code(), ref)
}
