package storage_test

import (
	"errors"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/storage"
	"motcua/survey"
)

// While the clock is not believed nothing is fixed, whoever asks: no month is issued, none looked over. What was issued before is read as ever.
func TestNothingIsFixedByAClockInDoubt(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx, now := t.Context(), vietnam("2026-11-10 09:00:00")
	b.bring([]survey.Count{{Cell: b.cell(202609, "q1", 5), N: 20}, {Cell: b.cell(202610, "q1", 5), N: 30}})
	b.inputAt("2026-09", vietnam("2026-10-05 09:00:00"))
	before := b.count(`SELECT count(*) FROM issued`)
	p, _ := calendar.ParsePeriod("2026-10")
	refused := func(why string) {
		t.Helper()
		if _, err := b.ReportInput(ctx, b.unit, b.form, p, now); !errors.Is(err, storage.ErrClockHeld) || storage.Unavailable(err) {
			t.Errorf("%s: a report: %v", why, err)
		}
		if _, err := b.CompareInputs(ctx, []storage.UnitRow{b.unit}, p, now); !errors.Is(err, storage.ErrClockHeld) {
			t.Errorf("%s: a comparison: %v", why, err)
		}
		b.importForms(b.filled(int64(900+b.count(`SELECT count(*) FROM response`)), vietnam("2026-10-10 09:00:00"), 5, ""))
		if err := b.LookOver(ctx, b.unit, now); !errors.Is(err, storage.ErrClockHeld) {
			t.Errorf("%s: looked over: %v", why, err)
		}
		if n := b.count(`SELECT count(*) FROM issued`); n != before {
			t.Errorf("%s: %d months issued, %d before", why, n, before)
		}
		if n := b.count(`SELECT count(*) FROM looked_over WHERE month > 202609`); n != 0 {
			t.Errorf("%s: %d months looked over", why, n)
		}
		b.inputAt("2026-09", vietnam("2026-10-05 09:00:00"))
	}
	for why, sql := range map[string]string{
		"months ahead":  `UPDATE heartbeat SET at = now() - interval '11 days'`,
		"months behind": `UPDATE heartbeat SET at = now() + interval '2 hours'`,
		"it has jumped": `UPDATE heartbeat SET at = now(), leapt = true`,
	} {
		b.exec(sql)
		refused(why)
		was := value[time.Time](b, `SELECT at FROM heartbeat`)
		if err := b.Writable(ctx); err != nil {
			t.Fatal(err)
		}
		if at, err := b.Now(ctx); err != nil || !at.Equal(was) || !value[time.Time](b, `SELECT at FROM heartbeat`).Equal(was) {
			t.Errorf("%s: now is %v, %v; believed last %v, and whether it can be written changes nothing", why, at, err, was)
		}
		m, err := b.Moment(ctx)
		if err == nil {
			err = b.TrustClock(ctx)
		}
		after, err2 := b.Moment(ctx)
		if err != nil || err2 != nil || m.Trouble() == "" || after.Trouble() != "" || after.Words != m.Words+1 {
			t.Errorf("%s: %+v, after an operator's word %+v", why, m, after)
		}
		if err := errors.Join(b.Believe(ctx, m), b.Leapt(ctx, m)); err != nil { // of a service that has not heard the word
			t.Fatal(err)
		}
		if m, err = b.Moment(ctx); err != nil || m.Trouble() != "" || m.Believed.Before(after.Believed) {
			t.Errorf("%s: an operator's word is forgotten: %+v", why, m)
		}
	}
	b.HoldClock("this machine's clock is off")
	refused("this process")
	b.HoldClock("")
	b.inputAt("2026-10", now)
	if n := b.count(`SELECT count(*) FROM issued WHERE month = 202610`); n != 1 {
		t.Error("not issued once the clock is believed")
	}
}
