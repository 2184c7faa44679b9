package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/storage/live"
)

// turns keeps the events a scheduler made.
type turns struct {
	mu   sync.Mutex
	got  []bot.Event
	fail string // chat whose turn fails
}

func (r *turns) turn(_ context.Context, ev bot.Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, ev)
	if ev.Chat == r.fail {
		return errors.New("not today")
	}
	return nil
}

// Conversations hear that their time has come; one that cannot be told does not keep the others from it.
func TestWakeEvents(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	now := vietnam(t, "2026-11-10 09:00:00")
	h.exec(`INSERT INTO conversation (conv, version, wake_at) VALUES
		('web:a', 3, $1), ('telegram:-100:7', 9, $1::timestamptz - interval '3 days'), ('web:later', 1, $1::timestamptz + interval '1 second'), ('web:never', 1, NULL), ('web:bad', 2, $1)`, now)
	r := &turns{fail: "bad"}
	h.scheduler(r.turn).Look(t.Context(), now)
	got := map[string]bot.Event{}
	for _, ev := range r.got {
		got[ev.Channel+" "+ev.Chat] = ev
	}
	for name, id := range map[string]string{"web a": "wake-a-3", "telegram -100:7": "wake--100:7-9", "web bad": "wake-bad-2"} {
		ev, ok := got[name]
		if !ok || ev.Kind != bot.Wake || ev.ID != id || !ev.At.Equal(now) || ev.User != "" || ev.Unit != 0 {
			t.Errorf("%s: %+v", name, ev)
		}
	}
	if len(r.got) != 3 {
		t.Errorf("%d events", len(r.got))
	}
}

// A look wakes only so many, the ones that wait longest; the rest follow in the next.
func TestWakeBounded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	now := vietnam(t, "2026-11-10 09:00:00")
	h.exec(`INSERT INTO conversation (conv, version, wake_at) SELECT 'web:' || i, 1, $1::timestamptz - i * interval '1 minute' FROM generate_series(1, 620) i`, now)
	r := &turns{}
	h.scheduler(r.turn).Look(t.Context(), now)
	if len(r.got) != 500 {
		t.Fatalf("%d events in one look", len(r.got))
	}
	for _, ev := range r.got {
		var i int
		if _, err := fmt.Sscan(ev.Chat, &i); err != nil || i <= 120 {
			t.Fatalf("%s was woken before older ones", ev.Chat)
		}
	}
}

// engine runs a real engine on the house's database until the test ends.
func (h *house) engine() *engine.Engine {
	h.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	log := slog.New(slog.DiscardHandler)
	lv, err := live.Open(ctx, "", log)
	if err != nil {
		h.t.Fatal(err)
	}
	db := h.open()
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	e := engine.New(engine.Options{
		DB: db, Live: lv, Sender: outbox.New(db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log), Metrics: metrics, Directory: h.dir, Log: log,
	})
	var running sync.WaitGroup
	running.Go(func() { e.Run(ctx) })
	h.t.Cleanup(func() {
		cancel()
		running.Wait()
		_ = lv.Close()
	})
	return e
}

// A form nobody came back to is closed after the unit's idle time, by one of two replicas, and its answers
// count.
func TestWakeClosesForms(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	engines := []*engine.Engine{h.engine(), h.engine()}
	begin := vietnam(t, "2026-11-10 09:00:00")
	for i, said := range []string{"/danhgia", "đồng ý", "hộ tịch", "hài lòng"} {
		ev := bot.Event{Channel: "web", Chat: "a", ID: fmt.Sprint(i), Unit: h.unit("tre").ID, At: begin, Kind: bot.Text, Text: said}
		if err := engines[0].Turn(t.Context(), ev); err != nil {
			t.Fatal(err)
		}
	}
	if n := h.count(`SELECT count(*) FROM answer`); n != 2 {
		t.Fatalf("%d answers", n)
	}
	replicas := []*replica{h.scheduler(engines[0].Turn), h.scheduler(engines[1].Turn)}
	look := func(now time.Time) {
		var all sync.WaitGroup
		for _, r := range replicas {
			all.Go(func() { r.Look(t.Context(), now) })
		}
		all.Wait()
	}
	closed := func() int {
		return h.count(`SELECT count(*) FROM response WHERE status = 'partial' AND finished_at IS NOT NULL`)
	}
	look(begin.AddDate(0, 0, 7).Add(-time.Minute))
	if closed() != 0 {
		t.Fatal("closed before its time")
	}
	messages := h.count(`SELECT count(*) FROM pending`)
	for range 3 {
		look(begin.AddDate(0, 0, 7).Add(time.Hour))
	}
	if closed() != 1 {
		t.Errorf("%d forms closed", closed())
	}
	if n := h.count(`SELECT count(*) FROM pending`); n != messages+1 {
		t.Errorf("%d messages about it", n-messages)
	}
	if n := h.count(`SELECT n FROM figure WHERE by = 'c' AND question = '_partial'`); n != 1 {
		t.Errorf("counted %d times", n)
	}
	if n := h.count(`SELECT n FROM figure WHERE question = 'q1' AND choice = 4 AND by = 'f' AND key = 'ho-tich'`); n != 1 {
		t.Errorf("its answer was counted %d times", n)
	}
	if n := h.count(`SELECT count(*) FROM conversation WHERE wake_at IS NOT NULL`); n != 0 {
		t.Error("it still wants to be woken")
	}
}
