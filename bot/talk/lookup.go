package talk

import (
	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/heed"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/survey"
)

const (
	nearest    = 3   // how many procedures a refusal offers
	candidates = 5   // how many buttons stand below "which one do you mean"
	maxQuery   = 400 // runes of a question that are searched; a longer one says nothing new
	maxMiss    = 200 // runes of a question that are kept when it could not be answered
)

// hearQuestion looks up what a citizen typed.
func (t *decider) hearQuestion(said string) {
	said = vntext.Clip(said, maxQuery)
	if isGreeting(said) {
		t.showGreeting()
		return
	}
	if t.answerCall(said) {
		return
	}
	if numbers.MatchString(said) { // meant for something that is not asked any more
		t.explainLookup()
		return
	}
	if t.answerFollowUp(said) {
		return
	}
	t.answerQuestion(said, t.Finder.Search(said, candidates))
}

// hearQuestionInSurvey looks up a question asked in the middle of a response and goes on with the response. It reports
// whether anything was found.
func (t *decider) hearQuestionInSurvey(said string) bool {
	said = vntext.Clip(said, maxQuery)
	if !t.answerFollowUp(said) {
		res := t.Finder.Search(said, candidates)
		if !res.Answered() && !asksSomething(said) {
			return false
		}
		t.answerQuestion(said, res)
	}
	t.addLinesThenQuestion(prose.P(wordBackToForm))
	return true
}

func (t *decider) answerQuestion(said string, res search.Result) {
	switch {
	case res.Verdict == search.Clear:
		t.countLookup(survey.LookupFound)
		t.showWholeCard(res.Hits[0].P, res.Aspect)
		t.offerAlso(res)
	case res.Verdict == search.Several:
		t.countLookup(survey.LookupChoices)
		t.offerChoices(res)
	case res.Outside != nil && t.answerGeneralQuestion(res.Outside.ID):
		t.countLookup(survey.LookupFound)
	case res.Outside != nil && res.Outside.ID == outsideAbuse: // no question, so nothing to count or to keep
		t.showMenu(wordAbuse)
	case res.Outside != nil && res.Outside.ID == outsideCrime:
		t.addMessage(t.alarm(heed.Crime))
	default:
		t.refuseQuestion(said, res)
	}
}

// offerChoices asks which of several procedures is meant: by a question that tells them apart, or by their names.
func (t *decider) offerChoices(res search.Result) {
	m := bot.Message{Lines: []prose.Line{prose.P(wordWhichOne)}}
	if res.Ask != nil {
		m.Lines[0].Text = res.Ask.Question
		for _, o := range res.Ask.Options {
			m.Buttons = append(m.Buttons, bot.Button{Label: o.Label, Data: cardTap(o.P, res.Aspect)})
		}
	} else {
		m.Buttons = hitButtons(res.Hits, candidates, res.Aspect)
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordNoneOfThese, Data: tapAsk, Nav: true})
	t.addMessage(m)
}

// offerAlso leads to what else the same message asked about.
func (t *decider) offerAlso(res search.Result) {
	if len(res.Also) == 0 {
		return
	}
	t.addMessage(bot.Message{Lines: []prose.Line{prose.P(wordAlsoAsked)}, Buttons: hitButtons(res.Also, candidates, res.Aspect)})
}

// hitButtons lead to the cards of at most n procedures found.
func hitButtons(hits []search.Hit, n int, a procedure.Aspect) []bot.Button {
	var out []bot.Button
	for _, h := range hits[:min(len(hits), n)] {
		out = append(out, bot.Button{Label: h.P.Short(), Data: cardTap(h.P, a)})
	}
	return out
}

// countLookup counts a look-up.
func (t *decider) countLookup(result int) {
	t.Lookup = result
	t.Counts = append(t.Counts, survey.Visit{
		Unit: t.unit.ID, Month: t.month(), Questionnaire: t.unit.Questionnaire.ID, Channel: t.ev.Channel,
	}.Count(survey.QLookup, result, 1))
}

// refuseQuestion says honestly that there is no answer, or who else has it, offers the nearest, and notes the question masked.
func (t *decider) refuseQuestion(said string, res search.Result) {
	t.countLookup(survey.LookupRefused)
	body := vntext.Clip(vntext.Mask(said), maxMiss)
	t.Misses = append(t.Misses, turn.Miss{
		Unit: t.unit.ID, Month: t.month(), Body: body, Fold: vntext.Fold(body), At: t.Now,
	})
	m := bot.Message{Lines: []prose.Line{prose.P(wordDontKnow)}}
	if res.Outside != nil && res.Outside.Advice != "" {
		m.Lines = []prose.Line{prose.P(wordOutside(res.Outside.Advice)), prose.P(wordNoted)}
	}
	m.Lines = append(m.Lines, t.whomToAsk())
	if len(res.Hits) > 0 && res.Outside == nil { // near in words only, where the matter is known to be another
		m.Lines = append(m.Lines, prose.P(wordNearest))
		m.Buttons = hitButtons(res.Hits, nearest, res.Aspect)
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordBrowse, Data: tapFields, Nav: true})
	t.addMessage(m)
}

// whomToAsk is the telephone of the unit, or its desk.
func (t *decider) whomToAsk() prose.Line {
	if hotline := t.unit.Settings.Hotline; hotline != "" {
		return prose.P(wordCall(hotline, t.unit.Settings.Hours))
	}
	return prose.P(wordAskDesk(t.unit.Unit))
}

// lookupCommand is /tracuu, with or without a question.
func (t *decider) lookupCommand(arg string) {
	if arg == "" {
		t.explainLookup()
		return
	}
	t.hearQuestion(arg)
}

func (t *decider) explainLookup() {
	t.addMessage(bot.Message{
		Lines:   []prose.Line{prose.P(wordHowToAsk)},
		Buttons: []bot.Button{{Label: wordBrowse, Data: tapFields, Nav: true}},
	})
}

func isGreeting(said string) bool {
	switch vntext.Fold(said) {
	case "chao", "xin chao", "hello", "hi", "alo", "chao ban", "chao em", "chao anh", "chao chi", "menu", "bat dau", "giup", "tro giup", "help":
		return true
	}
	return false
}
