package telegram

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
)

const hookURL = "https://xa.example.vn/hook/telegram"

func hooked(w *world) { w.o.Mode, w.o.WebhookURL = ModeWebhook, hookURL }

// post calls the webhook as somebody.
func post(c *Channel, method, secret, body string) *http.Response {
	r := httptest.NewRequest(method, "/hook/telegram", strings.NewReader(body))
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	rec := httptest.NewRecorder()
	c.Webhook().ServeHTTP(rec, r)
	return rec.Result()
}

const anUpdate = `{"update_id":9,"message":{"message_id":1,` + private + `,"text":"chào"}}`

func TestWebhookRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		method, secret, body string
		want, events         int
	}{
		"genuine":          {"POST", testSecret, anUpdate, 200, 1},
		"without a secret": {"POST", "", anUpdate, 401, 0},
		"wrong secret":     {"POST", testSecret + "x", anUpdate, 401, 0},
		"half the secret":  {"POST", testSecret[:4], anUpdate, 401, 0},
		"get":              {"GET", testSecret, "", 405, 0},
		"garbage":          {"POST", testSecret, "<html>", 400, 0},
		"empty":            {"POST", testSecret, "", 400, 0},
		"no update":        {"POST", testSecret, "{}", 400, 0},
		"too large":        {"POST", testSecret, anUpdate + strings.Repeat(" ", 1<<20), 413, 0},
		"not for us":       {"POST", testSecret, `{"update_id":9,"poll":{"id":"1","question":"?"}}`, 200, 0},
		"unreadable":       {"POST", testSecret, `{"update_id":9,"message":"x"}`, 200, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, hooked, func(t *testing.T, w *world) {
				if got := post(w.c, c.method, c.secret, c.body).StatusCode; got != c.want {
					t.Errorf("status %d, not %d", got, c.want)
				}
				if n := len(w.events()); n != c.events {
					t.Errorf("%d events", n)
				}
				if name == "unreadable" && len(w.letters()) != 1 {
					t.Errorf("letters: %+v", w.letters())
				}
			})
		})
	}
}

// Without a secret nobody is let in, not even somebody without one.
func TestWebhookWithoutSecretIsShut(t *testing.T) {
	inWorld(t, func(w *world) { w.o.Secret = "" }, func(t *testing.T, w *world) {
		if got := post(w.c, "POST", "", anUpdate).StatusCode; got != 401 || len(w.events()) != 0 {
			t.Errorf("status %d", got)
		}
	})
}

func TestWebhookAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		want  int
		tries int
		dead  int
	}{
		"stored":        {nil, 200, 1, 0},
		"away":          {errAway, 503, 1, 0},
		"busy":          {engine.ErrBusy, 503, 1, 0},
		"refused":       {pgRefusal{}, 200, tries, 1},
		"malformed":     {bot.ErrBadEvent, 200, 1, 1},
		"away, wrapped": {fmt.Errorf("turn: %w", errAway), 503, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, hooked, func(t *testing.T, w *world) {
				var tried atomic.Int32
				w.setRefuse(func(bot.Event) error { tried.Add(1); return c.err })
				resp := post(w.c, "POST", testSecret, anUpdate)
				if resp.StatusCode != c.want || int(tried.Load()) != c.tries || len(w.letters()) != c.dead {
					t.Errorf("status %d after %d tries, letters %+v", resp.StatusCode, tried.Load(), w.letters())
				}
				if after := resp.Header.Get("Retry-After"); (after != "") != (c.want == 503) {
					t.Errorf("Retry-After %q", after)
				}
			})
		})
	}
}

// The answer comes after the turn, not before.
func TestWebhookAnswersAfterTheTurn(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		w.setGate(func(bot.Event) { time.Sleep(5 * time.Second) })
		began := time.Now()
		if got := post(w.c, "POST", testSecret, anUpdate).StatusCode; got != 200 || time.Since(began) < 5*time.Second {
			t.Errorf("status %d after %v", got, time.Since(began))
		}
	})
}

func TestWebhookDelivery(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		u, v := w.tg.NewUser("An"), w.tg.NewUser("Bình")
		must(w.tg.Send(u, u.ID, "trước")) // while there is no webhook yet
		w.run()
		w.setRefuse(func(ev bot.Event) error { return errAway })
		for n := range 5 {
			must(w.tg.Send(u, u.ID, fmt.Sprint(n)))
			must(w.tg.Send(v, v.ID, fmt.Sprint(n)))
		}
		time.Sleep(time.Hour)
		if n := strings.Count(w.log.String(), "come again"); n > 2*60*60/10 {
			t.Errorf("%d calls in an hour", n)
		}
		w.waitFor(3*time.Minute, "the trouble shows", func() bool {
			s := w.c.Status()
			return !s.Up && s.Pending == 10 && strings.Contains(s.Problem, "503")
		})
		w.setRefuse(nil)
		w.waitFor(5*time.Minute, "all", func() bool { return len(w.events()) == 11 })
		if got := inOrder(w.events(), fmt.Sprint(u.ID)); !slices.Equal(got, []string{"trước", "0", "1", "2", "3", "4"}) {
			t.Errorf("order: %v", got)
		}
		w.waitFor(3*time.Minute, "the trouble is over", func() bool { s := w.c.Status(); return s.Up && s.Pending == 0 && s.Problem == "" })
		w.noViolations()
	})
}

// Case 9: a text and a tap of one person come in parallel; they must not be taken in at the same time.
func TestWebhookSerialisesAChat(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		var inside atomic.Int32
		w.setGate(func(bot.Event) {
			if inside.Add(1) > 1 {
				t.Error("two turns of one chat at a time")
			}
			time.Sleep(time.Second)
			inside.Add(-1)
		})
		done := make(chan int, 20)
		for i := range 20 {
			go func() {
				body := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,%s,"text":"x"}}`, 10+i, private)
				if i%2 == 0 {
					body = fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"%d","from":{"id":7},"message":{"message_id":1,%s},"data":"x"}}`, 10+i, i, private)
				}
				done <- post(w.c, "POST", testSecret, body).StatusCode
			}()
		}
		for range 20 {
			if got := <-done; got != 200 {
				t.Errorf("status %d", got)
			}
		}
		if len(w.events()) != 20 {
			t.Errorf("%d events", len(w.events()))
		}
	})
}

// Somebody who knows the secret cannot pile up calls without end.
func TestWebhookIsBounded(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		release := make(chan struct{})
		w.setGate(func(bot.Event) { <-release })
		done := make(chan int, hookPlaces)
		for range hookPlaces {
			go func() { done <- post(w.c, "POST", testSecret, anUpdate).StatusCode }()
		}
		synctest.Wait()
		if got := post(w.c, "POST", testSecret, anUpdate).StatusCode; got != 503 {
			t.Errorf("status %d", got)
		}
		close(release)
		for range hookPlaces {
			if got := <-done; got != 200 {
				t.Errorf("status %d", got)
			}
		}
	})
}

// Case 16: works for hours, then silent. Somebody takes the webhook away; it is put back.
func TestCase16LostWebhookIsPutBack(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		w.run()
		check(t, w.call("deleteWebhook", "{}"))
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "chào"))
		w.waitFor(3*time.Minute, "the event", func() bool { return len(w.events()) == 1 })
		if !strings.Contains(w.log.String(), "not ours") {
			t.Error("nothing in the log")
		}
	})
}

// call is a call of the Bot API by somebody else who has the token.
func (w *world) call(method, body string) error {
	r := httptest.NewRequest("POST", "/bot"+w.o.Token+"/"+method, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	resp, err := serve(w.tg, r)
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		text, _ := io.ReadAll(resp.Body)
		return errors.New(string(text))
	}
	return nil
}

// A command addressed by name arrives before the bot has learnt its own: it comes again.
func TestWebhookBeforeTheNameIsKnown(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		body := `{"update_id":9,"message":{"message_id":1,` + group + `,"text":"/baocao@motcua_bot"}}`
		if got := post(w.c, "POST", testSecret, body).StatusCode; got != 503 {
			t.Errorf("status %d", got)
		}
		w.run()
		if got := post(w.c, "POST", testSecret, body).StatusCode; got != 200 || len(w.events()) != 1 {
			t.Errorf("status %d", got)
		}
	})
}
