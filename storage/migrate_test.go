package storage_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
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
		db := testkit.Open(t, dsn)
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
	again, err := testkit.Open(t, dsn).Migrate(t.Context())
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

// A database of before the first release is refused, and nothing in it is touched.
func TestMigrateRefusesBefore(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t)
	b := &base{t: t, DB: testkit.Open(t, dsn), sql: testkit.Pool(t, dsn)}
	b.exec(`CREATE TABLE migration (name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())`)
	b.exec(`INSERT INTO migration (name, hash) SELECT name, 'of then' FROM unnest(ARRAY['0001_start.sql', '0002_leaders.sql', '0003_catalogue.sql']) name`)
	b.exec(`CREATE TABLE session (id bigint PRIMARY KEY)`)
	b.exec(`INSERT INTO session VALUES (1)`)
	applied, err := b.Migrate(t.Context())
	if !errors.Is(err, storage.ErrBefore) || applied != nil || storage.Unavailable(err) {
		t.Errorf("applied %v, error %v", applied, err)
	}
	if tables, kept := b.count(`SELECT count(*) FROM pg_tables WHERE schemaname = 'public'`), b.count(`SELECT count(*) FROM session`); tables != 2 || kept != 1 {
		t.Errorf("%d tables and %d rows are left, want 2 and 1", tables, kept)
	}
}

// A migration that was released stays as it is, to the letter. migrations/SUMS says what each one is, in the form of sha256sum.
func TestMigrationsAreNeverEdited(t *testing.T) {
	t.Parallel()
	sums, err := os.ReadFile("migrations/SUMS")
	if err != nil {
		t.Fatal(err)
	}
	recorded := map[string]string{}
	for line := range strings.Lines(string(sums)) {
		sum, name, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if !ok || recorded[name] != "" {
			t.Fatalf("SUMS: line %q is not of the form of sha256sum, or stands twice", line)
		}
		recorded[name] = sum
	}
	for _, name := range migrationFiles(t) {
		body, err := os.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		switch sum := fmt.Sprintf("%x", sha256.Sum256(body)); recorded[name] {
		case sum:
		case "":
			t.Errorf("migration %s is new and not recorded; in storage/migrations: sha256sum %s >> SUMS", name, name)
		default:
			t.Errorf("migration %s was edited. Every database that has applied it would be refused at its next start. "+
				"Take the edit back and put the change into a new migration, numbered after the last.", name)
		}
		delete(recorded, name)
	}
	for name := range recorded {
		t.Errorf("migration %s is gone. Databases that have applied it would be refused; put it back.", name)
	}
}

// A migration that does not go through leaves nothing behind, not even the table that notes migrations.
func TestMigrateAllOrNothing(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t)
	b := &base{t: t, DB: testkit.Open(t, dsn), sql: testkit.Pool(t, dsn)}
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
