package storage_test

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/odd"
	"motcua/storage"
	"motcua/survey"
)

// withBatch imports an ordinary October and forty forms in one hour with nothing but the worst mark.
func withBatch(t *testing.T) *base {
	b := newBase(t)
	var forms []storage.CompleteResponse
	id := int64(0)
	random := rand.New(rand.NewPCG(10, 26))
	for range 120 {
		id++
		at := vietnam("2026-10-01 08:00:00").AddDate(0, 0, random.IntN(30)).Add(time.Duration(random.IntN(480*60)) * time.Second)
		forms = append(forms, b.filled(id, at, 3+random.IntN(3), ""))
	}
	for i := range 40 {
		id++
		forms = append(forms, b.filled(id, vietnam("2026-10-13 09:00:00").Add(time.Duration(80*i)*time.Second), 1, ""))
	}
	b.importForms(forms...)
	return b
}

func (b *base) batches() []storage.Batch {
	b.t.Helper()
	all, err := b.Batches(b.t.Context(), b.unit.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func (b *base) decide(state report.BatchState, why string) error {
	return b.Decide(b.t.Context(), b.batches()[0], storage.Decision{State: state, Reason: why, By: storage.WayCommand, At: vietnam("2026-11-02 09:00:00")})
}

func (b *base) report() report.Figures { return report.Build(b.input("2026-10")) }

// add sums issued figures: n by column, of all batches or of one.
func (b *base) issuedSum(of string) int {
	return b.count(`SELECT coalesce(sum(n), 0)::int FROM issued_figure WHERE by = 'c' AND question = 'q1' AND ` + of)
}

// What is flagged is counted apart, both figures are there, and what was issued adds up to a recount of all forms.
func TestBatchIsCountedApart(t *testing.T) {
	t.Parallel()
	b := withBatch(t)
	f := b.report()
	if len(f.Suspicious) != 1 || f.Suspicious[0].Kind != report.Surge || f.Suspicious[0].Mark != odd.Ones || f.Suspicious[0].N != 40 || f.Suspicious[0].State != report.Flagged {
		t.Fatalf("found %+v", f.Suspicious)
	}
	if f.Overall.N != 120 || f.Forms.Returned != 160 || f.Forms.Apart != 40 || f.Apart == nil || f.Apart.WithN != 160 || f.Apart.With.Satisfied != f.Overall.Score.Satisfied {
		t.Errorf("headline %d of %d forms, apart %+v", f.Overall.N, f.Forms.Returned, f.Apart)
	}
	recounted, err := b.Recount(t.Context(), b.unit.ID, b.form)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range recounted {
		if c.By != survey.ByChannel && c.By != survey.Whole && !survey.OfResponses(c.Question) {
			continue
		}
		n := b.count(`SELECT coalesce(sum(n), 0)::int FROM issued_figure WHERE unit = $1 AND month = $2 AND by = $3::text::"char" AND questionnaire = $4
			AND question = $5 AND key = $6 AND choice = $7`, c.Unit, int32(c.Month), c.By.String(), c.Questionnaire, c.Question, c.Key, c.Choice)
		if n != c.N {
			t.Errorf("issued are %d, recounted %d of %+v", n, c.N, c.Cell)
		}
	}
	apart := b.count(`SELECT count(*)::int FROM answer a JOIN batch_response m ON m.response = a.response WHERE question = 'q1'`)
	if own := b.issuedSum("batch = 0"); own != 120 || b.issuedSum("batch <> 0") != apart {
		t.Errorf("issued are %d and %d apart, stored %d apart", own, b.issuedSum("batch <> 0"), apart)
	}
	if err := b.decide(report.Restored, "đợt tập huấn"); err != nil {
		t.Fatal(err)
	}
	g := b.report()
	if g.Overall.N != 160 || g.Apart != nil || g.Suspicious[0].State != report.Restored {
		t.Errorf("restored: %+v, %+v", g.Overall, g.Suspicious)
	}
	units, err := b.CompareInputs(t.Context(), []storage.UnitRow{b.unit}, calendar.MonthPeriod(202610), vietnam("2026-12-01 08:00:00"))
	if err != nil {
		t.Fatal(err)
	}
	if c := report.Build(units[0]); c.Overall.N != 160 {
		t.Errorf("the comparison counts %d", c.Overall.N)
	}
	if err := b.decide(report.SetAside, "xem lại: không phải tập huấn"); err != nil {
		t.Fatal(err)
	}
	h := b.report()
	if h.Overall.N != 120 || h.Apart.Open != 0 {
		t.Errorf("set aside: %+v, %+v", h.Overall, h.Apart)
	}
	for name, x := range map[string]report.Figures{"flagged": f, "restored": g, "set aside": h} { // no decision changes what came back
		n := 0
		for _, c := range x.Evidence.Classes {
			n += c.Returned
		}
		if x.Forms.Returned != 160 || n != 160 || x.ReturnRate.Text != f.ReturnRate.Text {
			t.Errorf("%s: %d returned, %d by class, %s", name, x.Forms.Returned, n, x.ReturnRate.Text)
		}
	}
	if g.Restored == nil || g.Restored.Forms != 40 || g.Restored.Merged != 0 || g.Restored.WithoutN != 120 {
		t.Errorf("restored: %+v", g.Restored)
	}
	units, err = b.CompareInputs(t.Context(), []storage.UnitRow{b.unit}, calendar.MonthPeriod(202610), vietnam("2026-12-01 08:00:00"))
	if err != nil {
		t.Fatal(err)
	}
	if c := report.Build(units[0]); c.Overall.N != 120 || c.Forms.Returned != 160 || c.Forms.Apart != 40 {
		t.Errorf("the comparison counts %d of %+v", c.Overall.N, c.Forms)
	}
}

// The log of decisions keeps all, in order, and nobody changes it.
func TestDecisionsAreOnlyAppended(t *testing.T) {
	t.Parallel()
	b := withBatch(t)
	if err := b.LookOver(t.Context(), b.unit, vietnam("2026-11-01 00:10:00")); err != nil {
		t.Fatal(err)
	}
	stale := b.batches()[0]
	if err := b.decide(report.SetAside, "thử máy"); err != nil {
		t.Fatal(err)
	}
	if err := b.Decide(t.Context(), stale, storage.Decision{State: report.Restored, Reason: "chậm tay", By: storage.WayRoom, At: time.Now()}); !errors.Is(err, storage.ErrDecided) {
		t.Errorf("a decision on what has changed: %v", err)
	}
	log := b.batches()[0].Log
	if len(log) != 2 || log[0].By != storage.WaySystem || log[1].Reason != "thử máy" || log[1].State != report.SetAside {
		t.Errorf("log %+v", log)
	}
	for _, sql := range []string{`UPDATE batch_log SET reason = 'khác'`, `DELETE FROM batch_log`, `TRUNCATE batch_log`} {
		if _, err := b.sql.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s went through", sql)
		}
	}
}

// What a leader has restored before the month was reported on is part of it for good, tables included.
func TestRestoredBeforeTheReport(t *testing.T) {
	t.Parallel()
	b := withBatch(t)
	if err := b.LookOver(t.Context(), b.unit, vietnam("2026-11-01 00:10:00")); err != nil {
		t.Fatal(err)
	}
	if err := b.decide(report.Restored, "đợt tập huấn"); err != nil {
		t.Fatal(err)
	}
	f := b.report()
	sum := f.BySlip.HiddenN
	for _, r := range f.BySlip.Rows {
		sum += r.N
	}
	if f.Overall.N != 160 || sum != 160 {
		t.Errorf("headline %d, tables %d", f.Overall.N, sum)
	}
	if f.Restored == nil || f.Restored.Merged != 40 || f.Restored.Without != nil {
		t.Errorf("restored: %+v", f.Restored)
	}
	if err := b.decide(report.SetAside, "đổi ý"); !errors.Is(err, storage.ErrMerged) {
		t.Errorf("taken out of what was issued: %v", err)
	}
}

// Of a batch whose citizens have deleted their forms down to four nothing is counted apart.
func TestBatchOfFewIsNone(t *testing.T) {
	t.Parallel()
	b := withBatch(t)
	if err := b.LookOver(t.Context(), b.unit, vietnam("2026-11-01 00:10:00")); err != nil {
		t.Fatal(err)
	}
	forms := b.count(`SELECT count(*)::int FROM batch_response`)
	for i := range forms - 4 {
		record, err := b.RecordByReceipt(t.Context(), value[string](b, `SELECT receipt FROM response JOIN batch_response ON response = id ORDER BY id LIMIT 1`))
		if err != nil {
			t.Fatal(err)
		}
		b.commit("me", b.erasing("web:eraser", int64(i), record.Response))
	}
	f := b.report()
	if f.Overall.N != 124 || f.Apart != nil || f.Restored != nil || len(f.Suspicious) != 0 || b.issuedSum("batch <> 0") != 0 {
		t.Errorf("headline %d, apart %+v", f.Overall.N, f.Apart)
	}
}

// From which address a form came is known for the day; then no more than whether it was one of many.
func TestAddressesAreForgotten(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for i := range int64(9) {
		s := b.started(1 + i)
		s.Net = "nhiều"
		if i >= 6 {
			s.Net = "ít"
		}
		b.commit("me", b.opening("web:"+string(rune('a'+i)), 0, s))
	}
	if err := b.ForgetAddresses(t.Context(), vietnam("2026-10-15 23:00:00")); err != nil {
		t.Fatal(err)
	}
	if n := b.count(`SELECT count(*)::int FROM net`); n != 9 {
		t.Errorf("%d are known on the day itself", n)
	}
	if err := b.ForgetAddresses(t.Context(), vietnam("2026-10-16 00:00:30")); err != nil {
		t.Fatal(err)
	}
	if n, crowd := b.count(`SELECT count(*)::int FROM net`), b.count(`SELECT count(*)::int FROM response WHERE crowd`); n != 0 || crowd != 6 {
		t.Errorf("%d are known on the next day, %d forms are of a crowd", n, crowd)
	}
	if kind := value[string](b, `SELECT relpersistence::text FROM pg_class WHERE relname = 'net'`); kind != "u" {
		t.Errorf("addresses stand in the log of writes")
	}
}
