package site

import (
	"fmt"
	"strings"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/org"
	"motcua/org/directory"
	"motcua/survey"
)

// askView is a step of a survey as the template shows it.
type askView struct {
	Step      bot.AskStep
	Authority string // who asks
	Place     string // where the visit was: "Quầy 1 – Hộ tịch, chứng thực"
	Where     string // "Quầy 1", without what is done there
	At, Of    int
	Minutes   int
	Retention int // months answers are kept
	Question  string
	Text      string
	Hint      string
	Above     []Block // what is said besides the step
	Below     []Block
	Notice    []Block // the whole of the data notice
	Groups    []answerGroup
	Written   bool // the answer is written
	Last      *bot.Given
	Given     []bot.Given
	Review    bool   // it is the last question: what was given is listed
	Choices   string // what was given, for the script: "lv=1 q1=5"
	Chosen    string // label of the answer the question has already
	Receipt   string
	Start     string // payload that has to be taken in before the button; "" = none
	Local     []Entry
	Ref       string // how buttons of a local question name the response
	Short     string // label of a local question
	When      string // of a local question: the question it depends on, …
	In        string // … and for which answers it is asked, "1 2"

	of bot.Ask
}

// answerGroup are answers under a heading of their own; Name "" has none.
type answerGroup struct {
	Name    string
	Buttons []bot.Button
	Pairs   bool
}

// askOf prepares a step of a survey; nil when the message is none, or can only be shown as it is.
func (s *Site) askOf(m bot.Message, in Setting) *askView {
	if m.Ask == nil || !in.Talk {
		return nil
	}
	a, dir := m.Ask, s.Directory()
	u, ok := dir.Unit(in.Unit)
	if !ok {
		return nil
	}
	v := &askView{
		of: *a, Step: a.Step, Authority: u.Authority(), Place: a.Place, Where: counter(a.Place), At: a.At, Of: a.Of, Minutes: a.Minutes, Retention: u.Settings.Retention(),
		Question: a.Question, Text: a.Text, Hint: a.Hint, Given: a.Given, Ref: a.Ref, Receipt: a.Receipt,
		Above: BlocksOf(m.Lines[:min(a.Above, len(m.Lines))]), Below: BlocksOf(m.Lines[max(0, len(m.Lines)-a.Below):]),
	}
	switch a.Step {
	case bot.AskConsent:
		v.Notice = BlocksOf(small(m.Lines))
		v.Local = s.localQuestions(dir, *a, in)
	case bot.AskQuestion:
		v.groups(m, a.Place)
		v.passed(a)
	case bot.AskReceipt:
	default:
		return nil
	}
	return v
}

// passed notes what was answered so far.
func (v *askView) passed(a *bot.Ask) {
	var choices []string
	for i, g := range a.Given {
		choices = append(choices, fmt.Sprintf("%s=%d", g.Question, g.Choice))
		if g.Question == a.Question {
			v.Chosen = g.Label
		} else {
			v.Last = &a.Given[i]
		}
	}
	v.Choices = strings.Join(choices, " ")
	v.Review = a.At == a.Of && len(a.Given) > 1
}

// counter is the name of a reception point without what is done there: "Quầy 1 – Hộ tịch, chứng thực" is "Quầy 1".
func counter(point string) string {
	name, _, _ := strings.Cut(point, " – ")
	return name
}

// small are the lines of small print.
func small(lines []prose.Line) (out []prose.Line) {
	for _, l := range lines {
		if l.Kind == prose.Small {
			out = append(out, l)
		}
	}
	return out
}

// offered are the buttons of a step besides its answers: what the page draws in its own way is not among them.
func offered(nav []bot.Button) (out []bot.Button) {
	for _, b := range nav {
		if b.Copy == "" && !talk.Changes(b) {
			out = append(out, b)
		}
	}
	return out
}

// groups tells apart the answers of a question: fields that are handled at the counter come first.
func (v *askView) groups(m bot.Message, place string) {
	answers, _ := splitButtons(m.Buttons)
	v.Written = len(answers) == 0
	rest := answerGroup{Buttons: answers, Pairs: pairs(answers)}
	if isField(answers) && place != "" {
		var own []bot.Button
		own, rest.Buttons = ownFields(answers, place)
		if len(own) > 0 {
			v.Groups = append(v.Groups, answerGroup{Name: wordUsualAt(counter(place)), Buttons: own, Pairs: true})
			rest.Name = wordOtherFields
		}
	}
	if len(rest.Buttons) > 0 {
		v.Groups = append(v.Groups, rest)
	}
}

// isField reports whether the answers are fields of administration: those have drawings that are no numbers.
func isField(answers []bot.Button) bool {
	return len(answers) > 0 && answers[0].Icon > "9"
}

// ownFields are the fields that the name of a counter names, and the others.
func ownFields(all []bot.Button, place string) (own, others []bot.Button) {
	name := " " + vntext.Fold(place) + " "
	for _, b := range all {
		if strings.Contains(name, " "+vntext.Fold(b.Label)+" ") {
			own = append(own, b)
		} else {
			others = append(others, b)
		}
	}
	return own, others
}

// pairs reports whether answers stand in two columns: fields always, others when all are short. The degrees of satisfaction
// stand below one another, so that their order is seen.
func pairs(answers []bot.Button) bool {
	if isField(answers) {
		return true
	}
	return shortLabels(answers) && answers[0].Icon == ""
}

// localQuestions are the questions of a form that is about to be begun, or has been. They travel with the page, so that the next one
// appears at once, whatever the network does.
func (s *Site) localQuestions(dir *directory.Directory, a bot.Ask, in Setting) []Entry {
	of, ok := dir.Questionnaire(a.Questionnaire)
	if !ok {
		return nil
	}
	var out []Entry
	for i, q := range of.For(a.Slip) {
		m := talk.LocalQuestion(a, q, i == 0)
		v := &askView{Step: bot.AskQuestion, Question: q.ID, Text: q.Text, Hint: q.Hint, Short: q.Short, Ref: a.Ref, Where: counter(a.Place)}
		v.groups(m, a.Place)
		v.depends(q.When)
		e := Entry{Ask: v, Unit: in.Unit}
		_, e.Nav = splitButtons(m.Buttons)
		out = append(out, e)
	}
	return out
}

func (v *askView) depends(w *survey.When) {
	if w == nil {
		return
	}
	v.When = w.Question
	v.In = strings.Trim(fmt.Sprint(w.In), "[]")
}

// Invite prepares the page a printed QR leads to: the question for consent, which is taken in together with the payload of
// the QR once somebody answers it.
func (s *Site) Invite(u *directory.Unit, start org.Start, payload string, in Setting) Entry {
	m := talk.InvitationTo(u, talk.VisitOfStart(u, start, s.Now()), "web")
	e := Entry{Ask: s.askOf(m, in), Unit: in.Unit, Once: true, FormID: NewID()}
	e.Answers, e.Nav = splitButtons(m.Buttons)
	if e.Ask != nil {
		e.Ask.Start = payload
	}
	return e
}
