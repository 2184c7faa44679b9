package talk

import (
	"fmt"
	"strconv"

	"motcua/bot"
	"motcua/org/directory"
	"motcua/survey"
)

// consentStep tells a channel with a look of its own what the question for consent is about.
func consentStep(u *directory.Unit, v Visit) *bot.Ask {
	a := &bot.Ask{Step: bot.AskConsent, Questionnaire: u.Questionnaire.ID, Slip: v.Slip, Ref: visitRef(v), Of: len(u.Questionnaire.For(v.Slip))}
	a.Minutes = MinutesFor(a.Of)
	if p, ok := u.Point(v.Point); ok {
		a.Place = p.Name
	}
	return a
}

// questionStep tells it what is being asked; above is how many lines stand before the question.
func (t *decider) questionStep(above int) *bot.Ask {
	s, of := t.State.Response, t.openQuestionnaire()
	a := &bot.Ask{Step: bot.AskQuestion, Questionnaire: of.ID, Slip: s.Slip, Ref: responseRef(s.ID), Question: s.At, Above: above}
	a.At, a.Of = s.Step(of)
	if p, ok := t.unit.Point(s.Point); ok && t.unit.ID == s.Unit {
		a.Place = p.Name
	}
	for i := range of.Questions {
		q := &of.Questions[i]
		if q.ID == s.At {
			a.Text, a.Hint = q.Text, q.Hint
		}
		if given, ok := s.Answers[q.ID]; ok {
			a.Given = append(a.Given, bot.Given{
				Question: q.ID, Short: q.Short, Choice: given.Choice, Label: givenWords(q, given), Edit: tap(tapChange, responseRef(s.ID), q.ID),
			})
		}
	}
	return a
}

// givenWords says an answer for the record of the conversation, which does not repeat opinions.
func givenWords(q *survey.Question, a survey.Answer) string {
	if q.Kind == survey.Text && a.Choice == survey.Written {
		return wordOpinionKept
	}
	return answerWords(q, a)
}

// iconOf is the drawing of an option.
func iconOf(q *survey.Question, o survey.Option) string {
	switch {
	case o.Value == survey.NotApplicable:
		return "0"
	case q.Rated:
		return strconv.Itoa(o.Value)
	case q.Dimension != "":
		return o.Code
	}
	return ""
}

// visitRef names the response to a visit before there is one: a page that has all questions sends the answers on before it
// hears which number the response was given. The day is left out, since a response may be begun after midnight on an invitation
// of before; a conversation has one open response.
func visitRef(v Visit) string { return fmt.Sprintf("=%d.%d.%s", v.Unit, v.Point, v.Slip) }

// refersTo reports whether a button means this response.
func refersTo(ref string, f survey.Response) bool {
	return ref == responseRef(f.ID) || ref == visitRef(VisitOfResponse(f))
}

// Changes reports whether a button leads back to an answer, which a channel with a look of its own for steps offers in another way.
func Changes(b bot.Button) bool {
	verb, _ := splitTap(b.Data)
	return verb == tapChange
}

// LocalQuestion is a question as a page may show it by itself while the answers before it are still on their way.
func LocalQuestion(ask bot.Ask, q *survey.Question, first bool) bot.Message {
	m := bot.Message{Ask: &bot.Ask{Step: bot.AskQuestion, Questionnaire: ask.Questionnaire, Place: ask.Place, Slip: ask.Slip, Ref: ask.Ref, Question: q.ID, Text: q.Text, Hint: q.Hint}}
	for _, o := range q.Options {
		m.Buttons = append(m.Buttons, bot.Button{Label: o.Label, Data: tap(tapAnswer, ask.Ref, q.ID, strconv.Itoa(o.Value)), Icon: iconOf(q, o)})
	}
	if !first {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordBack, Data: tap(tapBack, ask.Ref, q.ID), Nav: true})
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordSkip, Data: tap(tapSkip, ask.Ref, q.ID), Nav: true})
	return m
}
