package telegram

import (
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"motcua/internal/simulator/telegramsim"
)

func TestIntroduction(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "trước"))
		check(t, w.call("setWebhook", `{"url":"https://cu.example.vn/x"}`))
		w.run()
		time.Sleep(5 * time.Second)
		if got := w.texts(); !slices.Equal(got, []string{"trước"}) {
			t.Errorf("what had waited behind another webhook: %q", got)
		}
		for _, method := range []string{"setMyCommands", "setMyDescription", "setMyShortDescription"} {
			if n := len(w.tg.Calls(method)); n == 0 {
				t.Errorf("%s was not called", method)
			}
		}
		for _, c := range w.tg.Calls("deleteWebhook") {
			if c.Params["drop_pending_updates"] == "true" {
				t.Error("pending updates are dropped")
			}
		}
		w.noViolations()
		changes := len(w.tg.Calls("setMyCommands", "setMyDescription", "setMyShortDescription"))
		w.restart()
		time.Sleep(5 * time.Second)
		if again := len(w.tg.Calls("setMyCommands", "setMyDescription", "setMyShortDescription")) - changes; again != 0 {
			t.Errorf("%d texts were set though they had not changed", again)
		}
	})
}

func TestWordingFits(t *testing.T) {
	if n := utf8.RuneCountInString(wordDescription); n > 512 {
		t.Errorf("description of %d characters", n)
	}
	if n := utf8.RuneCountInString(wordShortDescription); n > 120 {
		t.Errorf("short description of %d characters", n)
	}
	for _, c := range append(wordCommands(), wordGroupCommands()...) {
		if c.Command == "" || len(c.Command) > 32 || c.Description == "" || utf8.RuneCountInString(c.Description) > 256 {
			t.Errorf("command %q", c.Command)
		}
	}
}

// Case 18, and the law of Vietnam's networks: Telegram is out of reach when we start, for hours, and again
// later. Everything goes on by itself.
func TestCase18TelegramOutOfReach(t *testing.T) {
	for name, mode := range map[string]func(*world){"poll": nil, "webhook": hooked} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, mode, func(t *testing.T, w *world) {
				token := w.o.Token
				w.wire.cut(errors.New(`Post "https://api.telegram.org/bot` + token + `/getMe": dial tcp: i/o timeout`))
				w.start()
				time.Sleep(6 * time.Hour)
				s := w.c.Status()
				if s.Up || s.Problem == "" || strings.Contains(s.Problem, token) || time.Since(s.Since) < 6*time.Hour {
					t.Fatalf("status: %+v", s)
				}
				u := w.tg.NewUser("An")
				must(w.tg.Send(u, u.ID, "một"))
				w.wire.cut(nil)
				w.waitFor(3*time.Minute, "the first event", func() bool { return len(w.events()) == 1 })
				w.waitFor(3*time.Minute, "up", func() bool { return w.c.Status().Up })
				w.wire.cut(io.ErrUnexpectedEOF)
				time.Sleep(30 * time.Minute)
				if w.c.Status().Up {
					t.Error("still up")
				}
				w.wire.cut(nil)
				must(w.tg.Send(u, u.ID, "hai"))
				w.waitFor(5*time.Minute, "the second event", func() bool { return len(w.events()) == 2 })
				w.waitFor(3*time.Minute, "up again", func() bool { s := w.c.Status(); return s.Up && s.Problem == "" })
				if n := strings.Count(w.log.String(), "telegram does not work"); n > 4 {
					t.Errorf("%d lines in the log about one outage", n)
				}
			})
		})
	}
}

func TestGatewayPages(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.run()
		w.tg.Fault(telegramsim.Fault{Method: "getUpdates", Status: 502, HTML: true, Times: 4})
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một"))
		time.Sleep(time.Second)
		must(w.tg.Send(u, u.ID, "hai"))
		w.waitFor(time.Minute, "both", func() bool { return len(w.events()) == 2 })
		w.noViolations()
	})
}

// A revoked token: no storm of calls, and no end either.
func TestWrongToken(t *testing.T) {
	inWorld(t, func(w *world) { w.o.Token = "700000001:AAsomebodyElsesTokenAltogether" }, func(t *testing.T, w *world) {
		w.start()
		time.Sleep(time.Hour)
		s := w.c.Status()
		if s.Up || !strings.Contains(s.Problem, "401") && !strings.Contains(s.Problem, "unauthorized") {
			t.Errorf("status: %+v", s)
		}
		if strings.Contains(w.log.String(), w.o.Token) || strings.Contains(s.Problem, w.o.Token) {
			t.Error("the token is shown")
		}
		if n := len(w.tg.Violations()); n > 100 {
			t.Errorf("%d tries in an hour", n)
		}
	})
}

// Case 17: two programs with one token. Ours goes on as soon as the other is gone.
func TestCase17Conflict(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.run()
		w.tg.Fault(telegramsim.Fault{Method: "getUpdates", Status: http.StatusConflict,
			Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"})
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một"))
		must(w.tg.Send(u, u.ID, "hai"))
		time.Sleep(10 * time.Minute)
		if s := w.c.Status(); s.Up || !strings.Contains(s.Problem, "409") {
			t.Errorf("status: %+v", s)
		}
		w.tg.Heal()
		w.waitFor(2*time.Minute, "both", func() bool { return len(w.events()) == 2 })
	})
}

// Somebody registers a webhook while we poll.
func TestWebhookBehindOurBack(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.run()
		check(t, w.call("setWebhook", `{"url":"https://la.example.vn/x"}`))
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một"))
		w.waitFor(2*time.Minute, "the event", func() bool { return len(w.events()) == 1 })
	})
}

// Telegram allows few changes of a bot's description; that holds up nothing.
func TestFloodedDecorationHoldsUpNothing(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.tg.Fault(telegramsim.Fault{Method: "setMyCommands", RetryAfter: 40000, Times: 1})
		w.run()
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một"))
		synctest.Wait()
		if len(w.events()) != 1 {
			t.Error("no event")
		}
		time.Sleep(39000 * time.Second)
		if n := len(w.tg.Calls("setMyCommands")); n != 1 {
			t.Errorf("%d calls before the time was over", n)
		}
		time.Sleep(2000 * time.Second)
		if n := len(w.tg.Calls("setMyCommands")); n != 3 {
			t.Errorf("%d calls", n)
		}
	})
}

func TestNew(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		for name, spoil := range map[string]func(*Options){
			"no token":              func(o *Options) { o.Token = "" },
			"half a token":          func(o *Options) { o.Token = "123456" },
			"a token with a slash":  func(o *Options) { o.Token = "123:abc/../x" },
			"a mode of its own":     func(o *Options) { o.Mode = "push" },
			"webhook, no secret":    func(o *Options) { o.Mode, o.Secret = ModeWebhook, "" },
			"secret with a space":   func(o *Options) { o.Secret = "a b" },
			"secret too long":       func(o *Options) { o.Secret = strings.Repeat("a", 257) },
			"no turn":               func(o *Options) { o.Turn = nil },
			"no live":               func(o *Options) { o.Live = nil },
			"server without scheme": func(o *Options) { o.APIURL = "localhost:8081" },
			"proxy without host":    func(o *Options) { o.Proxy = "http://:secret" + "%zz" },
			"proxy of another kind": func(o *Options) { o.Proxy = "ftp://u:secretword@host" },
			"webhook without host":  func(o *Options) { o.WebhookURL = "/hook/telegram" },
		} {
			o := w.o
			spoil(&o)
			_, err := New(o)
			if err == nil {
				t.Errorf("%s is accepted", name)
				continue
			}
			if strings.Contains(err.Error(), "secretword") || strings.Contains(err.Error(), "abc/") {
				t.Errorf("%s: a secret is in the error: %v", name, err)
			}
		}
		for name, change := range map[string]func(*Options){
			"as it is":   func(*Options) {},
			"no mode":    func(o *Options) { o.Mode = "" },
			"own server": func(o *Options) { o.APIURL = "http://127.0.0.1:8081/" },
			"socks":      func(o *Options) { o.Proxy = "socks5://u:p@127.0.0.1:1080" },
			"webhook":    func(o *Options) { o.Mode, o.WebhookURL = ModeWebhook, hookURL },
		} {
			o := w.o
			change(&o)
			if _, err := New(o); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// Set-up calls go out as JSON, which plain servers read too.
func TestSetUpIsJSON(t *testing.T) {
	inWorld(t, hooked, func(t *testing.T, w *world) {
		var mu sync.Mutex
		kinds := map[string]string{}
		w.wire.to = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			mu.Lock()
			kinds[path.Base(r.URL.Path)] = r.Header.Get("Content-Type")
			mu.Unlock()
			w.tg.ServeHTTP(rw, r)
		})
		w.run()
		time.Sleep(5 * time.Second)
		mu.Lock()
		defer mu.Unlock()
		if len(kinds) < 8 {
			t.Errorf("only %v", kinds)
		}
		for method, kind := range kinds {
			if kind != "application/json" {
				t.Errorf("%s goes out as %q", method, kind)
			}
		}
	})
}

// The web chat stands beside the text field where Telegram can open it.
func TestMenuButton(t *testing.T) {
	for page, want := range map[string]string{"https://xa.example.vn/": "https://xa.example.vn/", "http://192.168.1.5:8080/": "", "": ""} {
		inWorld(t, func(w *world) { w.o.PageURL = page }, func(t *testing.T, w *world) {
			w.run()
			time.Sleep(5 * time.Second)
			label, url := w.tg.MenuButton()
			if url != want || (label == wordOpenPage) != (want != "") {
				t.Errorf("%q: %q at %q", page, label, url)
			}
			n := len(w.tg.Calls("setChatMenuButton"))
			w.restart()
			time.Sleep(5 * time.Second)
			if again := len(w.tg.Calls("setChatMenuButton")) - n; again != 0 {
				t.Errorf("%q: set %d times more though nothing had changed", page, again)
			}
			w.noViolations()
		})
	}
}
