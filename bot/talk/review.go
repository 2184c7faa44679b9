package talk

import (
	"strings"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/survey"
)

// maxReview is how many characters the review of the answers given has on a small screen.
const maxReview = 400

// reviewOf is what has been answered, shown with the last question; "" before that.
func (t *decider) reviewOf(q *survey.Question, at, of int) string {
	given := t.givenAnswers()
	if at < of || len(given) < 2 || len(t.State.Response.Answers) < of-1 {
		return ""
	}
	return vntext.Clip(wordReview+strings.Join(given, "; "), maxReview)
}

// givenAnswers are the answers given to questions with options, in order.
func (t *decider) givenAnswers() []string {
	var given []string
	questionnaire := t.openQuestionnaire()
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if a, ok := t.State.Response.Answers[q.ID]; ok && q.Kind != survey.Text && a.Choice != survey.Skipped {
			given = append(given, q.Short+": "+answerWords(q, a))
		}
	}
	return given
}

// changeAnswer asks a question of the open response again, or which one it is to be.
func (t *decider) changeAnswer(id string) {
	f, questionnaire := t.State.Response, t.openQuestionnaire()
	if _, ok := f.Answers[id]; ok {
		s := *f
		s.At = id
		t.keepOpenResponse(s)
		t.showQuestion()
		return
	}
	m := bot.Message{Lines: []prose.Line{prose.P(wordWhichAnswer)}, Once: true}
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if a, ok := f.Answers[q.ID]; ok {
			m.Buttons = append(m.Buttons, bot.Button{
				Label: vntext.Clip(q.Short+": "+answerWords(q, a), maxChangeLabel), Data: tap(tapChange, responseRef(f.ID), q.ID),
			})
		}
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordResume, Data: tapResume, Nav: true})
	t.addMessage(m)
}

// maxChangeLabel bounds the button of an answer that can be changed.
const maxChangeLabel = 60
