package storage_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/demo"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// citizen is one conversation of the random walk below.
type citizen struct {
	conv    string
	version int64
	form    *survey.Questionnaire
	s       survey.Response // zero: none begun
}

// Whatever citizens do, the figures are what a recount of the single answers gives.
func TestRollupEqualsRecount(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	other, err := b.PublishedQuestionnaire(t.Context(), "co-dieu-kien")
	if err != nil {
		t.Fatal(err)
	}
	questionnaires := []*survey.Questionnaire{b.form, other}
	r := rand.New(rand.NewPCG(7, 20261015))
	var people []*citizen
	for i := range 8 {
		people = append(people, &citizen{conv: fmt.Sprintf("web:%d", i), form: questionnaires[i%2]})
	}
	kinds := map[string]int{}
	for i := range 400 {
		var lot []*storage.Turn
		first := r.IntN(len(people))
		for j := range 1 + r.IntN(3) {
			p := people[(first+j)%len(people)]
			next, kind := b.step(r, p, int64(1+i*4+j))
			kinds[kind]++
			lot = append(lot, next)
			p.version++
		}
		if _, err := b.Commit(t.Context(), "me", lot); err != nil {
			t.Fatal(err)
		}
		if i%100 == 99 {
			testkit.CheckFigures(t, b.DB, b.unit.ID, questionnaires...)
			b.checkMarks(questionnaires[0])
			b.checkMarks(questionnaires[1])
		}
	}
	for _, kind := range []string{"open", "answer", "change", "close", "erase", "drop", "finish"} {
		if kinds[kind] == 0 {
			t.Errorf("the walk never came to %q: %v", kind, kinds)
		}
	}
	if n := b.count(`SELECT count(*) FROM figure WHERE n < 0`); n != 0 {
		t.Errorf("%d cells are negative", n)
	}
}

// step lets a citizen do something at random and says what it was.
func (b *base) step(r *rand.Rand, p *citizen, id int64) (*storage.Turn, string) {
	next := b.turn(p.conv, p.version)
	before := p.s
	var kind string
	switch {
	case before.ID == 0:
		kind = "open"
		open := b.started(id)
		open.Response = survey.Begin(open.Response, p.form)
		open.Point, open.Slip, open.Channel = int16(r.IntN(3)), org.Slips()[r.IntN(4)].Code(), []string{"web", "zalo"}[r.IntN(2)]
		open.Month = calendar.Month(202609 + r.IntN(3))
		p.s, next.Open = open.Response, &open
	case r.IntN(12) == 0:
		kind, p.s = "erase", survey.Response{}
		next.Erase = before.ID
	case r.IntN(15) == 0:
		kind, p.s = "close", before.Close()
		next.Close = []turn.ClosedResponse{{ID: before.ID, Status: survey.Partial, At: before.Started, Marks: p.s.Marks(p.form)}}
	default:
		kind = b.answer(r, p, next)
	}
	next.Counts = survey.Change(p.form, before, p.s)
	if p.s.Status == survey.Finished || p.s.Status == survey.Partial {
		p.s = survey.Response{} // the conversation forgets it, its answers stay
	}
	return next, kind
}

// answer gives, changes or skips an answer.
func (b *base) answer(r *rand.Rand, p *citizen, next *storage.Turn) string {
	id, kind := p.s.At, "answer"
	if r.IntN(3) == 0 && len(p.s.Answers) > 0 {
		given := slices.Sorted(maps.Keys(p.s.Answers))
		id, kind = given[r.IntN(len(given))], "change"
	}
	q, _ := p.form.Question(id)
	a := survey.Answer{Choice: survey.Skipped}
	switch {
	case r.IntN(6) == 0:
	case q.Kind == survey.Text:
		a = survey.Answer{Choice: survey.Written, Text: "ý kiến"}
	default:
		a.Choice = q.Options[r.IntN(len(q.Options))].Value
	}
	before := p.s
	p.s = before.Record(p.form, q.ID, a)
	next.Answers = []turn.AnswerRow{{Response: p.s.ID, Question: q.ID, Answer: a, At: p.s.Started}}
	for id := range before.Answers {
		if _, still := p.s.Answers[id]; !still {
			next.Drop = append(next.Drop, turn.AnswerRow{Response: p.s.ID, Question: id})
			kind = "drop"
		}
	}
	if p.s.Status == survey.Finished {
		next.Close = []turn.ClosedResponse{{ID: p.s.ID, Status: survey.Finished, At: p.s.Started, Marks: p.s.Marks(p.form)}}
		return "finish"
	}
	return kind
}

// What is brought in from elsewhere stands in the figures as if it had been said here.
func TestImportEqualsRecount(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	sample := demo.Answers(b.unit.ID, b.form, b.started(1).Started)
	counts := slices.Clone(sample.Counts)
	if err := b.Import(t.Context(), b.form, sample.Forms, sample.Counts, sample.Misses); err != nil {
		t.Fatal(err)
	}
	testkit.CheckFigures(t, b.DB, b.unit.ID, b.form)
	b.checkMarks(b.form)
	if n := b.count(`SELECT count(*) FROM response`); n != len(sample.Forms) || n < 700 {
		t.Errorf("%d forms of %d", n, len(sample.Forms))
	}
	if n := b.count(`SELECT sum(n)::int FROM figure WHERE by = 'c' AND question = '_started'`); n != len(sample.Forms) {
		t.Errorf("%d forms were counted as begun", n)
	}
	opened := 0
	for _, c := range counts {
		if c.Question == survey.QOpened {
			opened += c.N
		}
	}
	if n := b.count(`SELECT sum(n)::int FROM figure WHERE question = '_opened'`); n != opened {
		t.Errorf("%d invitations, want %d", n, opened)
	}
	if n := b.count(`SELECT count(*) FROM lookup_miss`); n != len(sample.Misses) {
		t.Errorf("%d misses of %d", n, len(sample.Misses))
	}
}

// One bad form and nothing is brought in; what the caller passed stays his.
func TestImportAllOrNothing(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	one, two := storage.CompleteResponse{OpenedResponse: b.started(1)}, storage.CompleteResponse{OpenedResponse: b.started(2)}
	two.Receipt = one.Receipt
	before := b.rows()
	counts := make([]survey.Count, 1, 10)
	counts[0] = survey.Count{Cell: survey.Cell{Unit: b.unit.ID, By: survey.ByChannel, Question: survey.QOpened}, N: 1}
	kept := counts[:10]
	if err := b.Import(t.Context(), b.form, []storage.CompleteResponse{one, two}, counts, nil); err == nil {
		t.Error("two forms with one receipt were brought in")
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	if kept[1] != (survey.Count{}) {
		t.Errorf("the caller's slice was written to: %+v", kept[1])
	}
}
