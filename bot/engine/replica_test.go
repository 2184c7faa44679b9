package engine_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/bot/webchat"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// A replica is a process of its own that serves turns over a unix socket, with the web chat as its
// channel, until it is killed.
const (
	replicaSocket = "MOTCUA_TEST_REPLICA_SOCKET"
	replicaDSN    = "MOTCUA_TEST_REPLICA_DSN"
	replicaRedis  = "MOTCUA_TEST_REPLICA_REDIS"
)

// runReplica is the child process.
func runReplica() int {
	if err := serveReplica(context.Background(), os.Getenv(replicaSocket), os.Getenv(replicaDSN), os.Getenv(replicaRedis)); err != nil {
		fmt.Fprintln(os.Stderr, "replica:", err)
		return 1
	}
	return 0
}

func serveReplica(ctx context.Context, socket, dsn, redis string) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	db, err := openAgain(ctx, dsn, log)
	if err != nil {
		return err
	}
	lv, err := live.Open(ctx, redis, log)
	if err != nil {
		return err
	}
	dir, err := db.Directory(ctx)
	if err != nil {
		return err
	}
	records, err := procedure.New([]procedure.Procedure{{Key: "1.001193", Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch"}})
	if err != nil {
		return err
	}
	cat, err := search.New(records)
	if err != nil {
		return err
	}
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	sender := outbox.New(db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, webchat.New(db, lv, log))
	engine := engine.New(engine.Options{DB: db, Live: lv, Sender: sender, Metrics: metrics, Directory: dir, Finder: cat, Log: log})
	go engine.Run(ctx) // until we are killed
	go sender.Run(ctx)
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	return http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ev bot.Event
		if err := json.NewDecoder(r.Body).Decode(&ev); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := engine.Turn(r.Context(), ev); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	}))
}

// openAgain opens the database as often as it takes while that is away: an installation's program is started again until it is
// back.
func openAgain(ctx context.Context, dsn string, log *slog.Logger) (*storage.DB, error) {
	for late := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		db, err := storage.Open(ctx, dsn, log)
		if err == nil || time.Now().After(late) {
			return db, err
		}
	}
}

// replica is the parent's side.
type replica struct {
	t      *testing.T
	socket string
	env    []string
	client *http.Client

	mu    sync.Mutex
	cmd   *exec.Cmd
	kills int
}

// startReplica starts a replica and waits until it answers.
func startReplica(t *testing.T, n int, dsn, redis string) *replica {
	t.Helper()
	dir, err := os.MkdirTemp("", "replica")
	if err != nil {
		t.Fatal(err)
	}
	r := &replica{t: t, socket: fmt.Sprintf("%s/%d.sock", dir, n)}
	r.env = append(os.Environ(), replicaSocket+"="+r.socket, replicaDSN+"="+dsn, replicaRedis+"="+redis)
	r.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", r.socket)
		},
		MaxIdleConnsPerHost: 100,
	}}
	r.start()
	t.Cleanup(func() {
		r.kill()
		r.client.CloseIdleConnections()
		_ = os.RemoveAll(dir)
	})
	return r
}

func (r *replica) start() {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = os.Remove(r.socket) // left by a killed one
	r.cmd = exec.Command(os.Args[0])
	r.cmd.Env, r.cmd.Stderr = r.env, os.Stderr
	if err := r.cmd.Start(); err != nil {
		r.t.Errorf("replica: %v", err)
	}
}

// kill is kill -9: no handler runs, nothing is flushed.
func (r *replica) kill() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cmd != nil && r.cmd.Process != nil {
		_ = r.cmd.Process.Kill()
		_ = r.cmd.Wait()
		r.kills++
	}
}

// send delivers an event; nil means that the replica has acknowledged it.
func (r *replica) send(ev bot.Event) error {
	body, err := json.Marshal(ev)
	if err != nil {
		return err
	}
	res, err := r.client.Post("http://replica/", "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return errors.New(res.Status)
	}
	return nil
}
