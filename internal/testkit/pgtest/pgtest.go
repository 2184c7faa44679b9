// Package pgtest gives tests real PostgreSQL databases. A throw-away server is
// started once for each test process, when the first test asks for it; it ends
// with the process, however that ends, and its files are removed.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/cputime"
	"motcua/storage/private"
)

// startTimeout is generous, because several packages' tests start their servers
// at the same time.
const startTimeout = 2 * time.Minute

// New returns the connection string of a fresh, empty database, which is dropped
// when the test ends. The server does not wait for the disk; see NewDurable.
func New(t testing.TB) string {
	t.Helper()
	return fast.server(t).database(t, "template0")
}

// NewDurable is New on a server that waits for the disk at each commit, as an
// installation's does: for measurements and for tests about commits.
func NewDurable(t testing.TB) string {
	t.Helper()
	return durable.server(t).database(t, "template0")
}

// NewFromTemplate returns the connection string of a database that is a copy of
// a template. build fills the template, an empty database at the given address,
// once for each process and name; it must close its connections. Copying takes
// some tens of milliseconds, however long build takes.
func NewFromTemplate(t testing.TB, name string, build func(dsn string) error) string {
	t.Helper()
	s := fast.server(t)
	return s.database(t, s.template(t, name, build))
}

// DataDir returns an empty data directory for a private PostgreSQL that the test
// starts by itself, removed when the test ends. t.TempDir would not do when root
// runs the tests: PostgreSQL's account cannot enter it.
func DataDir(t testing.TB) string {
	t.Helper()
	dir, err := makeDir()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Postmaster is the process number of the server behind an address, for those who count what it costs.
func Postmaster(t testing.TB, dsn string) int {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	return cputime.Parent(int(conn.PgConn().PID()))
}

// Main runs the tests of a package and stops the servers before it exits. A
// package needs no TestMain for cleanliness, as the servers end with the
// process anyway.
func Main(m *testing.M) { os.Exit(M{m}.Run()) }

// M runs tests and then stops the servers; give it to goleak.VerifyTestMain,
// which would otherwise find the watchers of the servers.
type M struct{ *testing.M }

// Run runs the tests and stops the servers.
func (m M) Run() int {
	code := m.M.Run()
	if err := errors.Join(fast.stop(), durable.stop()); err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
		return max(code, 1)
	}
	return code
}

// The servers of this process. Nothing is started before a test asks for it.
var (
	fast = shared{settings: map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
		"max_connections": "200", "shared_buffers": "64MB", "autovacuum": "off",
	}}
	durable = shared{settings: map[string]string{"max_connections": "200"}}
)

// shared is a server that is started by the first test that needs it.
type shared struct {
	settings map[string]string

	mu  sync.Mutex
	srv *server
	err error
}

func (s *shared) server(t testing.TB) *server {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.srv == nil && s.err == nil {
		s.srv, s.err = start(s.settings)
	}
	if s.err != nil {
		t.Fatalf("pgtest: %v", s.err)
	}
	return s.srv
}

func (s *shared) stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.srv == nil {
		return nil
	}
	srv := s.srv
	s.srv, s.err = nil, errors.New("the tests are over")
	return errors.Join(srv.pg.Close(), srv.remover.finish())
}

// server is a running throw-away PostgreSQL.
type server struct {
	pg      *private.Server
	remover *remover

	mu        sync.Mutex
	serial    int
	templates map[string]*template
}

type template struct {
	once     sync.Once
	database string
	err      error
}

func start(settings map[string]string) (*server, error) {
	dir, err := makeDir()
	if err != nil {
		return nil, err
	}
	rm, err := removeAfterUs(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	pg, err := private.Open(ctx, private.Options{Dir: dir, Settings: settings})
	if err != nil {
		return nil, errors.Join(err, rm.finish())
	}
	return &server{pg: pg, remover: rm, templates: make(map[string]*template)}, nil
}

// makeDir makes a directory that PostgreSQL's account can enter.
func makeDir() (string, error) {
	dir, err := os.MkdirTemp("", "motcua-pgtest-")
	if err != nil {
		return "", err
	}
	return dir, os.Chmod(dir, 0o711)
}

// database makes a database from a template and drops it after the test.
func (s *server) database(t testing.TB, template string) string {
	t.Helper()
	s.mu.Lock()
	s.serial++
	name := "test_" + strconv.Itoa(s.serial)
	s.mu.Unlock()
	if err := s.create(name, template); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() {
		// FORCE, because a pool that the test has just closed may still be leaving.
		if err := s.exec("DROP DATABASE " + quote(name) + " WITH (FORCE)"); err != nil {
			t.Errorf("pgtest: dropping %s: %v", name, err)
		}
	})
	return s.pg.DSN(name)
}

// template builds a template, or waits for the test that does, and returns the
// name of its database.
func (s *server) template(t testing.TB, name string, build func(dsn string) error) string {
	t.Helper()
	s.mu.Lock()
	tpl, ok := s.templates[name]
	if !ok {
		tpl = &template{database: "template_" + strconv.Itoa(len(s.templates)+1)}
		s.templates[name] = tpl
	}
	s.mu.Unlock()
	tpl.once.Do(func() {
		if tpl.err = s.create(tpl.database, "template0"); tpl.err == nil {
			tpl.err = build(s.pg.DSN(tpl.database))
		}
	})
	if tpl.err != nil {
		t.Fatalf("pgtest: building template %q: %v", name, tpl.err)
	}
	return tpl.database
}

func (s *server) create(name, template string) error {
	return s.exec("CREATE DATABASE " + quote(name) + " TEMPLATE " + quote(template))
}

func (s *server) exec(sql string) error { return execute(s.pg.DSN("postgres"), sql) }

func execute(dsn, sql string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	c, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, sql)
	return err
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }
