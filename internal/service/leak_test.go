package service_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/service"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/storage"
)

// An officer gives a code at 10:31, looks at all he may see whenever he likes, and tries the codes he gave. Two worlds are played in
// which the same codes are used in the same order, by citizens who answer differently. If all he sees is the same in both, at
// every moment, then nothing of it says whose answer was whose: no match is better than chance.
func TestCodesAndAnswersShareNothing(t *testing.T) {
	t.Parallel()
	one, another := newWatched(t), newWatched(t)
	one.play([]string{"1", "2", "4", "5"})
	another.play([]string{"5", "4", "1", "2"})
	for i, seen := range one.seen {
		for what, says := range seen {
			if other := another.seen[i][what]; says != other {
				t.Errorf("after citizen %d, %s differs by what was answered:\n%s\n---\n%s", i, what, says, other)
			}
		}
	}
}

// watched is a service, and what an officer has seen of it after each citizen.
type watched struct {
	t     *testing.T
	s     *service.Service
	db    *storage.DB
	dsn   string
	log   *buffer
	codes []string
	seen  []map[string]string
	n     int
}

// buffer is what a service has logged.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newWatched(t *testing.T) *watched {
	o := options(t)
	o.Database = testkit.Start(t, "leak", testkit.Commune(2))
	w := &watched{t: t, dsn: o.Database, log: &buffer{}}
	o.Log = slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	w.s, _ = run(t, o)
	w.db = w.s.Store().DB
	u, _ := w.s.Directory().Default()
	var err error
	_, w.codes, err = w.db.IssueCodes(t.Context(), storage.CodeOrder{Unit: u.ID, Point: 1, Slip: org.Result, N: 4, Life: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *watched) play(marks []string) {
	for i, mark := range marks {
		chat := fmt.Sprint("citizen", i)
		w.say(chat, bot.Start, w.codes[i])
		for _, said := range []string{"đồng ý", "hộ tịch", mark, "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua", "bỏ qua"} {
			w.say(chat, bot.Text, said)
		}
		w.seen = append(w.seen, w.look(i))
	}
	for _, code := range w.codes {
		hash := hex.EncodeToString(turn.TicketHash(code))
		if log := w.log.String(); strings.Contains(log, code) || strings.Contains(log, hash) {
			w.t.Error("the log names a code")
		}
		for table, column := range map[string]string{"weblog": "body", "conversation": "state", "pending": "body", "response": "receipt || slip || respondent"} {
			shown := org.ShowVisitCode(code)
			if n := testkit.Value[int64](w.t, w.dsn, `SELECT count(*) FROM `+table+` WHERE `+column+` LIKE ANY ($1)`, []string{"%" + code + "%", "%" + shown + "%"}); n != 0 {
				w.t.Errorf("%s holds a code", table)
			}
		}
	}
	if n := testkit.Value[int64](w.t, w.dsn, `SELECT count(*) FROM response WHERE evidence = 'code'`); n != 4 {
		w.t.Fatalf("%d forms", n)
	}
}

// say sends an event and waits until the answer was delivered; what is said then is the last of the conversation.
func (w *watched) say(chat string, kind bot.Kind, text string) string {
	w.t.Helper()
	w.n++
	u, _ := w.s.Directory().Default()
	ev := bot.Event{Channel: "web", Chat: chat, ID: fmt.Sprintf("event-%d", w.n), Unit: u.ID, At: time.Now(), Kind: kind, Text: text}
	if err := w.s.Turn(w.t.Context(), ev); err != nil {
		w.t.Fatal(err)
	}
	for late := time.Now().Add(20 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		owed, err := w.db.Owed(w.t.Context(), []string{ev.Conv()})
		if err != nil || time.Now().After(late) {
			w.t.Fatal("not delivered", err)
		}
		if len(owed) == 0 {
			break
		}
	}
	return testkit.Value[string](w.t, w.dsn, `SELECT coalesce((SELECT body FROM weblog WHERE conv = $1 ORDER BY seq DESC LIMIT 1), '')`, ev.Conv())
}

var (
	random   = regexp.MustCompile(`[A-Za-z0-9_-]{16,}|127\.0\.0\.1:\d+`)
	counters = regexp.MustCompile(`(?m)^motcua_\w+(\{[^}]*\})? \S+$`)
	ours     = regexp.MustCompile(`^motcua_connections `) // of this test's own client, which keeps or opens them as it likes
	timings  = regexp.MustCompile(`seconds|bytes|time=\S+|\d+(\.\d+)?(µs|ms|s)\b`)
)

// look is all an officer may see just now, what is random in it made alike.
func (w *watched) look(citizen int) map[string]string {
	base := "http://" + w.s.Addr().String()
	seen := map[string]string{}
	for i, path := range []string{"/", "/ket-qua", "/s/" + w.codes[0], "/s/" + w.codes[3]} {
		_, seen[fmt.Sprint("page ", i)] = get(w.t, base+path)
	}
	_, metrics := get(w.t, base+"/metrics")
	lines := counters.FindAllString(metrics, -1)
	lines = slices.DeleteFunc(lines, func(l string) bool { return timings.MatchString(l) || ours.MatchString(l) })
	seen["metrics"] = strings.Join(lines, "\n")
	u, _ := w.s.Directory().Default()
	days, err := w.db.DaysOfCodes(w.t.Context(), u.ID, time.Now().AddDate(0, 0, -30))
	seen["days"] = fmt.Sprint(days, err)
	for i, code := range w.codes { // each code tried by somebody who has it
		seen[fmt.Sprint("code ", i)] = w.say(fmt.Sprintf("officer-%d-%d", citizen, i), bot.Text, code)
	}
	seen["log"] = w.log.String()
	if !strings.Contains(seen["code 0"], "Đồng ý và bắt đầu") || len(lines) < 10 || seen["log"] == "" {
		w.t.Errorf("the officer did not look properly: %q, %d metrics", seen["code 0"], len(lines))
	}
	for what, s := range seen {
		for i, code := range w.codes {
			s = strings.ReplaceAll(s, code, fmt.Sprint("CODE", i))
		}
		seen[what] = timings.ReplaceAllString(random.ReplaceAllString(s, "…"), "…")
	}
	return seen
}
