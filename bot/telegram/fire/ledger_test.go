package fire_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot/telegram"
	"motcua/internal/simulator/telegramsim"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
)

func TestLedgerPolling(t *testing.T) { ledger(t, telegram.ModePoll) }

func TestLedgerWebhook(t *testing.T) { ledger(t, telegram.ModeWebhook) }

// battle is a ledger test: citizens fill in forms at two replicas while everything around them fails.
type battle struct {
	t        *testing.T
	tg       *telegramsim.Server
	pg       *pgtest.Ctl
	home     *commune
	replicas []*replica
	citizens []*citizen
	rnd      *rand.Rand

	leaderKills, restarts, storms int
	late, repeats                 int // taps answered too late or twice; former messages sent again
}

// ledger compares what the citizens tapped with what is stored, after kill -9 of replicas, restarts of
// PostgreSQL, lost answers, cut connections, error pages and storms of 429.
func ledger(t *testing.T, mode string) {
	n := size(t, "MOTCUA_FIRE_CITIZENS", 40)
	b := newBattle(t, mode, n)
	began := time.Now()
	done := make(chan struct{})
	var talking sync.WaitGroup
	for _, c := range b.citizens {
		talking.Go(func() {
			time.Sleep(c.upTo(5 * time.Second))
			c.fillIn(t)
		})
	}
	go func() {
		talking.Wait()
		close(done)
	}()
	b.rage(mode, done)
	<-done
	took := time.Since(began)
	b.tg.Heal()
	b.checkStored()
	b.checkOrder()
	b.checkRules()
	b.report(mode, took)
}

func newBattle(t *testing.T, mode string, n int) *battle {
	t.Helper()
	tg := telegramsim.New(telegramsim.Options{})
	api := httptest.NewServer(tg)
	t.Cleanup(func() {
		tg.Close()
		api.Close()
	})
	b := &battle{t: t, tg: tg, pg: pgtest.Server(t), rnd: rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))}
	b.home = newCommune(t, b.pg.DSN())
	o := orders{DSN: b.pg.DSN(), Redis: startRedis(t), Token: tg.Token(), API: api.URL, Mode: mode, Secret: hookSecret}
	p := &proxy{}
	if mode == telegram.ModeWebhook {
		front := httptest.NewServer(p)
		t.Cleanup(front.Close)
		o.Hook = front.URL + "/hook/telegram"
	}
	for range 2 {
		r := startReplica(t, o)
		b.replicas = append(b.replicas, r)
		p.add(r.addr)
		if mode == telegram.ModeWebhook {
			time.Sleep(1200 * time.Millisecond) // the platform takes one setWebhook a second
		}
	}
	for i := range n {
		b.citizens = append(b.citizens, &citizen{
			tg: tg, user: tg.NewUser(fmt.Sprint("Người dân ", i)), rnd: rand.New(rand.NewPCG(uint64(i), b.rnd.Uint64())),
			payload: b.home.payload(), answers: map[string]int{},
		})
	}
	return b
}

// scalar reads one number.
func (b *battle) scalar(sql string) int {
	b.t.Helper()
	return testkit.Value[int](b.t, b.pg.DSN(), sql)
}

// checkStored compares the database with what the citizens know.
func (b *battle) checkStored() {
	b.t.Helper()
	answers := 0
	for _, c := range b.citizens {
		answers += len(c.answers)
		if c.receipt == "" {
			b.t.Errorf("%s never reaches the thanks", c.user.FirstName)
			continue
		}
		record, err := b.home.db.RecordByReceipt(context.Background(), strings.ReplaceAll(c.receipt, "-", ""))
		if err != nil {
			b.t.Errorf("%s: form %s: %v", c.user.FirstName, c.receipt, err)
			continue
		}
		stored := map[string]int{}
		for q, a := range record.Answers {
			stored[q] = a.Choice
		}
		if !maps.Equal(stored, c.answers) {
			b.t.Errorf("%s: stored are %v, tapped were %v", c.user.FirstName, stored, c.answers)
		}
	}
	if n := b.scalar(`SELECT count(*) FROM answer`); n != answers {
		b.t.Errorf("%d answers are stored, %d were given", n, answers)
	}
	if n := b.scalar(`SELECT count(*) FROM response`); n != len(b.citizens) {
		b.t.Errorf("%d forms are stored, %d were filled in", n, len(b.citizens))
	}
	if n := b.scalar(`SELECT count(*) FROM dead_letter`); n != 0 {
		b.t.Errorf("%d updates were put aside", n)
	}
	b.home.checkRollups(b.t)
	for end := time.Now().Add(time.Minute); b.scalar(`SELECT count(*) FROM pending`) != 0; time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			b.t.Error("messages are left in the outbox")
			return
		}
	}
}

// says is what a call puts on the screen, for telling a repeat from something new.
type says struct{ text, keyboard string }

// checkOrder sees to it that in no chat a question is asked after a later one, unless it is a message that
// went out before, word for word, with its answer lost.
func (b *battle) checkOrder() {
	b.t.Helper()
	last, seen := map[int64]int{}, map[int64]map[says]bool{}
	calls := b.tg.Calls()
	if len(calls) > 19_000 {
		b.t.Error("the server has begun to forget calls: order cannot be judged")
	}
	for _, call := range calls {
		at, ok := number(call.Params["text"])
		if !ok || call.Method != "sendMessage" && call.Method != "editMessageText" {
			continue
		}
		if seen[call.Chat] == nil {
			seen[call.Chat] = map[says]bool{}
		}
		what := says{call.Params["text"], call.Params["reply_markup"]}
		if at < last[call.Chat] && !seen[call.Chat][what] {
			b.t.Errorf("chat %d: question %d follows question %d", call.Chat, at, last[call.Chat])
		}
		if at < last[call.Chat] {
			b.repeats++
		}
		last[call.Chat] = max(last[call.Chat], at)
		seen[call.Chat][what] = true
	}
}

// tooOld is what the platform says to a tap that is answered twice, or too late. It is the one breach that
// is let pass, and only here: an update whose 2xx, or whose confirmation, is lost with its replica comes to
// the other one, which cannot know that the tap is answered; and an answer that waits for PostgreSQL or for
// the end of a lease comes too late. The channel ignores it, as it must, and it is no limit.
const tooOld = "answerCallbackQuery: Bad Request: query is too old and response timeout expired or query ID is invalid"

// checkRules sees to it that no limit of the platform was broken and nothing was sent too fast.
func (b *battle) checkRules() {
	b.t.Helper()
	broken := map[string]int{}
	for _, v := range b.tg.Violations() {
		broken[v]++
	}
	b.late = broken[tooOld]
	delete(broken, tooOld)
	tooFast, calls := 0, b.tg.Calls()
	for _, c := range calls {
		if c.Status == http.StatusTooManyRequests && !c.Fault {
			tooFast++
		}
	}
	for v, n := range broken {
		if !strict() && isPace(v) {
			continue // counted below
		}
		b.t.Errorf("%d times: %s", n, v)
	}
	if tooFast > slips(len(calls)) {
		b.t.Errorf("%d of %d calls came too fast: %v", tooFast, len(calls), broken)
	}
}

// isPace reports whether a breach is about the pace alone.
func isPace(v string) bool {
	return strings.Contains(v, "retry after") || strings.Contains(v, "retry_after")
}

// report prints the figures.
func (b *battle) report(mode string, took time.Duration) {
	calls, faults, floods := 0, 0, 0
	for _, c := range b.tg.Calls() {
		calls++
		switch {
		case c.Fault:
			faults++
		case c.Status == 429:
			floods++
		}
	}
	answers, taps, changed, longest := 0, 0, 0, []time.Duration{}
	for _, c := range b.citizens {
		answers, taps, changed = answers+len(c.answers), taps+c.taps, changed+c.changed
		longest = append(longest, c.took)
	}
	slices.Sort(longest)
	kills := 0
	for _, r := range b.replicas {
		kills += r.kills
	}
	b.t.Logf("%s: %d citizens in %.0f s (median %.0f s, longest %.0f s): %d taps, %d answers changed afterwards, %d answers stored once each",
		mode, len(b.citizens), took.Seconds(), longest[len(longest)/2].Seconds(), longest[len(longest)-1].Seconds(), taps, changed, answers)
	b.t.Logf("%d replicas killed (%d of them while asking for updates), %d PostgreSQL restarts, %d storms of 429; %d calls, %d struck by a fault, %d too fast; %d rules broken besides %d taps answered twice or too late; %d former messages repeated after later ones",
		kills, b.leaderKills, b.restarts, b.storms, calls, faults, floods, len(b.tg.Violations())-b.late, b.late, b.repeats)
}
