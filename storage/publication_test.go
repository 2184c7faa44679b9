package storage_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// proposal is something to publish of the first unit.
func (b *base) proposal(period, way string) storage.Publication {
	b.t.Helper()
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		b.t.Fatal(err)
	}
	in := report.Input{Unit: b.unit.Unit, Questionnaire: b.form, Period: p, Now: vietnam("2026-11-01 08:00:00")}
	for choice, n := range []int{0, 1, 2, 3, 20, 30} {
		in.Counts = append(in.Counts, survey.Visit{Unit: b.unit.ID, Month: p.First(), Questionnaire: b.form.ID, Channel: "web"}.Headline("q1", choice, n)...)
	}
	return storage.Publication{
		Published: storage.Published{Unit: b.unit.ID, Period: p, Way: way}, Figures: report.Build(in).Public(), Chart: []byte("\x89PNG " + period),
	}
}

func TestPublicationIsFrozenReplacedAndWithdrawn(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx, p := t.Context(), b.proposal("2026-10", storage.WayRoom)
	october := p.Period
	if _, err := b.Publication(ctx, b.unit.ID, october); !errors.Is(err, storage.ErrNotFound) {
		t.Fatalf("before anything was published: %v", err)
	}
	if err := b.WithdrawFigures(ctx, b.unit.ID, october, storage.WayRoom, vietnam("2026-11-02 09:00:00")); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("nothing to withdraw: %v", err)
	}
	first := vietnam("2026-11-02 09:00:00")
	check(t, b.PublishFigures(ctx, p, first))
	got, err := b.Publication(ctx, b.unit.ID, october)
	check(t, err)
	if !got.At.Equal(first) || got.Again() || !got.Shown() || got.Way != storage.WayRoom || !got.Figures.AsOf.Equal(p.Figures.AsOf) {
		t.Errorf("%+v", got.Published)
	}
	got.Figures.AsOf = p.Figures.AsOf
	if !reflect.DeepEqual(got.Figures, p.Figures) {
		t.Errorf("stored %+v\nwant %+v", got.Figures, p.Figures)
	}
	if zone := got.Figures.AsOf.Location(); zone != org.Location() {
		t.Errorf("as of a time in %s", zone)
	}
	// Again, by another way: the figures are new, the first time is kept.
	p.Way, p.Chart, p.Figures.Cautions = storage.WayCommand, []byte("new"), []string{"mới"}
	second := first.Add(48 * time.Hour)
	check(t, b.PublishFigures(ctx, p, second))
	got, err = b.Publication(ctx, b.unit.ID, october)
	check(t, err)
	chart, err := b.PublicationChart(ctx, b.unit.ID, october)
	check(t, err)
	if !got.At.Equal(first) || !got.Updated.Equal(second) || !got.Again() || got.Figures.Cautions[0] != "mới" || string(chart) != "new" || got.Way != storage.WayCommand {
		t.Errorf("%+v, chart %q", got, chart)
	}
	// Withdrawn: it can still be compared with, and nobody publishes.
	check(t, b.WithdrawFigures(ctx, b.unit.ID, october, "telegram", second.Add(time.Hour)))
	got, err = b.Publication(ctx, b.unit.ID, october)
	check(t, err)
	if got.Shown() || got.Way != "telegram" {
		t.Errorf("%+v", got.Published)
	}
	if units, err := b.Publishing(ctx); err != nil || len(units) != 0 {
		t.Errorf("publishing: %v, %v", units, err)
	}
	if err := b.WithdrawFigures(ctx, b.unit.ID, october, storage.WayRoom, second); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("withdrawn twice: %v", err)
	}
	// And shown again.
	p.Chart = nil
	check(t, b.PublishFigures(ctx, p, second.Add(2*time.Hour)))
	if got, err = b.Publication(ctx, b.unit.ID, october); err != nil || !got.Shown() || !got.At.Equal(first) {
		t.Errorf("%+v, %v", got.Published, err)
	}
	if _, err := b.PublicationChart(ctx, b.unit.ID, october); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a chart that was not drawn: %v", err)
	}
	if units, err := b.Publishing(ctx); err != nil || len(units) != 1 || !units[b.unit.ID] {
		t.Errorf("publishing: %v, %v", units, err)
	}
}

// The newest period comes first; of those that end together the month before the quarter before the year.
func TestPublicationsInOrder(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for _, p := range []string{"2026", "2026-Q3", "2026-12", "2026-Q4", "2026-09", "2025-12"} {
		check(t, b.PublishFigures(t.Context(), b.proposal(p, storage.WayRoom), vietnam("2027-01-02 08:00:00")))
	}
	all, err := b.Publications(t.Context(), b.unit.ID)
	check(t, err)
	var got []string
	for _, p := range all {
		got = append(got, p.Period.String())
	}
	if want := "2026-12 2026-Q4 2026 2026-09 2026-Q3 2025-12"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	if others, err := b.Publications(t.Context(), b.unit.ID+1); err != nil || len(others) != 0 {
		t.Errorf("of another unit: %v, %v", others, err)
	}
}

// wish makes an open duty, as a turn does.
func (b *base) wish(key, period string, do turn.PublishAct) turn.Owing {
	b.t.Helper()
	note, err := json.Marshal(turn.PublishWish{Conv: "web:leaders", Period: period, Do: do})
	check(b.t, err)
	o := turn.Owing{Duty: turn.Duty{Job: turn.PublishJob, Unit: b.unit.ID, Period: key}, Note: string(note)}
	b.exec(`INSERT INTO duty (job, unit, period, note) VALUES ($1, $2, $3, $4)`, o.Job, o.Unit, o.Period, o.Note)
	return o
}

func (b *base) take(o turn.Owing, holder string) {
	b.t.Helper()
	if won, err := b.Claim(b.t.Context(), o.Duty, holder, time.Minute); err != nil || !won {
		b.t.Fatal(won, err)
	}
}

// What is published, the answer and the end of the duty are one.
func TestPublishingByDuty(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx, pub, now := t.Context(), b.proposal("2026-10", "telegram"), vietnam("2026-11-02 09:00:00")
	answer := turn.Post{Conv: "web:leaders", Unit: b.unit.ID, Body: []byte(`{"l":[]}`)}
	o := b.wish("1", "2026-10", turn.PublishDo)
	b.take(o, "me")
	if err := b.DonePublishing(ctx, o, "somebody else", &pub, now, answer); !errors.Is(err, storage.ErrLost) {
		t.Errorf("by somebody who does not hold it: %v", err)
	}
	if n := b.count(`SELECT count(*)::int FROM publication`) + b.count(`SELECT count(*)::int FROM pending`); n != 0 {
		t.Errorf("half of it was done: %d rows", n)
	}
	check(t, b.DonePublishing(ctx, o, "me", &pub, now, answer))
	if err := b.DonePublishing(ctx, o, "me", &pub, now.Add(time.Hour), answer); !errors.Is(err, storage.ErrLost) {
		t.Errorf("a second time: %v", err)
	}
	if n := b.count(`SELECT count(*)::int FROM pending`); n != 1 {
		t.Errorf("%d answers", n)
	}
	got, err := b.Publication(ctx, b.unit.ID, pub.Period)
	if check(t, err); got.Again() {
		t.Error("published twice")
	}
}

// What is withdrawn does not come back because somebody had wished for it before.
func TestWithdrawingDropsOlderWishes(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx, pub, now := t.Context(), b.proposal("2026-10", "web"), vietnam("2026-11-02 09:00:00")
	before := b.wish("1", "2026-10", turn.PublishDo)
	shown, other := b.wish("2", "2026-10", turn.PublishShow), b.wish("3", "2026-Q3", turn.PublishDo)
	withdrawing := b.wish("4", "2026-10", turn.PublishWithdraw)
	after := b.wish("5", "2026-10", turn.PublishDo)
	b.take(before, "slow") // is at it
	b.take(withdrawing, "me")
	told := 0
	check(t, b.DoneWithdrawing(ctx, withdrawing, "me", pub.Period, "web", now, func(hidden bool) (turn.Post, error) {
		told++
		if hidden {
			t.Error("something was hidden that never was shown")
		}
		return turn.Post{Conv: "web:leaders", Body: []byte(`{"l":[]}`)}, nil
	}))
	if told != 1 {
		t.Errorf("answered %d times", told)
	}
	if err := b.DonePublishing(ctx, before, "slow", &pub, now, turn.Post{Conv: "web:leaders", Body: []byte(`{}`)}); !errors.Is(err, storage.ErrLost) {
		t.Errorf("a wish from before: %v", err)
	}
	open, err := b.OpenDuties(ctx, turn.PublishJob)
	check(t, err)
	if len(open) != 3 || open[0].Period != shown.Period || open[1].Period != other.Period || open[2].Period != after.Period {
		t.Errorf("left to do: %+v", open)
	}
	// The room means now: everything wished so far.
	check(t, b.PublishFigures(ctx, pub, now))
	check(t, b.WithdrawFigures(ctx, b.unit.ID, pub.Period, storage.WayRoom, now))
	if open, err = b.OpenDuties(ctx, turn.PublishJob); err != nil || len(open) != 2 {
		t.Errorf("left to do: %+v, %v", open, err)
	}
}

func TestMonthsWithForms(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	add := func(month int, question string, n int) {
		b.exec(`INSERT INTO figure (unit, month, by, questionnaire, question, key, choice, n) VALUES ($1, $2, 'c', $3, $4, 'paper', 0, $5)`,
			b.unit.ID, month, b.form.ID, question, n)
	}
	add(202610, survey.QStarted, 3)
	add(202610, survey.QOpened, 9)
	add(202609, survey.QOpened, 9) // opened only
	add(202608, survey.QFinished, 1)
	add(202607, survey.QStarted, 0) // erased
	months, err := b.MonthsWithResponses(t.Context(), b.unit.ID)
	check(t, err)
	if len(months) != 2 || months[0] != 202608 || months[1] != 202610 {
		t.Errorf("%v", months)
	}
}
