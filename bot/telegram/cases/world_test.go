package cases_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/bot/telegram"
	"motcua/internal/simulator/telegramsim"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/scheduler"
	"motcua/storage"
	"motcua/storage/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// patience bounds every wait; it is only used up when something is broken.
const patience = 30 * time.Second

const (
	secret  = "hook_secret-1"
	hookURL = "https://bot.example/hook/telegram"
)

var catalog = sync.OnceValues(search.Bundled)

// Most cases are about something else than speed.
var noLimits = telegramsim.Limits{Rates: telegramsim.RatesOff}

// world is Telegram with its people, a database, and the product between them, which can be stopped and
// started.
type world struct {
	t     *testing.T
	tg    *telegramsim.Server
	api   *httptest.Server
	dsn   string
	fast  bool         // the product keeps to no limits of speed
	mode  string       // telegram.Mode…
	ahead atomic.Int64 // how far Telegram's clock is ahead, in nanoseconds
	now   *product     // nil while stopped; changed by the test's own goroutine only
	hook  atomic.Value // http.Handler deliveries go to
	unit  *directory.Unit
	dir   *directory.Directory

	starts  int    // how often the product was started
	strange string // a breach of the platform's rules by somebody else than the product

	mu     sync.Mutex
	before func(bot.Event) error // called before an event reaches the engine; an error keeps it from there
	after  func(bot.Event)       // called after it was stored
}

// newWorld starts everything. Limits are Telegram's; with Rates off the product keeps to none either.
func newWorld(t *testing.T, limits telegramsim.Limits) *world {
	t.Helper()
	return newWorldIn(t, limits, telegram.ModePoll)
}

func newWorldIn(t *testing.T, limits telegramsim.Limits, mode string) *world {
	t.Helper()
	w := &world{t: t, dsn: testkit.Start(t, "cases", testkit.Commune(1)), fast: limits.Rates == telegramsim.RatesOff, mode: mode}
	w.hook.Store(http.HandlerFunc(unreachable))
	w.tg = telegramsim.New(telegramsim.Options{
		Limits: limits, Hook: wire{&w.hook}, Now: func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) },
	})
	w.api = httptest.NewServer(w.tg)
	t.Cleanup(func() {
		w.stop()
		w.tg.Close()
		w.api.Close()
		w.checkAll()
	})
	w.start()
	return w
}

// product is what runs in one process of the service.
type product struct {
	db      *storage.DB
	channel *telegram.Channel
	stop    func()
	wake    func(now time.Time)
}

// start starts the product as a new process would.
func (w *world) start() {
	w.t.Helper()
	w.starts++
	w.now = w.launch()
	w.hook.Store(http.HandlerFunc(w.now.channel.Webhook().ServeHTTP))
}

// stop ends it, in the order in which the command does.
func (w *world) stop() {
	if w.now != nil {
		w.hook.Store(http.HandlerFunc(unreachable))
		w.now.stop()
		w.now = nil
	}
}

func (w *world) restart() {
	w.t.Helper()
	w.stop()
	w.start()
}

// launch starts one replica.
func (w *world) launch() *product {
	w.t.Helper()
	ctx, log := context.Background(), slog.New(slog.DiscardHandler)
	p := &product{}
	var err error
	p.db, err = storage.Open(ctx, w.dsn, log)
	check(w.t, err)
	lv, err := live.Open(ctx, "", log)
	check(w.t, err)
	dir, err := p.db.Directory(ctx)
	check(w.t, err)
	w.dir = dir
	w.unit, _ = dir.Default()
	cat, err := catalog()
	check(w.t, err)
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	var eng *engine.Engine
	var sender *outbox.Sender
	turn := func(ctx context.Context, ev bot.Event) error { return w.turn(ctx, eng, ev) }
	p.channel, err = telegram.New(w.options(p.db, lv, turn, func() { sender.Look() }))
	check(w.t, err)
	sender = outbox.New(p.db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, p.channel)
	eng = engine.New(engine.Options{DB: p.db, Live: lv, Sender: sender, Metrics: metrics, Directory: dir, Finder: cat, Log: log})
	clock := scheduler.New(scheduler.Options{DB: p.db, Turn: eng.Turn, Look: sender.Look, Directory: eng.Directory, Log: log})
	p.wake = func(now time.Time) { clock.Look(ctx, now) }
	stopSender, stopEngine, stopChannel := run(sender.Run), run(eng.Run), run(p.channel.Run)
	p.stop = func() {
		stopChannel()
		stopEngine()
		stopSender()
		check(w.t, lv.Close())
		p.db.Close()
	}
	return p
}

// options wire the channel as the command does.
func (w *world) options(db *storage.DB, lv *live.Live, turn func(context.Context, bot.Event) error, look func()) telegram.Options {
	holder := rand.Text()
	o := telegram.Options{
		Token: w.tg.Token(), APIURL: w.api.URL, Mode: w.mode, Secret: secret, Turn: turn, Blob: db.Blob, Live: lv,
		DeadLetter: func(ctx context.Context, d telegram.DeadLetter) error {
			return db.DeadLetter(ctx, telegram.Name, strconv.FormatInt(d.Update, 10), d.Kind, d.Error)
		},
		Move: func(ctx context.Context, from, to string) error {
			if err := db.MoveConv(ctx, from, to); err != nil {
				return err
			}
			look()
			return nil
		},
		Allowed: db.Allowed,
		Lease: func(ctx context.Context, name string, ttl time.Duration) (bool, error) {
			return db.Lease(ctx, name, holder, ttl)
		},
	}
	if w.fast {
		o.Limits = &telegram.Limits{}
	}
	if w.mode == telegram.ModeWebhook {
		o.WebhookURL = hookURL
	}
	return o
}

// run runs a part until the function it gives is called, which waits for its end.
func run(part func(context.Context)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { part(ctx) })
	return func() {
		cancel()
		running.Wait()
	}
}

// turn passes an event to the engine, disturbed as the test wishes.
func (w *world) turn(ctx context.Context, eng *engine.Engine, ev bot.Event) error {
	w.mu.Lock()
	before, after := w.before, w.after
	w.mu.Unlock()
	if before != nil {
		if err := before(ev); err != nil {
			return err
		}
	}
	err := eng.Turn(ctx, ev)
	if err == nil && after != nil {
		after(ev)
	}
	return err
}

// disturb sets what happens before and after the turns from here on.
func (w *world) disturb(before func(bot.Event) error, after func(bot.Event)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.before, w.after = before, after
}

// wire carries Telegram's deliveries to the product, if it is running.
type wire struct{ to *atomic.Value }

func (x wire) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp, err = nil, errors.New("connection refused")
		}
	}()
	rec := httptest.NewRecorder()
	x.to.Load().(http.HandlerFunc)(rec, r)
	return rec.Result(), nil
}

func unreachable(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// until waits for something to become true.
func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

// settle waits until everything people did is taken in and confirmed, and nothing is owed to anybody.
func (w *world) settle() {
	w.t.Helper()
	w.until("all is taken in and answered", func() bool { return w.tg.Pending() == 0 && w.scalar(`SELECT count(*) FROM pending`) == "0" })
}

// scalar runs a query and gives its one value as text.
func (w *world) scalar(sql string, args ...any) string {
	w.t.Helper()
	return fmt.Sprint(testkit.Value[any](w.t, w.dsn, sql, args...))
}

// exec changes the database behind the product's back.
func (w *world) exec(sql string) {
	w.t.Helper()
	check(w.t, testkit.Exec(context.Background(), w.dsn, sql))
}

// stored expects a query to give a value.
func (w *world) stored(want, sql string, args ...any) {
	w.t.Helper()
	if got := w.scalar(sql, args...); got != want {
		w.t.Errorf("%s gives %q, want %q", sql, got, want)
	}
}

// answers expects exactly these answers to be stored, as "lv=1 q1=5 …".
func (w *world) answers(want string) {
	w.t.Helper()
	w.stored(want, `SELECT coalesce(string_agg(question || '=' || choice, ' ' ORDER BY question), '') FROM answer`)
}

// answeredAgain is what the platform says to a tap that is answered twice. A product that was stopped before it could
// confirm an update is sent it again when it is back, and cannot know that the tap in it is answered.
const answeredAgain = "answerCallbackQuery: Bad Request: query is too old and response timeout expired or query ID is invalid"

// checkAll holds after every case: the bot kept the platform's rules, and the figures are those of the answers.
func (w *world) checkAll() {
	for _, v := range w.tg.Violations() {
		expected := w.strange != "" && strings.Contains(v, w.strange)
		if !expected && (v != answeredAgain || w.starts < 2) {
			w.t.Errorf("rule broken: %s", v)
		}
	}
	testkit.CheckFigures(w.t, testkit.Open(w.t, w.dsn), w.unit.ID, w.unit.Questionnaire)
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
