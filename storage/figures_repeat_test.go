package storage_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/demo"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
)

// One device that sends in form after form is seen from the fifth on, and what was deleted does not count.
func TestRepeatsFormByForm(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	id := int64(0)
	open := func(month int) {
		id++
		s := b.started(id)
		s.Respondent, s.Day = "the same", s.Day.AddDate(0, 0, int(id))
		s.Month = calendar.Month(month)
		b.commit("me", b.opening("web:"+strconv.FormatInt(id, 10), 0, s))
	}
	erase := func(id int64) {
		turn := b.turn("web:eraser", id-1)
		turn.Version = int64(b.count(`SELECT coalesce(max(version), 0) FROM conversation WHERE conv = 'web:eraser'`))
		turn.Event, turn.Erase = "erase "+strconv.FormatInt(id, 10), id
		b.commit("me", turn)
	}
	check := func(when string, want int) {
		t.Helper()
		got := 0
		for _, f := range b.monthForms(202610) {
			got += f.Device
		}
		if got != want {
			t.Errorf("%s: %d forms of the device, want %d", when, got, want)
		}
	}
	for range 4 {
		open(202610)
		open(202609)
	}
	check("four", 0)
	open(202610)
	check("five", 5)
	open(202610)
	open(202610)
	check("seven", 7)
	erase(9)
	erase(10)
	check("two deleted, of which one was the fifth", 5)
	erase(1)
	check("three deleted, still known", 4)
	open(202610)
	check("one more", 5)
}

// A database reached by the simple protocol, as some poolers ask for, gives the same report.
func TestReportInputBySimpleProtocol(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	sample := demo.Answers(b.unit.ID, b.form, vietnam("2026-11-15 09:00:00"))
	if err := b.Import(t.Context(), b.form, sample.Forms, sample.Counts, sample.Misses); err != nil {
		t.Fatal(err)
	}
	want := b.input("2026-10")
	if len(want.Counts) < 100 || len(want.Previous) < 100 || len(want.History) < 10 || len(want.Issued) != 1 || len(want.Issued[0].Said) < 3 {
		t.Fatalf("there is little to compare: %d, %d, %d, %+v", len(want.Counts), len(want.Previous), len(want.History), want.Issued)
	}
	b.DB = testkit.Open(t, b.dsn+" default_query_exec_mode=simple_protocol")
	if got := b.input("2026-10"); !reflect.DeepEqual(got, want) {
		t.Errorf("%d counts, %+v; want %d, %+v", len(got.Counts), got.Issued, len(want.Counts), want.Issued)
	}
}

// How forms came in and what was suggested is the predecessors' as well, for the months before the merger.
func TestFormsOfPredecessors(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	former, _, err := b.SaveUnit(ctx, org.Unit{Code: "cu", Name: "xã Cũ"})
	if err != nil {
		t.Fatal(err)
	}
	var forms []storage.CompleteResponse
	for i, c := range []struct {
		unit int32
		at   string
		text string
	}{
		{former, "2026-07-10 09:00:30", "Thêm ghế ngồi chờ"}, {former, "2026-08-10 09:00:00", "sau khi sáp nhập"},
		{b.unit.ID, "2026-08-10 09:00:00", "cần thêm ghế chờ"}, {b.unit.ID, "2026-06-30 23:59:00", "kỳ trước"}, {b.unit.ID + 1, "2026-07-10 09:00:00", "xã khác"},
	} {
		f := b.filled(int64(1+i), vietnam(c.at), 5, c.text)
		f.Unit = c.unit
		forms = append(forms, f)
	}
	for i := range int64(9) {
		f := b.filled(20+i, vietnam("2026-07-15 10:00:00"), 4, "")
		f.Unit = former
		forms = append(forms, f)
	}
	b.importForms(forms...)
	b.unit.Settings.Predecessors, b.unit.Settings.MergedFrom = []string{"cu"}, "2026-08"
	if _, err := b.AddPoint(ctx, former, "quay", "Quầy chung"); err != nil {
		t.Fatal(err)
	}
	f := report.Build(b.input("2026-Q3"))
	if len(f.Suggestions) != 1 || f.Suggestions[0].N != 2 {
		t.Errorf("suggestions %+v", f.Suggestions)
	}
	var odd []string
	for _, x := range f.Suspicious {
		odd = append(odd, fmt.Sprintf("%s at %s: %d", x.Kind, x.Where, x.N))
	}
	if want := []string{"same-minute at Quầy chung (xã Cũ): 9"}; !slices.Equal(odd, want) {
		t.Errorf("odd forms %q, want %q", odd, want)
	}
}
