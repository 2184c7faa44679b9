package private

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"
)

// childEnv makes the test binary another process of the same installation: it
// opens the directory in the variable, says what it became, and stays until its
// standard input ends.
const childEnv = "MOTCUA_TEST_PRIVATE_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		os.Exit(childMain(dir))
	}
	goleak.VerifyTestMain(m)
}

func childMain(dir string) int {
	s, err := Open(context.Background(), Options{Dir: dir})
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	fmt.Printf("owner=%v\n", s.Owner())
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := s.Close(); err != nil {
		fmt.Println("error:", err)
		return 1
	}
	return 0
}

// child is another process that has opened the directory.
type child struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	said  string
}

func startChild(t *testing.T, dir string) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0])}
	c.cmd.Env = append(os.Environ(), childEnv+"="+dir)
	c.cmd.Stderr = os.Stderr
	stdin, err := c.cmd.StdinPipe()
	check(t, err)
	out, err := c.cmd.StdoutPipe()
	check(t, err)
	check(t, c.cmd.Start())
	c.stdin = stdin
	t.Cleanup(c.kill)
	line, err := bufio.NewReader(out).ReadString('\n')
	check(t, err)
	c.said = strings.TrimSpace(line)
	return c
}

func (c *child) kill() {
	if c.cmd.ProcessState == nil {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
	}
}

func (c *child) finish(t *testing.T) {
	t.Helper()
	check(t, c.stdin.Close())
	check(t, c.cmd.Wait())
}

// dataDir is a data directory that the account of PostgreSQL can reach, which
// t.TempDir is not when root runs the tests. At the end of the test no server
// may be left below it.
func dataDir(t *testing.T, name string) string {
	t.Helper()
	base, err := os.MkdirTemp("", "motcua-private-")
	check(t, err)
	check(t, os.Chmod(base, 0o711))
	t.Cleanup(func() {
		if left := processesBelow(base); len(left) > 0 {
			t.Errorf("processes %v are left in %s", left, base)
		}
		check(t, os.RemoveAll(base))
	})
	return filepath.Join(base, name)
}

// processesBelow lists the processes that work in a directory, on Linux.
func processesBelow(dir string) []string {
	var left []string
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if cwd, err := os.Readlink(link); err == nil && strings.HasPrefix(cwd, dir+"/") {
			left = append(left, link)
		}
	}
	return left
}

func open(t *testing.T, dir string) *Server {
	t.Helper()
	needPrograms(t)
	s, err := Open(t.Context(), Options{Dir: dir, Log: testLog(t)})
	check(t, err)
	t.Cleanup(func() { check(t, s.Close()) })
	return s
}

func needPrograms(t *testing.T) {
	t.Helper()
	acc, err := serviceAccount()
	check(t, err)
	if _, err := findBinaries(t.Context(), acc, 0, ""); err != nil {
		t.Skip("SKIPPED, nothing of the private PostgreSQL is tested:", err)
	}
}

// testLog writes to the test's output, without time so that it stays short.
func testLog(t *testing.T) *slog.Logger {
	return slog.New(slog.NewTextHandler(t.Output(), nil))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// query runs one statement that gives one number; a statement of another kind
// is followed by SELECT.
func query(t *testing.T, s *Server, sql string) int {
	t.Helper()
	n, err := tryQuery(t.Context(), s, sql)
	check(t, err)
	return n
}

func tryQuery(ctx context.Context, s *Server, sql string) (n int, err error) {
	c, err := pgx.Connect(ctx, s.DSN("postgres"))
	if err != nil {
		return 0, err
	}
	defer c.Close(ctx)
	err = c.QueryRow(ctx, sql).Scan(&n)
	return n, err
}

// remember stores three rows, recall counts them.
func remember(t *testing.T, s *Server) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), s.DSN("postgres"))
	check(t, err)
	defer c.Close(t.Context())
	_, err = c.Exec(t.Context(), "CREATE TABLE kept AS SELECT generate_series(1, 3) AS n")
	check(t, err)
}

func recall(t *testing.T, s *Server) {
	t.Helper()
	if n := query(t, s, "SELECT count(*)::int FROM kept"); n != 3 {
		t.Errorf("%d of 3 rows are left", n)
	}
}

func postmasterPid(t *testing.T, s *Server) int {
	t.Helper()
	p, err := readPidFile(s.Dir())
	check(t, err)
	return p.pid
}

// within repeats a condition until it holds.
func within(t *testing.T, d time.Duration, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(d); !ok(); {
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", d, what)
		}
		check(t, pause(t.Context(), 2*time.Millisecond))
	}
}

func alive(pid int) bool { return syscall.Kill(pid, 0) == nil }
