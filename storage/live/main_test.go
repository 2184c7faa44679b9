package live

import (
	"bytes"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server is a real redis-server on a unix socket, to be stopped and started.
type server struct {
	t      *testing.T
	dir    string
	cmd    *exec.Cmd
	socket string
}

func newServer(t *testing.T) *server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Skip("SKIPPED, nothing is tested against a real Redis:", err)
	}
	dir, err := os.MkdirTemp("", "motcua-live-") // short enough for a socket's path
	check(t, err)
	s := &server{t: t, dir: dir, socket: filepath.Join(dir, "s")}
	t.Cleanup(func() { s.stop(); check(t, os.RemoveAll(dir)) })
	s.start()
	return s
}

func (s *server) url() string { return "unix://" + s.socket + "?db=3" }

// start waits until the server takes connections.
func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command("redis-server", "--port", "0", "--unixsocket", s.socket, "--dir", s.dir,
		"--save", "", "--appendonly", "no", "--daemonize", "no")
	check(s.t, s.cmd.Start())
	eventually(s.t, "redis-server answers", func() bool {
		l, err := Open(s.t.Context(), s.url(), nil)
		check(s.t, err)
		defer l.Close()
		return l.Healthy()
	})
}

func (s *server) stop() {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
	s.cmd = nil
}

// both runs a test against the stand-in and against a real Redis.
func both(t *testing.T, test func(t *testing.T, l *Live)) {
	t.Run("in process", func(t *testing.T) { test(t, open(t, "")) })
	t.Run("redis", func(t *testing.T) { test(t, open(t, newServer(t).url())) })
}

func open(t *testing.T, url string) *Live {
	t.Helper()
	l, err := Open(t.Context(), url, slog.New(slog.NewTextHandler(t.Output(), nil)))
	check(t, err)
	t.Cleanup(func() { check(t, l.Close()) })
	return l
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually repeats a condition until it holds.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	late := time.After(15 * time.Second)
	for !ok() {
		select {
		case <-late:
			t.Fatal("does not happen: ", what)
		case <-tick.C:
		}
	}
}

// messages is a log to count lines in.
type messages struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (m *messages) Write(p []byte) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.text.Write(p)
}

func (m *messages) count(part string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return strings.Count(m.text.String(), part)
}
