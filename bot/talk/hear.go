package talk

import (
	"strconv"
	"strings"

	"motcua/bot"
	"motcua/internal/heed"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/org/directory"
	"motcua/survey"
)

// hearTap acts on a button. Whatever the button was, and however old, there is an answer.
func (t *decider) hearTap() {
	verb, arg := splitTap(t.ev.Data)
	switch verb {
	case tapAgree, tapDecline, tapAnswer, tapSkip, tapBack, tapOnward, tapChange, tapFields:
		t.InPlace = true // one message that goes on rather than a trail of used ones
	case tapList:
		t.InPlace = arg[2] != "" // the list that was ticked, not what led to it
	}
	switch verb {
	case tapMenu, tapUnit:
		t.showGreeting()
	case tapInvite:
		t.inviteToSurvey(t.plainInvitation())
	case tapAgree, tapDecline:
		t.hearConsent(verb, arg)
	case tapResume:
		t.resumeResponse()
	case tapAnswer, tapSkip, tapBack, tapOnward, tapChange:
		t.hearSurveyTap(verb, arg)
	case tapAsk:
		t.explainLookup()
	case tapFields:
		t.browseProcedures(arg[0], arg[1])
	case tapCard:
		t.showCard(arg[0], arg[1], arg[2])
	case tapList:
		t.listTapped(arg)
	case tapFollow:
		t.followProcedure(arg[0])
	case tapUnfollow:
		t.unfollowProcedure(arg[0])
	case tapData:
		t.hearDataTap(arg)
	case tapErase:
		t.eraseResponse(arg)
	case tapKeep:
		t.showMenu(wordKept)
	case tapLeave:
		t.leave()
	default:
		t.showMenu(wordUnknownButton)
	}
}

func (t *decider) hearConsent(verb string, arg [3]string) {
	v, ok := visitOf(arg)
	u, known := t.Dir.Unit(v.Unit)
	if known {
		t.unit, t.State.Unit = u, u.ID
	}
	switch {
	case !ok || !known:
		t.InPlace = false
		t.showMenu(wordUnknownButton)
	case verb == tapAgree:
		t.beginResponse(v)
	default:
		t.declineSurvey(v)
	}
}

// hearSurveyTap acts on a button of a question.
func (t *decider) hearSurveyTap(verb string, arg [3]string) {
	f := t.State.Response
	if f == nil || !refersTo(arg[0], *f) {
		t.InPlace = false // the old question stays what it was
		t.showMenu(wordStale)
		return
	}
	if verb == tapChange {
		t.changeAnswer(arg[1])
		return
	}
	q, ok := t.openQuestionnaire().Question(arg[1])
	if !ok {
		t.showQuestion()
		return
	}
	switch verb {
	case tapBack:
		t.showPreviousQuestion(q.ID)
	case tapOnward:
		t.keepOpenResponse(f.Onward(t.openQuestionnaire()))
		t.showQuestion()
	case tapSkip:
		t.recordAnswer(q.ID, t.withRemark(q, survey.Answer{Choice: survey.Skipped}))
	default:
		value, err := strconv.Atoi(arg[2])
		o, ok := q.Option(value)
		if err != nil || !ok {
			t.showQuestion()
			return
		}
		t.Echo = o.Label
		t.recordAnswer(q.ID, survey.Answer{Choice: o.Value})
	}
}

// hearText acts on what a citizen typed: a command, an answer to the question being asked, or a question
// of his own.
func (t *decider) hearText() {
	said := vntext.Clean(t.ev.Text)
	t.Echo = vntext.Clip(vntext.Mask(said), maxEcho)
	if said == "" {
		t.answerUnreadable()
		return
	}
	if t.call = heed.Listen(said); t.call.Kind.Private() {
		t.Echo = wordEchoPrivate
	}
	if t.runCommand(parseCommand(said)) || t.hearVisitCode(said) || t.hearReceipt(said) {
		return
	}
	if t.State.Response != nil && !t.State.Paused {
		t.hearSurveyText(said)
		return
	}
	if t.hearNumber(said) || (t.State.Invite != nil && t.hearConsentText(said)) {
		return
	}
	t.hearQuestion(said)
}

// maxEcho bounds what the record of the conversation repeats of a text.
const maxEcho = 500

// hearConsentText understands yes and no to the data notice. Anything less than a plain yes is not consent.
func (t *decider) hearConsentText(said string) bool {
	v := t.State.Invite.Visit
	switch vntext.Fold(said) {
	case "dong y", "dong y va bat dau", "co", "bat dau", "ok", "oke", "1", "vang", "vang a", "da", "da vang", "duoc":
		t.beginResponse(v)
	case "khong", "ko", "khong dong y", "thoi", "2", "khong a", "da khong":
		t.declineSurvey(v)
	default:
		return false
	}
	return true
}

// hearSurveyText takes text as the answer to the question being asked where it can be one; a question of
// the citizen's own is answered and the response goes on.
func (t *decider) hearSurveyText(said string) {
	q, ok := t.openQuestionnaire().Question(t.State.Response.At)
	if !ok {
		t.showQuestion()
		return
	}
	if o, ok := q.Match(said); ok {
		t.recordAnswer(q.ID, survey.Answer{Choice: o.Value})
		t.answerBefore()
		return
	}
	if t.call.Kind.Private() {
		t.answerInSurvey()
		return
	}
	if o, ok := q.MatchPart(said); ok {
		t.keepRemark(said)
		t.Echo = o.Label + " " + wordOpinionKept
		t.recordAnswer(q.ID, survey.Answer{Choice: o.Value})
		t.sayRemarkKept()
		return
	}
	switch vntext.Fold(said) {
	case "bo qua", "b", "skip", "qua", "bo":
		t.recordAnswer(q.ID, t.withRemark(q, survey.Answer{Choice: survey.Skipped}))
		return
	case "quay lai", "lui", "tro lai", "0":
		t.showPreviousQuestion(q.ID)
		return
	case "thoat", "dung", "dung lai", "ngung", "huy":
		t.pauseResponse()
		return
	}
	if asksSomething(said) {
		t.hearQuestionInSurvey(said)
		return
	}
	if q.Kind == survey.Text {
		t.recordOpinion(q, said)
		return
	}
	if !t.answerSmalltalkInSurvey(said) && !t.hearQuestionInSurvey(said) {
		t.addLinesThenQuestion(prose.P(wordNotAnOption))
	}
}

// asksSomething reports whether a text is plainly a question to the bot rather than an opinion.
func asksSomething(said string) bool {
	folded := vntext.Fold(said)
	for _, p := range []string{"cho hoi", "cho toi hoi", "cho em hoi", "cho minh hoi", "xin hoi", "hoi ve", "tra cuu", "thu tuc ", "muon hoi"} {
		if strings.HasPrefix(folded, p) {
			return true
		}
	}
	return false
}

// answerUnreadable answers a sticker, a photo, a voice message or nothing at all. None of it is taken in.
func (t *decider) answerUnreadable() {
	if t.State.Response != nil && !t.State.Paused {
		t.addLinesThenQuestion(prose.P(wordUnreadable))
		return
	}
	t.showMenu(wordUnreadable)
}

// showGreeting says what the bot can do.
func (t *decider) showGreeting() {
	m := Greeting(t.unit)
	if t.State.Response != nil {
		m.Buttons = append([]bot.Button{{Label: wordResume, Data: tapResume}}, m.Buttons...)
	}
	t.addMessage(m)
}

// Greeting is what a conversation with a unit begins with.
func Greeting(u *directory.Unit) bot.Message {
	return bot.Message{
		Lines:   []prose.Line{prose.H(wordGreeting(u.Unit)), prose.P(wordWhatICanDo)},
		Buttons: menuButtons(),
	}
}

func menuButtons() []bot.Button {
	return []bot.Button{
		{Label: wordRate, Data: tapInvite, Icon: "rate"},
		{Label: wordAsk, Data: tapAsk, Icon: "ask"},
		{Label: wordBrowse, Data: tapFields, Icon: "list"},
		{Label: wordMyData, Data: tapData, Nav: true, Icon: "data"},
	}
}

// showMenu says something and offers what can be done next.
func (t *decider) showMenu(text string) {
	m := bot.Message{Lines: []prose.Line{prose.P(text)}, Buttons: menuButtons()}
	if t.State.Response != nil {
		m.Buttons = append([]bot.Button{{Label: wordResume, Data: tapResume}}, m.Buttons...)
	}
	t.addMessage(m)
}
