package storage_test

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/filled"
	"motcua/internal/pgtest"
	"motcua/storage"
)

// migrationFiles are the names of the migrations there are.
func migrationFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations", err)
	}
	for i, f := range files {
		files[i] = filepath.Base(f)
	}
	return files
}

// Eight replicas that start on an empty database at the same moment: one makes the tables, none fails.
func TestMigrateAtOnce(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t)
	const replicas = 8
	var (
		begin   = make(chan struct{})
		all     sync.WaitGroup
		mu      sync.Mutex
		applied [][]string
	)
	for range replicas {
		db := filled.Open(t, dsn)
		all.Go(func() {
			<-begin
			names, err := db.Migrate(t.Context())
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			if len(names) > 0 {
				applied = append(applied, names)
			}
		})
	}
	close(begin)
	all.Wait()
	if len(applied) != 1 || !slices.Equal(applied[0], migrationFiles(t)) {
		t.Errorf("migrations were applied as %v", applied)
	}
	again, err := filled.Open(t, dsn).Migrate(t.Context())
	if err != nil || len(again) != 0 {
		t.Errorf("a later start applied %v (%v)", again, err)
	}
}

func TestMigrateRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, change, says string }{
		{"changed", `UPDATE migration SET hash = 'other' WHERE name = (SELECT min(name) FROM migration)`, "another wording"},
		{"unknown", `INSERT INTO migration (name, hash) VALUES ('9999_later.sql', 'x')`, "9999_later.sql"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBase(t)
			b.exec(c.change)
			before := b.count(`SELECT count(*) FROM migration`)
			applied, err := b.Migrate(t.Context())
			if err == nil || !strings.Contains(err.Error(), c.says) || applied != nil {
				t.Errorf("applied %v, error %v", applied, err)
			}
			if after := b.count(`SELECT count(*) FROM migration`); after != before {
				t.Errorf("%d migrations are noted, were %d", after, before)
			}
		})
	}
}

// A migration that does not go through leaves nothing behind, not even the table that notes migrations.
func TestMigrateAllOrNothing(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t)
	b := &base{t: t, DB: filled.Open(t, dsn), sql: filled.Pool(t, dsn)}
	b.exec(`CREATE TABLE duty (mine int)`) // stands in the way of a late statement of the first migration
	if _, err := b.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), migrationFiles(t)[0]) {
		t.Errorf("error is %v", err)
	}
	if n := b.count(`SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'duty'`); n != 0 {
		t.Errorf("%d tables were left behind", n)
	}
	b.exec(`DROP TABLE duty`)
	if _, err := b.Migrate(t.Context()); err != nil {
		t.Errorf("the next try: %v", err)
	}
}

func TestOpenShowsNoPassword(t *testing.T) {
	t.Parallel()
	for _, dsn := range []string{
		"postgres://user:geheim@localhost:notaport/db", "host=/nowhere user=u password=geheim dbname=d", "postgres://u:geheim@[::1/d", "geheim",
	} {
		db, err := storage.Open(t.Context(), dsn, nil)
		if err == nil {
			db.Close()
			t.Fatal("opened a database that is not there")
		}
		if strings.Contains(err.Error(), "geheim") {
			t.Errorf("the error shows the address: %v", err)
		}
	}
}
