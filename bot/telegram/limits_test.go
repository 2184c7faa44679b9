package telegram

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/simulator/telegramsim"
	"motcua/storage/live"
)

// send delivers like the Sender: what is handed back is tried again when its time has come.
func (w *world) send(t *testing.T, chat, seq int64, m bot.Message) {
	for attempt := 1; ; attempt++ {
		began := time.Now()
		err := w.c.Deliver(t.Context(), bot.Delivery{Conv: conv(chat), Seq: seq, Message: m, Attempt: attempt})
		if took := time.Since(began); took > firstPatience+time.Second {
			t.Errorf("a worker was held up for %v", took)
		}
		var e *bot.SendError
		switch {
		case err == nil:
			return
		case !errors.As(err, &e) || e.After <= 0:
			t.Errorf("delivery: %v", err)
			return
		}
		time.Sleep(e.After)
	}
}

// The strict server counts every message; a network that delays some of them makes it no easier. Where one
// delays them more than the limits allow for, Telegram says so a few times, and everything arrives all the same.
func TestLimitsAreKept(t *testing.T) {
	for name, c := range map[string]struct {
		delay   time.Duration
		refused int // calls at the most
	}{
		"steady network":        {0, 0},
		"unsteady network":      {35 * time.Millisecond, 0},
		"very unsteady network": {300 * time.Millisecond, 60},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				if c.delay > 0 {
					w.tg.Fault(telegramsim.Fault{Method: "sendMessage", Chance: 0.3, Delay: c.delay})
				}
				const chats, each = 100, 5
				var people []int64
				for i := range chats {
					people = append(people, w.opened(fmt.Sprint(i)).ID)
				}
				began := time.Now()
				var wg sync.WaitGroup
				for _, chat := range people {
					wg.Go(func() {
						for n := range each {
							w.send(t, chat, int64(n), say(fmt.Sprint("tin ", n)))
						}
					})
				}
				wg.Wait()
				took := time.Since(began)
				if rate := chats * each / took.Seconds(); rate > 30 || rate < 25 && c.refused == 0 || rate < 10 {
					t.Errorf("%.1f messages a second", rate)
				}
				for _, chat := range people {
					var got []string
					for _, m := range w.fromBot(chat) {
						got = append(got, m.Text)
					}
					if want := []string{"tin 0", "tin 1", "tin 2", "tin 3", "tin 4"}; !slices.Equal(got, want) {
						t.Errorf("chat %d: %q", chat, got)
					}
				}
				refused := 0
				for _, call := range w.tg.Calls("sendMessage") {
					if call.Status == 429 {
						refused++
					}
				}
				if t.Logf("%d calls refused, %v", refused, took); refused > c.refused {
					t.Errorf("%d calls refused", refused)
				}
			})
		})
	}
}

func TestLimitsOfOneChat(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		head := w.opened("An")
		g := w.tg.NewGroup("Lãnh đạo", head)
		check(t, w.tg.AddBot(g.ID, head))
		for _, c := range []struct {
			chat     int64
			n        int
			min, max time.Duration
		}{
			{head.ID, 30, 26 * time.Second, 31 * time.Second},
			{g.ID, 45, 150 * time.Second, 180 * time.Second},
		} {
			began := time.Now()
			for i := range c.n {
				w.send(t, c.chat, int64(i), say("tin"))
			}
			if took := time.Since(began); took < c.min || took > c.max {
				t.Errorf("%d messages took %v", c.n, took)
			}
		}
		w.noViolations()
	})
}

// Two replicas that do not know of each other's clocks share the limits through what they both see.
func TestEditsHaveLimitsOfTheirOwn(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		w.send(t, u.ID, 1, say("Câu 0"))
		id := fmt.Sprint(w.tg.Chat(u.ID).Last().ID)
		began := time.Now()
		for i := range 30 {
			m := say(fmt.Sprint("Câu ", i+1))
			m.Edit = id
			w.send(t, u.ID, int64(i+2), m)
		}
		if took := time.Since(began); took < 12*time.Second || took > 15*time.Second {
			t.Errorf("30 edits took %v", took)
		}
		w.noViolations()
	})
}

func TestNoLimits(t *testing.T) {
	inWorld(t, func(w *world) { w.o.Limits = &Limits{} }, func(t *testing.T, w *world) {
		u := w.opened("An")
		began := time.Now()
		for i := range 4 {
			w.send(t, u.ID, int64(i), say("tin"))
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("took %v", took)
		}
	})
}

// A worker that would have to wait long is told so at once, and nobody's place is taken.
func TestPatienceEnds(t *testing.T) {
	slow := Limits{Chat: live.Rate{N: 1, Per: time.Minute, Burst: 1}}
	inWorld(t, func(w *world) { w.o.Limits = &slow }, func(t *testing.T, w *world) {
		u := w.opened("An")
		check(t, w.deliver(u.ID, 1, say("một")))
		began := time.Now()
		for range 5 {
			var e *bot.SendError
			if err := w.deliver(u.ID, 2, say("hai")); !errors.As(err, &e) || e.After < time.Minute-firstPatience || e.After > time.Minute {
				t.Fatalf("error %v", err)
			}
		}
		if took := time.Since(began); took != 0 {
			t.Errorf("waited %v for nothing", took)
		}
		time.Sleep(time.Minute)
		check(t, w.deliver(u.ID, 2, say("hai")))
	})
}

// 429 in one chat holds up that chat only; in several at a time it is about the bot.
func TestFlood(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		a, b, c := w.opened("An"), w.opened("Bình"), w.opened("Chi")
		after := func(chat int64) time.Duration {
			var e *bot.SendError
			if err := w.deliver(chat, rand.Int64(), say("tin")); errors.As(err, &e) {
				return e.After
			} else if err != nil {
				t.Fatal(err)
			}
			return 0
		}
		w.tg.Fault(telegramsim.Fault{Chat: a.ID, RetryAfter: 30, Times: 1})
		if d := after(a.ID); d != 30*time.Second {
			t.Errorf("first answer: wait %v", d)
		}
		time.Sleep(10 * time.Second)
		if d := after(a.ID); d != 20*time.Second-firstPatience/2 {
			t.Errorf("before the time was over: wait %v", d)
		}
		if d := after(b.ID); d != 0 {
			t.Errorf("another chat waits %v", d)
		}
		w.tg.Fault(telegramsim.Fault{Chat: b.ID, RetryAfter: 40, Times: 1})
		if d := after(b.ID); d != 40*time.Second {
			t.Errorf("second chat: wait %v", d)
		}
		if d := after(c.ID); d != 40*time.Second-firstPatience/2 {
			t.Errorf("third chat after two floods: wait %v", d)
		}
		time.Sleep(40 * time.Second)
		for _, u := range []*telegramsim.User{a, b, c} {
			if d := after(u.ID); d != 0 {
				t.Errorf("still waiting %v", d)
			}
		}
		w.noViolations()
	})
}
