package bot

import (
	"strconv"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/survey"
)

const (
	nearest    = 3   // how many procedures a refusal offers
	candidates = 5   // how many buttons stand below "which one do you mean"
	pageSize   = 8   // procedures on one page of a field
	maxQuery   = 400 // runes of a question that are searched; a longer one says nothing new
	maxMiss    = 200 // runes of a question that are kept when it could not be answered
)

// question looks up what a citizen typed.
func (t *talk) question(said string) {
	said = vntext.Clip(said, maxQuery)
	if isGreeting(said) {
		t.greet()
		return
	}
	if t.followUp(said) {
		return
	}
	t.answerQuestion(said, t.Finder.Search(said, candidates))
}

// questionInForm looks up a question asked in the middle of a form and goes on with the form. It reports
// whether anything was found.
func (t *talk) questionInForm(said string) bool {
	said = vntext.Clip(said, maxQuery)
	if !t.followUp(said) {
		res := t.Finder.Search(said, candidates)
		if !res.Answered() && !asksSomething(said) {
			return false
		}
		t.answerQuestion(said, res)
	}
	t.sayThenAsk(prose.P(wordBackToForm))
	return true
}

func (t *talk) answerQuestion(said string, res search.Result) {
	switch res.Verdict {
	case search.Clear:
		t.lookedUp(survey.LookupFound)
		t.card(res.Hits[0].P, res.Aspect)
	case search.Several:
		t.lookedUp(survey.LookupChoices)
		m := Message{Lines: []prose.Line{prose.P(wordWhichOne)}}
		for _, h := range res.Hits[:min(len(res.Hits), candidates)] {
			m.Buttons = append(m.Buttons, Button{Label: h.P.Short(), Data: cardTap(h.P, res.Aspect)})
		}
		m.Buttons = append(m.Buttons, Button{Label: wordNoneOfThese, Data: tapAsk, Nav: true})
		t.send(m)
	default:
		t.refuse(said, res)
	}
}

// lookedUp counts a look-up.
func (t *talk) lookedUp(result int) {
	t.Lookup = result
	t.Counts = append(t.Counts, survey.Count{Cell: survey.Cell{
		Unit: t.unit.ID, Month: survey.MonthOf(t.local()), Form: t.unit.Form.ID, Question: survey.QLookup, Choice: result, Channel: t.ev.Channel,
	}, N: 1})
}

// refuse says honestly that there is no answer, offers the nearest, and notes the question masked.
func (t *talk) refuse(said string, res search.Result) {
	t.lookedUp(survey.LookupRefused)
	body := vntext.Clip(vntext.Mask(said), maxMiss)
	t.Misses = append(t.Misses, storage.Miss{
		Unit: t.unit.ID, Month: survey.MonthOf(t.local()), Body: body, Fold: vntext.Fold(body), At: t.Now,
	})
	m := Message{Lines: []prose.Line{prose.P(wordDontKnow)}}
	if res.Outside != nil && res.Outside.Advice != "" {
		m.Lines = append(m.Lines, prose.P(wordOutside(res.Outside.Advice)))
	}
	if hotline := t.unit.Settings.Hotline; hotline != "" {
		m.Lines = append(m.Lines, prose.P(wordCall(hotline, t.unit.Settings.Hours)))
	} else {
		m.Lines = append(m.Lines, prose.P(wordAskDesk(t.unit.Unit)))
	}
	if len(res.Hits) > 0 {
		m.Lines = append(m.Lines, prose.P(wordNearest))
	}
	for _, h := range res.Hits[:min(len(res.Hits), nearest)] {
		m.Buttons = append(m.Buttons, Button{Label: h.P.Short(), Data: cardTap(h.P, res.Aspect)})
	}
	m.Buttons = append(m.Buttons, Button{Label: wordBrowse, Data: tapFields, Nav: true})
	t.send(m)
}

// followUp answers "lệ phí bao nhiêu?" from the procedure shown last: a question with an aspect and
// nothing else in it.
func (t *talk) followUp(said string) bool {
	aspect, rest := search.AspectOf(said)
	if aspect == procedure.Overview || rest != "" || t.State.Card == "" {
		return false
	}
	p, ok := t.Finder.ByKey(t.State.Card)
	if ok {
		t.lookedUp(survey.LookupFound)
		t.card(p, aspect)
	}
	return ok
}

// showCard shows a procedure, or one aspect of it, after a tap.
func (t *talk) showCard(key, aspect string) {
	p, ok := t.Finder.ByKey(key)
	if !ok {
		t.menu(wordGoneProcedure)
		return
	}
	a, ok := procedure.ParseAspect(aspect)
	if !ok {
		a = procedure.Overview
	}
	t.card(p, a)
}

// card shows a procedure with buttons for its other aspects.
func (t *talk) card(p *procedure.Procedure, shown procedure.Aspect) {
	t.State.Card = p.Key
	opts := card.Options{
		Hotline: t.unit.Settings.Hotline, CenterName: t.unit.Settings.Center, Address: t.unit.Settings.Address,
	}
	m := Message{Lines: card.Of(p, opts)}
	if shown != procedure.Overview {
		m.Lines = card.Aspect(p, shown, opts)
	}
	for _, a := range card.Aspects(p) {
		if a != shown {
			m.Buttons = append(m.Buttons, Button{Label: a.Label(), Data: cardTap(p, a), Nav: true})
		}
	}
	if shown != procedure.Overview {
		m.Buttons = append(m.Buttons, Button{Label: wordWholeCard, Data: cardTap(p, procedure.Overview), Nav: true})
	}
	t.send(m)
}

// lookupCommand is /tracuu, with or without a question.
func (t *talk) lookupCommand(arg string) {
	if arg == "" {
		t.howToAsk()
		return
	}
	t.question(arg)
}

func (t *talk) howToAsk() {
	t.send(Message{
		Lines:   []prose.Line{prose.P(wordHowToAsk)},
		Buttons: []Button{{Label: wordBrowse, Data: tapFields, Nav: true}},
	})
}

// browse lists the fields, or a page of the procedures of one.
func (t *talk) browse(field, page string) {
	if field == "" {
		t.listFields(page)
		return
	}
	all := t.Finder.InField(field)
	if len(all) == 0 {
		t.menu(wordGoneProcedure)
		return
	}
	at, next := pageOf(page, len(all), pageSize)
	m := Message{Lines: []prose.Line{prose.P(wordInField(all[0].Field, at+1, min(next, len(all)), len(all)))}}
	for _, p := range all[at:min(next, len(all))] {
		m.Buttons = append(m.Buttons, Button{Label: p.Short(), Data: cardTap(p, procedure.Overview)})
	}
	if next < len(all) {
		m.Buttons = append(m.Buttons, Button{Label: wordMore, Data: tap(tapFields, field, strconv.Itoa(next)), Nav: true})
	}
	m.Buttons = append(m.Buttons, Button{Label: wordFields, Data: tapFields, Nav: true})
	t.send(m)
}

// fieldsPage is how many fields are shown at a time; the ones people need most come first.
const fieldsPage = 12

func (t *talk) listFields(page string) {
	all := t.Finder.Fields()
	at, next := pageOf(page, len(all), fieldsPage)
	m := Message{Lines: []prose.Line{prose.P(wordChooseField)}}
	for _, f := range all[at:min(next, len(all))] {
		m.Buttons = append(m.Buttons, Button{Label: f.Name, Data: tap(tapFields, f.ID)})
	}
	if next < len(all) {
		m.Buttons = append(m.Buttons, Button{Label: wordMore, Data: tap(tapFields, "", strconv.Itoa(next)), Nav: true})
	}
	t.send(m)
}

// pageOf reads where a page begins and says where the next one does.
func pageOf(s string, n, size int) (at, next int) {
	at, err := strconv.Atoi(s)
	if err != nil || at < 0 || at >= n {
		at = 0
	}
	return at, at + size
}

func isGreeting(said string) bool {
	switch vntext.Fold(said) {
	case "chao", "xin chao", "hello", "hi", "alo", "chao ban", "chao em", "chao anh", "chao chi", "menu", "bat dau", "giup", "tro giup", "help":
		return true
	}
	return false
}
