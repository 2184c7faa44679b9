package talk

import (
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/survey"
)

// People answer and remark in one go: "hài lòng nhưng hơi lâu". The remark waits for the question about suggestions and is kept with
// what is written there, or by itself when nothing is.

// maxRemark is how many characters of what is written beside answers are kept.
const maxRemark = 600

// keepRemark keeps what was written beside an answer, with personal numbers masked.
func (t *decider) keepRemark(said string) {
	t.State.Remark = vntext.Clip(joinRemarks(t.State.Remark, vntext.Mask(said)), maxRemark)
}

// sayRemarkKept says so above the question that follows.
func (t *decider) sayRemarkKept() {
	if m := t.Messages; len(m) > 0 {
		m[0].Lines = append([]prose.Line{prose.S(wordRemarkKept)}, m[0].Lines...)
	}
}

func joinRemarks(before, text string) string {
	if before == "" || text == "" {
		return before + text
	}
	return before + "\n" + text
}

// withRemark is an answer to a question about suggestions with what was written before: skipped, it is that alone.
func (t *decider) withRemark(q *survey.Question, a survey.Answer) survey.Answer {
	if q.Kind != survey.Text || a.Choice != survey.Skipped || t.State.Remark == "" {
		return a
	}
	return survey.Answer{Choice: survey.Written, Text: t.State.Remark}
}

// keepRemarkOfUnfinished stores what was written beside answers of a response that ends before it was asked for suggestions.
func (t *decider) keepRemarkOfUnfinished() {
	questionnaire, before := t.openQuestionnaire(), *t.State.Response
	if t.State.Remark == "" {
		return
	}
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if _, answered := before.Answers[q.ID]; q.Kind != survey.Text || answered {
			continue
		}
		a := survey.Answer{Choice: survey.Written, Text: t.State.Remark}
		after := before.Record(questionnaire, q.ID, a)
		after.Status = before.Status // it ends as what it is: not everything was asked
		t.Answers = append(t.Answers, turn.AnswerRow{Response: after.ID, Question: q.ID, Answer: a, At: t.Now})
		t.Counts = append(t.Counts, survey.Change(questionnaire, before, after)...)
		t.State.Response, t.State.Remark = &after, ""
		return
	}
}
