package talk

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/org"
	"motcua/org/directory"
	"motcua/survey"
)

// noticeVersion names the wording of the data notice a citizen agreed to; it is stored with the response.
const noticeVersion = "tb-2"

// maxOpinion is how many characters of a written opinion are kept.
const maxOpinion = 2000

// openChat opens the chat, with or without the payload of a QR.
func (t *decider) openChat(payload string) {
	if payload == "" {
		t.showGreeting()
		return
	}
	if t.hearVisitCode(payload) {
		return
	}
	s, err := org.ParseStart(t.Dir.Key(), payload)
	if err != nil {
		t.showMenu(wordBadPayload)
		return
	}
	t.inviteToSurvey(Invitation{Visit: VisitOfStart(t.unit, s, t.Now), Evidence: org.Poster})
}

// VisitOfStart is the visit the payload of a printed QR stands for at a moment.
func VisitOfStart(u *directory.Unit, s org.Start, now time.Time) Visit {
	v := Visit{Unit: s.Unit, Slip: s.Slip.Code(), Day: now.In(org.Location()).Format(time.DateOnly)}
	if p, ok := u.Point(s.Point); ok && !p.Removed {
		v.Point = s.Point
	}
	return v
}

// plainInvitation is that to a visit without a QR: the unit and the day are all that is known.
func (t *decider) plainInvitation() Invitation {
	return Invitation{Visit: Visit{Unit: t.unit.ID, Day: t.today()}}
}

// inviteToSurvey shows the data notice and asks for consent. Nothing is stored about the visit before that but
// the count of responses handed out.
func (t *decider) inviteToSurvey(to Invitation) {
	v := to.Visit
	if t.State.Rated(v) {
		t.showMenu(wordRatedToday)
		return
	}
	if t.filling(v) {
		t.resumeResponse()
		return
	}
	switch was := t.State.Invite; {
	case was == nil || was.Visit != v:
		if to.Unseen = t.pageLoaded(); !to.Unseen {
			t.countVisit(survey.QOpened, v)
		}
	case to.Evidence.WeakerThan(was.Evidence):
		to = *was // who has shown a code of this visit has shown it
	default:
		to.Unseen = was.Unseen
	}
	t.State.Invite = &to
	m := InvitationTo(t.unit, v, t.ev.Channel)
	if t.State.Response != nil {
		m.Lines = append(m.Lines, prose.S(wordOtherOpen))
		m.Buttons = append(m.Buttons, bot.Button{Label: wordResume, Data: tapResume, Nav: true})
		m.Ask.Below = 1
	}
	t.addMessage(m)
}

// InvitationTo is the data notice for a visit with the question for consent, as a conversation is shown it that has nothing
// else open.
func InvitationTo(u *directory.Unit, v Visit, channel string) bot.Message {
	return bot.Message{
		Lines: consentLines(u, v, channel),
		Buttons: []bot.Button{
			{Label: wordAgree, Data: visitTap(tapAgree, v)},
			{Label: wordDecline, Data: visitTap(tapDecline, v)},
		},
		Once: true,
		Ask:  consentStep(u, v),
	}
}

// pageLoaded reports whether an event may be nobody's doing: robots load pages too, and some run what is in them.
func (t *decider) pageLoaded() bool {
	return t.ev.Kind == bot.Start && org.ChannelPlatform(t.ev.Channel) == ""
}

// countSeenInvitation counts an invitation as handed out once a person does something.
func (t *decider) countSeenInvitation() {
	to := t.State.Invite
	if to == nil || !to.Unseen || (t.ev.Kind != bot.Tap && t.ev.Kind != bot.Text) {
		return
	}
	seen := *to
	seen.Unseen = false
	t.State.Invite = &seen
	t.countVisit(survey.QOpened, to.Visit)
}

// consentLines say who asks, why and how long it takes, and below that what becomes of the answers.
func consentLines(u *directory.Unit, v Visit, channel string) []prose.Line {
	var lines []prose.Line
	if where := visitWords(u, v); where != "" {
		lines = append(lines, prose.H(where))
	}
	q := u.Questionnaire
	if intro := q.Intro; intro != "" && !strings.Contains(intro, wordIntroOfOurs) { // a questionnaire of the unit's own greets in its own words
		lines = append(lines, prose.P(intro))
	}
	_, of := survey.Begin(survey.Response{Slip: v.Slip}, q).Step(q)
	return append(lines, prose.P(wordWhoAsks(u.Authority(), of)), prose.S(wordNotice(u.Unit, channel)))
}

// visitWords say at which reception point the visit was and what was done there, "" if neither is known.
func visitWords(u *directory.Unit, v Visit) string {
	p, _ := u.Point(v.Point)
	slip, err := org.ParseSlip(v.Slip)
	if err != nil {
		slip = org.NoSlip
	}
	return wordVisit(slip, p.Name)
}

// beginResponse begins a response for a visit. An invitation that was used before is left as it is: by now its message
// may hold the receipt code.
func (t *decider) beginResponse(v Visit) {
	switch f := t.State.Response; {
	case t.State.Rated(v):
		t.InPlace = false
		t.showMenu(wordRatedToday)
		return
	case f != nil && VisitOfResponse(*f) == v:
		t.resumeResponse() // the button was tapped twice
		return
	case t.State.Invite == nil || t.State.Invite.Visit != v:
		// Nothing of the button is believed that this conversation was not invited to: whoever can write a request can write
		// a point and a slip into it. An invitation of long ago is asked again, without the place.
		t.InPlace = false
		t.inviteToSurvey(t.plainInvitation())
		return
	case t.State.Invite.atConsent() && !t.redeem(t.State.Invite.Ticket):
		t.InPlace = false
		t.State.Invite = nil
		return
	case f != nil:
		t.closePartialResponse()
	}
	s := survey.Begin(survey.Response{
		ID: t.newResponseID(), Unit: v.Unit, Point: v.Point, Slip: v.Slip, Evidence: t.State.Invite.Evidence, Channel: t.ev.Channel,
		Month: t.month(), Started: t.Now, Receipt: survey.NewReceipt(t.Random),
	}, t.unit.Questionnaire)
	day, err := time.ParseInLocation(time.DateOnly, v.Day, org.Location())
	if err != nil {
		day = t.localTime()
	}
	t.Open = &turn.OpenedResponse{
		Response: s, QuestionnaireHash: t.unit.Questionnaire.Hash, Day: day, Notice: noticeVersion, Net: t.ev.Net,
		Respondent: t.Dir.RespondentKey(v.Unit, t.ev.Channel, t.ev.Respondent(), day),
	}
	t.Counts = append(t.Counts, survey.Change(t.unit.Questionnaire, survey.Response{}, s)...)
	t.State.Invite = nil
	t.keepOpenResponse(s)
	t.showQuestion()
}

// declineSurvey thanks for the answer no and offers the rest.
func (t *decider) declineSurvey(v Visit) {
	if t.State.Invite != nil && t.State.Invite.Visit == v {
		t.countVisit(survey.QDeclined, v)
		t.State.Invite = nil
	} else {
		t.InPlace = false // the question or the receipt that has taken its place stays
	}
	t.showMenu(wordDeclined)
}

// countVisit adds one to a count of whole responses.
func (t *decider) countVisit(question string, v Visit) {
	t.Counts = append(t.Counts, survey.Visit{
		Unit: v.Unit, Month: t.month(), Questionnaire: t.unit.Questionnaire.ID, Channel: t.ev.Channel,
	}.Count(question, 0, 1))
}

// recordAnswer records an answer to a question of the open response, given by a tap or in words.
func (t *decider) recordAnswer(question string, a survey.Answer) {
	questionnaire, before := t.openQuestionnaire(), *t.State.Response
	was, answered := before.Answers[question]
	if answered && was == a && before.At != question {
		t.showQuestion() // tapped once more on a question long passed: show where we are
		return
	}
	after := before.Record(questionnaire, question, a)
	t.Answers = append(t.Answers, turn.AnswerRow{Response: after.ID, Question: question, Answer: a, At: t.Now})
	for id := range before.Answers {
		if _, still := after.Answers[id]; !still {
			t.Drop = append(t.Drop, turn.AnswerRow{Response: after.ID, Question: id})
		}
	}
	t.Counts = append(t.Counts, survey.Change(questionnaire, before, after)...)
	t.keepOpenResponse(after)
	if after.Status == survey.Finished {
		t.finishResponse(after)
		return
	}
	if answered && before.At != question {
		t.addLinesThenQuestion(prose.P(wordChanged))
		return
	}
	t.showQuestion()
}

// finishResponse thanks, gives the receipt code, and forgets the response: from here on only the code leads to it.
func (t *decider) finishResponse(s survey.Response) {
	t.Close = append(t.Close, turn.ClosedResponse{ID: s.ID, Status: survey.Finished, At: t.Now, Marks: s.Marks(t.openQuestionnaire())})
	t.forgetOpenResponse(s)
	code := survey.ShowReceipt(s.Receipt)
	t.addMessage(bot.Message{
		Lines:   []prose.Line{prose.P(wordThanks), prose.H(code), prose.S(wordReceiptUse(code))},
		Buttons: append(receiptButtons(s.Receipt), bot.Button{Label: wordAsk, Data: tapAsk, Nav: true}, bot.Button{Label: wordMenuButton, Data: tapMenu, Nav: true}),
		Ask:     &bot.Ask{Step: bot.AskReceipt, Receipt: code},
	})
}

// closePartialResponse ends the open response as it is. Its answers count.
func (t *decider) closePartialResponse() {
	t.keepRemarkOfUnfinished()
	questionnaire, before := t.openQuestionnaire(), *t.State.Response
	after := before.Close()
	t.Close = append(t.Close, turn.ClosedResponse{ID: after.ID, Status: survey.Partial, At: t.Now, Marks: after.Marks(questionnaire)})
	t.Counts = append(t.Counts, survey.Change(questionnaire, before, after)...)
	t.forgetOpenResponse(after)
}

func (t *decider) forgetOpenResponse(s survey.Response) {
	t.State = t.State.Rate(VisitOfResponse(s)).WithoutForm()
}

// VisitOfResponse is the slip window a response belongs to.
func VisitOfResponse(s survey.Response) Visit {
	return Visit{Unit: s.Unit, Point: s.Point, Slip: s.Slip, Day: s.Started.In(org.Location()).Format(time.DateOnly)}
}

// keepOpenResponse keeps the response as the one being worked on.
func (t *decider) keepOpenResponse(s survey.Response) {
	t.State.Response, t.State.Touch, t.State.Paused = &s, t.Now.Unix(), false
}

// resumeResponse goes on with the open response, or says that there is none.
func (t *decider) resumeResponse() {
	if t.State.Response == nil {
		t.showMenu(wordNothingOpen)
		return
	}
	t.keepOpenResponse(*t.State.Response)
	lines := []prose.Line{prose.P(wordResumed)}
	if given := t.givenAnswers(); len(given) > 0 {
		lines = append(lines, prose.S(wordGivenSoFar+strings.Join(given, "; ")+"."))
	}
	t.addLinesThenQuestion(lines...)
}

// pauseResponse puts the open response aside for later.
func (t *decider) pauseResponse() {
	if t.State.Response == nil {
		t.State.Invite = nil
		t.showMenu(wordNothingOpen)
		return
	}
	t.State.Paused = true
	t.showMenu(wordLeft)
}

// showPreviousQuestion shows the question before the given one again.
func (t *decider) showPreviousQuestion(from string) {
	s := *t.State.Response
	if from != "" && from != s.At {
		if _, known := t.openQuestionnaire().Question(from); !known {
			t.showQuestion()
			return
		}
		s.At = from
	}
	t.keepOpenResponse(s.Back(t.openQuestionnaire()))
	t.showQuestion()
}

// openQuestionnaire is the questionnaire of the open response, or else the unit's. The unit may ask another one by now.
func (t *decider) openQuestionnaire() *survey.Questionnaire {
	if f := t.State.Response; f != nil {
		if questionnaire, ok := t.Dir.Questionnaire(f.Questionnaire); ok {
			return questionnaire
		}
	}
	return t.unit.Questionnaire
}

// newResponseID is a random positive response id.
func (t *decider) newResponseID() int64 {
	var b [8]byte
	t.Random(b[:])
	return int64(binary.BigEndian.Uint64(b[:])>>1) | 1
}

// showQuestion shows the question being asked.
func (t *decider) showQuestion() { t.addLinesThenQuestion() }

// addLinesThenQuestion shows the question being asked below some other lines.
func (t *decider) addLinesThenQuestion(lines ...prose.Line) {
	s := t.State.Response
	q, ok := t.openQuestionnaire().Question(s.At)
	if !ok { // the questionnaire has changed under an open response: close it, keep what was said
		t.closePartialResponse()
		t.showMenu(wordFormChanged)
		return
	}
	at, of := s.Step(t.openQuestionnaire())
	ask := t.questionStep(len(lines))
	lines = append(lines, prose.S(wordStep(at, of)), prose.H(q.Text))
	if q.Hint != "" {
		lines = append(lines, prose.S(q.Hint))
	}
	if a, ok := s.Answers[q.ID]; ok {
		lines = append(lines, prose.S(wordChosen(answerWords(q, a))))
	}
	review := t.reviewOf(q, at, of)
	if review != "" {
		lines = append(lines, prose.S(review))
	}
	m := bot.Message{Lines: lines, Once: true, Ask: ask}
	for _, o := range q.Options {
		m.Buttons = append(m.Buttons, bot.Button{Label: o.Label, Data: answerTap(s.ID, q.ID, o.Value), Icon: iconOf(q, o)})
	}
	if at > 1 {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordBack, Data: tap(tapBack, responseRef(s.ID), q.ID), Nav: true})
	}
	if _, ok := s.Answers[q.ID]; ok {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordOnward, Data: tap(tapOnward, responseRef(s.ID), q.ID), Nav: true})
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: wordSkip, Data: tap(tapSkip, responseRef(s.ID), q.ID), Nav: true})
	if review != "" {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordChangeAnswer, Data: tap(tapChange, responseRef(s.ID)), Nav: true})
	}
	t.addMessage(m)
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

// recordOpinion records a written answer, with personal numbers masked and its length bounded.
func (t *decider) recordOpinion(q *survey.Question, text string) {
	masked := vntext.Mask(text)
	clipped := vntext.Clip(joinRemarks(t.State.Remark, masked), maxOpinion)
	t.Echo = wordOpinionKept
	before := len(t.Messages)
	t.recordAnswer(q.ID, survey.Answer{Choice: survey.Written, Text: clipped})
	var notes []prose.Line
	if masked != text {
		notes = append(notes, prose.S(wordMasked))
	}
	if strings.HasSuffix(clipped, "…") && !strings.HasSuffix(masked, "…") {
		notes = append(notes, prose.S(wordClipped))
	}
	if len(notes) > 0 && len(t.Messages) > before {
		t.Messages[before].Lines = append(notes, t.Messages[before].Lines...)
		if ask := t.Messages[before].Ask; ask != nil {
			ask.Above += len(notes)
		}
	}
}
