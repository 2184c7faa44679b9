package telegram

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/simulator/telegramsim"
)

// Case 12, played rather than simulated.
func TestCase12BlockedAndBack(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		w.run()
		w.tg.Block(u)
		w.waitFor(time.Minute, "both events", func() bool { return len(w.events()) == 2 })
		if e := w.events()[1]; e.Kind != bot.Blocked || e.Chat != fmt.Sprint(u.ID) {
			t.Errorf("%+v", e)
		}
		var e *bot.SendError
		if err := w.deliver(u.ID, 1, say("x")); !errors.As(err, &e) || !e.Gone {
			t.Errorf("error %v", err)
		}
		w.tg.Unblock(u)
		w.waitFor(time.Minute, "the third event", func() bool { return len(w.events()) == 3 })
		if e := w.events()[2]; e.Kind != bot.Joined {
			t.Errorf("%+v", e)
		}
		check(t, w.deliver(u.ID, 1, say("x")))
	})
}

// Case 13: a group becomes a supergroup. Both ways of learning it give the new address.
func TestCase13GroupMoves(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.blobs[2] = []byte("tài liệu")
		head := w.opened("An")
		g := w.tg.NewGroup("Lãnh đạo xã", head)
		check(t, w.tg.AddBot(g.ID, head))
		w.run()
		check(t, w.deliver(g.ID, 1, say("Báo cáo")))
		super := must(w.tg.Migrate(g.ID, head))
		w.waitFor(time.Minute, "the news", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.moves) == 2 })
		want := fmt.Sprintf("telegram:%d > telegram:%d", g.ID, super.ID)
		if w.moves[0] != want || w.moves[1] != want {
			t.Errorf("%q, not %q", w.moves, want)
		}
		for _, m := range []bot.Message{say("nữa"), {Files: []bot.File{{Blob: 2, Name: "b"}}}} {
			var e *bot.SendError
			if err := w.deliver(g.ID, 2, m); !errors.As(err, &e) || e.Moved != conv(super.ID) {
				t.Errorf("error %v", err)
			}
			check(t, w.deliver(super.ID, 2, m))
		}
	})
}

func TestDeliverToATopic(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		head := w.opened("An")
		g := w.tg.NewSupergroup("Lãnh đạo xã", head)
		check(t, w.tg.AddBot(g.ID, head))
		topic := must(w.tg.NewTopic(g.ID, head, "Báo cáo"))
		w.run()
		must(w.tg.Send(head, g.ID, "/baocao@motcua_bot", telegramsim.InThread(topic)))
		w.waitFor(time.Minute, "the command", func() bool { return slices.Contains(w.texts(), "/baocao") })
		ev := w.events()[len(w.events())-1]
		check(t, w.c.Deliver(t.Context(), bot.Delivery{Conv: ev.Conv(), Seq: 1, Message: say("đây")}))
		if got := w.tg.Chat(g.ID).Last(); got.ThreadID != topic || got.Text != "đây" {
			t.Errorf("%+v", got)
		}
		check(t, w.tg.DeleteTopic(g.ID, topic))
		var e *bot.SendError
		err := w.c.Deliver(t.Context(), bot.Delivery{Conv: ev.Conv(), Seq: 2, Message: say("đó")})
		if !errors.As(err, &e) || e.Gone || e.Left != nil || len(e.Refused) != 1 || e.Refused[0].Right != bot.RightTopic {
			t.Errorf("error %#v", err)
		}
		if got := w.tg.Chat(g.ID).Last(); got.ThreadID != 0 || got.Text != "đó" {
			t.Errorf("what cannot go into the topic goes to the group: %+v", got)
		}
	})
}

// A tap is answered at once, whatever becomes of the turn, and its failure is nobody's concern.
func TestCase05TapsAreAnsweredAtOnce(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		m := say("Câu 1")
		m.Buttons = []bot.Button{{Label: "Tốt", Data: "a:1"}}
		check(t, w.deliver(u.ID, 1, m))
		w.run()
		sent := w.tg.Chat(u.ID).Last()
		w.setGate(func(bot.Event) { time.Sleep(10 * time.Second) })
		tap := must(w.tg.Tap(u, u.ID, sent.ID, "Tốt"))
		time.Sleep(time.Second)
		if _, ok := w.tg.AnswerTo(tap); !ok {
			t.Error("not answered while the turn lasts")
		}
		w.waitFor(time.Minute, "the turn", func() bool { return len(w.events()) == 2 })
		if e := w.events()[1]; e.Kind != bot.Tap || e.Data != "a:1" || e.Label != "Tốt" || e.Ref != fmt.Sprint(sent.ID) {
			t.Errorf("%+v", e)
		}
		w.noViolations()
		// Too old, out of reach, or hanging: the turn does not notice.
		w.setGate(nil)
		w.tg.Fault(telegramsim.Fault{Method: "answerCallbackQuery", Delay: time.Hour})
		for range 3 * answerWorkers {
			must(w.tg.Tap(u, u.ID, sent.ID, "Tốt"))
		}
		time.Sleep(2 * time.Second)
		if n := len(w.events()); n != 2+3*answerWorkers {
			t.Errorf("%d events while answers hang", n)
		}
	})
}

// Case 3: the same tap once more, with new ids. It is passed on as it is; that it is the same answer is for
// the conversation to see.
func TestCase03TapSentAgain(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		m := say("Câu 1")
		m.Buttons = []bot.Button{{Label: "Tốt", Data: "a:1"}}
		check(t, w.deliver(u.ID, 1, m))
		w.run()
		tap := must(w.tg.Tap(u, u.ID, w.tg.Chat(u.ID).Last().ID, "Tốt"))
		again := must(w.tg.Retap(tap))
		w.waitFor(time.Minute, "both", func() bool { return len(w.events()) == 3 })
		a, b := w.events()[1], w.events()[2]
		if a.ID == b.ID || a.Data != b.Data || a.Chat != b.Chat {
			t.Errorf("%+v\n%+v", a, b)
		}
		for _, id := range []string{tap, again} {
			if _, err := w.tg.WaitForAnswer(t.Context(), id); err != nil {
				t.Errorf("tap not answered: %v", err)
			}
		}
		w.noViolations()
	})
}
