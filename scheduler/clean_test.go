package scheduler_test

import (
	"strconv"
	"sync"
	"testing"
	"time"
)

// old puts something into the database that a sweep deletes.
func (h *house) old() {
	h.t.Helper()
	h.exec(`INSERT INTO seen (channel, event, day) VALUES ('web', gen_random_uuid()::text, '2026-01-01')`)
}

func (h *house) leftOver() int {
	h.t.Helper()
	return h.count(`SELECT count(*) FROM seen`)
}

// cleaned has everything cleaned up to a day.
func (h *house) cleaned(day string) {
	h.t.Helper()
	h.exec(`INSERT INTO cleaned SELECT id, $1::date FROM unit UNION SELECT 0, $1::date ON CONFLICT (unit) DO UPDATE SET upto = excluded.upto`, day)
}

// A clean-up never goes further than a day beyond the last, whatever the clock says, and goes on from there the next night.
func TestCleanGoesADayFurther(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.cleaned("2026-11-09")
	for i, started := range []string{"2024-11-10 12:00:00", "2024-11-11 12:00:00", "2024-11-12 12:00:00", "2026-11-09 12:00:00"} {
		h.exec(`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, started_at)
			VALUES ($1, $2, 'mau-v1', '', 'web', 0, '', 202001, $3::timestamptz::date, $4, $4, '', $3)`, i, h.unit("gia").ID, vietnam(t, started), strconv.Itoa(i))
	}
	h.exec(`INSERT INTO seen (channel, event, day) VALUES ('web', 'a', '2026-11-01'), ('web', 'b', '2026-11-09')`)
	s := h.scheduler(noTurn)
	left := func(forms, seen int) {
		t.Helper()
		if f, n := h.count(`SELECT count(*) FROM response`), h.count(`SELECT count(*) FROM seen`); f != forms || n != seen {
			t.Errorf("%d forms and %d marks are left, want %d and %d", f, n, forms, seen)
		}
	}
	for range 12 { // three years ahead, whatever it takes
		s.Look(t.Context(), vietnam(t, "2029-11-10 12:00:00"))
	}
	left(3, 1)
	s.Look(t.Context(), vietnam(t, "2029-11-11 12:00:00"))
	left(2, 1)
	s.Look(t.Context(), vietnam(t, "2026-11-10 12:00:00")) // the right time again
	left(2, 1)
	if n := h.count(`SELECT count(*) FROM cleaned WHERE upto = '2026-11-11'`); n != 3 {
		t.Errorf("%d of 3 were cleaned up to the 11th", n)
	}
}

// Cleaning is owed once a day from three in the morning, whoever looks and how often.
func TestCleanOnceADay(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	replicas := []*replica{h.scheduler(noTurn), h.scheduler(noTurn)}
	look := func(at string) {
		var all sync.WaitGroup
		for _, r := range replicas {
			all.Go(func() { r.Look(t.Context(), vietnam(t, at)) })
		}
		all.Wait()
	}
	h.old()
	look("2026-11-10 02:59:59")
	if h.leftOver() != 1 {
		t.Error("cleaned before three")
	}
	look("2026-11-10 03:00:00")
	if h.leftOver() != 0 {
		t.Error("not cleaned at three")
	}
	h.old()
	look("2026-11-10 03:01:00")
	look("2026-11-10 23:59:00")
	look("2026-11-11 02:00:00")
	if h.leftOver() != 1 {
		t.Error("cleaned twice on one day")
	}
	look("2026-11-11 14:00:00") // everybody was off at three
	if h.leftOver() != 0 {
		t.Error("not cleaned on the next day")
	}
	for job, want := range map[string]int{"sweep": 2, "forget": 4} { // two days; two units
		if n := h.count(`SELECT count(*) FROM duty WHERE job = $1 AND done_at IS NOT NULL AND tries = 1 AND error IS NULL`, job); n != want {
			t.Errorf("%s was done %d times, want %d", job, n, want)
		}
	}
}

// Single forms are forgotten after each unit's own time.
func TestCleanForgets(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	now := vietnam(t, "2026-11-10 04:00:00")
	form := func(id int, unit string, started time.Time) {
		h.exec(`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, started_at)
			VALUES ($1, $2, 'mau-v1', '', 'web', 0, '', 202001, $3::timestamptz::date, $4, $4, '', $3)`, id, h.unit(unit).ID, started, strconv.Itoa(id))
	}
	h.cleaned("2026-11-09")
	h.unit("tre").Settings.RetentionMonths = 6
	form(1, "tre", now.AddDate(0, -6, 0).Add(-time.Minute))
	form(2, "tre", now.AddDate(0, -6, 0).Add(time.Minute))
	form(3, "gia", now.AddDate(0, -24, 0).Add(-time.Minute))
	form(4, "gia", now.AddDate(0, -24, 0).Add(time.Minute))
	h.scheduler(noTurn).Look(t.Context(), now)
	if n := h.count(`SELECT coalesce(sum(id), 0)::int FROM response`); n != 2+4 {
		t.Errorf("the ids of the forms left add up to %d, want 6", n)
	}
	if n := h.count(`SELECT count(*) FROM duty WHERE job = 'forget' AND note LIKE '1 forms begun before 202%'`); n != 2 {
		t.Errorf("%d notes of what was done", n)
	}
}

// A duty that fails is noted with its reason and tried again a minute later, by whoever looks then.
func TestCleanFails(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.exec(`ALTER TABLE seen RENAME TO hidden`)
	now := vietnam(t, "2026-11-10 04:00:00")
	h.scheduler(noTurn).Look(t.Context(), now)
	const failed = `SELECT count(*) FROM duty WHERE job = 'sweep' AND done_at IS NULL AND error LIKE '%seen%' AND lease BETWEEN now() AND now() + interval '1 minute'`
	if n := h.count(failed); n != 1 {
		t.Errorf("%d failures were noted", n)
	}
	if n := h.count(`SELECT count(*) FROM duty WHERE job = 'forget' AND done_at IS NOT NULL`); n != 2 {
		t.Errorf("%d other duties were done all the same", n)
	}
	h.exec(`ALTER TABLE hidden RENAME TO seen`)
	h.old()
	h.scheduler(noTurn).Look(t.Context(), now)
	if h.leftOver() != 1 {
		t.Error("tried again at once")
	}
	h.endLeases()
	h.scheduler(noTurn).Look(t.Context(), now)
	if h.leftOver() != 0 {
		t.Error("not tried again")
	}
}

// A look that cannot read what is owed does nothing, and the next one does it.
func TestLookFails(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	r := h.scheduler(noTurn)
	h.exec(`ALTER TABLE duty RENAME TO away`)
	h.exec(`ALTER TABLE conversation RENAME TO away2`)
	r.Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	h.exec(`ALTER TABLE away RENAME TO duty`)
	h.exec(`ALTER TABLE away2 RENAME TO conversation`)
	r.Look(t.Context(), vietnam(t, "2026-11-01 08:01:00"))
	if got := h.periods(room); len(got) != 1 {
		t.Errorf("sent %v after it came back", got)
	}
}
