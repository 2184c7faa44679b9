package main

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"motcua/internal/filled"
	"motcua/org"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

func now() time.Time { return time.Now() }

// watching is a catalogueWatch on a clock of the test.
type watching struct {
	*catalogueWatch
	clock time.Time
	log   *buffer
	used  []*search.Finder
}

func newWatch(t testing.TB, e env) *watching {
	t.Helper()
	db, err := storage.Open(t.Context(), e["DATABASE_URL"], slog.New(slog.DiscardHandler))
	check(t, err)
	t.Cleanup(db.Close)
	w := &watching{clock: now(), log: &buffer{}}
	w.catalogueWatch = &catalogueWatch{db: db, log: slog.New(slog.NewTextHandler(w.log, nil)), now: func() time.Time { return w.clock },
		use: func(f *search.Finder) { w.used = append(w.used, f) }}
	return w
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

func publish(t testing.TB, e env, time string, more ...string) {
	t.Helper()
	path := recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = time }))
	e.must(t, append([]string{"import", "procedures", path, "--publish"}, more...)...)
}

// A release is put into use once; what begins on a later day begins at midnight in Vietnam, on every replica, and also
// after a start in between.
func TestCatalogueWatch(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	w := newWatch(t, e)
	today := now()
	day := time.Date(today.Year(), today.Month(), today.Day(), 12, 0, 0, 0, org.Location()).AddDate(0, 0, 40)
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, org.Location())
	want := func(w *watching, at time.Time, uses int, text string) {
		t.Helper()
		if n, got := w.at(t, at); n != uses || got != text {
			t.Errorf("%s: put into use %d times, %q; want %d times, %q", at, n, got, uses, text)
		}
	}
	want(w, today, 0, "") // nothing was published: the bundled one stays
	publish(t, e, "2 ngày")
	want(w, today, 1, "2 ngày")
	want(w, today.Add(time.Minute), 1, "2 ngày")
	publish(t, e, "3 ngày", "--effective", day.Format(time.DateOnly))
	want(w, today, 2, "2 ngày") // a new release, the same content
	want(w, midnight.Add(-time.Second), 2, "2 ngày")
	want(w, midnight, 3, "3 ngày")
	want(w, midnight.AddDate(0, 1, 0), 3, "3 ngày")
	later := newWatch(t, e)
	want(later, midnight.Add(time.Hour), 1, "3 ngày")
}

// A release that cannot be used leaves the old one in use and is reported once; the next one is taken.
func TestCatalogueWatchBroken(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	publish(t, e, "2 ngày")
	w := newWatch(t, e)
	w.at(t, now())
	// What no command would do: another record takes the code.
	check(t, filled.Exec(t.Context(), e["DATABASE_URL"],
		`INSERT INTO release (id, at) VALUES (2, now())`,
		`INSERT INTO record_version (key, version, state, record, hash, published_at, release, holds_from)
			SELECT 'x1', 1, state, record || '{"key": "x1"}', hash, published_at, 2, holds_from FROM record_version WHERE key = '1.001193'`,
	))
	for range 3 {
		if n, text := w.at(t, now()); n != 1 || text != "2 ngày" {
			t.Errorf("put into use %d times, %q", n, text)
		}
	}
	if n := strings.Count(w.log.String(), "level=ERROR"); n != 1 {
		t.Errorf("%d errors were logged:\n%s", n, w.log)
	}
	r := e.call(t, "doctor")
	if r.status != 1 {
		t.Error("doctor is content")
	}
	contains(t, r.out, "FAIL  published catalogue: release 2")
	check(t, filled.Exec(t.Context(), e["DATABASE_URL"], `UPDATE record_version SET state = 'replaced' WHERE key = 'x1'`))
	publish(t, e, "5 ngày")
	if n, text := w.at(t, now()); n != 2 || text != "5 ngày" {
		t.Errorf("put into use %d times, %q", n, text)
	}
	w.db.Close()
	if err := w.look(t.Context()); err == nil || len(w.used) != 2 {
		t.Errorf("without a database: %v, put into use %d times", err, len(w.used))
	}
}

// Two replicas on one database, and a command beside them: both answer from the new release within seconds, and a replica
// that starts later does at once.
func TestReplicasFollowTheCatalogue(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	replicas := []*serving{e.serve(t), e.serve(t)}
	ask := func(s *serving, id string) {
		s.page("/") // which gives the visitor his cookie
		if status := s.send(id, "text", "1.001193 bao lâu"); status != http.StatusNoContent {
			t.Errorf("sent with status %d", status)
		}
	}
	for _, s := range replicas {
		ask(s, "hoi-luc-truoc")
		s.says("1 ngày làm việc")
	}
	publish(t, e, "trong buổi sáng")
	for _, s := range replicas {
		until(t, "the release on a replica", func() bool { return strings.Contains(s.log.String(), "msg=catalogue release=1") })
		ask(s, "hoi-luc-sau")
		s.says("trong buổi sáng")
	}
	if a, b := lastRelease(replicas[0]), lastRelease(replicas[1]); a != b {
		t.Errorf("%s and %s", a, b)
	}
	third := e.serve(t)
	ask(third, "hoi-luc-sau")
	third.says("trong buổi sáng")
	for _, s := range append(replicas, third) {
		s.stop()
	}
}

// lastRelease is what a replica said last of the catalogue it uses, without how long it took.
func lastRelease(s *serving) string {
	at := strings.LastIndex(s.log.String(), "msg=catalogue")
	if at < 0 {
		return ""
	}
	line, _, _ := strings.Cut(s.log.String()[at:], " took=")
	return line
}
