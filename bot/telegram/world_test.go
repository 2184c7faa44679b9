package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
	"motcua/storage"
	"motcua/storage/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testSecret is the webhook's.
const testSecret = "hook_secret-1"

// world is a channel between a strict Telegram and a conversation that notes what it is told. Everything
// happens in memory, so that time can be virtual.
type world struct {
	t    *testing.T
	tg   *telegramsim.Server
	c    *Channel
	o    Options
	wire *wire
	log  *journal

	mu     sync.Mutex
	turns  []bot.Event
	dead   []DeadLetter
	moves  []string
	blobs  map[int64][]byte
	refuse func(bot.Event) error // what Turn answers; nil = stored
	gate   func(bot.Event)       // called before Turn answers
	bury   func(DeadLetter) error

	cancel context.CancelFunc
	done   chan struct{}
}

// inWorld runs a test in virtual time. It starts nothing; see run.
func inWorld(t *testing.T, change func(*world), test func(*testing.T, *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, change)
		defer w.close()
		test(t, w)
	})
}

func newWorld(t *testing.T, change func(*world)) *world {
	t.Helper()
	w := &world{t: t, blobs: map[int64][]byte{}, log: &journal{}}
	w.wire = &wire{}
	w.tg = telegramsim.New(telegramsim.Options{Hook: roundTripper(func(r *http.Request) (*http.Response, error) {
		return serve(w.c.Webhook(), r)
	})})
	w.wire.to = w.tg
	lv, err := live.Open(t.Context(), "", nil)
	check(t, err)
	w.o = Options{
		Token: w.tg.Token(), Mode: ModePoll, Secret: testSecret, Live: lv,
		Turn: w.turn, Move: w.move, DeadLetter: w.deadLetter, Blob: w.blob,
		Log: slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(w)
	}
	w.c, err = New(w.o)
	check(t, err)
	w.c.api.send.Transport, w.c.api.poll.Transport = w.wire, w.wire
	return w
}

// run starts the channel and waits until it is up.
func (w *world) run() {
	w.t.Helper()
	w.start()
	synctest.Wait()
	if s := w.c.Status(); !s.Up && w.o.Mode == ModeWebhook {
		w.t.Fatalf("not up: %+v", s)
	}
}

func (w *world) start() {
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel, w.done = cancel, make(chan struct{})
	go func() {
		defer close(w.done)
		w.c.Run(ctx)
	}()
}

// stop ends the channel and waits for it.
func (w *world) stop() {
	if w.cancel != nil {
		w.cancel()
		<-w.done
		w.cancel = nil
	}
}

// restart is a new process with the same settings.
func (w *world) restart() {
	w.t.Helper()
	w.stop()
	var err error
	w.c, err = New(w.o)
	check(w.t, err)
	w.c.api.send.Transport, w.c.api.poll.Transport = w.wire, w.wire
	w.run()
}

func (w *world) close() {
	w.stop()
	w.tg.Close()
	check(w.t, w.o.Live.Close())
	if strings.Contains(w.log.String(), telegramsim.DefaultToken[10:]) {
		w.t.Error("the token is in the log")
	}
}

func (w *world) turn(_ context.Context, ev bot.Event) error {
	w.mu.Lock()
	gate, refuse := w.gate, w.refuse
	w.mu.Unlock()
	if gate != nil {
		gate(ev)
	}
	if refuse != nil {
		if err := refuse(ev); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.turns = append(w.turns, ev)
	return nil
}

func (w *world) setRefuse(f func(bot.Event) error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.refuse = f
}

func (w *world) setGate(f func(bot.Event)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gate = f
}

func (w *world) move(_ context.Context, from, to string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.moves = append(w.moves, from+" > "+to)
	return nil
}

func (w *world) deadLetter(_ context.Context, d DeadLetter) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.bury != nil {
		if err := w.bury(d); err != nil {
			return err
		}
	}
	w.dead = append(w.dead, d)
	return nil
}

func (w *world) blob(_ context.Context, id int64) ([]byte, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	body, ok := w.blobs[id]
	if !ok {
		return nil, storage.ErrNotFound
	}
	return body, nil
}

// events are the turns stored so far.
func (w *world) events() []bot.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.turns)
}

func (w *world) letters() []DeadLetter {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.dead)
}

// texts are what the events stored so far say.
func (w *world) texts() []string {
	var out []string
	for _, ev := range w.events() {
		out = append(out, ev.Text)
	}
	return out
}

// noViolations checks that the bot broke none of the platform's rules.
func (w *world) noViolations() {
	w.t.Helper()
	if v := w.tg.Violations(); len(v) > 0 {
		w.t.Errorf("rules broken: %q", v)
	}
}

// deliver sends plain lines to a chat.
func (w *world) deliver(chat int64, seq int64, m bot.Message) error {
	return w.c.Deliver(w.t.Context(), bot.Delivery{Conv: conv(chat), Seq: seq, Message: m, Attempt: 1})
}

func say(text string) bot.Message { return bot.Message{Lines: []prose.Line{prose.P(text)}} }

// wire carries calls to the server without a network.
type wire struct {
	mu   sync.Mutex
	to   http.Handler
	down error // what every call meets instead
}

func (w *wire) cut(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = err
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	to, down := w.to, w.down
	w.mu.Unlock()
	if down != nil {
		return nil, down
	}
	return serve(to, r)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// serve has a handler answer a request. A handler that breaks off breaks the connection.
func serve(h http.Handler, r *http.Request) (resp *http.Response, err error) {
	defer func() {
		if p := recover(); p != nil {
			if !errors.Is(p.(error), http.ErrAbortHandler) {
				panic(p)
			}
			resp, err = nil, io.ErrUnexpectedEOF
		}
	}()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	resp = rec.Result()
	resp.Request = r
	return resp, nil
}

// journal is a log to be searched.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// errAway is what a database that does not answer looks like.
var errAway = errors.New("connection refused")

// waitFor waits until a condition holds, at most for d.
func (w *world) waitFor(d time.Duration, what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(d); ; time.Sleep(50 * time.Millisecond) {
		synctest.Wait()
		if ok() {
			return
		}
		if time.Now().After(end) {
			w.t.Fatalf("does not happen within %v: %s", d, what)
		}
	}
}
