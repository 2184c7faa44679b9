package load

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/bot/telegram"
	"motcua/internal/cputime"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// BenchmarkTelegram is a closed loop over HTTP with 32 citizens who fill in forms of eight questions with
// five buttons. Reported are answers per second, percentiles of the time from a tap to the next question,
// and CPU seconds per 1,000 answers of the bot, PostgreSQL (durable) and Redis; the driver's are not in it.
func BenchmarkTelegram(b *testing.B) {
	for _, mode := range []string{telegram.ModePoll, telegram.ModeWebhook} {
		b.Run(mode, func(b *testing.B) { run(b, mode, 32) })
	}
}

func run(b *testing.B, mode string, citizens int) {
	dsn := pgtest.NewDurable(b)
	fill(b, dsn)
	redisPID, redisURL := startRedis(b)
	hook := freeAddr(b)
	d := newDriver("")
	if mode == telegram.ModeWebhook {
		d = newDriver("http://" + hook + "/")
	}
	api := httptest.NewServer(d)
	b.Cleanup(api.Close)
	bot := startBot(b, []string{envAPI + "=" + api.URL, envDSN + "=" + dsn, envRedis + "=" + redisURL, envMode + "=" + mode, envHook + "=" + hook})
	awaitBot(b, hook)
	postmaster := pgtest.Postmaster(b, dsn)

	l := &loop{driver: d}
	l.play(citizens, 30*citizens) // warm up
	l.took = nil
	cpu := []float64{cputime.Of(bot), cputime.Tree(postmaster), cputime.Of(redisPID)}
	b.ResetTimer()
	began := time.Now()
	n := l.play(citizens, b.N)
	wall := time.Since(began)
	b.StopTimer()
	per := 1000 / float64(n)
	own, pg, redis := (cputime.Of(bot)-cpu[0])*per, (cputime.Tree(postmaster)-cpu[1])*per, (cputime.Of(redisPID)-cpu[2])*per
	b.ReportMetric(float64(n)/wall.Seconds(), "answers/s")
	b.ReportMetric(own, "bot-cpu-s/1000")
	b.ReportMetric(pg, "pg-cpu-s/1000")
	b.ReportMetric(redis, "redis-cpu-s/1000")
	b.ReportMetric(own+pg+redis, "all-cpu-s/1000")
	slices.Sort(l.took)
	for _, p := range []float64{50, 95, 99} {
		i := min(len(l.took)-1, int(math.Ceil(p/100*float64(len(l.took)))))
		b.ReportMetric(float64(l.took[i].Microseconds())/1000, fmt.Sprintf("p%.0f-ms", p))
	}
	b.ReportMetric(0, "ns/op")
}

// loop is the citizens' side.
type loop struct {
	*driver
	mu    sync.Mutex
	took  []time.Duration
	chats atomic.Int64
}

// play lets citizens answer until about n answers are given, and returns how many were.
func (l *loop) play(citizens, n int) int {
	var left atomic.Int64
	left.Store(int64(n))
	before := len(l.took)
	var all sync.WaitGroup
	for range citizens {
		all.Go(func() {
			for left.Load() > 0 {
				took := l.form()
				left.Add(-int64(len(took)))
				l.mu.Lock()
				l.took = append(l.took, took...)
				l.mu.Unlock()
			}
		})
	}
	all.Wait()
	return len(l.took) - before
}

// form fills in one form as a new citizen and returns how long each answer took.
func (l *loop) form() (took []time.Duration) {
	chat := 5_000_000_000 + l.chats.Add(1)
	seen := make(chan shown, 4)
	l.shown.Store(chat, seen)
	defer l.shown.Delete(chat)
	who := fmt.Sprintf(`"from":{"id":%d,"is_bot":false,"first_name":"An","language_code":"vi"}`, chat)
	home := fmt.Sprintf(`"chat":{"id":%d,"type":"private","first_name":"An"}`, chat)
	must(l.happen(`"message":{"message_id":7,"date":1793000000,` + who + `,` + home + `,"text":"/danhgia","entities":[{"type":"bot_command","offset":0,"length":8}]}`))
	m := <-seen
	for i := 0; len(m.buttons) > 0 && len(m.buttons[0]) > 0; i++ {
		began := time.Now()
		data := m.buttons[0][0].Data
		must(l.happen(fmt.Sprintf(`"callback_query":{"id":"%d-%d",%s,"message":{"message_id":%d,"date":1793000000,%s,"text":"?"},"chat_instance":"1","data":%q}`,
			chat, i, who, m.id, home, data)))
		m = <-seen
		if strings.HasPrefix(data, "a:") {
			took = append(took, time.Since(began))
		}
		if len(took) == 8 {
			break
		}
	}
	return took
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// fill makes a database with one unit whose form has eight questions of five buttons.
func fill(b *testing.B, dsn string) {
	b.Helper()
	file, err := os.ReadFile("testdata/form.yaml")
	check(b, err)
	questionnaire, err := survey.ParseQuestionnaire(file)
	check(b, err)
	check(b, testkit.Database(dsn, func(ctx context.Context, db *storage.DB) error {
		unit, _, err := db.SaveUnit(ctx, org.Unit{Code: "26659", Name: "xã Thử"})
		if err != nil {
			return err
		}
		return errors.Join(db.PublishQuestionnaire(ctx, questionnaire), db.SetUnitQuestionnaire(ctx, unit, questionnaire.ID))
	}))
}

func startBot(b *testing.B, env []string) (pid int) {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	check(b, cmd.Start())
	b.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd.Process.Pid
}

// awaitBot waits until the child listens.
func awaitBot(b *testing.B, addr string) {
	b.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", addr); err == nil {
			_ = c.Close()
			return
		}
		if time.Now().After(deadline) {
			b.Fatal("the bot does not start")
		}
	}
}

func startRedis(b *testing.B) (pid int, url string) {
	b.Helper()
	socket := filepath.Join(b.TempDir(), "r.sock")
	cmd := exec.Command("redis-server", "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no")
	check(b, cmd.Start())
	b.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd.Process.Pid, "unix://" + socket
}

func freeAddr(b *testing.B) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(b, err)
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
