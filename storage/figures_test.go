package storage_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/odd"
	"motcua/storage"
	"motcua/survey"
)

// cell is a cell of the base's unit, by channel.
func (b *base) cell(m calendar.Month, question string, choice int) survey.Cell {
	return survey.Cell{Unit: b.unit.ID, Month: m, Questionnaire: "mau-v1", Question: question, Choice: choice, By: survey.ByChannel, Key: "web"}
}

// bring stores counts and misses as they are.
func (b *base) bring(counts []survey.Count, misses ...turn.Miss) {
	b.t.Helper()
	if err := b.Import(b.t.Context(), b.form, nil, counts, misses); err != nil {
		b.t.Fatal(err)
	}
}

func (b *base) input(period string) report.Input {
	b.t.Helper()
	return b.inputAt(period, time.Date(2026, 12, 1, 8, 0, 0, 0, org.Location()))
}

func (b *base) inputAt(period string, now time.Time) report.Input {
	b.t.Helper()
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		b.t.Fatal(err)
	}
	in, err := b.ReportInput(b.t.Context(), b.unit, b.form, p, now)
	if err != nil {
		b.t.Fatal(err)
	}
	return in
}

// monthForms are how the forms of the unit's month came in.
func (b *base) monthForms(m calendar.Month) []odd.Response {
	b.t.Helper()
	responses, err := b.MonthForms(b.t.Context(), b.unit.ID, m)
	if err != nil {
		b.t.Fatal(err)
	}
	return responses
}

func TestReportInputMonths(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var counts []survey.Count
	for i, m := range []calendar.Month{202512, 202606, 202607, 202608, 202609, 202610} {
		counts = append(counts, survey.Count{Cell: b.cell(m, "q1", 4), N: 1 << i})
	}
	cancelled := b.cell(202609, "q1", 1)
	other := b.cell(202609, "q1", 4)
	other.Unit++
	b.bring(append(counts, survey.Count{Cell: cancelled, N: 1}, survey.Count{Cell: other, N: 1000}))
	b.bring([]survey.Count{{Cell: cancelled, N: -1}})
	cellOf := func(m calendar.Month, n int) survey.Count { return survey.Count{Cell: b.cell(m, "q1", 4), N: n} }
	for _, c := range []struct {
		period     string
		now        []survey.Count
		previously int
	}{
		{"2026-09", []survey.Count{cellOf(202609, 16)}, 8}, {"2026-08", []survey.Count{cellOf(202608, 8)}, 4},
		{"2026-Q3", []survey.Count{cellOf(202607, 4), cellOf(202608, 8), cellOf(202609, 16)}, 2},
		{"2026", []survey.Count{cellOf(202606, 2), cellOf(202607, 4), cellOf(202608, 8), cellOf(202609, 16), cellOf(202610, 32)}, 1},
		{"2026-01", []survey.Count{}, 1},
	} {
		in := b.input(c.period)
		if in.Period.String() != c.period || in.Unit.ID != b.unit.ID || in.Questionnaire != b.form {
			t.Errorf("%s: head %v %d", c.period, in.Period, in.Unit.ID)
		}
		if got := sortedCounts(in.Counts); !reflect.DeepEqual(got, c.now) {
			t.Errorf("%s: counts %v, want %v", c.period, got, c.now)
		}
		if len(in.Previous) != 1 || in.Previous[0].N != c.previously || !in.Period.Previous().Contains(in.Previous[0].Month) {
			t.Errorf("%s: previous %v, want %d", c.period, in.Previous, c.previously)
		}
	}
}

// "Nobody answered then" is a finding, "the unit did not exist then" is none.
func TestReportInputPrevious(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	loc := org.Location()
	for _, c := range []struct {
		name    string
		created time.Time
		period  string
		exists  bool
	}{
		{"long before", time.Date(2025, 1, 1, 0, 0, 0, 0, loc), "2026-10", true},
		{"at the last moment of the month before", time.Date(2026, 9, 30, 23, 59, 59, 0, loc), "2026-10", true},
		{"at the first moment of the month", time.Date(2026, 10, 1, 0, 0, 0, 0, loc), "2026-10", false},
		{"in the month", time.Date(2026, 10, 20, 0, 0, 0, 0, loc), "2026-10", false},
		{"in the middle of the quarter before", time.Date(2026, 8, 20, 0, 0, 0, 0, loc), "2026-Q4", true},
		{"in the year", time.Date(2026, 1, 1, 0, 0, 0, 0, loc), "2026", false},
	} {
		b.unit.Created = c.created
		in := b.input(c.period)
		if len(in.Previous) != 0 || (in.Previous != nil) != c.exists {
			t.Errorf("made %s: previous of %s is %#v", c.name, c.period, in.Previous)
		}
		if in.Counts == nil {
			t.Errorf("made %s: counts are nil, nobody having answered is not nothing known", c.name)
		}
	}
	// Figures from before the unit was made here (brought in from paper) are figures.
	b = newBase(t)
	b.unit.Created = time.Date(2026, 10, 20, 0, 0, 0, 0, loc)
	b.bring([]survey.Count{{Cell: b.cell(202609, "q1", 4), N: 3}})
	if in := b.input("2026-10"); len(in.Previous) != 1 || in.Previous[0].N != 3 {
		t.Errorf("previous is %v", in.Previous)
	}
}

// The same question in other spellings or words is one question; what is not shown is counted all the same.
func TestReportInputMisses(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	at := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	miss := func(body, fold string) turn.Miss {
		return turn.Miss{Unit: b.unit.ID, Month: 202610, Body: body, Fold: fold, At: at}
	}
	misses := []turn.Miss{
		miss("nuôi yến", "nuoi yen"), miss("Nuôi yến?", "nuoi yen"), miss("xin hỏi nuôi yến ạ", "xin hoi nuoi yen a"), miss("cắt điện", "cat dien"), miss("Cắt điện", "cat dien"),
	}
	for _, s := range strings.Fields("bè chợ cầu đình đèn gà hồ kho loa mía phà yến") {
		misses = append(misses, miss(s, s))
	}
	old, others := miss("tháng trước", "thang truoc"), miss("xã khác", "xa khac")
	old.Month, others.Unit = 202609, b.unit.ID+1
	lookups := []survey.Count{
		{Cell: b.cell(202610, survey.QLookup, survey.LookupFound), N: 40}, {Cell: b.cell(202610, survey.QLookup, survey.LookupRefused), N: 17},
		{Cell: b.cell(202609, survey.QLookup, survey.LookupFound), N: 500},
	}
	b.bring(lookups, append(misses, old, others)...)
	in := b.input("2026-10")
	if in.MissTotal != 17 || in.Lookups != 57 || len(in.Misses) != 10 {
		t.Fatalf("%d misses in %d groups, %d lookups", in.MissTotal, len(in.Misses), in.Lookups)
	}
	for i, want := range []report.Miss{{Text: "nuoi yen", N: 3}, {Text: "Cắt điện", N: 2}, {Text: "bè", N: 1}} {
		if got := in.Misses[i]; got.N != want.N || (i != 0 && got.Text != want.Text) {
			t.Errorf("miss %d is %+v, want %+v", i, got, want)
		}
	}
	if in := b.input("2026-08"); in.MissTotal != 0 || in.Misses != nil || in.Lookups != 0 {
		t.Errorf("a quiet month has %v", in.Misses)
	}
}

func TestRecountCountsOnlyItsOwn(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	mine, others := storage.CompleteResponse{OpenedResponse: b.started(1)}, storage.CompleteResponse{OpenedResponse: b.started(2)}
	others.Unit++
	for _, f := range []*storage.CompleteResponse{&mine, &others} {
		f.Response, f.FinishedAt = f.Close(), f.Started
	}
	if err := b.Import(t.Context(), b.form, []storage.CompleteResponse{mine, others}, nil, nil); err != nil {
		t.Fatal(err)
	}
	got, err := b.Recount(t.Context(), b.unit.ID, b.form)
	if want := mine.Counts(b.form); err != nil || !reflect.DeepEqual(sortedCounts(got), sortedCounts(want)) {
		t.Errorf("recount is %v (%v)", got, err)
	}
}
