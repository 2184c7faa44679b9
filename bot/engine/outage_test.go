package engine_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/internal/prose"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/storage"
)

// outage is one citizen who fills in a form while something is broken between the questions.
type outage struct {
	*house
	chat string
	n    int
	seen int
}

func (o *outage) send(ev bot.Event) error {
	o.n++
	ev.ID, ev.Channel, ev.Chat, ev.At = fmt.Sprintf("%s-%d", o.chat, o.n), "web", o.chat, time.Now()
	deadline := time.Now().Add(60 * time.Second)
	for {
		err := o.engine.Turn(context.Background(), ev)
		if err == nil || !(storage.Unavailable(err) || errors.Is(err, engine.ErrBusy)) || time.Now().After(deadline) {
			return err // a web page tries again with the same id, and so do we
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// answer sends an event and returns the last reply to it.
func (o *outage) answer(ev bot.Event) bot.Message {
	o.t.Helper()
	if err := o.send(ev); err != nil {
		o.t.Fatal(err)
	}
	conv := bot.ConvKey("web", o.chat)
	deadline := time.Now().Add(60 * time.Second)
	for len(o.house.chat.delivered(conv)) <= o.seen {
		if time.Now().After(deadline) {
			o.t.Fatalf("no reply to event %d", o.n)
		}
		time.Sleep(10 * time.Millisecond)
	}
	got := o.house.chat.delivered(conv)
	o.seen = len(got)
	return got[len(got)-1].Message
}

// form fills in a whole form; between the questions it calls disturb with their number.
func (o *outage) form(disturb func(step int)) {
	o.t.Helper()
	m := o.answer(bot.Event{Kind: bot.Start, Text: org.Start{Unit: o.unit.ID, Point: 1, Slip: org.Result}.Sign(o.dir.Key())})
	for step := 0; m.Once; step++ {
		disturb(step)
		b := m.Buttons[0]
		if b.Nav { // nothing to choose: pass the question by
			b = m.Buttons[slices.IndexFunc(m.Buttons, func(b bot.Button) bool { return strings.HasPrefix(b.Data, "s:") })]
		}
		m = o.answer(bot.Event{Kind: bot.Tap, Data: b.Data, Label: b.Label})
	}
	if text := prose.Plain(m.Lines); !strings.Contains(text, "Cảm ơn Ông/Bà") {
		o.t.Fatalf("the form ends with %q", text)
	}
	if got := o.scalar(`SELECT count(*) FROM answer`); got != "9" {
		o.t.Errorf("%s answers are stored, 9 were given", got)
	}
	o.checkRollups()
}

func TestRedisVanishes(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	o := &outage{house: openHouse(t, testkit.Start(t, "bot", commune), redis.url), chat: "redis"}
	o.form(func(step int) {
		switch step {
		case 2:
			redis.flush()
		case 4:
			redis.stop()
		case 7:
			redis.start()
		}
	})
}

func TestDatabaseRestarts(t *testing.T) {
	t.Parallel()
	pg := pgtest.Server(t)
	if err := testkit.Database(pg.DSN(), commune); err != nil {
		t.Fatal(err)
	}
	o := &outage{house: openHouse(t, pg.DSN(), ""), chat: "database"}
	o.form(func(step int) {
		switch step {
		case 2:
			pg.Stop()
			pg.Start()
		case 5:
			pg.Kill()
		case 7:
			pg.Stop()
			err := o.engine.Turn(context.Background(), bot.Event{Channel: "web", Chat: "other", ID: "while-away", Kind: bot.Text, Text: "xin chào", At: time.Now()})
			if err == nil || !storage.Unavailable(err) {
				t.Errorf("a turn without a database ends with %v", err)
			}
			pg.Start()
		}
	})
}
