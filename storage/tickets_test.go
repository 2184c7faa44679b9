package storage_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// codes gives n visit codes of the unit's point 2 out.
func (b *base) codes(n int, life time.Duration) []string {
	b.t.Helper()
	_, codes, err := b.IssueCodes(b.t.Context(), storage.CodeOrder{Unit: b.unit.ID, Point: 2, Slip: org.Result, N: n, Life: life})
	if err != nil || len(codes) != n {
		b.t.Fatal(len(codes), err)
	}
	return codes
}

// stands checks how a ticket stands.
func (b *base) stands(code string, want turn.TicketState) {
	b.t.Helper()
	got, err := b.Ticket(b.t.Context(), turn.TicketHash(code))
	if err != nil || got.State != want {
		b.t.Errorf("ticket is %+v (%v), want it %s", got, err, want)
	}
}

// redeeming is a turn of a new conversation that begins a form with a code.
func (b *base) redeeming(conv string, id int64, code string) *storage.Turn {
	s := b.started(id)
	s.Evidence, s.Point = org.Code, 2
	next := b.opening(conv, 0, s)
	next.Counts = survey.Change(b.form, survey.Response{}, s.Response)
	next.Redeem = turn.TicketHash(code)
	return next
}

// A code opens one form. A turn with a code that is not open any more leaves nothing behind.
func TestTicketIsUsedOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	codes := b.codes(3, time.Hour)
	b.stands(codes[0], turn.TicketOpen)
	b.commit("me", b.redeeming("web:a", 1, codes[0]))
	b.stands(codes[0], turn.TicketUsed)
	b.exec(`UPDATE ticket SET expires_at = now() WHERE hash = $1`, turn.TicketHash(codes[0]))
	b.stands(codes[0], turn.TicketExpired) // a code past its time does not tell that it was used
	b.exec(`UPDATE ticket SET expires_at = now() WHERE hash = $1`, turn.TicketHash(codes[1]))
	b.stands(codes[1], turn.TicketExpired)
	if err := b.RevokeCode(t.Context(), b.unit.ID, codes[2]); err != nil {
		t.Fatal(err)
	}
	b.stands(codes[2], turn.TicketRevoked)
	for i, code := range append(codes, "7KQ4M2PTVC8H") {
		if _, err := b.Commit(t.Context(), "me", []*storage.Turn{b.redeeming("web:b", 2, code)}); !errors.Is(err, storage.ErrClash) {
			t.Errorf("code %d: %v", i, err)
		}
	}
	if n := b.count(`SELECT count(*) FROM response`); n != 1 {
		t.Errorf("%d forms", n)
	}
	if n := b.count(`SELECT count(*) FROM conversation WHERE conv = 'web:b'`); n != 0 {
		t.Error("a refused turn left its conversation")
	}
	// Given are three less the revoked one; used is one.
	for question, want := range map[string]int{survey.QGiven: 2, survey.QUsed: 1} {
		if n := b.count(`SELECT sum(n) FROM figure WHERE by = 'p' AND key = '2' AND question = $1`, question); n != want {
			t.Errorf("%s is counted %d times", question, n)
		}
	}
}

// Of many who try one code at once, one wins; two turns of one lot are as many.
func TestTicketRace(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	code := b.codes(1, time.Hour)[0]
	if _, err := b.Commit(t.Context(), "me", []*storage.Turn{b.redeeming("web:x", 98, code), b.redeeming("web:y", 99, code)}); err == nil {
		t.Error("two turns of one lot used one code")
	}
	var mu sync.Mutex
	var all sync.WaitGroup
	won := 0
	for i := range 8 {
		all.Go(func() {
			_, err := b.Commit(t.Context(), "me", []*storage.Turn{b.redeeming("web:"+string(rune('a'+i)), int64(i+1), code)})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if !errors.Is(err, storage.ErrClash) {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := b.count(`SELECT count(*) FROM response`); won != 1 || n != 1 {
		t.Errorf("%d won, %d forms", won, n)
	}
}

// Nothing about a ticket says when or by whom it was used, and nothing of a form leads to its ticket.
func TestTicketAndFormShareNothing(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	if n := b.count(`SELECT count(*) FROM information_schema.columns WHERE table_name = 'ticket'
		AND column_name NOT IN ('hash', 'unit', 'point', 'slip', 'kind', 'sheet', 'state', 'expires_at')`); n != 0 {
		t.Error("a ticket has a column this test does not know: does it tell when it was used?")
	}
	if n := b.count(`SELECT count(*) FROM information_schema.columns WHERE table_name = 'response' AND column_name ~ 'ticket|code|hash|sheet'
		AND column_name <> 'questionnaire_hash'`); n != 0 {
		t.Error("a form leads to its ticket")
	}
}

// screenCode is the code that a new screen shows.
func (b *base) screenCode(s storage.Screen) string {
	b.t.Helper()
	s.Unit = b.unit.ID
	id, _, err := b.NewScreen(b.t.Context(), s)
	if err != nil {
		b.t.Fatal(err)
	}
	c, err := b.ScreenCode(b.t.Context(), id, storage.ScreenRules{Show: time.Minute, Life: time.Minute, Pace: storage.Pace{Every: time.Minute, Burst: 1}})
	if err != nil || c.Code == "" {
		b.t.Fatal(c, err)
	}
	return c.Code
}

// A screen's ticket is opened once; the clean-up deletes what is long past.
func TestScreenTicket(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	one, two := b.screenCode(storage.Screen{Point: 1, Slip: "tra-ket-qua"}), b.screenCode(storage.Screen{})
	if one == two {
		t.Fatal(one)
	}
	got, err := b.Ticket(ctx, turn.TicketHash(one))
	if want := (turn.Ticket{Unit: b.unit.ID, Point: 1, Slip: "tra-ket-qua", Kind: org.Screen, State: turn.TicketOpen}); err != nil || got != want {
		t.Errorf("%+v (%v)", got, err)
	}
	opening := b.turn("web:a", 0)
	opening.Redeem = turn.TicketHash(one)
	b.commit("me", opening)
	b.stands(one, turn.TicketUsed)
	b.stands(two, turn.TicketOpen)
	code := b.codes(1, time.Hour)[0]
	now := time.Now()
	for _, c := range []struct{ days, left int }{{0, 3}, {2, 1}, {70, 0}} {
		at := now.AddDate(0, 0, c.days)
		if err := b.Sweep(ctx, storage.Cleaning{At: at, Day: at}); err != nil {
			t.Fatal(err)
		}
		if n := b.count(`SELECT count(*) FROM ticket`); n != c.left {
			t.Errorf("after %d days %d tickets are kept, want %d", c.days, n, c.left)
		}
	}
	if _, err := b.Ticket(ctx, turn.TicketHash(code)); !errors.Is(err, storage.ErrNotFound) {
		t.Error(err)
	}
}

// Days are told when they are over, and a sheet does not say how many of its codes were used, revoked or not.
func TestDaysOfCodes(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	codes := b.codes(4, time.Hour)
	b.commit("me", b.redeeming("web:a", 1, codes[0]))
	b.exec(`UPDATE response SET day = current_date`)
	since := time.Now().AddDate(0, 0, -10)
	if days, err := b.DaysOfCodes(ctx, b.unit.ID, since); err != nil || len(days) != 0 {
		t.Errorf("the present day is told: %+v (%v)", days, err)
	}
	b.exec(`UPDATE response SET day = current_date - 1`)
	b.exec(`UPDATE code_sheet SET day = current_date - 1`)
	days, err := b.DaysOfCodes(ctx, b.unit.ID, since)
	if err != nil || len(days) != 1 || days[0].Given != 4 || days[0].Used != 1 || days[0].Point != 2 {
		t.Errorf("%+v (%v)", days, err)
	}
	for range 2 { // of those that are revoked already nothing is taken off again
		if err := b.RevokeSheet(ctx, b.unit.ID, 1); err != nil {
			t.Fatal(err)
		}
	}
	b.stands(codes[0], turn.TicketRevoked) // as the others: a revoked code does not tell that it had been used
	b.stands(codes[1], turn.TicketRevoked)
	if n := b.count(`SELECT sum(n) FROM figure WHERE question = $1`, survey.QGiven); n != 1 {
		t.Errorf("%d count as given", n)
	}
	for _, err := range []error{b.RevokeSheet(ctx, b.unit.ID, 2), b.RevokeSheet(ctx, b.unit.ID+1, 1), b.RevokeCode(ctx, b.unit.ID+1, codes[1])} {
		if !errors.Is(err, storage.ErrNotFound) {
			t.Error(err)
		}
	}
}

// What forms stand on and which codes were given out reaches the report of a month that is over, also where nobody used one.
func TestEvidenceReachesTheReport(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var forms []storage.CompleteResponse
	for i := range 40 {
		at := vietnam("2026-10-01 09:00:00").AddDate(0, 0, i/2).Add(time.Duration(i%2) * 5 * time.Hour) // two a day are no odd batch
		f := b.filled(int64(i+1), at, 4, "")
		if f.Evidence = org.Code; i >= 35 {
			f.Evidence = org.NoEvidence
		}
		forms = append(forms, f)
	}
	b.importForms(forms...)
	b.codes(20, time.Hour)
	b.exec(`UPDATE figure SET month = 202610 WHERE question = '_given'`)
	b.exec(`INSERT INTO figure (unit, by, month, questionnaire, question, key, choice, n) VALUES ($1, 'p', 202609, 'mau-v1', '_given', '1', 0, 30)`, b.unit.ID)
	f := report.Build(b.input("2026-10"))
	if e := f.Evidence; e == nil || !e.Leads || e.Given != 20 || e.Used != 35 || e.Visits.N != 35 || e.Rest.N != 5 || e.Classes[0].Returned != 35 {
		t.Errorf("the report says %+v", e)
	}
	if e := report.Build(b.input("2026-09")).Evidence; e == nil || e.Given != 30 || e.Leads {
		t.Errorf("of a month without forms it says %+v", e)
	}
	testkit.CheckFigures(t, b.DB, b.unit.ID, b.form)
}
