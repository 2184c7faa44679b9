package service

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// watching is a catalogueWatch on a clock of the test.
type watching struct {
	*catalogueWatch
	clock time.Time
	log   bytes.Buffer
	used  []*search.Finder
}

func installed(dsn string) error {
	return testkit.Database(dsn, func(context.Context, *storage.DB) error { return nil })
}

func newWatch(t testing.TB, dsn string) *watching {
	t.Helper()
	db, err := storage.Open(t.Context(), dsn, slog.New(slog.DiscardHandler))
	check(t, err)
	t.Cleanup(db.Close)
	w := &watching{clock: time.Now()}
	w.catalogueWatch = &catalogueWatch{db: db, log: slog.New(slog.NewTextHandler(&w.log, nil)), now: func() time.Time { return w.clock },
		use: func(f *search.Finder) { w.used = append(w.used, f) }}
	return w
}

// publish publishes the bundled record of a birth registration with another time it takes, from a day on.
func (w *watching) publish(t testing.TB, takes string, from procedure.Date) {
	t.Helper()
	c, err := procedure.Bundled()
	check(t, err)
	p, _ := c.ByKey("1.001193")
	record := *p
	record.ProcessingTime, record.EffectiveFrom = takes, from
	_, err = w.db.ImportRecords(t.Context(), storage.Import{
		Act: storage.Act{Note: "test", Today: Today(time.Now())}, Records: []procedure.Procedure{record}, Source: "test", Publish: true,
	})
	check(t, err)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// at looks at a moment and says how often the catalogue was put into use so far, and the time of a procedure in it.
func (w *watching) at(t testing.TB, clock time.Time) (uses int, time string) {
	t.Helper()
	w.clock = clock
	check(t, w.look(t.Context()))
	if len(w.used) == 0 {
		return 0, ""
	}
	p, ok := w.used[len(w.used)-1].ByKey("1.001193")
	if !ok {
		return len(w.used), "gone"
	}
	return len(w.used), p.ProcessingTime
}

// A release is put into use once; what begins on a later day begins at midnight in Vietnam, on every replica, and also
// after a start in between.
func TestCatalogueWatch(t *testing.T) {
	t.Parallel()
	dsn := pgtest.NewFromTemplate(t, "catalogue", installed)
	w := newWatch(t, dsn)
	today := time.Now()
	day := time.Date(today.Year(), today.Month(), today.Day(), 12, 0, 0, 0, org.Location()).AddDate(0, 0, 40)
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, org.Location())
	want := func(w *watching, at time.Time, uses int, text string) {
		t.Helper()
		if n, got := w.at(t, at); n != uses || got != text {
			t.Errorf("%s: put into use %d times, %q; want %d times, %q", at, n, got, uses, text)
		}
	}
	want(w, today, 0, "") // nothing was published: the bundled one stays
	w.publish(t, "2 ngày", "")
	want(w, today, 1, "2 ngày")
	want(w, today.Add(time.Minute), 1, "2 ngày")
	w.publish(t, "3 ngày", procedure.Date(day.Format(time.DateOnly)))
	want(w, today, 2, "2 ngày") // a new release, the same content
	want(w, midnight.Add(-time.Second), 2, "2 ngày")
	want(w, midnight, 3, "3 ngày")
	want(w, midnight.AddDate(0, 1, 0), 3, "3 ngày")
	later := newWatch(t, dsn)
	want(later, midnight.Add(time.Hour), 1, "3 ngày")
}

// A release that cannot be used leaves the old one in use and is reported once; the next one is taken.
func TestCatalogueWatchBroken(t *testing.T) {
	t.Parallel()
	dsn := pgtest.NewFromTemplate(t, "catalogue", installed)
	w := newWatch(t, dsn)
	w.publish(t, "2 ngày", "")
	w.at(t, time.Now())
	// What no command would do: another record takes the code.
	check(t, testkit.Exec(t.Context(), dsn,
		`INSERT INTO release (id, at) VALUES (2, now())`,
		`INSERT INTO record_version (key, version, state, record, hash, published_at, release, holds_from)
			SELECT 'x1', 1, state, record || '{"key": "x1"}', hash, published_at, 2, holds_from FROM record_version WHERE key = '1.001193'`,
	))
	for range 3 {
		if n, text := w.at(t, time.Now()); n != 1 || text != "2 ngày" {
			t.Errorf("put into use %d times, %q", n, text)
		}
	}
	if n := strings.Count(w.log.String(), "level=ERROR"); n != 1 {
		t.Errorf("%d errors were logged:\n%s", n, &w.log)
	}
	check(t, testkit.Exec(t.Context(), dsn, `UPDATE record_version SET state = 'replaced' WHERE key = 'x1'`))
	w.publish(t, "5 ngày", "")
	if n, text := w.at(t, time.Now()); n != 2 || text != "5 ngày" {
		t.Errorf("put into use %d times, %q", n, text)
	}
	w.db.Close()
	if err := w.look(t.Context()); err == nil || len(w.used) != 2 {
		t.Errorf("without a database: %v, put into use %d times", err, len(w.used))
	}
}
