package storage_test

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/bot/turn"
	"motcua/storage"
	"motcua/survey"
)

func TestCommitStoresATurn(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	s := b.started(1)
	wake := time.Date(2026, 10, 22, 10, 0, 0, 0, time.UTC)
	next := b.opening("web:a", 0, s)
	next.WakeAt = &wake
	next.Out = [][]byte{[]byte(`{"l":[]}`), []byte(`{"l":[1]}`)}
	next.Misses = []turn.Miss{{Unit: b.unit.ID, Month: 202610, Body: "Nuôi yến?", Fold: "nuoi yen", At: s.Started}}
	b.commit("me", next)

	stored, err := b.Load(ctx, []string{"web:a", "web:nobody"})
	if err != nil || len(stored) != 1 || stored["web:a"].Version != 1 || string(stored["web:a"].State) != `{"v":0}` {
		t.Errorf("loaded %+v (%v)", stored, err)
	}
	if seen, err := b.Seen(ctx, "web", "web:a/0"); err != nil || !seen {
		t.Errorf("seen %t (%v)", seen, err)
	}
	if seen, err := b.Seen(ctx, "zalo", "web:a/0"); err != nil || seen {
		t.Errorf("another channel's event was seen: %t (%v)", seen, err)
	}
	owed, err := b.Owed(ctx, []string{"web:a"})
	if err != nil || len(owed) != 2 || owed[0].Seq != turn.Seq(1, 0) || owed[1].Seq != turn.Seq(1, 1) || string(owed[1].Body) != `{"l":[1]}` {
		t.Errorf("owed %+v (%v)", owed, err)
	}
	r, err := b.RecordByReceipt(ctx, s.Receipt)
	if err != nil || r.ID != 1 || r.Status != survey.Open || r.FinishedAt != nil || r.Slip != "tra-ket-qua" || r.Month != 202610 || !r.Started.Equal(s.Started) {
		t.Errorf("record %+v (%v)", r, err)
	}
	for at, want := range map[time.Time]int{wake.Add(-time.Second): 0, wake: 1, wake.Add(time.Hour): 1} {
		if due, err := b.Waking(ctx, at, 10); err != nil || len(due) != want || (want == 1 && due["web:a"] != 1) {
			t.Errorf("at %v are due: %v (%v)", at, due, err)
		}
	}
	want := map[string]int{"conversation": 1, "seen": 1, "response": 1, "answer": 0, "figure": 2, "lookup_miss": 1, "pending": 2, "lane": 0, "blob": 0, "weblog": 0}
	if got := b.rows(); !maps.Equal(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// Answers can be changed and dropped, forms end.
func TestCommitAnswers(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	s := b.started(1)
	b.commit("me", b.opening("web:a", 0, s))
	give := func(version int64, answers []turn.AnswerRow, drop []turn.AnswerRow, ended []turn.ClosedResponse) {
		next := b.turn("web:a", version)
		next.Answers, next.Drop, next.Close = answers, drop, ended
		b.commit("me", next)
	}
	row := func(q string, a survey.Answer) turn.AnswerRow {
		return turn.AnswerRow{Response: 1, Question: q, Answer: a, At: s.Started}
	}
	give(1, []turn.AnswerRow{row("lv", survey.Answer{Choice: 1}), row("q1", survey.Answer{Choice: 4}), row("q8", survey.Answer{Choice: survey.Written, Text: "Tốt"})}, nil, nil)
	end := s.Started.Add(2 * time.Minute)
	give(2, []turn.AnswerRow{row("q1", survey.Answer{Choice: 2}), row("q8", survey.Answer{Choice: survey.Skipped})},
		[]turn.AnswerRow{row("lv", survey.Answer{})}, []turn.ClosedResponse{{ID: 1, Status: survey.Finished, At: end}})
	r, err := b.RecordByReceipt(t.Context(), s.Receipt)
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]survey.Answer{"q1": {Choice: 2}, "q8": {Choice: survey.Skipped}}; !maps.Equal(r.Answers, want) {
		t.Errorf("answers are %v, want %v", r.Answers, want)
	}
	if r.Status != survey.Finished || r.FinishedAt == nil || !r.FinishedAt.Equal(end) {
		t.Errorf("status %q, finished %v", r.Status, r.FinishedAt)
	}
	if _, err := b.RecordByReceipt(t.Context(), "ZZZZZZ"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("an unknown code gives %v", err)
	}
}

// A turn that was decided on an old state, or on none, changes nothing and leaves no seen-mark.
func TestCommitClash(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("me", b.turn("web:a", 0))
	b.commit("me", b.turn("web:a", 1))
	before := b.rows()
	for _, version := range []int64{0, 1, 3} {
		late := b.turn("web:a", version, `{}`)
		late.Event, late.Take = "late", true
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{late}); !errors.Is(err, storage.ErrClash) {
			t.Errorf("version %d: %v", version, err)
		}
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	if seen, err := b.Seen(t.Context(), "web", "late"); err != nil || seen {
		t.Errorf("the event is marked as seen (%v)", err)
	}
}

// A repeat is recognised whatever version it was decided on.
func TestCommitRepeat(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	first := b.opening("web:a", 0, b.started(1))
	first.Out = [][]byte{[]byte(`{}`)}
	b.commit("me", first)
	before := b.rows()
	for _, version := range []int64{0, 1} {
		again := b.turn("web:a", version, `{}`)
		again.Event = first.Event
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{again}); !errors.Is(err, storage.ErrSeen) {
			t.Errorf("repeat on version %d: %v", version, err)
		}
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	if v := value[int64](b, `SELECT version FROM conversation`); v != 1 {
		t.Errorf("version is %d", v)
	}
}

// A bad turn leaves nothing behind, and the database is not taken for being away.
func TestCommitBadTurn(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("me", b.opening("web:a", 0, b.started(1)))
	before := b.rows()
	at := b.started(1).Started
	for what, spoil := range map[string]func(*storage.Turn){
		"state": func(t *storage.Turn) { t.State = []byte("{\"x\":\"\x00\"}") },
		"answer": func(t *storage.Turn) {
			t.Answers = []turn.AnswerRow{{Response: 1, Question: "q8", Answer: survey.Answer{Choice: survey.Written, Text: "a\x00b"}, At: at}}
		},
		"miss": func(t *storage.Turn) {
			t.Misses = []turn.Miss{{Unit: 1, Month: 202610, Body: "\xff", Fold: "x", At: at}}
		},
		"message": func(t *storage.Turn) { t.Out = append(t.Out, []byte("\x00")) },
		"event":   func(t *storage.Turn) { t.Event = "\x00" },
		"counts":  func(t *storage.Turn) { t.Counts = []survey.Count{{Cell: survey.Cell{Key: "\x00"}, N: 1}} },
		"form":    func(t *storage.Turn) { s := b.started(2); s.Notice = "\x00"; t.Open = &s },
		"unit":    func(t *storage.Turn) { s := b.started(2); s.Unit = 999; t.Open = &s },
	} {
		bad := b.opening("web:b", 0, b.started(3))
		bad.Out, bad.Take = [][]byte{[]byte(`{}`)}, true
		spoil(bad)
		_, err := b.Commit(t.Context(), "me", []*storage.Turn{bad})
		if err == nil || errors.Is(err, storage.ErrSeen) || errors.Is(err, storage.ErrAnswered) || storage.Unavailable(err) {
			t.Errorf("%s: error is %v, unavailable %t", what, err, storage.Unavailable(err))
		}
		if got := b.rows(); !maps.Equal(got, before) {
			t.Errorf("%s: rows %v, were %v", what, got, before)
		}
	}
}

// One form for each respondent, point, slip and day.
func TestCommitAnswered(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	first := b.started(1)
	b.commit("me", b.opening("web:a", 0, first))
	before := b.rows()
	again := b.started(2)
	again.Respondent = first.Respondent
	if _, err := b.Commit(t.Context(), "me", []*storage.Turn{b.opening("web:b", 0, again)}); !errors.Is(err, storage.ErrAnswered) {
		t.Errorf("a second form in the same slip window: %v", err)
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	for i, other := range []func(*turn.OpenedResponse){
		func(s *turn.OpenedResponse) { s.Point = 2 }, func(s *turn.OpenedResponse) { s.Slip = "bo-sung" },
		func(s *turn.OpenedResponse) { s.Day = s.Day.AddDate(0, 0, 1) }, func(s *turn.OpenedResponse) { s.Unit++ },
	} {
		s := b.started(int64(10 + i))
		s.Respondent = first.Respondent
		other(&s)
		b.commit("me", b.opening("web:b", int64(i), s))
	}
}

// A receipt code or an id that was drawn twice is bad luck of the draw, not an answer given twice: the turn is
// decided again and draws another.
func TestCommitDrawnTwice(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	first := b.started(1)
	b.commit("me", b.opening("web:a", 0, first))
	sameReceipt, sameID := b.started(2), b.started(3)
	sameReceipt.Receipt, sameID.ID = first.Receipt, first.ID
	for what, s := range map[string]turn.OpenedResponse{"receipt": sameReceipt, "id": sameID} {
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{b.opening("web:b", 0, s)}); !errors.Is(err, storage.ErrClash) {
			t.Errorf("the same %s: %v", what, err)
		}
	}
}

// Turns of different conversations share a commit: all or none, and a bad one does not spoil its
// neighbours when they are tried one by one.
func TestCommitTogether(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	before := b.rows()
	good, bad, other := b.opening("web:c", 0, b.started(1)), b.turn("web:b", 0, "\x00"), b.turn("web:a", 0, `{}`)
	lot := []*storage.Turn{good, bad, other}
	_, err := b.Commit(t.Context(), "me", lot)
	if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || !strings.HasPrefix(pg.Code, "22") {
		t.Fatalf("error is %v", err)
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	for _, next := range lot {
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{next}); (err != nil) != (next == bad) {
			t.Errorf("%s alone: %v", next.Conv, err)
		}
	}
	if n := b.count(`SELECT count(*) FROM conversation WHERE version = 1`); n != 2 {
		t.Errorf("%d conversations moved on", n)
	}
}
