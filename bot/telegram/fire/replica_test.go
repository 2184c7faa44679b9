package fire_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"motcua/bot/telegram"
)

// replica is the parent's side of a replica. Its methods belong to the test's own goroutine.
type replica struct {
	t      *testing.T
	addr   string
	env    []string
	client *http.Client
	cmd    *exec.Cmd
	kills  int
}

// startReplica starts a replica and waits until it listens.
func startReplica(t *testing.T, o orders) *replica {
	t.Helper()
	o.Addr = freeAddr(t)
	text, err := json.Marshal(o)
	check(t, err)
	r := &replica{t: t, addr: o.Addr, env: append(os.Environ(), replicaOrders+"="+string(text)), client: &http.Client{Timeout: 5 * time.Second}}
	r.start()
	t.Cleanup(func() {
		r.kill()
		r.client.CloseIdleConnections()
	})
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if _, err := r.status(); err == nil {
			return r
		}
		if time.Now().After(end) {
			t.Fatal("a replica does not come up")
		}
	}
}

// freeAddr is an address on which nobody listens, the same through all restarts of a replica.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func (r *replica) start() {
	r.t.Helper()
	r.cmd = exec.Command(os.Args[0])
	r.cmd.Env, r.cmd.Stderr = r.env, os.Stderr
	if _, err := r.cmd.StdinPipe(); err != nil { // its end tells the child that we are gone
		r.t.Fatal(err)
	}
	check(r.t, r.cmd.Start())
}

// kill is kill -9: no handler runs, nothing is flushed.
func (r *replica) kill() {
	_ = r.cmd.Process.Kill()
	_ = r.cmd.Wait()
	r.kills++
}

func (r *replica) get(path string) ([]byte, error) {
	res, err := r.client.Get("http://" + r.addr + path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, res.Status)
	}
	return io.ReadAll(res.Body)
}

func (r *replica) status() (s telegram.Status, err error) {
	text, err := r.get("/status")
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(text, &s)
}

// startRedis starts a real Redis on a unix socket. "make test" installs it; without it the test fails
// rather than passing for the wrong reason.
func startRedis(t *testing.T) (url string) {
	t.Helper()
	dir, err := os.MkdirTemp("", "redis")
	check(t, err)
	socket := filepath.Join(dir, "r.sock")
	cmd := exec.Command("redis-server", "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no")
	if err := cmd.Start(); err != nil {
		t.Fatalf("redis-server: %v (make test installs it)", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = os.RemoveAll(dir)
	})
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("unix", socket); err == nil {
			_ = c.Close()
			return "unix://" + socket
		}
		if time.Now().After(end) {
			t.Fatal("redis-server does not answer")
		}
	}
}
