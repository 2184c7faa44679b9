package bot

import (
	"strconv"
	"strings"
	"unicode"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/survey"
)

// tapped acts on a button. Whatever the button was, and however old, there is an answer.
func (t *talk) tapped() {
	verb, arg := splitTap(t.ev.Data)
	switch verb {
	case tapAgree, tapDecline, tapAnswer, tapSkip, tapBack, tapOnward, tapFields:
		t.InPlace = true // one message that goes on rather than a trail of used ones
	case tapList:
		t.InPlace = arg[2] != "" // the list that was ticked, not what led to it
	}
	switch verb {
	case tapMenu, tapUnit:
		t.greet()
	case tapInvite:
		t.invite(t.plainVisit())
	case tapAgree, tapDecline:
		t.consent(verb, arg)
	case tapResume:
		t.resume()
	case tapAnswer, tapSkip, tapBack, tapOnward:
		t.formTap(verb, arg)
	case tapAsk:
		t.howToAsk()
	case tapFields:
		t.browse(arg[0], arg[1])
	case tapCard:
		t.showCard(arg[0], arg[1], arg[2])
	case tapList:
		t.listTapped(arg)
	case tapFollow:
		t.follow(arg[0])
	case tapUnfollow:
		t.unfollow(arg[0])
	case tapData:
		t.showData("")
	case tapErase:
		t.erase(arg)
	case tapKeep:
		t.menu(wordKept)
	default:
		t.menu(wordUnknownButton)
	}
}

func (t *talk) consent(verb string, arg [3]string) {
	v, ok := visitOf(arg)
	u, known := t.Dir.Unit(v.Unit)
	if known {
		t.unit, t.State.Unit = u, u.ID
	}
	switch {
	case !ok || !known:
		t.InPlace = false
		t.menu(wordUnknownButton)
	case verb == tapAgree:
		t.agree(v)
	default:
		t.decline(v)
	}
}

// formTap acts on a button of a question.
func (t *talk) formTap(verb string, arg [3]string) {
	f := t.State.Form
	if f == nil || sessionRef(f.ID) != arg[0] {
		t.InPlace = false // the old question stays what it was
		t.menu(wordStale)
		return
	}
	q, ok := t.form().Question(arg[1])
	if !ok {
		t.ask()
		return
	}
	switch verb {
	case tapBack:
		t.back(q.ID)
	case tapOnward:
		t.work(f.Onward(t.form()))
		t.ask()
	case tapSkip:
		t.answer(q.ID, survey.Answer{Choice: survey.Skipped})
	default:
		value, err := strconv.Atoi(arg[2])
		o, ok := q.Option(value)
		if err != nil || !ok {
			t.ask()
			return
		}
		t.Echo = o.Label
		t.answer(q.ID, survey.Answer{Choice: o.Value})
	}
}

// text acts on what a citizen typed: a command, an answer to the question being asked, or a question
// of his own.
func (t *talk) text() {
	said := clean(t.ev.Text)
	t.Echo = vntext.Clip(vntext.Mask(said), maxEcho)
	if said == "" {
		t.unreadable()
		return
	}
	if t.run(parseCommand(said)) {
		return
	}
	if t.State.Form != nil && !t.State.Paused {
		t.textInForm(said)
		return
	}
	if t.picked(said) || (t.State.Invite != nil && t.textInInvite(said)) {
		return
	}
	t.question(said)
}

// maxEcho bounds what the record of the conversation repeats of a text.
const maxEcho = 500

// clean drops what cannot be stored or shown: control characters and broken UTF-8.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// textInInvite understands yes and no to the data notice. Anything less than a plain yes is not consent.
func (t *talk) textInInvite(said string) bool {
	v := *t.State.Invite
	switch vntext.Fold(said) {
	case "dong y", "dong y va bat dau", "co", "bat dau", "ok", "oke", "1", "vang", "vang a", "da", "da vang", "duoc":
		t.agree(v)
	case "khong", "ko", "khong dong y", "thoi", "2", "khong a", "da khong":
		t.decline(v)
	default:
		return false
	}
	return true
}

// textInForm takes text as the answer to the question being asked where it can be one; a question of
// the citizen's own is answered and the form goes on.
func (t *talk) textInForm(said string) {
	q, ok := t.form().Question(t.State.Form.At)
	if !ok {
		t.ask()
		return
	}
	if o, ok := q.Match(said); ok {
		t.answer(q.ID, survey.Answer{Choice: o.Value})
		return
	}
	switch vntext.Fold(said) {
	case "bo qua", "b", "skip", "qua", "bo":
		t.answer(q.ID, survey.Answer{Choice: survey.Skipped})
		return
	case "quay lai", "lui", "tro lai", "0":
		t.back(q.ID)
		return
	case "thoat", "dung", "dung lai", "ngung", "huy":
		t.leave()
		return
	}
	if asksSomething(said) {
		t.questionInForm(said)
		return
	}
	if q.Kind == survey.Text {
		t.opinion(q, said)
		return
	}
	if !t.questionInForm(said) {
		t.sayThenAsk(prose.P(wordNotAnOption))
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

// unreadable answers a sticker, a photo, a voice message or nothing at all. None of it is taken in.
func (t *talk) unreadable() {
	if t.State.Form != nil && !t.State.Paused {
		t.sayThenAsk(prose.P(wordUnreadable))
		return
	}
	t.menu(wordUnreadable)
}

// greet says what the bot can do.
func (t *talk) greet() {
	m := Greeting(t.unit)
	if t.State.Form != nil {
		m.Buttons = append([]Button{{Label: wordResume, Data: tapResume}}, m.Buttons...)
	}
	t.send(m)
}

// Greeting is what a conversation with a unit begins with.
func Greeting(u *UnitInfo) Message {
	return Message{
		Lines:   []prose.Line{prose.H(wordGreeting(u.Unit)), prose.P(wordWhatICanDo)},
		Buttons: menuButtons(),
	}
}

func menuButtons() []Button {
	return []Button{
		{Label: wordRate, Data: tapInvite},
		{Label: wordAsk, Data: tapAsk},
		{Label: wordBrowse, Data: tapFields},
		{Label: wordMyData, Data: tapData, Nav: true},
	}
}

// menu says something and offers what can be done next.
func (t *talk) menu(text string) {
	m := Message{Lines: []prose.Line{prose.P(text)}, Buttons: menuButtons()}
	if t.State.Form != nil {
		m.Buttons = append([]Button{{Label: wordResume, Data: tapResume}}, m.Buttons...)
	}
	t.send(m)
}
