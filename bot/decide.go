package bot

import (
	"time"

	"motcua/feedback"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/survey"
)

// Env is everything Decide may look at besides the conversation itself.
type Env struct {
	Dir     *Directory
	Finder  *search.Finder
	Now     time.Time
	Random  func([]byte)      // fills a slice with random bytes
	Record  *storage.Record   // the form a receipt code in the event names, if it was asked for and exists
	Locked  bool              // too many wrong receipt codes were tried lately: none was looked up
	Leaders storage.Leaders   // what the chat has to do with leaders, if it was asked for
	Follows []storage.Follow  // procedures the chat follows, if it was asked for
	Todo    []feedback.Action // the actions of the unit whose leaders these are, if they were asked for
	Away    bool              // on a Wake: nothing reaches the citizen until he writes again
}

// Decision is what follows from an event. It is applied whole or not at all.
type Decision struct {
	State    State
	Messages []Message
	// Echo is what the citizen did, in words fit to be kept; "" means the words of the event.
	Echo string

	Open    *storage.OpenedSession
	Close   []storage.ClosedSession
	Answers []storage.AnswerRow
	Drop    []storage.AnswerRow
	Counts  []survey.Count
	Misses  []storage.Miss
	Erase   int64

	InPlace bool           // the first message may take the place of the one that was tapped
	Gone    bool           // nothing reaches this chat any more
	Link    []byte         // hash of the link code that was used
	Unlink  bool           // the chat is no destination any more
	Posts   []storage.Post // messages for other conversations
	Owe     []storage.Owing

	Follow   *storage.Follow // a procedure to be told about when it changes
	Unfollow []string        // keys of procedures not to be told about any more
	Forget   bool            // … of all

	Acts []storage.ActionWrite // what leaders take up, finish, drop or reopen

	Lookup int // what a look-up came to: a survey.Lookup… value, 0 without one
}

// talk is one run of Decide: what goes in, and the decision as it grows.
type talk struct {
	Env
	ev   Event
	unit *UnitInfo
	keep bool // what can be chosen by number stays as it was
	Decision
}

// Decide says what an event leads to. It is pure: no I/O, no clock, no shared state; the same arguments
// give the same decision.
func Decide(env Env, st State, ev Event) Decision {
	t := &talk{Env: env, ev: ev}
	t.State = st
	switch {
	case ev.Kind == Blocked:
		t.blocked()
		return t.Decision
	case ev.Group:
		t.inGroup()
		return t.Decision
	case ev.Kind == Joined: // unblocked: nothing to say until he writes
		return t.Decision
	}
	if !t.findUnit() {
		t.noUnit()
		return t.Decision
	}
	switch ev.Kind {
	case Wake:
		t.wake()
	case Start:
		t.start(ev.Text)
	case Tap:
		t.tapped()
	case Text:
		t.text()
	default:
		t.unreadable()
	}
	t.notePicks()
	return t.Decision
}

// NeedsRecord gives the receipt code an event names, if Decide must see the form behind it.
func NeedsRecord(ev Event) (receipt string, ok bool) {
	switch ev.Kind {
	case Tap:
		if verb, arg := splitTap(ev.Data); verb == tapErase {
			return survey.ParseReceipt(arg[0])
		}
	case Text:
		if c := parseCommand(ev.Text); c.name == cmdData || c.name == cmdErase {
			return survey.ParseReceipt(c.arg)
		}
	}
	return "", false
}

// findUnit settles which unit the conversation is with: the one of the QR just scanned, the page's, the
// one it was with before, or the only one there is.
func (t *talk) findUnit() bool {
	for _, id := range []int32{t.startUnit(), t.ev.Unit, t.State.Unit} {
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
func (t *talk) startUnit() int32 {
	if t.ev.Kind != Start || t.ev.Text == "" {
		return 0
	}
	s, err := org.ParseStart(t.Dir.Key(), t.ev.Text)
	if err != nil {
		return 0
	}
	return s.Unit
}

// chooseUnit reads the unit from a tap on one of the buttons noUnit offers.
func (t *talk) chooseUnit() bool {
	verb, arg := splitTap(t.ev.Data)
	if t.ev.Kind != Tap || verb != tapUnit {
		return false
	}
	u, ok := t.Dir.UnitByCode(arg[0])
	if ok {
		t.unit, t.State.Unit = u, u.ID
	}
	return ok
}

// noUnit answers while it is not known which commune the citizen means.
func (t *talk) noUnit() {
	if t.ev.Kind == Wake {
		return
	}
	units := t.Dir.Units()
	if len(units) == 0 {
		t.say(prose.P(wordNoUnits))
		return
	}
	m := Message{Lines: []prose.Line{prose.P(wordWhichUnit)}}
	for _, u := range units[:min(len(units), maxChoices)] {
		m.Buttons = append(m.Buttons, Button{Label: u.Name, Data: tap(tapUnit, u.Code)})
	}
	t.send(m)
}

// maxChoices bounds a list of buttons that come from data.
const maxChoices = 30

// send adds a message.
func (t *talk) send(m Message) { t.Messages = append(t.Messages, m) }

// say adds a message without buttons.
func (t *talk) say(lines ...prose.Line) { t.send(Message{Lines: lines}) }

// today is the day in Vietnam's time, as visits name it.
func (t *talk) today() string { return t.local().Format(time.DateOnly) }

func (t *talk) local() time.Time { return t.Now.In(org.Location()) }

// wake closes a form that was left alone for too long. Its answers count. A citizen out of reach is told
// nothing, and stays so: it was not he who did something.
func (t *talk) wake() {
	t.Gone = t.Away
	f := t.State.Form
	if f == nil || t.Now.Sub(time.Unix(t.State.Touch, 0)) < idleTime(t.Dir, f.Unit) {
		return
	}
	receipt := survey.ShowReceipt(f.Receipt)
	t.closePartial()
	if !t.Away {
		t.say(prose.P(wordClosedPartial(receipt)))
	}
}

// idleTime is how long an unfinished form of a unit is left open.
func idleTime(dir *Directory, unit int32) time.Duration {
	if u, ok := dir.Unit(unit); ok {
		return u.Settings.Partial()
	}
	return org.Settings{}.Partial()
}
