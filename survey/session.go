package survey

import (
	"maps"
	"time"
)

// Status says how far a filled-in form (phiếu) has come.
type Status string

const (
	Open     Status = "open"
	Finished Status = "finished" // every question was answered or skipped
	Partial  Status = "partial"  // closed after the set idle time; its answers count
)

// Session is one citizen's way through one form. It holds nobody's identity: the key that keeps repeat
// answers out lies beside it in the database, and a finished session is forgotten by the conversation.
//
// Methods never change the receiver; they return the session as it is afterwards.
type Session struct {
	ID      int64             `json:"id"`          // random, positive
	Form    string            `json:"f"`           // form id
	Unit    int32             `json:"u"`           //
	Point   int16             `json:"p,omitempty"` // reception point, 0 = none
	Slip    string            `json:"s,omitempty"` // org.Slip code
	Channel string            `json:"c"`           //
	Month   Month             `json:"m"`           // month in which it was begun, Vietnam's time
	Started time.Time         `json:"t"`           //
	Receipt string            `json:"r"`           // the citizen's only handle on the answers later
	Answers map[string]Answer `json:"a,omitempty"` // by question id
	At      string            `json:"q,omitempty"` // question being asked; "" once all are passed
	Status  Status            `json:"st"`          //
}

// Answer is what was said to one question.
type Answer struct {
	Choice int    `json:"c"`           // option value, NotApplicable, Skipped or Written
	Text   string `json:"t,omitempty"` // only for text questions, personal numbers already masked
}

// Valid reports whether the answer carries an opinion.
func (a Answer) Valid() bool { return a.Choice > 0 }

// Begin starts a session at the first question of f.
func Begin(s Session, f *Form) Session {
	s.Form, s.Status, s.Answers = f.ID, Open, nil
	s.At = f.firstOpen(nil)
	return s
}

// Record stores an answer to question id and moves on to the first question that has none; after an
// earlier answer was changed, that is where the citizen had been. Answers whose condition no longer holds
// are dropped. The session is Finished once no question is left.
func (s Session) Record(f *Form, id string, a Answer) Session {
	s.Answers = maps.Clone(s.Answers)
	if s.Answers == nil {
		s.Answers = map[string]Answer{}
	}
	s.Answers[id] = a
	for _, q := range f.Questions {
		if !q.applies(s.Answers) {
			delete(s.Answers, q.ID)
		}
	}
	s.At = f.firstOpen(s.Answers)
	if s.At == "" {
		s.Status = Finished
	}
	return s
}

// Back moves to the question before the one being asked; the given answer stays until it is replaced.
// At the first question it stays there.
func (s Session) Back(f *Form) Session {
	prev := ""
	for _, q := range f.Questions {
		if q.ID == s.At {
			break
		}
		if q.applies(s.Answers) {
			prev = q.ID
		}
	}
	if prev != "" {
		s.At = prev
	}
	return s
}

// Onward leaves the question being asked as it was answered and goes to the first that has no answer.
func (s Session) Onward(f *Form) Session {
	if at := f.firstOpen(s.Answers); at != "" {
		s.At = at
	}
	return s
}

// Close ends an unfinished session as partial.
func (s Session) Close() Session {
	s.Status, s.At = Partial, ""
	return s
}

// Step says which question of how many is being asked, both from 1, counting those that apply.
func (s Session) Step(f *Form) (at, of int) {
	for _, q := range f.Questions {
		if !q.applies(s.Answers) {
			continue
		}
		of++
		if q.ID == s.At {
			at = of
		}
	}
	return at, of
}

// Given counts answers that carry an opinion.
func (s Session) Given() int {
	n := 0
	for _, a := range s.Answers {
		if a.Valid() {
			n++
		}
	}
	return n
}

// Counts are the cells this session adds to the figures as it stands now.
func (s Session) Counts(f *Form) []Count {
	cell := Cell{
		Unit: s.Unit, Month: s.Month, Form: s.Form,
		Channel: s.Channel, Point: s.Point, Slip: s.Slip, Field: s.field(f),
	}
	one := func(question string, choice int) Count {
		c := cell
		c.Question, c.Choice = question, choice
		return Count{c, 1}
	}
	out := make([]Count, 0, len(s.Answers)+2)
	out = append(out, one(QStarted, 0))
	switch s.Status {
	case Finished:
		out = append(out, one(QFinished, 0))
	case Partial:
		out = append(out, one(QPartial, 0))
	}
	for id, a := range s.Answers {
		out = append(out, one(id, a.Choice))
	}
	return out
}

// Change gives the counts that lead from one state of a session to the next. The zero Session stands
// for "not begun" or "deleted".
func Change(f *Form, before, after Session) []Count {
	var all []Count
	if after.ID != 0 {
		all = append(all, after.Counts(f)...)
	}
	if before.ID != 0 {
		for _, c := range before.Counts(f) {
			c.N = -c.N
			all = append(all, c)
		}
	}
	return Add(all...)
}

// field is the code of the field the citizen named, "" if none.
func (s Session) field(f *Form) string {
	for _, q := range f.Questions {
		if q.Dimension == "" {
			continue
		}
		if o, ok := q.Option(s.Answers[q.ID].Choice); ok {
			return o.Code
		}
	}
	return ""
}

// applies reports whether the question is asked, given the answers so far.
func (q *Question) applies(answers map[string]Answer) bool {
	if q.When == nil {
		return true
	}
	a, ok := answers[q.When.Question]
	if !ok {
		return false
	}
	for _, v := range q.When.In {
		if a.Choice == v {
			return true
		}
	}
	return false
}

// firstOpen is the first applying question without an answer.
func (f *Form) firstOpen(answers map[string]Answer) string {
	for _, q := range f.Questions {
		if _, done := answers[q.ID]; !done && q.applies(answers) {
			return q.ID
		}
	}
	return ""
}
