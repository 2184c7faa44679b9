package survey

import (
	"maps"
	"slices"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// Status says how far a filled-in form (phiếu) has come.
type Status string

const (
	Open     Status = "open"
	Finished Status = "finished" // every question was answered or skipped
	Partial  Status = "partial"  // closed after the set idle time; its answers count
)

// Response is one citizen's way through one questionnaire. It holds nobody's identity: the key that keeps repeat
// answers out lies beside it in the database, and a finished response is forgotten by the conversation.
//
// Methods never change the receiver; they return the response as it is afterwards.
type Response struct {
	ID            int64             `json:"id"`          // random, positive
	Questionnaire string            `json:"f"`           // questionnaire id
	Unit          int32             `json:"u"`           //
	Point         int16             `json:"p,omitempty"` // reception point, 0 = none
	Slip          string            `json:"s,omitempty"` // org.Slip code
	Evidence      org.Evidence      `json:"e,omitempty"` // what shows that there was a visit; not part of the slip window
	Channel       string            `json:"c"`           //
	Month         calendar.Month    `json:"m"`           // month in which it was begun, Vietnam's time
	Started       time.Time         `json:"t"`           //
	Receipt       string            `json:"r"`           // the citizen's only handle on the answers later
	Answers       map[string]Answer `json:"a,omitempty"` // by question id
	At            string            `json:"q,omitempty"` // question being asked; "" once all are passed
	Status        Status            `json:"st"`          //
}

// Answer is what was said to one question.
type Answer struct {
	Choice int    `json:"c"`           // option value, NotApplicable, Skipped or Written
	Text   string `json:"t,omitempty"` // only for text questions, personal numbers already masked
}

// Valid reports whether the answer carries an opinion.
func (a Answer) Valid() bool { return a.Choice > 0 }

// Begin starts a response at the first question of f.
func Begin(s Response, f *Questionnaire) Response {
	s.Questionnaire, s.Status, s.Answers = f.ID, Open, nil
	s.At = f.firstOpen(s)
	return s
}

// Record stores an answer to question id and moves on to the first question that has none; after an
// earlier answer was changed, that is where the citizen had been. Answers whose condition no longer holds
// are dropped. The response is Finished once no question is left.
func (s Response) Record(f *Questionnaire, id string, a Answer) Response {
	s.Answers = maps.Clone(s.Answers)
	if s.Answers == nil {
		s.Answers = map[string]Answer{}
	}
	s.Answers[id] = a
	for _, q := range f.Questions {
		if !q.applies(s) {
			delete(s.Answers, q.ID)
		}
	}
	s.At = f.firstOpen(s)
	if s.At == "" {
		s.Status = Finished
	}
	return s
}

// Back moves to the question before the one being asked; the given answer stays until it is replaced.
// At the first question it stays there.
func (s Response) Back(f *Questionnaire) Response {
	prev := ""
	for _, q := range f.Questions {
		if q.ID == s.At {
			break
		}
		if q.applies(s) {
			prev = q.ID
		}
	}
	if prev != "" {
		s.At = prev
	}
	return s
}

// Onward leaves the question being asked as it was answered and goes to the first that has no answer.
func (s Response) Onward(f *Questionnaire) Response {
	if at := f.firstOpen(s); at != "" {
		s.At = at
	}
	return s
}

// Close ends an unfinished response as partial.
func (s Response) Close() Response {
	s.Status, s.At = Partial, ""
	return s
}

// Step says which question of how many is being asked, both from 1, counting those that apply.
func (s Response) Step(f *Questionnaire) (at, of int) {
	for _, q := range f.Questions {
		if !q.applies(s) {
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
func (s Response) Given() int {
	n := 0
	for _, a := range s.Answers {
		if a.Valid() {
			n++
		}
	}
	return n
}

// Counts are the cells this response adds to the figures as it stands now.
func (s Response) Counts(f *Questionnaire) []Count {
	t := tally{f, make([]Count, 0, len(s.Answers)+12)}
	v := s.visit(f)
	t.form(v, QStarted, 1)
	if q := s.Status.question(); q != "" {
		t.form(v, q, 1)
	}
	for id, a := range s.Answers {
		t.add(v, id, a.Choice, 1)
	}
	return t.counts
}

// tally gathers the counts of responses of one questionnaire.
type tally struct {
	of     *Questionnaire
	counts []Count
}

// response counts n whole responses.
func (t *tally) form(v Visit, question string, n int) {
	t.counts = append(t.counts, v.Response(question, n)...)
}

// add counts n times a choice given to a question in a visit.
func (t *tally) add(v Visit, question string, choice, n int) {
	if question == t.of.Overall {
		t.counts = append(t.counts, v.Headline(question, choice, n)...)
		return
	}
	t.counts = append(t.counts, v.Count(question, choice, n))
}

// visit is where the response is counted.
func (s Response) visit(f *Questionnaire) Visit {
	return Visit{Unit: s.Unit, Month: s.Month, Questionnaire: s.Questionnaire, Channel: s.Channel, Point: s.Point, Slip: s.Slip, Evidence: s.Evidence, Field: s.field(f)}
}

// question is the pseudo-question that counts responses of a status, "" for open ones.
func (st Status) question() string {
	switch st {
	case Finished:
		return QFinished
	case Partial:
		return QPartial
	}
	return ""
}

// Change gives the counts that lead from one state of a response to the next. The zero Response stands
// for "not begun" or "deleted".
func Change(f *Questionnaire, before, after Response) []Count {
	if before.ID == after.ID && before.field(f) == after.field(f) {
		return before.step(f, after)
	}
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

// step is Change for the ordinary case, a response that goes on in the same field: only what differs is
// looked at.
func (s Response) step(f *Questionnaire, after Response) []Count {
	t := tally{of: f}
	was, is := s.visit(f), after.visit(f)
	for id, a := range after.Answers {
		before, had := s.Answers[id]
		if had && before.Choice == a.Choice {
			continue
		}
		t.add(is, id, a.Choice, 1)
		if had {
			t.add(was, id, before.Choice, -1)
		}
	}
	for id, before := range s.Answers {
		if _, still := after.Answers[id]; !still {
			t.add(was, id, before.Choice, -1)
		}
	}
	if s.Status != after.Status {
		if q := after.Status.question(); q != "" {
			t.form(is, q, 1)
		}
		if q := s.Status.question(); q != "" {
			t.form(was, q, -1)
		}
	}
	return t.counts
}

// field is the code of the field the citizen named, "" if none.
func (s Response) field(f *Questionnaire) string {
	for _, id := range f.FieldQuestions() {
		if a, given := s.Answers[id]; given { // not given is not the option with value 0
			if code := f.FieldCode(id, a.Choice); code != "" {
				return code
			}
		}
	}
	return ""
}

// FieldQuestions are the questions that ask for the field, in their order.
func (f *Questionnaire) FieldQuestions() []string {
	ids := []string{}
	for _, q := range f.Questions {
		if q.Dimension != "" {
			ids = append(ids, q.ID)
		}
	}
	return ids
}

// FieldCode is the code of the field that an answer to one of FieldQuestions names, "" if none.
func (f *Questionnaire) FieldCode(question string, choice int) string {
	if q, ok := f.Question(question); ok && q.Dimension != "" {
		if o, ok := q.Option(choice); ok {
			return o.Code
		}
	}
	return ""
}

// applies reports whether the question is asked, given the slip and the answers so far.
func (q *Question) applies(s Response) bool {
	if !q.meant(s.Slip) {
		return false
	}
	if q.When == nil {
		return true
	}
	a, ok := s.Answers[q.When.Question]
	return ok && slices.Contains(q.When.In, a.Choice)
}

// firstOpen is the first applying question without an answer.
func (f *Questionnaire) firstOpen(s Response) string {
	for i := range f.Questions {
		q := &f.Questions[i]
		if _, done := s.Answers[q.ID]; !done && q.applies(s) {
			return q.ID
		}
	}
	return ""
}
