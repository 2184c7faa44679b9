package engine_test

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/internal/testkit"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// catalog is the bundled catalogue, indexed once for all tests of the package.
var catalog = sync.OnceValues(search.Bundled)

// recorder is a channel that keeps what was delivered.
type recorder struct {
	name string
	mu   sync.Mutex
	got  map[string][]bot.Delivery
	fail func(bot.Delivery) error // nil: deliver
	wake chan struct{}
}

func newRecorder(name string) *recorder {
	return &recorder{name: name, got: map[string][]bot.Delivery{}, wake: make(chan struct{}, 1)}
}

func (r *recorder) Name() string { return r.name }

func (r *recorder) Deliver(_ context.Context, d bot.Delivery) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.fail != nil {
		if err := r.fail(d); err != nil {
			return err
		}
	}
	r.got[d.Conv] = append(r.got[d.Conv], d)
	select {
	case r.wake <- struct{}{}:
	default:
	}
	return nil
}

func (r *recorder) delivered(conv string) []bot.Delivery {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got[conv])
}

// house is a whole engine over a real database.
type house struct {
	t      testing.TB
	dsn    string
	db     *storage.DB
	engine *engine.Engine
	sender *outbox.Sender
	chat   *recorder
	unit   *directory.Unit
	dir    *directory.Directory
}

// commune is one unit of three reception points.
var commune = testkit.Commune(3)

// newHouse opens an engine on a fresh database and runs it until the test ends.
func newHouse(t testing.TB) *house {
	t.Helper()
	return openHouse(t, testkit.Start(t, "bot", commune), "")
}

// openHouse opens a further engine, as another replica would.
func openHouse(t testing.TB, dsn, redis string) *house {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.DiscardHandler)
	h := &house{t: t, dsn: dsn, chat: newRecorder("web")}
	var err error
	if h.db, err = storage.Open(ctx, dsn, log); err != nil {
		t.Fatal(err)
	}
	lv, err := live.Open(ctx, redis, log)
	if err != nil {
		t.Fatal(err)
	}
	if h.dir, err = h.db.Directory(ctx); err != nil {
		t.Fatal(err)
	}
	h.unit, _ = h.dir.Default()
	cat, err := catalog()
	if err != nil {
		t.Fatal(err)
	}
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	h.sender = outbox.New(h.db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, h.chat)
	h.engine = engine.New(engine.Options{DB: h.db, Live: lv, Sender: h.sender, Metrics: metrics, Directory: h.dir, Finder: cat, Log: log})
	var running sync.WaitGroup
	running.Go(func() { h.engine.Run(ctx) })
	running.Go(func() { h.sender.Run(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
		_ = lv.Close()
		h.db.Close()
	})
	return h
}

// settled waits until nothing is owed to a conversation and returns what was delivered from index on.
func (h *house) settled(conv string, from int) []bot.Delivery {
	h.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		owed, err := h.db.Owed(context.Background(), []string{conv})
		if err != nil {
			h.t.Fatal(err)
		}
		if len(owed) == 0 {
			return h.chat.delivered(conv)[from:]
		}
		select {
		case <-h.chat.wake:
		case <-time.After(5 * time.Millisecond):
		case <-deadline:
			h.t.Fatalf("%d messages of %s are still owed", len(owed), conv)
		}
	}
}

// turn sends an event and fails the test if it is not taken in.
func (h *house) turn(ev bot.Event) {
	h.t.Helper()
	if err := h.engine.Turn(context.Background(), ev); err != nil {
		h.t.Fatal(err)
	}
}

// checkRollups compares the figures with a recount of the answers.
func (h *house) checkRollups() {
	h.t.Helper()
	testkit.CheckFigures(h.t, h.db, h.unit.ID, h.unit.Questionnaire)
}
