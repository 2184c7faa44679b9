package engine_test

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// redisServer is a real Redis of a test.
type redisServer struct {
	t      *testing.T
	socket string
	url    string
	cmd    *exec.Cmd
}

// startRedis starts a Redis on a unix socket. "make test" installs it; without it the test fails rather
// than passing for the wrong reason.
func startRedis(t *testing.T) *redisServer {
	t.Helper()
	dir, err := os.MkdirTemp("", "redis")
	if err != nil {
		t.Fatal(err)
	}
	r := &redisServer{t: t, socket: filepath.Join(dir, "r.sock")}
	r.url = "unix://" + r.socket
	r.start()
	t.Cleanup(func() {
		r.stop()
		_ = os.RemoveAll(dir)
	})
	return r
}

func (r *redisServer) start() {
	r.t.Helper()
	r.cmd = exec.Command("redis-server", "--port", "0", "--unixsocket", r.socket, "--save", "", "--appendonly", "no")
	if err := r.cmd.Start(); err != nil {
		r.t.Fatalf("redis-server: %v (make test installs it)", err)
	}
	for deadline := time.Now().Add(10 * time.Second); ; {
		if c, err := net.Dial("unix", r.socket); err == nil {
			_ = c.Close()
			return
		}
		if time.Now().After(deadline) {
			r.t.Fatal("redis-server does not answer")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (r *redisServer) stop() {
	_ = r.cmd.Process.Kill()
	_ = r.cmd.Wait()
	_ = os.Remove(r.socket)
}

func (r *redisServer) flush() {
	r.t.Helper()
	if out, err := exec.Command("redis-cli", "-s", r.socket, "flushall").CombinedOutput(); err != nil {
		r.t.Fatalf("flush: %v: %s", err, out)
	}
}
