package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
)

// TestLedger lets forty citizens fill in whole forms at two replicas at once, on the codes of posters, on codes given by hand and
// on those of screens. Every event is sent several times, to both replicas, now and then long after its time, while the replicas
// are killed with signal 9 at random moments, PostgreSQL once, and Redis goes away. Afterwards every acknowledged answer stands in
// the database exactly once, every reply was delivered and in order, no conversation is stuck, and no one-time code was used
// without the form that stands on it, nor the other way round.
//
// MOTCUA_LEDGER_KILLS sets how many kills there are at least (default 6).
func TestLedger(t *testing.T) {
	kills := 6
	if s := os.Getenv("MOTCUA_LEDGER_KILLS"); s != "" {
		var err error
		if kills, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	pg := pgtest.Server(t)
	dsn := pg.DSN()
	if err := testkit.Database(dsn, commune); err != nil {
		t.Fatal(err)
	}
	db, err := storage.Open(t.Context(), dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	dir, err := db.Directory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	unit, _ := dir.Default()
	redis := startRedis(t)
	l := &ledger{t: t, db: db, dir: dir, unit: unit, replicas: []*replica{startReplica(t, 0, dsn, redis.url), startReplica(t, 1, dsn, redis.url)}}

	l.giveCodes()
	stop := make(chan struct{})
	var killing, talking sync.WaitGroup
	killing.Go(func() { l.killAround(kills, stop) })
	for i := range 40 {
		talking.Go(func() { l.citizen(i, kills) })
	}
	time.Sleep(time.Second)
	pg.Kill()
	time.Sleep(time.Second)
	redis.stop()
	time.Sleep(time.Second)
	redis.start()
	talking.Wait()
	close(stop)
	killing.Wait()
	l.check(dsn)
	t.Logf("%d kills, %d acknowledged events, %d sent in all, %d forms", l.replicas[0].kills+l.replicas[1].kills, l.acked, l.sent, len(l.entries))
}

// ledger is what the citizens know must be true.
type ledger struct {
	t        *testing.T
	db       *storage.DB
	dir      *directory.Directory
	unit     *directory.Unit
	replicas []*replica

	tickets chan ticket // to be used

	mu      sync.Mutex
	acked   int
	sent    int
	killed  int
	entries []entry
}

// entry is one form as its citizen remembers it.
type entry struct {
	conv    string
	events  []string       // ids of acknowledged events that must have been answered once
	answers map[string]int // question -> choice of the last acknowledged tap
	receipt string
	stands  org.Evidence
}

// ticket is a one-time code and what a form stands on that was begun with it.
type ticket struct {
	code   string
	stands org.Evidence
}

// giveCodes gives codes out, by hand and on screens, as many as may be wanted.
func (l *ledger) giveCodes() {
	const each = 60
	l.tickets = make(chan ticket, 2*each)
	ctx := l.t.Context()
	_, codes, err := l.db.IssueCodes(ctx, storage.CodeOrder{Unit: l.unit.ID, Point: 1, Slip: org.Result, N: each, Life: time.Hour})
	if err != nil {
		l.t.Fatal(err)
	}
	for _, code := range codes {
		shown, err := newScreenCode(ctx, l.db, storage.Screen{Unit: l.unit.ID, Point: 1, Slip: org.Result.Code()})
		if err != nil {
			l.t.Fatal(err)
		}
		l.tickets <- ticket{code, org.Code}
		l.tickets <- ticket{shown, org.Screen}
	}
}

// begin is what a citizen shows first: a code of his own if there is one left, the poster otherwise.
func (l *ledger) begin(r *rand.Rand) ticket {
	if r.IntN(3) > 0 {
		select {
		case t := <-l.tickets:
			return t
		default:
		}
	}
	return ticket{org.Start{Unit: l.unit.ID, Point: 1, Slip: org.Result}.Sign(l.dir.Key()), org.Poster}
}

// killAround kills and restarts replicas at random moments until enough kills are done and nobody talks.
func (l *ledger) killAround(kills int, stop <-chan struct{}) {
	r := rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano())))
	for {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(50+r.IntN(700)) * time.Millisecond):
		}
		l.mu.Lock()
		enough := l.killed >= kills
		l.killed++
		l.mu.Unlock()
		if enough {
			return
		}
		victim := l.replicas[r.IntN(2)]
		victim.kill()
		time.Sleep(time.Duration(r.IntN(300)) * time.Millisecond)
		victim.start()
	}
}

func (l *ledger) killsDone(kills int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.killed >= kills
}

// citizen fills in forms, one for each slip and point, until the killing is over.
func (l *ledger) citizen(n, kills int) {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	for round := 0; ; round++ {
		chat := fmt.Sprintf("ledger-%02d-%03d", n, round)
		if !l.fillIn(chat, r) || l.killsDone(kills) {
			return
		}
	}
}

// fillIn goes through one form; false if the conversation is stuck.
func (l *ledger) fillIn(chat string, r *rand.Rand) bool {
	shown := l.begin(r)
	e := entry{conv: bot.ConvKey("web", chat), answers: map[string]int{}, stands: shown.stands}
	ev := bot.Event{Channel: "web", Chat: chat, Kind: bot.Start, Label: "bắt đầu", Text: shown.code}
	var past []bot.Event
	for i := 0; ; i++ {
		ev.ID, ev.At = fmt.Sprintf("%s-%d", chat, i), time.Now()
		if !l.deliver(ev, r) {
			l.t.Errorf("%s: event %d is never acknowledged", chat, i)
			return false
		}
		e.events = append(e.events, ev.ID)
		if past = append(past, ev); r.IntN(3) == 0 {
			go l.once(past[r.IntN(len(past))], r.IntN(2)) // long after its time
		}
		reply, ok := l.reply(e.conv, ev.ID)
		if !ok {
			l.t.Errorf("%s: event %d is never answered", chat, i)
			return false
		}
		if !reply.Once {
			e.receipt = reply.Lines[1].Text
			break
		}
		b := reply.Buttons[r.IntN(len(reply.Buttons))]
		for b.Nav && b.Label != "Bỏ qua" || b.Label == "Không tham gia" {
			b = reply.Buttons[r.IntN(len(reply.Buttons))]
		}
		parts := strings.Split(b.Data, ":")
		switch parts[0] {
		case "a":
			e.answers[parts[2]], _ = strconv.Atoi(parts[3])
		case "s":
			e.answers[parts[2]] = -1
		}
		ev = bot.Event{Channel: "web", Chat: chat, Kind: bot.Tap, Data: b.Data, Label: b.Label}
	}
	l.mu.Lock()
	l.entries = append(l.entries, e)
	l.mu.Unlock()
	return true
}

// deliver sends an event to both replicas, again and again, until one acknowledges it.
func (l *ledger) deliver(ev bot.Event, r *rand.Rand) bool {
	deadline := time.Now().Add(90 * time.Second)
	first := r.IntN(2)
	for time.Now().Before(deadline) {
		results := make(chan error, 2)
		both := r.IntN(4) == 0
		if both {
			go func() { results <- l.once(ev, 1-first) }()
		}
		results <- l.once(ev, first)
		if <-results == nil || (both && <-results == nil) {
			l.mu.Lock()
			l.acked++
			l.mu.Unlock()
			return true
		}
		first = 1 - first
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

func (l *ledger) once(ev bot.Event, replica int) error {
	l.mu.Lock()
	l.sent++
	l.mu.Unlock()
	return l.replicas[replica].send(ev)
}

// reply waits for the answer to an event in the web chat's log.
func (l *ledger) reply(conv, event string) (bot.Message, bool) {
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		for _, x := range l.log(conv) { // none while the database is away
			if x.Echo != nil && x.Echo.Event == event {
				return x, true
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return bot.Message{}, false
}

func (l *ledger) log(conv string) []bot.Message {
	entries, err := l.db.Weblog(context.Background(), conv, 0, 1000)
	if err != nil && !storage.Unavailable(err) {
		l.t.Error(err)
	}
	out := make([]bot.Message, len(entries))
	for i, e := range entries {
		if err := json.Unmarshal(e.Body, &out[i]); err != nil {
			l.t.Error(err)
		}
	}
	return out
}

// check compares the database with what the citizens know.
func (l *ledger) check(dsn string) {
	for _, e := range l.entries {
		l.checkOrder(e)
		code := e.receipt
		record, err := l.db.RecordByReceipt(context.Background(), strings.ReplaceAll(code, "-", ""))
		if err != nil {
			l.t.Errorf("%s: form %s: %v", e.conv, code, err)
			continue
		}
		if record.Evidence != e.stands {
			l.t.Errorf("%s: the form stands on %q, its citizen showed %q", e.conv, record.Evidence, e.stands)
		}
		if len(record.Answers) != len(e.answers) {
			l.t.Errorf("%s: %d answers are stored, %d were acknowledged", e.conv, len(record.Answers), len(e.answers))
		}
		for q, choice := range e.answers {
			if got := record.Answers[q].Choice; got != choice {
				l.t.Errorf("%s: %s is stored as %d, acknowledged as %d", e.conv, q, got, choice)
			}
		}
	}
	h := &house{t: l.t, dsn: dsn, db: l.db, dir: l.dir, unit: l.unit}
	h.checkRollups()
	for _, kind := range []org.Evidence{org.Code, org.Screen} {
		forms := h.scalar(`SELECT count(*) FROM response WHERE evidence = '` + string(kind) + `'`)
		if used := h.scalar(`SELECT count(*) FROM ticket WHERE state = 'used' AND kind = '` + string(kind) + `'`); used != forms || forms == "0" {
			l.t.Errorf("%s forms stand on a %s, %s were used", forms, kind, used)
		}
	}
	if n := h.scalar(`SELECT count(*) FROM response`); n != strconv.Itoa(len(l.entries)) {
		l.t.Errorf("%s forms are stored, %d were filled in", n, len(l.entries))
	}
	deadline := time.Now().Add(30 * time.Second)
	for h.scalar(`SELECT count(*) FROM pending`) != "0" {
		if time.Now().After(deadline) {
			l.t.Error("messages are left in the outbox")
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// checkOrder sees to it that every event was answered once and that the answers came in the order of the
// events.
func (l *ledger) checkOrder(e entry) {
	at := -1
	for _, m := range l.log(e.conv) {
		if m.Echo == nil {
			continue
		}
		_, n, _ := strings.Cut(strings.TrimPrefix(m.Echo.Event, "ledger-"), "-")
		_, n, _ = strings.Cut(n, "-")
		i, err := strconv.Atoi(n)
		if err != nil || i != at+1 {
			l.t.Errorf("%s: answer to event %q follows answer to event %d", e.conv, m.Echo.Event, at)
		}
		at = i
	}
	if at+1 != len(e.events) {
		l.t.Errorf("%s: %d events were answered, %d acknowledged", e.conv, at+1, len(e.events))
	}
}
