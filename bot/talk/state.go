package talk

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"motcua/org"
	"motcua/org/directory"
	"motcua/survey"
)

// State is what a conversation remembers. It is kept small: it travels through Redis and PostgreSQL with
// every turn. A finished response is not in it, so that nothing leads from a chat to its answers.
type State struct {
	V        stateVersion     `json:"v"`
	Unit     int32            `json:"u,omitempty"`
	Invite   *Invitation      `json:"i,omitempty"` // invited to a survey, not yet agreed
	Response *survey.Response `json:"s,omitempty"` // the response being filled in
	Touch    int64            `json:"t,omitempty"` // when the response was last worked on, Unix seconds
	Paused   bool             `json:"z,omitempty"` // the citizen left the response for later: what he types is no answer to it
	Remark   string           `json:"a,omitempty"` // what was written beside answers of the open response: kept for its suggestion
	Card     string           `json:"p,omitempty"` // key of the procedure shown last, for "lệ phí bao nhiêu?"
	Pick     []string         `json:"k,omitempty"` // data of the buttons below the last message, for those who answer with a number
	Lists    []List           `json:"l,omitempty"` // papers ticked off, the newest last
	Done     []Visit          `json:"d,omitempty"` // visits of today that were rated, so that none is rated twice
	Recent   []string         `json:"e,omitempty"` // ids of the latest events, the cheap half of knowing a repeat
	Wrong    int              `json:"w,omitempty"` // wrong receipt codes lately
	Since    int64            `json:"y,omitempty"` // when counting them began, Unix seconds
}

// Visit is what is rated: a place, a slip and a day. It is the slip window: one response for each.
type Visit struct {
	Unit  int32  `json:"u"`
	Point int16  `json:"p,omitempty"`
	Slip  string `json:"s,omitempty"`
	Day   string `json:"d"` // yyyy-mm-dd, Vietnam's time
}

// Invitation is a visit a conversation was invited to rate, and what shows that there was one. It is stored with the conversation,
// and only what is stored is believed: a button says no more than which visit it is about.
type Invitation struct {
	Visit
	Evidence org.Evidence `json:"e,omitempty"`
	Ticket   []byte       `json:"t,omitempty"` // hash of the one-time ticket it came with (turn.TicketHash)
	Unseen   bool         `json:"q,omitempty"` // a page was loaded, and nobody has done anything yet: it is not counted as handed out
	Opened   int64        `json:"o,omitempty"` // when a screen's ticket was opened, Unix seconds
}

// atConsent reports whether the ticket is used up when the response begins. That of a screen was used up when it was opened.
func (i Invitation) atConsent() bool { return i.Ticket != nil && i.Evidence == org.Code }

// screenConsent is how long after opening a screen's code it shows that somebody stands there. Codes opened for later use, or for somebody
// elsewhere, show nothing of a visit.
const screenConsent = 20 * time.Minute

// late reports whether the code of a screen was opened too long ago to show a visit.
func (i Invitation) late(now time.Time) bool {
	return i.Evidence == org.Screen && now.Sub(time.Unix(i.Opened, 0)) > screenConsent
}

// recentEvents is how many event ids a conversation remembers itself.
const recentEvents = 6

// DecodeState reads a stored state; nothing stored is the zero State. One of a newer program is an error: half understood, it
// would do more harm than a conversation that begins afresh.
func DecodeState(b []byte) (State, error) {
	var s State
	if len(b) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(b, &s); err != nil {
		return s, fmt.Errorf("conversation state: %w", err)
	}
	return s, nil
}

// Remember notes an event id.
func (s State) Remember(id string) State {
	s.Recent = append(slices.Clone(s.Recent), id)
	if n := len(s.Recent); n > recentEvents {
		s.Recent = s.Recent[n-recentEvents:]
	}
	return s
}

// WithoutForm is the state when the response being filled in is not stored any more.
func (s State) WithoutForm() State {
	s.Response, s.Touch, s.Paused, s.Remark = nil, 0, false, ""
	return s
}

// Rated reports whether a response was given for this visit.
func (s State) Rated(v Visit) bool { return slices.Contains(s.Done, v) }

// Rate notes that a response was given for a visit and forgets those of other days.
func (s State) Rate(v Visit) State {
	s.Done = slices.DeleteFunc(append(slices.Clone(s.Done), v), func(d Visit) bool { return d.Day != v.Day })
	return s
}

// WakeAt is when the conversation must be woken: an open response is closed after its unit's idle time. It
// is rounded up to the hour, so that the indexed column does not change with every answer.
func (s State) WakeAt(dir *directory.Directory) *time.Time {
	if s.Response == nil {
		return nil
	}
	idle := idleTime(dir, s.Response.Unit)
	t := time.Unix(s.Touch, 0).Add(idle + wakeGrain).Truncate(wakeGrain)
	return &t
}

const wakeGrain = time.Hour
