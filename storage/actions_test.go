package storage_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
)

// entered is when the actions of these tests are made: a day in November 2026.
var entered = time.Date(2026, 11, 5, 9, 0, 0, 0, org.Location())

func (b *base) action(what, due string) feedback.Action {
	b.t.Helper()
	a, problems := feedback.Draft{Finding: "Nơi chờ thấp nhất", What: what, Who: "Văn phòng", Due: due}.Action(b.unit.ID, entered)
	if len(problems) > 0 {
		b.t.Fatal(problems)
	}
	return a
}

func (b *base) addAction(what, due string) feedback.Action {
	b.t.Helper()
	a, created, err := b.AddAction(b.t.Context(), b.action(what, due), "", feedback.Command)
	if err != nil || !created {
		b.t.Fatal(created, err)
	}
	return a
}

// finish stores that an action is done.
func (b *base) finish(a feedback.Action, at time.Time) error {
	b.t.Helper()
	done, problems := a.Finish("đã làm", "", at)
	if len(problems) > 0 {
		b.t.Fatal(problems)
	}
	return b.ChangeAction(b.t.Context(), turn.ActionWrite{Action: done, By: feedback.Room, At: at})
}

func (b *base) actions() []feedback.Action {
	b.t.Helper()
	all, err := b.Actions(b.t.Context(), b.unit.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func sameAction(a, b feedback.Action) bool {
	same := a.Made.Equal(b.Made) && a.Closed.Equal(b.Closed) && a.Due.Equal(b.Due) && a.DoneOn.Equal(b.DoneOn)
	a.Made, a.Closed, a.Due, a.DoneOn = b.Made, b.Closed, b.Due, b.DoneOn
	return same && a == b
}

func TestActions(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	first, second, third := b.addAction("một", "30/11/2026"), b.addAction("hai", "20/11/2026"), b.addAction("ba", "25/11/2026")
	if first.No != 1 || second.No != 2 || third.No != 3 {
		t.Errorf("numbers %d, %d, %d", first.No, second.No, third.No)
	}
	all := b.actions()
	if len(all) != 3 || !sameAction(all[0], second) || !sameAction(all[1], third) || !sameAction(all[2], first) {
		t.Fatalf("not by the day they are due, or not as they were: %+v", all)
	}
	at := entered.AddDate(0, 0, 3)
	if err := b.finish(second, at); err != nil {
		t.Fatal(err)
	}
	dropped, _ := first.Drop("hết tiền", at.Add(time.Hour))
	if err := b.ChangeAction(t.Context(), turn.ActionWrite{Action: dropped, By: "telegram", At: at.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	all = b.actions()
	if len(all) != 3 || all[0].No != 3 || all[1].No != 1 || all[2].No != 2 || all[2].State != feedback.Done || all[2].Version != 2 || all[1].Said != "hết tiền" {
		t.Errorf("what is closed does not come last, the newest first: %+v", all)
	}
	// Another unit counts by itself.
	units, err := b.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	other := b.action("việc của xã khác", "30/11/2026")
	other.Unit = units[1].ID
	if a, _, err := b.AddAction(t.Context(), other, "", feedback.Room); err != nil || a.No != 1 || len(b.actions()) != 3 {
		t.Errorf("%+v, %v", a, err)
	}
}

// A change is made to what was looked at, or not at all.
func TestActionChangedMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	a := b.addAction("một", "30/11/2026")
	if err := b.finish(a, entered.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	dropped, _ := a.Drop("không cần nữa", entered.Add(2*time.Hour))
	for range 2 {
		err := b.ChangeAction(t.Context(), turn.ActionWrite{Action: dropped, By: feedback.Room, At: entered.Add(2 * time.Hour)})
		if !errors.Is(err, storage.ErrActionChanged) {
			t.Errorf("a stale change: %v", err)
		}
	}
	again, problems := b.actions()[0].Reopen()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if err := b.ChangeAction(t.Context(), turn.ActionWrite{Action: again, By: "zalo", At: entered.Add(3 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	history, err := b.ActionHistory(t.Context(), b.unit.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, s := range history[1] {
		got += fmt.Sprintf("%s %s %q %s; ", s.At.In(org.Location()).Format("15:04"), s.To, s.Said, s.By)
	}
	if got != `09:00 open "" command; 10:00 done "đã làm" room; 12:00 open "" zalo; ` {
		t.Error(got)
	}
	if a := b.actions()[0]; a.State != feedback.Open || !a.Closed.IsZero() || a.Said != "" || a.Version != 3 {
		t.Errorf("%+v", a)
	}
}

// A form sent twice, at once or later, makes one action; numbers have no gaps whoever comes first.
func TestActionFormSentTwice(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var all sync.WaitGroup
	made := make([]bool, 12)
	numbers := make([]int, 12)
	for i := range made {
		all.Go(func() {
			a, created, err := b.AddAction(t.Context(), b.action(fmt.Sprint("việc ", i%6), "30/11/2026"), fmt.Sprint("form-", i%6), feedback.Room)
			if err != nil {
				t.Error(err)
			}
			made[i], numbers[i] = created, a.No
		})
	}
	all.Wait()
	seen := map[int]bool{}
	for i := range 6 {
		if made[i] == made[i+6] || numbers[i] != numbers[i+6] {
			t.Errorf("form %d made %v and %v, numbers %d and %d", i, made[i], made[i+6], numbers[i], numbers[i+6])
		}
		seen[numbers[i]] = true
	}
	if len(seen) != 6 || !seen[1] || !seen[6] || b.count(`SELECT count(*) FROM action`) != 6 || b.count(`SELECT count(*) FROM action_log`) != 6 {
		t.Errorf("numbers %v", seen)
	}
}

func TestTooManyActions(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	a := b.addAction("việc", "30/11/2026")
	b.exec(`INSERT INTO action SELECT unit, no + i, period, finding, what, who, due, state, said, done_on, made_at, closed_at, version
		FROM action, generate_series(1, $1::int) i`, turn.MaxOpenActions-1)
	if _, _, err := b.AddAction(t.Context(), b.action("một việc nữa", "30/11/2026"), "", feedback.Room); !errors.Is(err, storage.ErrTooManyActions) {
		t.Errorf("one more than may be open: %v", err)
	}
	if err := b.finish(a, entered); err != nil {
		t.Fatal(err)
	}
	if next, _, err := b.AddAction(t.Context(), b.action("một việc nữa", "30/11/2026"), "", feedback.Room); err != nil || next.No != turn.MaxOpenActions+1 {
		t.Errorf("after one was done: %d, %v", next.No, err)
	}
}

// What a turn does about actions is stored with the turn or not at all, and a stale turn is to be decided again.
func TestTurnWithActions(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	commit := func(conv string, version int64, w turn.ActionWrite) error {
		next := b.turn(conv, version, `{}`)
		next.Actions = []turn.ActionWrite{w}
		_, err := b.Commit(t.Context(), "A", []*storage.Turn{next})
		return err
	}
	a := b.action("một", "30/11/2026")
	a.No = 1
	add := turn.ActionWrite{Action: a, New: true, By: "telegram", At: entered}
	if err := commit("telegram:-1", 0, add); err != nil {
		t.Fatal(err)
	}
	before := b.rows()
	if err := commit("telegram:-2", 0, add); !errors.Is(err, storage.ErrClash) {
		t.Errorf("a number that is taken: %v", err)
	}
	done, _ := a.Finish("đã làm", "", entered)
	if err := commit("telegram:-1", 1, turn.ActionWrite{Action: done, By: "telegram", At: entered}); err != nil {
		t.Fatal(err)
	}
	if err := commit("telegram:-2", 0, turn.ActionWrite{Action: done, By: "telegram", At: entered}); !errors.Is(err, storage.ErrClash) {
		t.Errorf("a stale change: %v", err)
	}
	if n := b.count(`SELECT count(*) FROM conversation WHERE conv = 'telegram:-2'`); n != 0 || b.rows()["pending"] != before["pending"]+1 {
		t.Error("a turn that failed left something behind")
	}
	if all := b.actions(); len(all) != 1 || all[0].State != feedback.Done {
		t.Errorf("%+v", all)
	}
}

// The report reads the same actions report.ActionsFor would pick of all, at the edges of a month as well.
func TestActionsForReports(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	moment := func(s string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", s, org.Location())
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for i, closed := range []string{"", "2026-11-30 23:59", "2026-12-01 00:00", "2026-12-31 23:59"} {
		a := b.addAction(fmt.Sprint("việc ", i+1), "10/12/2026")
		if closed != "" {
			if err := b.finish(a, moment(closed)); err != nil {
				t.Fatal(err)
			}
		}
	}
	now := moment("2027-01-05 08:00")
	for p, want := range map[string]string{
		"2026-10": "", "2026-11": "1 late; 2 done; 3 done; 4 done; ", "2026-12": "1 late; 3 done; 4 done; ", "2027-01": "1 late; ", "2027": "1 late; ", "2026-Q4": "",
	} {
		when, err := calendar.ParsePeriod(p)
		if err != nil {
			t.Fatal(err)
		}
		actions, err := b.ActionsFor(t.Context(), b.unit.Unit, when, now)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, a := range actions {
			got += fmt.Sprintf("%d %s; ", a.ID, a.State)
		}
		if got != want {
			t.Errorf("%s opens with %q, want %q", p, got, want)
		}
		if all := report.ActionsFor(b.actions(), calendar.Window{}, when, now); len(all) != len(actions) {
			t.Errorf("%s: of all actions %d", p, len(all))
		}
	}
}
