package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func TestTurnstile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var line turnstile
		var mu sync.Mutex
		var came []int
		var wg sync.WaitGroup
		for i := range 10 {
			place := line.enter(1)
			wg.Go(func() {
				defer place.leave()
				ctx := t.Context()
				if i%3 == 2 { // gives up while waiting
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, time.Millisecond)
					defer cancel()
				}
				if place.wait(ctx) != nil {
					return
				}
				mu.Lock()
				came = append(came, i)
				mu.Unlock()
				time.Sleep(time.Second)
			})
		}
		other := line.enter(2)
		check(t, other.wait(t.Context())) // waits for nobody
		other.leave()
		wg.Wait()
		if got := fmt.Sprint(came); got != "[0 1 3 4 6 7 9]" {
			t.Errorf("order %s", got)
		}
		if len(line.lines) != 0 {
			t.Errorf("%d lines are left", len(line.lines))
		}
	})
}

func TestWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWindow()
		offset := func() string {
			o, busy, _ := w.offset()
			return fmt.Sprint(o, " ", busy)
		}
		if got := offset(); got != "0 false" {
			t.Errorf("at first: %s", got)
		}
		for id := int64(10); id < 15; id++ {
			if !w.add(id) || w.add(id) {
				t.Error("new is not new, or known is new")
			}
		}
		w.done(12)
		w.done(12)
		if got := offset(); got != "10 true" || w.under() != 4 {
			t.Errorf("12 done: %s, %d under way", got, w.under())
		}
		w.done(10)
		w.done(11)
		if got := offset(); got != "13 true" {
			t.Errorf("10 to 12 done: %s", got)
		}
		if w.add(14) {
			t.Error("14 is new")
		}
		w.done(13)
		w.done(14)
		if got := offset(); got != "15 false" {
			t.Errorf("all done: %s", got)
		}
		began := time.Now()
		if o, busy := w.await(t.Context()); o != 15 || busy || time.Since(began) != 0 {
			t.Errorf("nothing to wait for: %d, %t, %v", o, busy, time.Since(began))
		}
		w.add(20)
		if o, busy := w.await(t.Context()); o != 20 || !busy || time.Since(began) != patience {
			t.Errorf("one under way: %d, %t, %v", o, busy, time.Since(began))
		}
		go func() { time.Sleep(time.Second); w.done(20) }()
		began = time.Now()
		if o, busy := w.await(t.Context()); o != 21 || busy || time.Since(began) != time.Second {
			t.Errorf("one just done: %d, %t, %v", o, busy, time.Since(began))
		}
		// After a week the numbers may begin anew.
		time.Sleep(forgetOffset + time.Second)
		if got := offset(); got != "0 false" {
			t.Errorf("after a long silence: %s", got)
		}
		w.add(3)
		w.done(3)
		if got := offset(); got != "4 false" {
			t.Errorf("after the new beginning: %s", got)
		}
	})
}

func TestAnsweredOnce(t *testing.T) {
	a := &answerer{queue: make(chan string, 10*answerMemory), recent: map[string]bool{}}
	for i := range 3 * answerMemory {
		for range 3 {
			a.add(fmt.Sprint(i))
		}
	}
	a.add("")
	if n := len(a.queue); n != 3*answerMemory {
		t.Errorf("%d answers", n)
	}
	if len(a.recent) != answerMemory || len(a.ring) != answerMemory {
		t.Errorf("%d and %d remembered", len(a.recent), len(a.ring))
	}
}

func TestRedact(t *testing.T) {
	const token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
	r := newRedactor(token)
	for _, text := range []string{
		`Post "https://api.telegram.org/bot` + token + `/getMe": dial tcp`,
		"bot" + url.QueryEscape(token),
		"bot" + url.PathEscape(token),
		"only " + token[10:],
	} {
		if got := r.clean(text); strings.Contains(got, token[10:]) || !strings.Contains(got, hiddenAs) {
			t.Errorf("%q", got)
		}
	}
	cause := &url.Error{Op: "Post", URL: "https://x/bot" + token + "/y", Err: context.DeadlineExceeded}
	err := r.wrap(fmt.Errorf("call: %w", cause))
	if strings.Contains(err.Error(), token) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if err := r.wrap(errBlank); err != errBlank {
		t.Errorf("an error without a token is changed: %v", err)
	}
	short := newRedactor("1:abc")
	if got := short.clean("abc 1:abc"); got != "abc ***" {
		t.Errorf("%q", got)
	}
}

var errBlank = errors.New("nothing to hide")

// Every way a call can fail, with a file and without: no error shows the token.
func TestNoErrorShowsTheToken(t *testing.T) {
	token := "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
	for name, h := range map[string]http.HandlerFunc{
		"a page with the address": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(502)
			fmt.Fprintf(w, "<html>cannot reach %s</html>", r.URL)
		},
		"an answer with the address": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"ok":false,"error_code":400,"description":"Bad Request: %s"}`, r.URL)
		},
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://elsewhere.example/"+r.URL.Path, http.StatusFound)
		},
		"a reset":       func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"an odd result": func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, `{"ok":true,"result":"%s"}`, r.URL) },
	} {
		srv := httptest.NewServer(h)
		c, err := newClient(Options{Token: token, APIURL: srv.URL}, newMetrics(nil))
		check(t, err)
		var result []int
		for by, err := range map[string]error{
			"call":   c.call(t.Context(), c.send, "getUpdates", struct{}{}, &result),
			"upload": c.upload(t.Context(), "sendDocument", outgoing{}, []attachment{{"file0", "a", []byte("b")}}, &result),
		} {
			if err == nil {
				t.Errorf("%s, %s: no error", name, by)
				continue
			}
			if strings.Contains(err.Error(), token) || strings.Contains(err.Error(), token[10:]) {
				t.Errorf("%s, %s: %v", name, by, err)
			}
		}
		srv.Close()
		err = c.call(t.Context(), c.send, "getUpdates", struct{}{}, nil)
		if err == nil || strings.Contains(err.Error(), token[10:]) {
			t.Errorf("%s, after the server has gone: %v", name, err)
		}
		c.close()
	}
}

func TestBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		took := func(b *backoff, err error) time.Duration {
			began := time.Now()
			b.wait(t.Context(), err)
			return time.Since(began)
		}
		within := func(what string, got, want time.Duration) {
			t.Helper()
			if got < want*3/4 || got > want*5/4 {
				t.Errorf("%s: %v, not about %v", what, got, want)
			}
		}
		b := backoff{first: time.Second, last: time.Minute}
		for _, want := range []int{1, 2, 4, 8, 16, 32, 60, 60} {
			within("network", took(&b, errBlank), time.Duration(want)*time.Second)
		}
		b.reset()
		within("after a success", took(&b, errBlank), time.Second)
		if d := took(&b, &apiError{Code: 429, RetryAfter: 5 * time.Minute}); d != 5*time.Minute {
			t.Errorf("told to wait: %v", d)
		}
		within("wrong token", took(&b, fmt.Errorf("x: %w", &apiError{Code: 401})), time.Minute)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if b.wait(ctx, errBlank) {
			t.Error("waits on though nobody wants it to")
		}
	})
}

func TestMetrics(t *testing.T) {
	reg := prometheus.NewRegistry()
	inWorld(t, func(w *world) { w.o.Metrics = reg }, func(t *testing.T, w *world) {
		u := w.opened("An")
		w.run()
		check(t, w.deliver(u.ID, 1, say("x")))
		must(w.tg.SendSticker(u, u.ID, "🙂"))
		synctest.Wait()
		got := map[string]float64{}
		for _, family := range must(reg.Gather()) {
			for _, m := range family.GetMetric() {
				name := family.GetName()
				for _, l := range m.GetLabel() {
					name += " " + l.GetValue()
				}
				got[name] = m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
		for name, want := range map[string]float64{
			"motcua_telegram_up": 1, "motcua_telegram_updates_total stored": 2, "motcua_telegram_calls_total sendMessage ok": 1, "motcua_telegram_calls_total getMe ok": 1,
		} {
			if got[name] != want {
				t.Errorf("%s is %v, not %v", name, got[name], want)
			}
		}
	})
}
