package telegramsim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// receiver is the bot's end of a webhook, reached without a network.
type receiver struct {
	begun  time.Time
	answer func(n int, u gotUpdate) *http.Response // n counts from 1

	mu  sync.Mutex
	log []string // "seconds text"
	got []gotUpdate
	req []*http.Request
}

func (r *receiver) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	var u gotUpdate
	if err := json.Unmarshal(body, &u); err != nil {
		return nil, err
	}
	r.mu.Lock()
	r.got, r.req = append(r.got, u), append(r.req, req)
	r.log = append(r.log, fmt.Sprintf("%d %s", int(time.Since(r.begun).Seconds()), texts([]gotUpdate{u})[0]))
	n := len(r.got)
	r.mu.Unlock()
	if err := sleep(req.Context(), 0); err != nil {
		return nil, err
	}
	res := r.answer(n, u)
	if res == nil {
		return nil, io.ErrUnexpectedEOF
	}
	return res, nil
}

func (r *receiver) seen() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.log)
}

func status(code int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

// hooked is a server that delivers to r.
func hooked(t *testing.T, r *receiver, p params) *Server {
	t.Helper()
	r.begun = time.Now()
	s := New(Options{Hook: r, Limits: Limits{Rates: RatesOff}})
	t.Cleanup(s.Close)
	if p == nil {
		p = params{}
	}
	p["url"] = "http://127.0.0.1:8080/hook"
	must(t, s, "setWebhook", p)
	return s
}

func info(t *testing.T, s *Server) webhookInfo {
	t.Helper()
	var i webhookInfo
	if err := json.Unmarshal(must(t, s, "getWebhookInfo", nil).Result, &i); err != nil {
		t.Fatal(err)
	}
	return i
}

func TestDelivery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(int, gotUpdate) *http.Response { return status(204, "") }}
		s := hooked(t, r, params{"secret_token": "Bi-mat_1", "allowed_updates": []string{"message"}, "max_connections": 3})
		u := s.NewUser("Lan")
		write(t, s, u, "a", "b", "c")
		synctest.Wait()
		if got := r.seen(); !slices.Equal(got, []string{"0 a", "0 b", "0 c"}) {
			t.Errorf("%q", got)
		}
		req := r.req[0]
		if req.Header.Get("X-Telegram-Bot-Api-Secret-Token") != "Bi-mat_1" || req.Header.Get("Content-Type") != "application/json" || req.Method != "POST" || req.URL.Path != "/hook" {
			t.Errorf("%+v", req)
		}
		if i := info(t, s); i.Pending != 0 || i.URL == "" || i.Connections != 3 || i.Error != "" || !slices.Equal(i.Allowed, []string{"message"}) {
			t.Errorf("%+v", i)
		}
		blameless(t, s)
	})
}

// The first retry comes at once, then the delay doubles up to one to two minutes.
func TestBackOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(n int, _ gotUpdate) *http.Response {
			switch {
			case n == 2:
				return nil // connection broken
			case n == 3:
				return status(302, "", "Location", "http://127.0.0.1/elsewhere")
			case n < 10:
				return status(500, "")
			}
			return status(200, "")
		}}
		s := hooked(t, r, nil)
		write(t, s, s.NewUser("Lan"), "a", "b")
		time.Sleep(time.Second)
		if i := info(t, s); i.Pending != 2 || i.Error == "" || i.ErrorDate == 0 {
			t.Errorf("%+v", i)
		}
		time.Sleep(20 * time.Minute)
		got := r.seen()
		want := []string{"0 a", "0 a", "2 a", "6 a", "14 a", "30 a", "62 a"}
		if !slices.Equal(got[:7], want) {
			t.Errorf("%q, want %q", got[:7], want)
		}
		var last, before int
		_, _ = fmt.Sscanf(got[8], "%d a", &last)
		_, _ = fmt.Sscanf(got[7], "%d a", &before)
		if d := last - before; d < 60 || d > 120 {
			t.Errorf("delay %d s at the end", d)
		}
		if len(got) != 11 || !strings.HasSuffix(got[10], " b") {
			t.Errorf("b waits for a: %q", got)
		}
		if i := info(t, s); i.Pending != 0 {
			t.Errorf("%+v", i)
		}
	})
}

func TestRetryAfterOfTheBot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(n int, _ gotUpdate) *http.Response {
			switch n {
			case 1:
				return status(503, "", "Retry-After", "30")
			case 2:
				return status(503, "", "Retry-After", "99999")
			}
			return status(200, "")
		}}
		s := hooked(t, r, nil)
		write(t, s, s.NewUser("Lan"), "a")
		time.Sleep(2 * time.Hour)
		if got, want := r.seen(), []string{"0 a", "30 a", "3630 a"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

// Messages of a chat keep their order and so do taps of a user, but a tap may pass a message.
func TestQueues(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(_ int, u gotUpdate) *http.Response {
			if u.Message != nil && strings.HasPrefix(u.Message.Text, "kẹt") {
				return status(500, "")
			}
			return status(200, "")
		}}
		s := hooked(t, r, nil)
		a, b := s.NewUser("Lan"), s.NewUser("Minh")
		write(t, s, a, "kẹt 1", "kẹt 2")
		write(t, s, b, "b")
		m := must(t, s, "sendMessage", params{"chat_id": a.ID, "text": "?", "reply_markup": keyboard("Tốt", "5")}).message(t)
		if _, err := s.Tap(a, a.ID, m.ID, "5"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		got := r.seen()
		slices.Sort(got)
		if want := []string{"0 b", "0 kẹt 1", "0 kẹt 1", "0 tap 5"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		time.Sleep(25 * time.Hour)
		all := r.seen()
		first := slices.IndexFunc(all, func(s string) bool { return strings.HasSuffix(s, "kẹt 2") })
		if first < 0 || slices.ContainsFunc(all[first:], func(s string) bool { return strings.HasSuffix(s, "kẹt 1") }) {
			t.Errorf("kẹt 2 came before kẹt 1 was given up, or not at all: %d of %d", first, len(all))
		}
		if i := info(t, s); i.Pending != 0 {
			t.Errorf("kept for more than a day: %+v", i)
		}
	})
}

// A tap that cannot be delivered is given up after 150 s.
func TestTapExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(_ int, u gotUpdate) *http.Response {
			if u.Callback != nil {
				return status(502, "")
			}
			return status(200, "")
		}}
		s := hooked(t, r, nil)
		u := opened(t, s)
		m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "?", "reply_markup": keyboard("Tốt", "5")}).message(t)
		if _, err := s.Tap(u, u.ID, m.ID, "5"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		got := slices.DeleteFunc(r.seen(), func(s string) bool { return s == "0 /start" })
		if want := []string{"0 tap 5", "0 tap 5", "2 tap 5", "6 tap 5", "14 tap 5", "30 tap 5", "62 tap 5"}; !slices.Equal(got[:7], want) || len(got) > 8 {
			t.Errorf("%q, want %q and at most one more", got, want)
		}
		if i := info(t, s); i.Pending != 0 {
			t.Errorf("%+v", i)
		}
	})
}

func TestConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		r := &receiver{answer: func(int, gotUpdate) *http.Response { <-release; return status(200, "") }}
		s := hooked(t, r, params{"max_connections": 2})
		for range 5 {
			write(t, s, s.NewUser("x"), "a")
		}
		synctest.Wait()
		if n := len(r.seen()); n != 2 {
			t.Errorf("%d deliveries at once", n)
		}
		close(release)
		synctest.Wait()
		if n := len(r.seen()); n != 5 {
			t.Errorf("%d deliveries", n)
		}
	})
}

func TestGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(int, gotUpdate) *http.Response { return status(410, "") }}
		s := hooked(t, r, nil)
		u := s.NewUser("Lan")
		write(t, s, u, "a")
		time.Sleep(22 * time.Hour)
		if info(t, s).URL == "" {
			t.Fatal("removed after 22 hours")
		}
		time.Sleep(90 * time.Minute)
		if i := info(t, s); i.URL != "" || i.Pending != 1 {
			t.Errorf("%+v", i)
		}
	})
}

// A webhook may be answered with a method call.
func TestReplyCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{}
		s := hooked(t, r, nil)
		u := s.NewUser("Lan")
		r.answer = func(n int, _ gotUpdate) *http.Response {
			switch n {
			case 1:
				return status(200, fmt.Sprintf(`{"method":"sendMessage","chat_id":%d,"text":"chào"}`, u.ID))
			case 2:
				return status(200, `{"method":"deleteWebhook"}`)
			case 3:
				return status(200, fmt.Sprintf(`{"method":"sendMessage","chat_id":%d,"text":""}`, u.ID))
			}
			return status(500, fmt.Sprintf(`{"method":"sendMessage","chat_id":%d,"text":"không"}`, u.ID))
		}
		write(t, s, u, "a", "b", "c", "d")
		synctest.Wait()
		if sent := s.Calls("sendMessage"); len(sent) != 2 || sent[0].Params["text"] != "chào" || sent[1].Status != 400 {
			t.Errorf("%+v", sent)
		}
		if s.Chat(u.ID).Last().Text != "chào" || info(t, s).URL == "" {
			t.Error("the call in the answer was not carried out, or one that must not be")
		}
		blamed(t, s, "message text is empty")
	})
}

// The dial can lose a delivery or the bot's answer to it; either way the update comes again.
func TestDeliveryFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := &receiver{answer: func(int, gotUpdate) *http.Response { return status(200, "") }}
		s := hooked(t, r, nil)
		s.Fault(Fault{Status: 500}) // strikes calls only
		s.Fault(Fault{Method: Delivery, Reset: true, Delay: 3 * time.Second, Times: 1})
		s.Fault(Fault{Method: Delivery, DropAnswer: true, Times: 1})
		write(t, s, s.NewUser("Lan"), "a", "b")
		time.Sleep(time.Minute)
		if got, want := r.seen(), []string{"3 a", "5 a", "5 b"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
