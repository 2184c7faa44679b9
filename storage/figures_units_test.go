package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// A merged unit stands in a comparison as in its own report: with its predecessors for the months before. Each of two that
// share a predecessor has it whole, and one that stands for itself keeps its own.
func TestCompareInputsAfterAMerger(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	save := func(code string, set org.Settings) {
		t.Helper()
		if _, _, err := b.SaveUnit(ctx, org.Unit{Code: code, Name: "xã " + code, Settings: set}); err != nil {
			t.Fatal(err)
		}
	}
	save("cu-hon", org.Settings{})
	save("cu", org.Settings{Predecessors: []string{"cu-hon"}})
	save("moi", org.Settings{Predecessors: []string{"cu"}, MergedFrom: "2026-08"})
	save("canh", org.Settings{Predecessors: []string{"cu"}, MergedFrom: "2026-09"})
	units, err := b.Units(ctx)
	if err != nil {
		t.Fatal(err)
	}
	oldest, former, merged, beside := units[2], units[3], &units[4], &units[5]
	merged.Created, beside.Created = vietnam("2026-09-20 00:00:00"), vietnam("2026-09-20 00:00:00") // entered here later
	var counts []survey.Count
	for _, c := range []struct {
		unit  storage.UnitRow
		month calendar.Month
		n     int
	}{
		{oldest, 202604, 20}, {former, 202607, 10}, {former, 202608, 500}, {former, 202609, 7000},
		{*merged, 202607, 1}, {*merged, 202608, 40}, {*merged, 202609, 50}, {*beside, 202609, 3}, {units[0], 202607, 900},
	} {
		cell := b.cell(c.month, "q1", 4)
		cell.Unit = c.unit.ID
		counts = append(counts, survey.Count{Cell: cell, N: c.n})
	}
	b.bring(counts)
	asked := []storage.UnitRow{*beside, units[0], *merged, former}
	for _, period := range []string{"2026-Q3", "2026-07", "2026-08", "2026-09", "2026"} {
		p, err := calendar.ParsePeriod(period)
		if err != nil {
			t.Fatal(err)
		}
		ins, err := b.CompareInputs(ctx, asked, p, vietnam("2027-01-01 08:00:00"))
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range asked {
			b.unit = u
			compared, own := report.Build(ins[i]), report.Build(b.input(period))
			if compared.Overall.N != own.Overall.N || (compared.Change == nil) != (own.Change == nil) {
				t.Errorf("%s of %s: %d answers, change %+v; its report says %d, %+v", period, u.Code, compared.Overall.N, compared.Change, own.Overall.N, own.Change)
			}
			if own.Change != nil && compared.Change.N != own.Change.N {
				t.Errorf("%s of %s: %d answers before, its report says %d", period, u.Code, compared.Change.N, own.Change.N)
			}
		}
	}
	third, _ := calendar.ParsePeriod("2026-Q3")
	ins, err := b.CompareInputs(ctx, asked, third, vietnam("2026-10-01 08:00:00"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range ins {
		f := report.Build(in)
		got = append(got, fmt.Sprintf("%d %s", f.Overall.N, f.Predecessor))
	}
	if want := []string{"510 xã cu-hon, xã cu", "900 ", "100 xã cu-hon, xã cu", "7510 xã cu-hon"}; !slices.Equal(got, want) {
		t.Errorf("answers in the quarter %q, want %q", got, want)
	}
	merged.Settings.MergedFrom = "August"
	if _, err := b.CompareInputs(ctx, []storage.UnitRow{*merged}, third, vietnam("2026-10-01 08:00:00")); err == nil {
		t.Error("a month that is none was taken")
	}
}

func TestUnitForm(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	questionnaires, err := b.Questionnaires(ctx)
	if err != nil || len(questionnaires) != 2 || questionnaires[0].ID != "co-dieu-kien" || questionnaires[1].ID != "mau-v1" {
		t.Fatalf("%d forms: %v", len(questionnaires), err)
	}
	if err := b.SetUnitQuestionnaire(ctx, b.unit.ID, "co-dieu-kien"); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"a form nobody published": b.SetUnitQuestionnaire(ctx, b.unit.ID, "tt01-2018-v3"), "a unit that is not there": b.SetUnitQuestionnaire(ctx, 99, "mau-v1"),
	} {
		if !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	units, err := b.Units(ctx)
	if err != nil || units[0].QuestionnaireID != "co-dieu-kien" || units[1].QuestionnaireID != "mau-v1" {
		t.Errorf("forms of the units: %+v, %v", units, err)
	}
}
