package storage_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// written is everything a report says.
func written(t *testing.T, in report.Input) string {
	t.Helper()
	f := report.Build(in)
	f.GeneratedAt = time.Time{}
	all, err := json.Marshal(struct {
		Figures report.Figures
		Digest  any
		Public  report.Public
	}{f, f.Digest(), f.Public()})
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// Once a report has said something of a month, nobody can tell from any later one whether a form of it was deleted, or came
// in late: not from the same report shown again, nor from the next month's, the quarter's or the comparison.
func TestErasedFormsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	id := int64(0)
	month := func(at string, n int) (forms []storage.CompleteResponse) {
		for i := range n {
			id++
			f := b.filled(id, vietnam(at).Add(time.Duration(i)*time.Second), 5-i%3, "")
			if i < 3 {
				f = b.filled(id, vietnam(at), 1, "Ghế chờ hỏng")
			}
			forms = append(forms, f)
		}
		return forms
	}
	august, september := month("2026-08-10 09:00:00", 20), month("2026-09-10 09:00:00", 30)
	b.importForms(append(august, september...)...)
	periods := []string{"2026-08", "2026-09", "2026-Q3", "2026-10", "2026"}
	parents := func() string {
		p, _ := calendar.ParsePeriod("2026-Q3")
		ins, err := b.CompareInputs(ctx, []storage.UnitRow{b.unit}, p, vietnam("2026-10-01 08:00:00"))
		if err != nil {
			t.Fatal(err)
		}
		return written(t, ins[0])
	}
	b.input("2026-08")
	b.importForms(month("2026-10-05 09:00:00", 12)...)
	before := []string{parents()}
	for _, p := range periods {
		before = append(before, written(t, b.input(p)))
	}
	version := int64(0)
	for _, f := range append(august[:2], september[0]) {
		turn := b.erasing("web:eraser", version, f.Response)
		b.commit("me", turn)
		version++
	}
	b.importForms(month("2026-08-20 09:00:00", 2)...)
	after := []string{parents()}
	for _, p := range periods {
		after = append(after, written(t, b.input(p)))
	}
	for i := range before {
		if before[i] != after[i] {
			t.Errorf("it shows in %s:\n%s\n%s", append([]string{"the comparison"}, periods...)[i], before[i], after[i])
		}
	}
	if n := b.count(`SELECT count(*) FROM response WHERE id = ANY($1)`, []int64{august[0].ID, august[1].ID, september[0].ID}); n != 0 {
		t.Errorf("%d forms are still there", n)
	}
}

// What is deleted before anybody was told anything is in no report.
func TestErasedBeforeTheReport(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	forms := []storage.CompleteResponse{}
	for i := range int64(10) {
		forms = append(forms, b.filled(1+i, vietnam("2026-09-10 09:00:00").Add(time.Duration(i*i)*17*time.Minute), 4, ""))
	}
	b.importForms(forms...)
	b.commit("me", b.erasing("web:eraser", 0, forms[0].Response))
	if f := report.Build(b.input("2026-09")); f.Overall.N != 9 || f.Forms.Returned != 9 {
		t.Errorf("%d answers on %d forms", f.Overall.N, f.Forms.Returned)
	}
}

// Of a running month nothing is said, in whatever report it stands.
func TestNothingOfARunningMonth(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.bring([]survey.Count{{Cell: b.cell(202609, "q1", 5), N: 20}, {Cell: b.cell(202610, "q1", 5), N: 30}, {Cell: b.cell(202611, "q1", 5), N: 40}})
	now := vietnam("2026-11-20 09:00:00")
	if f := report.Build(b.inputAt("2026-Q4", now)); f.Overall.N != 30 || len(f.Trend) > 0 {
		t.Errorf("the quarter so far has %d answers", f.Overall.N)
	}
	if n := b.count(`SELECT count(*) FROM issued WHERE month = 202611`); n != 0 {
		t.Error("a running month was kept")
	}
	p, _ := calendar.ParsePeriod("2026-11")
	if _, err := b.ReportInput(t.Context(), b.unit, b.form, p, now); !errors.Is(err, storage.ErrNotEnded) {
		t.Errorf("a report on a running month: %v", err)
	}
	if _, err := b.CompareInputs(t.Context(), []storage.UnitRow{b.unit}, p, now); !errors.Is(err, storage.ErrNotEnded) {
		t.Errorf("a comparison over a running month: %v", err)
	}
}

// Many replicas that ask at once keep the same, once.
func TestIssuedAtOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.bring([]survey.Count{{Cell: b.cell(202609, "q1", 5), N: 20}, {Cell: b.cell(202610, "q1", 5), N: 30}})
	p, _ := calendar.ParsePeriod("2026-10")
	inputs := make([]report.Input, 6)
	var all sync.WaitGroup
	for i := range inputs {
		db := testkit.Open(t, b.dsn)
		all.Go(func() {
			var err error
			if inputs[i], err = db.ReportInput(t.Context(), b.unit, b.form, p, time.Date(2026, 11, 1, 8, 0, 0, 0, org.Location())); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, in := range inputs[1:] {
		if !reflect.DeepEqual(sortedCounts(in.Counts), sortedCounts(inputs[0].Counts)) || len(in.Previous) != 1 {
			t.Errorf("%v and %v, before %v", in.Counts, inputs[0].Counts, in.Previous)
		}
	}
}
