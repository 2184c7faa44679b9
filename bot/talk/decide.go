// Package talk is what is said: one pure function, Decide, makes of an event and a conversation's state what the event leads
// to, in words that stand in wording.go. It knows no database, no network and no clock: what must be known besides the
// state it names in Needs.
package talk

import (
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/heed"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/survey"
)

// Env is everything Decide may look at besides the conversation itself.
type Env struct {
	Known  turn.Known // what Needs asked for
	Dir    *directory.Directory
	Finder *search.Finder
	Now    time.Time
	Random func([]byte) // fills a slice with random bytes
	Away   bool         // on a Wake: nothing reaches the citizen until he writes again
}

// Decision is what follows from an event. It is applied whole or not at all.
type Decision struct {
	State    State
	Messages []bot.Message
	// Echo is what the citizen did, in words fit to be kept; "" means the words of the event.
	Echo string

	turn.Effects

	InPlace bool // the first message may take the place of the one that was tapped
	Lookup  int  // what a look-up came to: a survey.Lookup… value, 0 without one
}

// decider is one run of Decide: what goes in, and the decision as it grows.
type decider struct {
	Env
	ev   bot.Event
	unit *directory.Unit
	keep bool      // what can be chosen by number stays as it was
	call heed.Call // what the text is heard as
	Decision
}

// Decide says what an event leads to. It is pure: no I/O, no clock, no shared state; the same arguments
// give the same decision.
func Decide(env Env, st State, ev bot.Event) Decision {
	t := &decider{Env: env, ev: ev}
	t.State = st
	switch {
	case ev.Kind == bot.Blocked:
		t.noteBlocked()
		return t.Decision
	case ev.Group:
		t.hearGroup()
		return t.Decision
	case ev.Kind == bot.Joined, ev.Kind == bot.Allowed: // unblocked: nothing to say until he writes
		return t.Decision
	}
	if !t.findUnit() {
		t.answerWithoutUnit()
		return t.Decision
	}
	t.countSeenInvitation()
	switch ev.Kind {
	case bot.Wake:
		t.closeIdleResponse()
	case bot.Start:
		t.openChat(ev.Text)
	case bot.Tap:
		t.hearTap()
	case bot.Text:
		t.hearText()
	default:
		t.answerUnreadable()
	}
	t.notePicks()
	return t.Decision
}

// findUnit settles which unit the conversation is with: the one of the QR just scanned, the page's, the
// one it was with before, or the only one there is.
func (t *decider) findUnit() bool {
	for _, id := range []int32{t.startUnit(), t.ticketUnit(), t.ev.Unit, t.State.Unit} {
		if u, ok := t.Dir.Unit(id); ok {
			t.unit = u
			t.State.Unit = id
			return true
		}
	}
	if u, ok := t.Dir.Default(); ok {
		t.unit, t.State.Unit = u, u.ID
		return true
	}
	return t.chooseUnit()
}

// startUnit is the unit a valid start payload names, 0 without one.
func (t *decider) startUnit() int32 {
	if t.ev.Kind != bot.Start || t.ev.Text == "" {
		return 0
	}
	s, err := org.ParseStart(t.Dir.Key(), t.ev.Text)
	if err != nil {
		return 0
	}
	return s.Unit
}

// chooseUnit reads the unit from a tap on one of the buttons noUnit offers.
func (t *decider) chooseUnit() bool {
	verb, arg := splitTap(t.ev.Data)
	if t.ev.Kind != bot.Tap || verb != tapUnit {
		return false
	}
	u, ok := t.Dir.UnitByCode(arg[0])
	if ok {
		t.unit, t.State.Unit = u, u.ID
	}
	return ok
}

// answerWithoutUnit answers while it is not known which commune the citizen means.
func (t *decider) answerWithoutUnit() {
	if t.ev.Kind == bot.Wake {
		return
	}
	units := t.Dir.Units()
	if len(units) == 0 {
		t.addLines(prose.P(wordNoUnits))
		return
	}
	m := bot.Message{Lines: []prose.Line{prose.P(wordWhichUnit)}}
	for _, u := range units[:min(len(units), maxChoices)] {
		m.Buttons = append(m.Buttons, bot.Button{Label: u.Name, Data: tap(tapUnit, u.Code)})
	}
	t.addMessage(m)
}

// maxChoices bounds a list of buttons that come from data.
const maxChoices = 30

// addMessage adds a message.
func (t *decider) addMessage(m bot.Message) { t.Messages = append(t.Messages, m) }

// addLines adds a message without buttons.
func (t *decider) addLines(lines ...prose.Line) { t.addMessage(bot.Message{Lines: lines}) }

// today is the day in Vietnam's time, as visits name it.
func (t *decider) today() string { return t.localTime().Format(time.DateOnly) }

func (t *decider) localTime() time.Time { return t.Now.In(org.Location()) }

// month is the month of reports, as the unit counts them, that what happens now belongs to.
func (t *decider) month() calendar.Month { return calendar.WindowOf(t.unit.Settings).MonthOf(t.Now) }

// closeIdleResponse closes a response that was left alone for too long. Its answers count. A citizen out of reach is told
// nothing, and stays so: it was not he who did something.
func (t *decider) closeIdleResponse() {
	t.Gone = t.Away
	f := t.State.Response
	if f == nil || t.Now.Sub(time.Unix(t.State.Touch, 0)) < idleTime(t.Dir, f.Unit) {
		return
	}
	receipt := f.Receipt
	t.closePartialResponse()
	if !t.Away {
		t.addMessage(bot.Message{
			Lines: []prose.Line{prose.P(wordClosedPartial), prose.H(survey.ShowReceipt(receipt))}, Buttons: receiptButtons(receipt),
		})
	}
}

// idleTime is how long an unfinished response of a unit is left open.
func idleTime(dir *directory.Directory, unit int32) time.Duration {
	if u, ok := dir.Unit(unit); ok {
		return u.Settings.Partial()
	}
	return org.Settings{}.Partial()
}
