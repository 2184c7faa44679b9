package telegram

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/internal/simulator/telegramsim"
	"motcua/storage"
)

func TestPollBringsEvents(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		an := w.tg.NewUser("An")
		must(w.tg.StartWith(an, "abc-1"))
		must(w.tg.Send(an, an.ID, "xin chào"))
		w.run()
		synctest.Wait()
		got := w.events()
		if len(got) != 2 {
			t.Fatalf("%d events: %+v", len(got), got)
		}
		chat := fmt.Sprint(an.ID)
		if e := got[0]; e.Kind != bot.Start || e.Text != "abc-1" || e.Chat != chat || e.User != chat || e.Channel != "telegram" || !strings.HasPrefix(e.ID, "u") || e.At.IsZero() || e.Group {
			t.Errorf("start: %+v", e)
		}
		if e := got[1]; e.Kind != bot.Text || e.Text != "xin chào" || e.ID == got[0].ID {
			t.Errorf("text: %+v", e)
		}
		if s := w.c.Status(); s.Username != "motcua_bot" || s.Mode != ModePoll {
			t.Errorf("status: %+v", s)
		}
		must(w.tg.Send(an, an.ID, "nữa")) // ends a long poll
		synctest.Wait()
		if s := w.c.Status(); !s.Up || s.Problem != "" || len(w.events()) != 3 {
			t.Errorf("status %+v, %d events", s, len(w.events()))
		}
		w.noViolations()
	})
}

// Nothing is confirmed before it is stored, and everything is in the end.
func TestCase10NothingLostInACrash(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		var people []*telegramsim.User
		for i := range 30 {
			u := w.tg.NewUser(fmt.Sprint("dân ", i))
			people = append(people, u)
			for n := range 5 {
				must(w.tg.Send(u, u.ID, fmt.Sprint(n)))
			}
		}
		// The database works for half of the people; then the process is gone.
		w.setRefuse(func(ev bot.Event) error {
			if ev.Chat[len(ev.Chat)-1]%2 == 0 {
				return nil
			}
			return errAway
		})
		w.run()
		time.Sleep(20 * time.Second)
		w.stop()
		stored := len(w.events())
		if stored == 0 || stored == 150 {
			t.Fatalf("%d events stored before the crash: the test tests nothing", stored)
		}
		w.setRefuse(nil)
		w.restart()
		w.waitFor(time.Minute, "all events", func() bool { return len(distinct(w.events())) == 150 })
		for _, u := range people {
			if got := inOrder(w.events(), fmt.Sprint(u.ID)); !slices.Equal(got, []string{"0", "1", "2", "3", "4"}) {
				t.Errorf("one chat's events: %v", got)
			}
		}
		w.noViolations()
	})
}

// distinct drops repeats, as the engine does.
func distinct(events []bot.Event) []bot.Event {
	seen := map[string]bool{}
	var out []bot.Event
	for _, ev := range events {
		if !seen[ev.ID] {
			seen[ev.ID] = true
			out = append(out, ev)
		}
	}
	return out
}

func inOrder(events []bot.Event, chat string) []string {
	var out []string
	for _, ev := range distinct(events) {
		if ev.Chat == chat {
			out = append(out, ev.Text)
		}
	}
	return out
}

func TestOneTurnOfAChatAtATime(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		var inside [2]atomic.Int32
		users := []*telegramsim.User{w.tg.NewUser("An"), w.tg.NewUser("Bình")}
		var together atomic.Bool
		w.setGate(func(ev bot.Event) {
			i := 0
			if ev.Chat == fmt.Sprint(users[1].ID) {
				i = 1
			}
			if inside[i].Add(1) > 1 {
				t.Error("two turns of one chat at a time")
			}
			time.Sleep(10 * time.Millisecond)
			if inside[1-i].Load() > 0 {
				together.Store(true)
			}
			inside[i].Add(-1)
		})
		for n := range 20 {
			for _, u := range users {
				must(w.tg.Send(u, u.ID, fmt.Sprint(n)))
			}
		}
		w.run()
		w.waitFor(time.Minute, "all turns", func() bool { return len(w.events()) == 40 })
		if !together.Load() {
			t.Error("chats wait for each other")
		}
		for _, u := range users {
			got := inOrder(w.events(), fmt.Sprint(u.ID))
			for i, text := range got {
				if text != fmt.Sprint(i) {
					t.Fatalf("order: %v", got)
				}
			}
		}
		w.noViolations()
	})
}

// Case 9, the reverse: a chat whose turn hangs does not hold up the others for long.
func TestCase09SlowChatDelaysNobody(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		slow, quick := w.tg.NewUser("chậm"), w.tg.NewUser("nhanh")
		w.setGate(func(ev bot.Event) {
			if ev.Text == "treo" {
				time.Sleep(25 * time.Second)
			}
		})
		w.run()
		must(w.tg.Send(slow, slow.ID, "treo"))
		must(w.tg.Send(slow, slow.ID, "sau"))
		time.Sleep(time.Second)
		for n := range 5 {
			must(w.tg.Send(quick, quick.ID, fmt.Sprint(n)))
			w.waitFor(5*time.Second, "the quick chat's turn", func() bool { return len(w.events()) == n+1 })
		}
		w.waitFor(time.Minute, "the slow chat's turns", func() bool { return len(w.events()) == 7 })
		if got := inOrder(w.events(), fmt.Sprint(slow.ID)); !slices.Equal(got, []string{"treo", "sau"}) {
			t.Errorf("slow chat: %v", got)
		}
		w.noViolations()
		w.confirmed()
	})
}

// confirmed checks that nothing waits at Telegram.
func (w *world) confirmed() {
	w.t.Helper()
	w.stop()
	before := len(w.events())
	w.restart()
	time.Sleep(5 * time.Second)
	if again := len(w.events()) - before; again != 0 {
		w.t.Errorf("%d updates came again after a stop", again)
	}
}

func TestDatabaseAwayIsWaitedOut(t *testing.T) {
	for _, away := range []error{errAway, engine.ErrBusy, fmt.Errorf("turn: %w", engine.ErrBusy)} {
		inWorld(t, nil, func(t *testing.T, w *world) {
			u := w.tg.NewUser("An")
			w.setRefuse(func(bot.Event) error { return away })
			w.run()
			must(w.tg.Send(u, u.ID, "một"))
			time.Sleep(2 * time.Hour)
			must(w.tg.Send(u, u.ID, "hai"))
			time.Sleep(2 * time.Hour)
			if len(w.events()) != 0 || len(w.letters()) != 0 {
				t.Fatalf("%d events, %d letters", len(w.events()), len(w.letters()))
			}
			asked := len(w.tg.Calls("getUpdates"))
			if asked > 4*60*60/20 {
				t.Errorf("asked %d times in four hours", asked)
			}
			w.setRefuse(nil)
			w.waitFor(time.Minute, "both", func() bool { return slices.Equal(w.texts(), []string{"một", "hai"}) })
			w.noViolations()
			w.confirmed()
		})
	}
}

// Case 6: an update that cannot be taken in does not freeze the chat, nor the bot.
func TestCase06PoisonIsPutAside(t *testing.T) {
	poison := map[string]struct {
		err   error
		panic bool
		tries int
	}{
		"refused by the database": {err: pgRefusal{}, tries: tries},
		"malformed":               {err: bot.ErrBadEvent, tries: 1},
		"panic":                   {panic: true, tries: tries},
	}
	for name, p := range poison {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				u := w.tg.NewUser("An")
				var tried atomic.Int32
				w.setRefuse(func(ev bot.Event) error {
					if ev.Text != "độc, số 0912345678" {
						return nil
					}
					tried.Add(1)
					if p.panic {
						panic("độc")
					}
					return p.err
				})
				w.run()
				must(w.tg.Send(u, u.ID, "độc, số 0912345678"))
				must(w.tg.Send(u, u.ID, "lành"))
				w.waitFor(10*time.Second, "the next event", func() bool { return slices.Equal(w.texts(), []string{"lành"}) })
				letters := w.letters()
				if len(letters) != 1 || letters[0].Tries != p.tries || int(tried.Load()) != p.tries || letters[0].Kind != "message" || letters[0].Update == 0 || letters[0].Error == "" {
					t.Fatalf("tried %d times, letters %+v", tried.Load(), letters)
				}
				if strings.Contains(letters[0].Error, "0912345678") || strings.Contains(w.log.String(), "0912345678") {
					t.Error("a citizen's words are in the record")
				}
				w.noViolations()
				w.confirmed()
			})
		})
	}
}

// pgRefusal is an error for which storage.Unavailable is false.
type pgRefusal struct{}

func (pgRefusal) Error() string { return `refused: "0912345678" is no date` }
func (pgRefusal) Is(target error) bool {
	return target == storage.ErrClash
}

// An error that looks like a database out of reach, but only ever for this one update.
func TestPoisonThatLooksLikeAnOutage(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		bad, good := w.tg.NewUser("An"), w.tg.NewUser("Bình")
		w.setRefuse(func(ev bot.Event) error {
			if ev.Text == "độc" {
				return errors.New("panic while deciding: index out of range")
			}
			return nil
		})
		w.run()
		must(w.tg.Send(bad, bad.ID, "độc"))
		must(w.tg.Send(bad, bad.ID, "lành"))
		time.Sleep(time.Hour)
		if len(w.letters()) != 0 {
			t.Fatal("put aside while nobody else had been served: the database may be away")
		}
		for n := range 40 {
			must(w.tg.Send(good, good.ID, fmt.Sprint(n)))
			time.Sleep(10 * time.Second)
		}
		if len(w.letters()) != 1 {
			t.Fatalf("letters: %+v", w.letters())
		}
		if got := inOrder(w.events(), fmt.Sprint(bad.ID)); !slices.Equal(got, []string{"lành"}) {
			t.Errorf("the chat after it: %v", got)
		}
		w.noViolations()
	})
}

// While even the record of a failure cannot be kept, the update stays with Telegram.
func TestDeadLetterMustBeKept(t *testing.T) {
	inWorld(t, func(w *world) { w.bury = func(DeadLetter) error { return errAway } }, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		w.setRefuse(func(bot.Event) error { return bot.ErrBadEvent })
		w.run()
		must(w.tg.Send(u, u.ID, "một"))
		time.Sleep(time.Minute)
		w.setRefuse(nil)
		w.restart()
		w.waitFor(time.Minute, "the update again", func() bool { return len(w.events()) == 1 })
	})
}

// Case 14: whatever people send is heard, and nothing of it stays with Telegram to come again for ever.
func TestCase14WrongKindsAreHeard(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		text := must(w.tg.Send(u, u.ID, "chữ"))
		must(w.tg.SendSticker(u, u.ID, "🙂"))
		must(w.tg.SendVoice(u, u.ID))
		must(w.tg.SendPhoto(u, u.ID, []byte("ảnh"), "căn cước"))
		must(w.tg.SendDocument(u, u.ID, "a.pdf", []byte("tệp")))
		must(w.tg.SendPoll(u, u.ID, "?", "a", "b"))
		must(w.tg.SendContact(u, u.ID, "0912345678", u.ID))
		must(w.tg.SendLocation(u, u.ID, 10.5, 106.5))
		must(w.tg.Forward(u, u.ID, u, "tin"))
		must(w.tg.Edit(u, u.ID, text.ID, "chữ khác"))
		w.run()
		synctest.Wait()
		for i, ev := range w.events() {
			if want := bot.Other; (ev.Kind != want) != (i == 0) || i > 0 && ev.Text+ev.Data+ev.Label != "" {
				t.Errorf("event %d: %+v", i, ev)
			}
		}
		if n := len(w.events()); n != 10 {
			t.Errorf("%d events", n)
		}
		w.noViolations()
		w.confirmed()
	})
}

// A server that answers every poll at once with nothing, or with the same again and again, is not asked without end.
func TestPollDoesNotSpin(t *testing.T) {
	for name, body := range map[string]string{
		"nothing":  `[]`,
		"the same": `[{"update_id":5,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"An"},"text":"một"}}]`,
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				var polls atomic.Int64
				w.wire.to = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
					if !strings.HasSuffix(r.URL.Path, "/getUpdates") {
						w.tg.ServeHTTP(rw, r)
						return
					}
					polls.Add(1)
					_, _ = io.WriteString(rw, `{"ok":true,"result":`+body+`}`)
				})
				w.run()
				time.Sleep(time.Minute)
				if n := polls.Load(); n < 20 || n > 60 {
					t.Errorf("%d polls in a minute", n)
				}
				if s := w.c.Status(); !s.Up {
					t.Errorf("%+v", s)
				}
			})
		})
	}
}

// Whether Telegram answers shows at once at the start and after each failure, not after a poll of 50 s.
func TestPollIsShortAfterAFailure(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.tg.Fault(telegramsim.Fault{Method: "getUpdates", Status: 502, Times: 1})
		w.start()
		w.waitFor(5*time.Second, "up", func() bool { return w.c.Status().Up })
		w.waitFor(5*time.Second, "a long poll", w.tg.Polling)
		w.wire.cut(errAway)
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một")) // ends the long poll
		w.waitFor(10*time.Second, "down", func() bool { return !w.c.Status().Up })
		w.wire.cut(nil)
		w.waitFor(10*time.Second, "up again", func() bool { return w.c.Status().Up })
		w.noViolations()
	})
}
