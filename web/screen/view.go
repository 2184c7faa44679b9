package screen

import (
	"bytes"
	"context"
	"html/template"
	"strings"
	"time"

	"motcua/bot/kiosk"
	"motcua/bot/talk"
	"motcua/survey"
)

// views are what a kiosk shows of a visit, one after the other in place of the start.
var views = template.Must(template.ParseFS(files, "templates/views.html"))

// view is one of them, made.
func view(name string, data any) (string, error) {
	var b bytes.Buffer
	err := views.ExecuteTemplate(&b, name, data)
	return b.String(), err
}

// questionView is a question with its answers.
type questionView struct {
	ID      string
	Text    string
	At, Of  int
	Options []optionView
	Faces   bool        // the answers are degrees of satisfaction
	Many    bool        // more answers than stand in one row
	Unknown *optionView // "không rõ", which stands apart
	Back    bool
	Idle    int
}

// optionView is an answer. Face is its degree of satisfaction, 0 without one.
type optionView struct {
	Value  int
	Label  string
	Face   int
	Chosen bool
}

// fewOptions stand in one row.
const fewOptions = 5

// show is what the visitor sees now; the visit must have been loaded.
func (v *visit) show(ctx context.Context) (shown, error) {
	questionnaire, open := v.form()
	switch {
	case open:
		q, ok := questionnaire.Question(v.st.Response.At)
		if !ok {
			break // the questionnaire has changed under an open visit
		}
		return v.shown("question", visitIdle, questionOf(questionnaire, *v.st.Response, q))
	case v.st.Invite != nil:
		return v.shown("consent", visitIdle, map[string]any{
			"Idle": seconds(visitIdle), "Notice": talk.DataNotice(v.unit.Unit, kiosk.Name), "Length": sayLength(kioskLength(v.place)),
		})
	case len(v.st.Done) > 0:
		code, err := v.receipt(ctx)
		if err != nil {
			return shown{}, err
		}
		return v.shown("thanks", thanksIdle, map[string]any{"Idle": seconds(thanksIdle), "Receipt": survey.ShowReceipt(code), "At": hostOf(v.PublicURL)})
	}
	return shown{Over: true}, v.DB.Leaves(ctx, v.ID, v.chat)
}

func (v *visit) shown(name string, idle time.Duration, data any) (shown, error) {
	html, err := view(name, data)
	return shown{Session: v.chat, HTML: html, Idle: seconds(idle)}, err
}

// busy tells somebody that the kiosk takes no response for a while.
func (p *Pages) busy(wait time.Duration, taken bool) (shown, error) {
	html, err := view("busy", map[string]any{"Idle": seconds(visitIdle), "Wait": sayWait(wait), "Taken": taken})
	return shown{HTML: html, Idle: seconds(visitIdle)}, err
}

func questionOf(questionnaire *survey.Questionnaire, s survey.Response, q *survey.Question) questionView {
	v := questionView{ID: q.ID, Text: q.Text, Faces: q.Rated, Idle: seconds(visitIdle)}
	v.At, v.Of = stepOf(questionnaire, s)
	v.Back = v.At > 1
	given, answered := s.Answers[q.ID]
	for _, o := range q.Options {
		out := optionView{Value: o.Value, Label: o.Label, Chosen: answered && given.Choice == o.Value}
		if o.Value == survey.NotApplicable {
			v.Unknown = &out
			continue
		}
		if q.Rated {
			out.Face = o.Value
		}
		v.Options = append(v.Options, out)
	}
	v.Many = len(v.Options) > fewOptions
	return v
}

// stepOf says which question of how many is being asked, not counting those that a kiosk does not ask.
func stepOf(questionnaire *survey.Questionnaire, s survey.Response) (at, of int) {
	here := s.At
	for _, q := range questionnaire.Questions {
		s.At = q.ID
		if n, _ := s.Step(questionnaire); n == 0 || q.Kind == survey.Text {
			continue
		}
		of++
		if q.ID == here {
			at = of
		}
	}
	return at, of
}

// kioskLength is how many questions a kiosk asks.
func kioskLength(at place) int {
	questionnaire := at.unit.Questionnaire
	_, n := stepOf(questionnaire, survey.Begin(survey.Response{Unit: at.Unit, Slip: at.Slip}, questionnaire))
	return n
}

// hostOf is an address as people type it.
func hostOf(address string) string {
	_, host, _ := strings.Cut(address, "://")
	return host
}
