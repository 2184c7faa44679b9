package storage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/procedure"
	"motcua/storage"
)

// Many change the catalogue at once, and others read it: every release is numbered in the order of its commit, nobody
// fails, no reader sees half of an import, and in the end one import's records stand together.
func TestCatalogueConcurrently(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	const writers, rounds, records = 4, 6, 5
	var writing, reading sync.WaitGroup
	var done atomic.Bool
	for w := range writers {
		r := rand.New(rand.NewPCG(2, uint64(w)))
		writing.Go(func() {
			for i := range rounds {
				var set []procedure.Procedure
				for k := range records {
					set = append(set, sound(fmt.Sprintf("9.00000%d", k), fmt.Sprintf("%d ngày của %d", i, w)))
				}
				r.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
				if _, err := b.ImportRecords(ctx, storage.Import{Act: act(), Records: set, Publish: true}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	reading.Go(func() {
		var last int64
		for !done.Load() {
			c, release := b.catalogOn(today)
			if release < last {
				t.Errorf("release %d after %d", release, last)
			}
			if last = release; release > 0 {
				checkOneImport(t, c, records)
			}
		}
	})
	reading.Go(func() { // a follower, who goes on from the last release he has seen
		seen, total := int64(0), 0
		for last := false; !last; {
			last = done.Load()
			changes, err := b.Changes(ctx, time.Time{}, seen, 3)
			if err != nil {
				t.Error(err)
				return
			}
			for _, c := range changes {
				seen, total, last = c.Release, total+1, false
			}
		}
		if n := b.count(`SELECT count(*) FROM change`); total != n {
			t.Errorf("a follower saw %d of %d changes", total, n)
		}
	})
	writing.Wait()
	done.Store(true)
	reading.Wait()
	if n := b.count(`SELECT count(*) FROM release`); n != writers*rounds || b.count(`SELECT max(id)::int FROM release`) != n {
		t.Errorf("%d releases", n)
	}
	if n := b.count(`SELECT count(*) FROM (SELECT at < lag(at) OVER (ORDER BY id) AS back FROM release) r WHERE back`); n != 0 {
		t.Errorf("%d releases are older than the one before", n)
	}
	c, _ := b.catalogOn(today)
	checkOneImport(t, c, records)
}

// checkOneImport makes sure that all records are of one import.
func checkOneImport(t *testing.T, c *procedure.Catalog, records int) {
	t.Helper()
	var times []string
	for k := range records {
		times = append(times, timeOf(t, c, fmt.Sprintf("9.00000%d", k)))
	}
	if slices.Sort(times); len(slices.Compact(times)) != 1 || times[0] == "gone" {
		t.Errorf("records of different imports stand together: %q", times)
	}
}

// The connection breaks between the first and the last statement of a release: nothing of it is there.
func TestPublishCutOff(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	b.importAll(true, sound("9.000001", "1 ngày"))
	before := b.catalogueRows()
	lock, err := b.sql.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lock.Exec(ctx, `LOCK TABLE change`); err != nil { // the last table a release writes to
		t.Fatal(err)
	}
	failed := make(chan error, 1)
	go func() {
		_, err := b.ImportRecords(ctx, storage.Import{Act: act(), Records: []procedure.Procedure{sound("9.000001", "2 ngày"), sound("9.000002", "2 ngày")}, Publish: true})
		failed <- err
	}()
	eventually(t, "the release at its last step", func() bool { return b.waiting() == 1 })
	b.exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
	if err := <-failed; err == nil || !storage.Unavailable(err) {
		t.Errorf("error is %v", err)
	}
	if err := lock.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if b.catalogueRows() != before {
		t.Error("half a release was left behind")
	}
	if out := b.importAll(true, sound("9.000001", "2 ngày"), sound("9.000002", "2 ngày")); out.Release != 2 {
		t.Errorf("the next try: %+v", out)
	}
}

// The tables themselves refuse what makes no sense, whoever writes to them.
func TestCatalogueConstraints(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.importAll(true, sound("9.000001", "1 ngày"))
	b.importAll(false, sound("9.000001", "2 ngày"))
	for _, sql := range []string{
		`UPDATE record_version SET state = 'published', published_at = now(), release = 1, holds_from = (SELECT holds_from FROM record_version WHERE version = 1) WHERE version = 2`,
		`UPDATE record_version SET state = 'published' WHERE version = 2`, `UPDATE record_version SET state = 'draft' WHERE version = 1`,
		`UPDATE record_version SET state = 'withdrawn' WHERE version = 1`, `UPDATE record_version SET effective_from = '2030-01-01' WHERE version = 1`,
		`UPDATE record_version SET record = '{}' WHERE version = 2`, `UPDATE record_version SET key = '9.000002' WHERE version = 2`,
		`INSERT INTO record_version (key, version, state, record, hash) SELECT key, 3, 'draft', record, hash FROM record_version WHERE version = 2`,
		`INSERT INTO alias VALUES ('9.000001', '9.000001', NULL, 1)`, `INSERT INTO alias VALUES ('9.000002', '9.000001', NULL, 99)`,
		`INSERT INTO change VALUES (1, 'x', 'x', 'changed', '{}')`, `INSERT INTO change VALUES (1, 'x', 'x', 'moved', '{x}')`,
	} {
		if _, err := b.sql.Exec(t.Context(), sql); err == nil {
			t.Errorf("went through: %s", sql)
		}
	}
}
