package screen

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"motcua/bot"
	"motcua/bot/kiosk"
	"motcua/bot/talk"
	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
	"motcua/web/site"
)

// formRules bound the responses begun at one kiosk. A person needs a minute, and people who come by themselves do not come without a
// pause: 20 an hour leave room for a busy morning, a queue finds five free places, and whoever stands there all day, or holds the
// link, fills hours that package odd flags (report/odd/machine.go). The bound of a day grows with what the unit is used to.
var formRules = storage.KioskRules{Pace: storage.Pace{Every: 3 * time.Minute, Burst: 5}, Day: 60, Times: 3}

const (
	// visitIdle is after how long without a touch a kiosk goes back to the start by itself.
	visitIdle = 30 * time.Second
	// thanksIdle is how long it shows the receipt code.
	thanksIdle = 25 * time.Second
	// visitLost is after how long the response of a visitor is closed whose kiosk says nothing any more: its power went, say.
	visitLost = 2 * time.Minute
	// unheardOf is after how long a visitor may try again where a code invites to nothing: its unit is not known to this replica yet, or
	// the screen was ended this moment.
	unheardOf = time.Minute
)

// What a kiosk does, as its script names it.
const (
	doBegin   = "begin"
	doAgree   = "agree"
	doDecline = "decline"
	doPick    = "pick"
	doSkip    = "skip"
	doBack    = "back"
	doLeave   = "leave"
)

// shown is what a kiosk shows next.
type shown struct {
	Session string `json:"session,omitempty"` // the visitor's, known to the page alone
	HTML    string `json:"html,omitempty"`
	Over    bool   `json:"over,omitempty"` // the visit has ended: back to the start
	Idle    int    `json:"idle,omitempty"` // seconds without a touch after which it ends by itself
}

// tapped is what a visitor did.
type tapped struct {
	do, id   string
	page     string // what the page has named itself
	question string
	value    string
}

var idPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// visit takes in what somebody does at a kiosk. Everything but the beginning needs the key of the visit under way, which stands in
// no address and no cookie: whoever comes next has another conversation, and a forged request none.
func (p *Pages) visit(w http.ResponseWriter, r *http.Request) {
	at, ok := p.placeOf(w, r)
	if !ok {
		return
	}
	if !at.Kiosk {
		p.Nowhere(w, r)
		return
	}
	if status, text := site.ReadForm(w, r); status != 0 {
		p.Trouble(w, r, status, text)
		return
	}
	f := r.PostForm
	t := tapped{f.Get("do"), f.Get("id"), f.Get("page"), f.Get("question"), f.Get("value")}
	if !idPattern.MatchString(t.id) || t.do == doBegin && !idPattern.MatchString(t.page) {
		p.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	next, err := p.serve(r.Context(), at, f.Get("session"), t)
	switch {
	case errors.Is(err, errNoSuchTap):
		p.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
	case errors.Is(err, storage.ErrNotFound):
		p.Nowhere(w, r)
	case err != nil:
		p.Failed(w, r, "visit at a kiosk not taken in", err)
	default:
		p.answer(w, r, next)
	}
}

// errNoSuchTap is returned for what no button of a kiosk says.
var errNoSuchTap = errors.New("not as a kiosk sends it")

// serve does what a visitor wants and gives what he sees next.
func (p *Pages) serve(ctx context.Context, at place, chat string, t tapped) (shown, error) {
	if t.do == doBegin {
		return p.receive(ctx, at, t)
	}
	here, err := p.DB.Visits(ctx, at.ID, chat)
	if err != nil {
		return shown{}, err
	}
	if !here || !webchat.ValidChat(chat) {
		return shown{Over: true}, nil
	}
	v := &visit{Pages: p, place: at, chat: chat, id: t.id}
	if t.do == doLeave {
		if err := p.close(ctx, at, chat); err != nil {
			return shown{}, err
		}
		return shown{Over: true}, p.DB.Leaves(ctx, at.ID, chat)
	}
	return v.act(ctx, t)
}

// receive begins the visit of whoever comes next, in a conversation that nobody has had before.
func (p *Pages) receive(ctx context.Context, at place, t tapped) (shown, error) {
	if err := p.closeLeft(ctx, at, visitIdle); err != nil {
		return shown{}, err
	}
	chat := webchat.NewChat()
	got, err := p.DB.Receive(ctx, at.ID, storage.Arrival{Chat: chat, From: t.page, Idle: visitIdle}, rules)
	if err != nil {
		return shown{}, err
	}
	if got.Former != "" {
		if err := p.close(ctx, at, got.Former); err != nil {
			return shown{}, err
		}
	}
	if got.Taken { // the link is open in two places, which one tablet never does
		p.Refusals.Add(whatVisit, limit.Screen)
	}
	if got.Code == "" {
		return p.busy(got.Wait, sayBusy(got.Taken))
	}
	v := &visit{Pages: p, place: at, chat: chat, id: t.id}
	if err := v.turn(ctx, bot.Event{Kind: bot.Start, Text: got.Code}); err != nil {
		return shown{}, err
	}
	if err := v.load(ctx); err != nil {
		return shown{}, err
	}
	if v.st.Invite == nil {
		return p.busy(unheardOf, wordKioskClosed)
	}
	return v.show(ctx)
}

// closeLeft ends the visit of somebody who has done nothing for so long. His response is closed before he is forgotten: while the
// database is away it is tried again.
func (p *Pages) closeLeft(ctx context.Context, at place, idle time.Duration) error {
	chat, err := p.DB.Left(ctx, at.ID, idle)
	if err != nil || chat == "" {
		return err
	}
	if err := p.close(ctx, at, chat); err != nil {
		return err
	}
	return p.DB.Leaves(ctx, at.ID, chat)
}

// close ends the response of a visitor as it is. Doing it twice changes nothing.
func (p *Pages) close(ctx context.Context, at place, chat string) error {
	v := &visit{Pages: p, place: at, chat: chat, id: "leaving-"}
	return v.turn(ctx, bot.Event{Kind: bot.Tap, Data: talk.LeaveTap})
}

// visit is one visitor's way through a response.
type visit struct {
	*Pages
	place
	chat string
	id   string // of what he has just done
	st   talk.State
}

// turn takes an event of the visit in.
func (v *visit) turn(ctx context.Context, ev bot.Event) error {
	ev.Channel, ev.Chat, ev.User, ev.Unit, ev.At = kiosk.Name, v.chat, v.chat, v.unit.ID, v.Now()
	ev.ID = site.EventID(v.id, v.chat, ev.Data)
	return v.Turn(ctx, ev)
}

// load reads how far the visit has come.
func (v *visit) load(ctx context.Context) error {
	conv := kiosk.Conv(v.chat)
	all, err := v.DB.Load(ctx, []string{conv})
	if err != nil {
		return err
	}
	v.st, err = talk.DecodeState(all[conv].State)
	return err
}

// act does what a tap says. A tap that comes a second time, because its answer was lost, changes nothing and shows the same.
func (v *visit) act(ctx context.Context, t tapped) (shown, error) {
	if err := v.load(ctx); err != nil {
		return shown{}, err
	}
	switch t.do {
	case doAgree:
		return v.agree(ctx)
	case doDecline:
		if v.st.Invite != nil {
			if err := v.turn(ctx, bot.Event{Kind: bot.Tap, Data: talk.DeclineTap(v.st.Invite.Visit)}); err != nil {
				return shown{}, err
			}
		}
		return shown{Over: true}, v.DB.Leaves(ctx, v.ID, v.chat)
	case doPick, doSkip, doBack:
		return v.answerOne(ctx, t)
	}
	return shown{}, errNoSuchTap
}

// agree begins the response, if there is room for one.
func (v *visit) agree(ctx context.Context) (shown, error) {
	if v.st.Invite == nil {
		return v.show(ctx)
	}
	wait, err := v.DB.BookKioskForm(ctx, v.ID, formRules)
	if err != nil {
		return shown{}, err
	}
	if wait > 0 { // said before the first question: nobody's answers are lost
		if err := errors.Join(v.close(ctx, v.place, v.chat), v.DB.Leaves(ctx, v.ID, v.chat)); err != nil {
			return shown{}, err
		}
		return v.busy(wait, sayBusy(false))
	}
	if err := v.turn(ctx, bot.Event{Kind: bot.Tap, Data: talk.AgreeTap(v.st.Invite.Visit)}); err != nil {
		return shown{}, err
	}
	return v.goOn(ctx, doAgree)
}

// answerOne answers, skips or goes back from the question being asked. A tap on any other is one that came late: nobody sees that
// question any more.
func (v *visit) answerOne(ctx context.Context, t tapped) (shown, error) {
	questionnaire, open := v.form()
	if !open || v.st.Response.At != t.question {
		return v.show(ctx)
	}
	id := v.st.Response.ID
	var data string
	switch t.do {
	case doSkip:
		data = talk.SkipTap(id, t.question)
	case doBack:
		data = talk.BackTap(id, t.question)
	default:
		value, ok := optionOf(questionnaire, t)
		if !ok {
			return shown{}, errNoSuchTap
		}
		data = talk.AnswerTap(id, t.question, value)
	}
	if err := v.turn(ctx, bot.Event{Kind: bot.Tap, Data: data}); err != nil {
		return shown{}, err
	}
	return v.goOn(ctx, t.do)
}

// optionOf is the option a button stands for.
func optionOf(questionnaire *survey.Questionnaire, t tapped) (value int, ok bool) {
	q, ok := questionnaire.Question(t.question)
	if !ok {
		return 0, false
	}
	value, err := strconv.Atoi(t.value)
	if err != nil {
		return 0, false
	}
	_, ok = q.Option(value)
	return value, ok
}

// goOn passes by questions that are answered in writing, in the direction of what was done, and shows what comes then. A kiosk has
// no keyboard: what is written on one is seen by those who stand around, and learnt by its dictionary.
func (v *visit) goOn(ctx context.Context, do string) (shown, error) {
	for range maxPassed {
		if err := v.load(ctx); err != nil {
			return shown{}, err
		}
		questionnaire, open := v.form()
		if !open {
			break
		}
		q, ok := questionnaire.Question(v.st.Response.At)
		if !ok || q.Kind != survey.Text {
			break
		}
		data := talk.SkipTap(v.st.Response.ID, q.ID)
		if n, _ := v.st.Response.Step(questionnaire); do == doBack && n > 1 {
			data = talk.BackTap(v.st.Response.ID, q.ID)
		}
		if err := v.turn(ctx, bot.Event{Kind: bot.Tap, Data: data}); err != nil {
			return shown{}, err
		}
	}
	return v.show(ctx)
}

// maxPassed is more questions than a response has.
const maxPassed = 100

// response is the questionnaire of the open response; false without one. The unit may ask another one by now.
func (v *visit) form() (*survey.Questionnaire, bool) {
	if v.st.Response == nil {
		return nil, false
	}
	return v.Directory().Questionnaire(v.st.Response.Questionnaire)
}

// receipt is the code of the response that was just sent in; "" if there is none.
func (v *visit) receipt(ctx context.Context) (string, error) {
	for _, done := range v.st.Done {
		day, err := time.ParseInLocation(time.DateOnly, done.Day, org.Location())
		if err != nil {
			continue
		}
		code, err := v.DB.ReceiptOf(ctx, done.Unit, v.Directory().RespondentKey(done.Unit, kiosk.Name, v.chat, day))
		if !errors.Is(err, storage.ErrNotFound) {
			return code, err
		}
	}
	return "", nil
}
