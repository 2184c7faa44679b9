package storage_test

import (
	"reflect"
	"sync"
	"testing"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

func factsOf(t *testing.T, b *base, period string) map[int]survey.Fact {
	t.Helper()
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := b.Facts(t.Context(), b.unit.ID, p)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func TestFacts(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	quarter, err := calendar.ParsePeriod("2026-Q3")
	if err != nil {
		t.Fatal(err)
	}
	two, none := 2, 0
	set := func(unit int32, facts map[int]*survey.Fact) error { return b.SetFacts(ctx, unit, quarter, facts) }
	if err := set(b.unit.ID, map[int]*survey.Fact{1: {Two: 120, One: 300, Zero: 9}, 5: {Points: &two}, 6: {Points: &none}}); err != nil {
		t.Fatal(err)
	}
	if err := set(b.unit.ID, map[int]*survey.Fact{1: {Two: 1}, 6: nil, 8: nil}); err != nil {
		t.Fatal(err)
	}
	want := map[int]survey.Fact{1: {Two: 1}, 5: {Points: &two}}
	if got := factsOf(t, b, "2026-Q3"); !reflect.DeepEqual(got, want) {
		t.Errorf("kept are %+v, want %+v", got, want)
	}
	if in := b.input("2026-Q3"); !reflect.DeepEqual(in.Facts, want) {
		t.Errorf("a report gets %+v", in.Facts)
	}
	if in := b.input("2026-09"); len(in.Facts) != 0 {
		t.Errorf("another period gets %+v", in.Facts)
	}
	for name, facts := range map[string]map[int]*survey.Fact{
		"negative": {2: {Two: 5}, 3: {Two: -1}}, "both kinds": {2: {Two: 5, Points: &two}}, "no index": {0: {Two: 5}},
	} {
		if err := set(b.unit.ID, facts); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if err := set(99, map[int]*survey.Fact{2: {Two: 5}}); err == nil {
		t.Error("taken for a unit that is not there")
	}
	if got := factsOf(t, b, "2026-Q3"); !reflect.DeepEqual(got, want) {
		t.Errorf("after refusals %+v are kept, want %+v", got, want)
	}
}

// Who enters facts loses none to others who do the same, nor to somebody who changes the unit.
func TestFactsWhileTheUnitChanges(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	quarter, err := calendar.ParsePeriod("2026-Q3")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 9 {
		all.Go(func() {
			if err := b.SetFacts(ctx, b.unit.ID, quarter, map[int]*survey.Fact{i + 1: {Two: i + 1}}); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			if _, _, err := b.SaveUnit(ctx, org.Unit{Code: b.unit.Code, Name: "xã Mới", Settings: org.Settings{DigestHour: i + 1}}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	got := factsOf(t, b, "2026-Q3")
	for i := range 9 {
		if got[i+1].Two != i+1 {
			t.Errorf("index %d is %+v", i+1, got[i+1])
		}
	}
}
