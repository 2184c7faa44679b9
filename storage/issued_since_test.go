package storage_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
)

// Since when a unit has had forms is kept with the months that were reported on: a form that is deleted afterwards changes nothing,
// and a quarter knows it as its months do.
func TestServedSince(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	forms := []storage.CompleteResponse{b.filled(1, vietnam("2026-07-30 09:00:00"), 5, "")}
	for i := range int64(12) {
		forms = append(forms, b.filled(10+i, vietnam("2026-08-05 09:00:00").AddDate(0, 0, int(i)), int(2+i%4), ""), b.filled(40+i, vietnam("2026-09-05 09:00:00").AddDate(0, 0, int(i)), int(2+i%4), ""))
	}
	b.importForms(forms...)
	july := report.Build(b.inputAt("2026-07", vietnam("2026-08-01 08:00:00")))
	if !july.Days.Partly || july.Days.From != "2026-07-30" {
		t.Errorf("July is of %+v", july.Days)
	}
	b.exec(`DELETE FROM answer WHERE response = 1`)
	b.exec(`DELETE FROM response WHERE id = 1`)
	quarter := report.Build(b.inputAt("2026-Q3", vietnam("2026-10-01 08:00:00")))
	if !quarter.Days.Partly || quarter.Days.From != "2026-07-30" || quarter.Change != nil || quarter.NotCompared == "" {
		t.Errorf("the quarter is of %+v, change %+v", quarter.Days, quarter.Change)
	}
	if august := report.Build(b.inputAt("2026-08", vietnam("2026-10-01 08:00:00"))); august.Days.Partly || august.Change != nil {
		t.Errorf("August is of %+v, compared with %+v", august.Days, august.Change)
	}
	if september := report.Build(b.inputAt("2026-09", vietnam("2026-10-01 08:00:00"))); september.Days.Partly || september.Change == nil {
		t.Errorf("September is of %+v, compared with %+v", september.Days, september.Change)
	}
	units, err := b.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, _ := calendar.ParsePeriod("2026-Q3")
	ins, err := b.CompareInputs(t.Context(), units[:1], p, vietnam("2026-10-01 08:00:00"))
	if err != nil || !ins[0].Since.Equal(vietnam("2026-07-30 00:00:00")) {
		t.Errorf("compared it is of %v on (%v)", ins[0].Since, err)
	}
}

// Months of a unit that counts from the 15th are over on the 14th, and not before; those of the unit beside it are not.
func TestReportsByTheWindow(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.unit.Settings.Cuts = []org.Cut{{Day: 15}}
	b.exec(`UPDATE unit SET settings = jsonb_set(settings, '{cuts}', '[{"day": 15}]') WHERE id = $1`, b.unit.ID)
	p, _ := calendar.ParsePeriod("2026-10")
	if _, err := b.ReportInput(t.Context(), b.unit, b.form, p, vietnam("2026-10-14 23:59:59")); err == nil {
		t.Error("a month was told of before it had ended")
	}
	f := report.Build(b.inputAt("2026-10", vietnam("2026-10-15 00:00:00")))
	if f.Days.From != "2026-09-15" || f.Days.To != "2026-10-14" || f.Days.SoFar {
		t.Errorf("of %+v", f.Days)
	}
	units, err := b.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.CompareInputs(t.Context(), units, p, vietnam("2026-10-15 00:00:00")); err == nil {
		t.Error("a month of the unit beside it was told of before it had ended")
	}
	long, _ := calendar.ParsePeriod("2026-Q4")
	if _, err := b.CompareInputs(t.Context(), units, long, vietnam("2026-11-15 00:00:00")); err != nil {
		t.Error(err)
	}
	for _, u := range units {
		want := 2
		if u.ID != b.unit.ID {
			want = 1
		}
		if n := value[int](b, `SELECT count(*) FROM issued WHERE unit = $1 AND month >= 202610`, u.ID); n != want {
			t.Errorf("unit %s: %d months of the quarter were issued, want %d", u.Code, n, want)
		}
	}
}
