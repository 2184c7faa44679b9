package bot

import (
	"encoding/binary"
	"strconv"
	"time"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// noticeVersion names the wording of the data notice a citizen agreed to; it is stored with the form.
const noticeVersion = "tb-1"

// maxOpinion is how many characters of a written opinion are kept.
const maxOpinion = 2000

// start opens the chat, with or without the payload of a QR.
func (t *talk) start(payload string) {
	if payload == "" {
		t.greet()
		return
	}
	s, err := org.ParseStart(t.Dir.Key(), payload)
	if err != nil {
		t.menu(wordBadPayload)
		return
	}
	v := Visit{Unit: s.Unit, Slip: s.Slip.Code(), Day: t.today()}
	if _, ok := t.unit.point(s.Point); ok {
		v.Point = s.Point
	}
	t.invite(v)
}

// plainVisit is a visit without a QR: the unit and the day are all that is known.
func (t *talk) plainVisit() Visit { return Visit{Unit: t.unit.ID, Day: t.today()} }

// invite shows the data notice and asks for consent. Nothing is stored about the visit before that but
// the count of forms handed out.
func (t *talk) invite(v Visit) {
	if t.State.rated(v) {
		t.menu(wordRatedToday)
		return
	}
	if f := t.State.Form; f != nil && visitOfForm(*f) == v {
		t.resume()
		return
	}
	if t.State.Invite == nil || *t.State.Invite != v {
		t.count(survey.QOpened, v)
	}
	t.State.Invite = &v
	m := Message{
		Lines: []prose.Line{prose.P(t.unit.Form.Intro), prose.S(wordNotice(t.unit.Unit, t.ev.Channel))},
		Buttons: []Button{
			{Label: wordAgree, Data: visitTap(tapAgree, v)},
			{Label: wordDecline, Data: visitTap(tapDecline, v)},
		},
		Once: true,
	}
	if where := t.visitWords(v); where != "" {
		m.Lines = append([]prose.Line{prose.H(where)}, m.Lines...)
	}
	if t.State.Form != nil {
		m.Lines = append(m.Lines, prose.S(wordOtherOpen))
		m.Buttons = append(m.Buttons, Button{Label: wordResume, Data: tapResume, Nav: true})
	}
	t.send(m)
}

// visitWords names the reception point and the slip of a visit, "" if neither is known.
func (t *talk) visitWords(v Visit) string {
	p, hasPoint := t.unit.point(v.Point)
	slip, err := org.ParseSlip(v.Slip)
	switch {
	case hasPoint && err == nil:
		return p.Name + " · " + slip.Label()
	case hasPoint:
		return p.Name
	case err == nil:
		return slip.Label()
	}
	return ""
}

// agree begins a form for a visit. An invitation that was used before is left as it is: by now its message
// may hold the receipt code.
func (t *talk) agree(v Visit) {
	switch f := t.State.Form; {
	case t.State.rated(v):
		t.InPlace = false
		t.menu(wordRatedToday)
		return
	case f != nil && visitOfForm(*f) == v:
		t.resume() // the button was tapped twice
		return
	case v.Day != t.today() && (t.State.Invite == nil || *t.State.Invite != v):
		t.InPlace = false
		t.invite(Visit{Unit: v.Unit, Point: v.Point, Slip: v.Slip, Day: t.today()}) // an invitation of long ago
		return
	case f != nil:
		t.closePartial()
	}
	s := survey.Begin(survey.Session{
		ID: t.newID(), Unit: v.Unit, Point: v.Point, Slip: v.Slip, Channel: t.ev.Channel,
		Month: survey.MonthOf(t.local()), Started: t.Now, Receipt: survey.NewReceipt(t.Random),
	}, t.unit.Form)
	day, err := time.ParseInLocation(time.DateOnly, v.Day, org.Location())
	if err != nil {
		day = t.local()
	}
	t.Open = &storage.OpenedSession{
		Session: s, FormHash: t.unit.Form.Hash, Day: day, Notice: noticeVersion,
		Respondent: org.RespondentKey(t.Dir.respondent, v.Unit, t.ev.Channel, t.ev.respondent(), day),
	}
	t.Counts = append(t.Counts, survey.Change(t.unit.Form, survey.Session{}, s)...)
	t.State.Invite = nil
	t.work(s)
	t.ask()
}

// decline thanks for the answer no and offers the rest.
func (t *talk) decline(v Visit) {
	if t.State.Invite != nil && *t.State.Invite == v {
		t.count(survey.QDeclined, v)
		t.State.Invite = nil
	} else {
		t.InPlace = false // the question or the receipt that has taken its place stays
	}
	t.menu(wordDeclined)
}

// count adds one to a count of whole forms.
func (t *talk) count(question string, v Visit) {
	t.Counts = append(t.Counts, survey.Visit{
		Unit: v.Unit, Month: survey.MonthOf(t.local()), Form: t.unit.Form.ID, Channel: t.ev.Channel,
	}.Count(question, 0, 1))
}

// answer records an answer to a question of the open form, given by a tap or in words.
func (t *talk) answer(question string, a survey.Answer) {
	form, before := t.form(), *t.State.Form
	was, answered := before.Answers[question]
	if answered && was == a && before.At != question {
		t.ask() // tapped once more on a question long passed: show where we are
		return
	}
	after := before.Record(form, question, a)
	t.Answers = append(t.Answers, storage.AnswerRow{Session: after.ID, Question: question, Answer: a, At: t.Now})
	for id := range before.Answers {
		if _, still := after.Answers[id]; !still {
			t.Drop = append(t.Drop, storage.AnswerRow{Session: after.ID, Question: id})
		}
	}
	t.Counts = append(t.Counts, survey.Change(form, before, after)...)
	t.work(after)
	if after.Status == survey.Finished {
		t.finish(after)
		return
	}
	if answered && before.At != question {
		t.sayThenAsk(prose.P(wordChanged))
		return
	}
	t.ask()
}

// finish thanks, gives the receipt code, and forgets the form: from here on only the code leads to it.
func (t *talk) finish(s survey.Session) {
	t.Close = append(t.Close, storage.ClosedSession{ID: s.ID, Status: survey.Finished, At: t.Now, Marks: s.Marks(t.form())})
	t.forgetForm(s)
	t.send(Message{
		Lines:   []prose.Line{prose.H(wordThanks(survey.ShowReceipt(s.Receipt))), prose.S(wordReceiptUse(survey.ShowReceipt(s.Receipt)))},
		Buttons: []Button{{Label: wordAsk, Data: tapAsk, Nav: true}, {Label: wordMenuButton, Data: tapMenu, Nav: true}},
	})
}

// closePartial ends the open form as it is. Its answers count.
func (t *talk) closePartial() {
	form, before := t.form(), *t.State.Form
	after := before.Close()
	t.Close = append(t.Close, storage.ClosedSession{ID: after.ID, Status: survey.Partial, At: t.Now, Marks: after.Marks(form)})
	t.Counts = append(t.Counts, survey.Change(form, before, after)...)
	t.forgetForm(after)
}

func (t *talk) forgetForm(s survey.Session) {
	t.State = t.State.rate(visitOfForm(s))
	t.State.Form, t.State.Touch, t.State.Paused = nil, 0, false
}

// visitOfForm is the slip window a form belongs to.
func visitOfForm(s survey.Session) Visit {
	return Visit{Unit: s.Unit, Point: s.Point, Slip: s.Slip, Day: s.Started.In(org.Location()).Format(time.DateOnly)}
}

// work keeps the form as the one being worked on.
func (t *talk) work(s survey.Session) {
	t.State.Form, t.State.Touch, t.State.Paused = &s, t.Now.Unix(), false
}

// resume goes on with the open form, or says that there is none.
func (t *talk) resume() {
	if t.State.Form == nil {
		t.menu(wordNothingOpen)
		return
	}
	t.work(*t.State.Form)
	t.sayThenAsk(prose.P(wordResumed))
}

// leave puts the open form aside for later.
func (t *talk) leave() {
	if t.State.Form == nil {
		t.State.Invite = nil
		t.menu(wordNothingOpen)
		return
	}
	t.State.Paused = true
	t.menu(wordLeft)
}

// back shows the question before the given one again.
func (t *talk) back(from string) {
	s := *t.State.Form
	if from != "" && from != s.At {
		if _, known := t.form().Question(from); !known {
			t.ask()
			return
		}
		s.At = from
	}
	t.work(s.Back(t.form()))
	t.ask()
}

// form is the questionnaire of the open form, or else the unit's. The unit may ask another one by now.
func (t *talk) form() *survey.Form {
	if f := t.State.Form; f != nil {
		if form, ok := t.Dir.Form(f.Form); ok {
			return form
		}
	}
	return t.unit.Form
}

// newID is a random positive session id.
func (t *talk) newID() int64 {
	var b [8]byte
	t.Random(b[:])
	return int64(binary.BigEndian.Uint64(b[:])>>1) | 1
}

// ask shows the question being asked.
func (t *talk) ask() { t.sayThenAsk() }

// sayThenAsk shows the question being asked below some other lines.
func (t *talk) sayThenAsk(lines ...prose.Line) {
	s := t.State.Form
	q, ok := t.form().Question(s.At)
	if !ok { // the form has changed under an open session: close it, keep what was said
		t.closePartial()
		t.menu(wordFormChanged)
		return
	}
	at, of := s.Step(t.form())
	lines = append(lines, prose.S(wordStep(at, of)), prose.H(q.Text))
	if a, ok := s.Answers[q.ID]; ok {
		lines = append(lines, prose.S(wordChosen(answerWords(q, a))))
	}
	m := Message{Lines: lines, Once: true}
	for _, o := range q.Options {
		m.Buttons = append(m.Buttons, Button{Label: o.Label, Data: answerTap(s.ID, q.ID, o.Value)})
	}
	if at > 1 {
		m.Buttons = append(m.Buttons, Button{Label: wordBack, Data: tap(tapBack, sessionRef(s.ID), q.ID), Nav: true})
	}
	if _, ok := s.Answers[q.ID]; ok {
		m.Buttons = append(m.Buttons, Button{Label: wordOnward, Data: tap(tapOnward, sessionRef(s.ID), q.ID), Nav: true})
	}
	m.Buttons = append(m.Buttons, Button{Label: wordSkip, Data: tap(tapSkip, sessionRef(s.ID), q.ID), Nav: true})
	t.send(m)
}

// answerWords says an answer as the citizen gave it.
func answerWords(q *survey.Question, a survey.Answer) string {
	if a.Choice == survey.Skipped {
		return wordSkipped
	}
	if q.Kind == survey.Text {
		return a.Text
	}
	if o, ok := q.Option(a.Choice); ok {
		return o.Label
	}
	return strconv.Itoa(a.Choice)
}

// opinion records a written answer, with personal numbers masked and its length bounded.
func (t *talk) opinion(q *survey.Question, text string) {
	masked := vntext.Mask(text)
	clipped := vntext.Clip(masked, maxOpinion)
	t.Echo = wordOpinionKept
	before := len(t.Messages)
	t.answer(q.ID, survey.Answer{Choice: survey.Written, Text: clipped})
	var notes []prose.Line
	if masked != text {
		notes = append(notes, prose.S(wordMasked))
	}
	if clipped != masked {
		notes = append(notes, prose.S(wordClipped))
	}
	if len(notes) > 0 && len(t.Messages) > before {
		t.Messages[before].Lines = append(notes, t.Messages[before].Lines...)
	}
}
