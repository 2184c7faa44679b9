package engine_test

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/internal/cputime"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/storage/live"
)

// BenchmarkTurns measures complete turns in a closed loop: each citizen sends an event, waits until it
// is stored (PostgreSQL at its default durability) and until the reply has been handed to a channel that
// does nothing, then sends the next. They fill in whole forms, one after another.
//
// Reported are turns per second, CPU seconds per 1,000 turns of this process and of PostgreSQL, and
// percentiles of the time from an event to its reply.
func BenchmarkTurns(b *testing.B) {
	for _, citizens := range []int{1, 8, 32, 256} {
		b.Run(fmt.Sprintf("citizens=%d", citizens), func(b *testing.B) { benchTurns(b, citizens, 0) })
	}
}

// BenchmarkHalfLoad is the same with a pause between the events of each citizen, so that the engine is
// about half as busy as it could be: what a citizen waits on an ordinary day.
func BenchmarkHalfLoad(b *testing.B) {
	for _, citizens := range []int{32, 256} {
		b.Run(fmt.Sprintf("citizens=%d", citizens), func(b *testing.B) {
			full := time.Duration(float64(citizens) / fullLoad(b, citizens) * float64(time.Second))
			benchTurns(b, citizens, full)
		})
	}
}

// fullLoad is how many turns per second so many citizens reach without a pause.
func fullLoad(b *testing.B, citizens int) float64 {
	x := openStage(b)
	began := time.Now()
	n := x.play(citizens, 200*citizens, 0)
	rate := float64(n) / time.Since(began).Seconds()
	x.close()
	return rate
}

func benchTurns(b *testing.B, citizens int, pause time.Duration) {
	x := openStage(b)
	defer x.close()
	x.play(citizens, 20*citizens, 0) // warm up: prepared statements, caches
	x.took = nil
	postmaster := pgtest.Postmaster(b, x.dsn)
	cpu, pgCPU := ownCPU(), cputime.Tree(postmaster)
	b.ResetTimer()
	began := time.Now()
	n := x.play(citizens, b.N, pause)
	wall := time.Since(began)
	b.StopTimer()
	per := 1000 / float64(n)
	b.ReportMetric(float64(n)/wall.Seconds(), "turns/s")
	b.ReportMetric((ownCPU()-cpu)*per, "own-cpu-s/1000")
	b.ReportMetric((cputime.Tree(postmaster)-pgCPU)*per, "pg-cpu-s/1000")
	slices.Sort(x.took)
	for _, p := range []float64{50, 95, 99} {
		i := min(len(x.took)-1, int(math.Ceil(p/100*float64(len(x.took)))))
		b.ReportMetric(float64(x.took[i].Microseconds())/1000, fmt.Sprintf("p%.0f-ms", p))
	}
	b.ReportMetric(0, "ns/op")
}

// stage is an engine with a channel that does nothing but tell the citizens what they were asked.
type stage struct {
	dsn     string
	engine  *engine.Engine
	dir     *directory.Directory
	replies sync.Map // conv -> chan bot.Message
	mu      sync.Mutex
	took    []time.Duration
	forms   atomic.Int64
	close   func()
}

func (x *stage) Name() string { return "web" }

func (x *stage) Deliver(_ context.Context, d bot.Delivery) error {
	if c, ok := x.replies.Load(d.Conv); ok {
		c.(chan bot.Message) <- d.Message
	}
	return nil
}

func openStage(b *testing.B) *stage {
	b.Helper()
	before := debug.SetGCPercent(300) // as the service does
	ctx, cancel := context.WithCancel(context.Background())
	dsn := pgtest.NewDurable(b)
	if err := testkit.Database(dsn, commune); err != nil {
		b.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	db, err := storage.Open(ctx, dsn, log)
	if err != nil {
		b.Fatal(err)
	}
	lv, err := live.Open(ctx, "", log)
	if err != nil {
		b.Fatal(err)
	}
	x := &stage{dsn: dsn}
	if x.dir, err = db.Directory(ctx); err != nil {
		b.Fatal(err)
	}
	cat, err := catalog()
	if err != nil {
		b.Fatal(err)
	}
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	sender := outbox.New(db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, x)
	x.engine = engine.New(engine.Options{DB: db, Live: lv, Sender: sender, Metrics: metrics, Directory: x.dir, Finder: cat, Log: log})
	var running sync.WaitGroup
	running.Go(func() { x.engine.Run(ctx) })
	running.Go(func() { sender.Run(ctx) })
	x.close = func() {
		cancel()
		running.Wait()
		_ = lv.Close()
		db.Close()
		debug.SetGCPercent(before)
	}
	return x
}

// play lets so many citizens fill in forms until about n turns are done, and returns how many were.
func (x *stage) play(citizens, n int, pause time.Duration) int64 {
	var left, done atomic.Int64
	left.Store(int64(n))
	var all sync.WaitGroup
	for range citizens {
		all.Go(func() {
			var took []time.Duration
			for left.Load() > 0 {
				took = x.form(took, &left, pause)
			}
			done.Add(int64(len(took)))
			x.mu.Lock()
			x.took = append(x.took, took...)
			x.mu.Unlock()
		})
	}
	all.Wait()
	return done.Load()
}

// form fills in one form as a new citizen.
func (x *stage) form(took []time.Duration, left *atomic.Int64, pause time.Duration) []time.Duration {
	u, _ := x.dir.Default()
	chat := fmt.Sprintf("bench-%d", x.forms.Add(1))
	conv := bot.ConvKey("web", chat)
	replies := make(chan bot.Message, 4)
	x.replies.Store(conv, replies)
	defer x.replies.Delete(conv)
	ev := bot.Event{Channel: "web", Chat: chat, Kind: bot.Start, Text: org.Start{Unit: u.ID, Point: 1, Slip: org.Result}.Sign(x.dir.Key())}
	for i := 0; ; i++ {
		ev.ID, ev.At = fmt.Sprintf("%s-%d", chat, i), time.Now()
		if err := x.engine.Turn(context.Background(), ev); err != nil {
			panic(err)
		}
		reply := <-replies
		took = append(took, time.Since(ev.At))
		if left.Add(-1); !reply.Once {
			return took // thanked
		}
		b := reply.Buttons[0]
		if b.Nav { // the last question has no options: skip it
			b = reply.Buttons[slices.IndexFunc(reply.Buttons, func(b bot.Button) bool { return strings.HasPrefix(b.Data, "s:") })]
		}
		ev = bot.Event{Channel: "web", Chat: chat, Kind: bot.Tap, Data: b.Data, Label: b.Label}
		if pause > 0 {
			time.Sleep(pause)
		}
	}
}

// ownCPU is the CPU time of this process in seconds.
func ownCPU() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}
