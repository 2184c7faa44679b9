package pgtest

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"
)

const crashEnv = "MOTCUA_TEST_PGTEST_CRASH"

func TestMain(m *testing.M) {
	if os.Getenv(crashEnv) != "" {
		Main(m)
	}
	goleak.VerifyTestMain(M{m})
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func run(t testing.TB, dsn, sql string) (text string, err error) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		return "", err
	}
	defer c.Close(context.WithoutCancel(t.Context()))
	err = c.QueryRow(t.Context(), sql).Scan(&text)
	return text, err
}

func want(t testing.TB, dsn, sql, text string) {
	t.Helper()
	got, err := run(t, dsn, sql)
	check(t, err)
	if got != text {
		t.Errorf("%s: %q, not %q", sql, got, text)
	}
}

func TestEachTestHasItsOwn(t *testing.T) {
	var first string
	t.Run("first", func(t *testing.T) {
		begin := time.Now()
		first = New(t)
		t.Logf("first database: %v", time.Since(begin))
		want(t, first, "SHOW fsync", "off")
	})
	if _, err := run(t, first, "SELECT 'still there'"); err == nil {
		t.Error("the database outlives its test")
	}
	a, b := New(t), NewDurable(t)
	want(t, b, "SHOW fsync", "on")
	want(t, b, "SHOW synchronous_commit", "on")
	if a == b || a == first {
		t.Errorf("shared: %s, %s, %s", first, a, b)
	}
}

func TestTemplateIsBuiltOnce(t *testing.T) {
	var built atomic.Int32
	build := func(dsn string) error {
		built.Add(1)
		c, err := pgx.Connect(t.Context(), dsn)
		if err != nil {
			return err
		}
		defer c.Close(t.Context())
		_, err = c.Exec(t.Context(), "CREATE TABLE t AS SELECT 'mẫu' AS v")
		return err
	}
	t.Run("clones", func(t *testing.T) {
		for range 4 {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				begin := time.Now()
				dsn := NewFromTemplate(t, "mẫu", build)
				t.Logf("clone: %v", time.Since(begin))
				want(t, dsn, "UPDATE t SET v = v || '!' RETURNING v", "mẫu!")
			})
		}
	})
	if built.Load() != 1 {
		t.Errorf("built %d times", built.Load())
	}
}

// recorder is a test that fails on behalf of another.
type recorder struct {
	testing.TB
	failed string
}

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) {
	r.failed = errors.Join(args[len(args)-1].(error)).Error()
	panic(r)
}

func TestBrokenTemplateFailsEveryTest(t *testing.T) {
	for range 2 {
		r := &recorder{TB: t}
		func() {
			defer func() { _ = recover() }()
			NewFromTemplate(r, "broken", func(string) error { return errors.New("no such table") })
		}()
		if !strings.Contains(r.failed, "no such table") {
			t.Errorf("failure: %q", r.failed)
		}
	}
}

func TestControlledServer(t *testing.T) {
	s := Server(t)
	c, err := pgx.Connect(t.Context(), s.DSN())
	check(t, err)
	_, err = c.Exec(t.Context(), "CREATE TABLE t AS SELECT 'còn' AS v")
	check(t, err)

	s.Kill()
	if err := c.Ping(t.Context()); err == nil {
		t.Error("a connection survives the postmaster")
	}
	c.Close(t.Context())
	want(t, s.DSN(), "SELECT v FROM t", "còn")

	s.Stop()
	s.Stop()
	if _, err := run(t, s.DSN(), "SELECT 'up'"); err == nil {
		t.Error("a stopped server answers")
	}
	s.Start()
	s.Start()
	want(t, s.DSN(), "SELECT v FROM t", "còn")
}

// A test process that dies takes its server and its files along.
func TestNothingIsLeftBehind(t *testing.T) {
	if os.Getenv(crashEnv) != "" {
		New(t)
		os.Stdout.WriteString(filepath.Dir(fast.srv.pg.Dir()) + "\n")
		panic("as intended")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestNothingIsLeftBehind$")
	cmd.Env = append(os.Environ(), crashEnv+"=1")
	out, err := cmd.Output()
	if err == nil {
		t.Fatal("the child did not crash")
	}
	dir, _, _ := strings.Cut(string(out), "\n")
	if !strings.Contains(dir, "motcua-pgtest-") {
		t.Fatalf("the child says: %s", out)
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	late := time.After(15 * time.Second)
	for {
		if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
			return
		}
		select {
		case <-late:
			t.Fatalf("%s is left", dir)
		case <-tick.C:
		}
	}
}
