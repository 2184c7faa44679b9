package webchat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/storage"
	"motcua/storage/live"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

func openDB(t *testing.T) *storage.DB {
	t.Helper()
	dsn := testkit.Tables(t)
	leaks := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
	return testkit.Open(t, dsn)
}

func say(conv string, seq int64, text string) bot.Delivery {
	return bot.Delivery{Conv: conv, Seq: seq, Message: bot.Message{Lines: []prose.Line{prose.P(text)}}}
}

// texts reads what a conversation was shown.
func texts(t *testing.T, db *storage.DB, conv string) (out []string) {
	t.Helper()
	log, err := db.Weblog(t.Context(), conv, 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range log {
		var m bot.Message
		if err := json.Unmarshal(e.Body, &m); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%d %s", e.Seq, m.Lines[0].Text))
	}
	return out
}

func woken(t *testing.T, wake <-chan struct{}) {
	t.Helper()
	select {
	case <-wake:
	case <-time.After(10 * time.Second):
		t.Fatal("not woken")
	}
}

func TestDeliverOnce(t *testing.T) {
	db := openDB(t)
	c := New(db, nil, slog.New(slog.DiscardHandler))
	if c.Name() != "web" {
		t.Errorf("name %q", c.Name())
	}
	conv := Conv(NewChat())
	wake, cancel := c.Listen(conv)
	defer cancel()
	stranger, cancelStranger := c.Listen(Conv(NewChat()))
	defer cancelStranger()

	for _, d := range []bot.Delivery{say(conv, 16, "một"), say(conv, 16, "một nữa"), say(conv, 17, "hai\x00")} {
		if err := c.Deliver(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		woken(t, wake)
	}
	if got := fmt.Sprintf("%q", texts(t, db, conv)); got != `["16 một" "17 hai\x00"]` {
		t.Errorf("log: %s", got)
	}
	select {
	case <-stranger:
		t.Error("somebody else was woken")
	default:
	}
	cancel()
	if len(c.ears.open) != 1 {
		t.Errorf("%d conversations are listened to after one has gone", len(c.ears.open))
	}
}

func TestDeliverAtOnceFromManySides(t *testing.T) {
	db := openDB(t)
	c := New(db, nil, slog.New(slog.DiscardHandler))
	var all sync.WaitGroup
	convs := make([]string, 40)
	for i := range convs {
		convs[i] = Conv(NewChat())
		all.Go(func() {
			for seq := int64(1); seq <= 20; seq++ {
				for range 2 { // each delivered twice, as after a lost lease
					if err := c.Deliver(t.Context(), say(convs[i], seq, "x")); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	for _, conv := range convs {
		if n := len(texts(t, db, conv)); n != 20 {
			t.Errorf("%d messages, want 20", n)
		}
	}
}

func TestDeliverWithoutDatabase(t *testing.T) {
	ctl := pgtest.Server(t)
	db, err := storage.Open(t.Context(), ctl.DSN(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	if _, err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := New(db, nil, slog.New(slog.DiscardHandler))
	conv := Conv(NewChat())
	ctl.Stop()
	var never *bot.SendError
	if err := c.Deliver(t.Context(), say(conv, 1, "x")); err == nil || errors.As(err, &never) {
		t.Fatalf("without a database: %v", err)
	}
	ctl.Start()
	if err := c.Deliver(t.Context(), say(conv, 1, "x")); err != nil {
		t.Fatal(err)
	}
	if got := texts(t, db, conv); len(got) != 1 {
		t.Errorf("log %q", got)
	}
}

// TestReplicasHearEachOther has two channels on one database and one Redis.
func TestReplicasHearEachOther(t *testing.T) {
	bin, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("NO redis-server ON THIS MACHINE: hearing other replicas is not tested")
	}
	socket := filepath.Join(t.TempDir(), "r.sock")
	redis := exec.Command(bin, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no")
	if err := redis.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = redis.Process.Kill() // it may have ended by itself
		_ = redis.Wait()
	})
	db := openDB(t)
	replica := func() *Channel {
		log := slog.New(slog.DiscardHandler)
		lv, err := live.Open(t.Context(), "unix://"+socket, log)
		if err != nil {
			t.Fatal(err)
		}
		c := New(db, lv, log)
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { c.Run(ctx) })
		t.Cleanup(func() {
			cancel()
			running.Wait()
			if err := lv.Close(); err != nil {
				t.Error(err)
			}
		})
		return c
	}
	here, there := replica(), replica()
	conv := Conv(NewChat())
	wake, cancel := there.Listen(conv)
	defer cancel()
	// Subscribing takes its time, and a notice before that is lost, as it may be: deliver until heard.
	for seq, deadline := int64(1), time.Now().Add(20*time.Second); ; seq++ {
		if err := here.Deliver(t.Context(), say(conv, seq, "x")); err != nil {
			t.Fatal(err)
		}
		select {
		case <-wake:
			return
		case <-time.After(50 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			t.Fatal("the other replica never heard of a delivery")
		}
	}
}

func TestHeard(t *testing.T) {
	c := New(nil, nil, slog.New(slog.DiscardHandler))
	wake, cancel := c.Listen("web:a")
	defer cancel()
	for _, tc := range []struct {
		notice string
		wakes  bool
	}{
		{c.self + "\nweb:a", false}, // we have woken ours already
		{"other\nweb:b", false},
		{"other", false},
		{"", false},
		{"other\nweb:b\nweb:a", true},
	} {
		c.heard(tc.notice)
		select {
		case <-wake:
			if !tc.wakes {
				t.Errorf("%q wakes", tc.notice)
			}
		default:
			if tc.wakes {
				t.Errorf("%q does not wake", tc.notice)
			}
		}
	}
}

func TestRunEndsAndHangup(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	lv, err := live.Open(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*live.Live{nil, lv} {
		c := New(nil, l, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { c.Run(ctx) })
		cancel()
		running.Wait()
		c.Hangup()
		c.Hangup()
		<-c.Hung()
	}
	if err := lv.Close(); err != nil {
		t.Fatal(err)
	}
}
