package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/webchat"
	"motcua/web/site"
)

func TestSendMakesAnEvent(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	chat := b.chatKey()
	for _, tc := range []struct {
		form url.Values
		want bot.Event
	}{
		{url.Values{"id": {"aaaaaaaa"}, "kind": {"text"}, "text": {" Xin\r\nchào\x00\x1b[2m \xff"}, "unit": {idOf(s.units[0])}},
			bot.Event{Kind: bot.Text, Text: "Xin\nchào[2m \uFFFD", Unit: s.units[0].ID}},
		{url.Values{"id": {"bbbbbbbb"}, "kind": {"tap"}, "data": {"a:1:q1:5"}, "label": {"Rất hài lòng"}, "label:a:1:q1:5": {"khác"}},
			bot.Event{Kind: bot.Tap, Data: "a:1:q1:5", Label: "Rất hài lòng"}},
		{url.Values{"id": {"cccccccc"}, "kind": {"start"}, "text": {""}}, bot.Event{Kind: bot.Start}},
	} {
		before := time.Now()
		resp, body := b.post("/chat/send", "*/*", tc.form)
		if resp.StatusCode != http.StatusNoContent {
			t.Fatalf("%s: %s", resp.Status, body)
		}
		all := s.events()
		got := all[len(all)-1]
		if got.At.Before(before) || got.At.After(time.Now()) {
			t.Errorf("event at %v", got.At)
		}
		tc.want.Channel, tc.want.Chat, tc.want.User, tc.want.At = "web", chat+"."+idOf(s.units[0]), chat, got.At
		tc.want.Unit = s.units[0].ID
		if got.Net == "" {
			t.Error("from nowhere")
		}
		tc.want.Net = got.Net
		tc.want.ID = site.EventID(tc.form.Get("id"), chat, tc.want.Data)
		if tc.want.Kind == bot.Text { // what was said goes in as well, under a key
			if !strings.HasPrefix(got.ID, tc.want.ID) || len(got.ID) != len(tc.want.ID)+8 {
				t.Errorf("id %s", got.ID)
			}
			tc.want.ID = got.ID
		}
		if got != tc.want {
			t.Errorf("got %+v\nwant %+v", got, tc.want)
		}
	}
}

func TestRepeatIsTheSameEvent(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { b.say("aaaaaaaa", "một lần") })
	}
	all.Wait()
	if n := len(s.events()); n != 1 {
		t.Errorf("%d events of one id", n)
	}
	_, body := b.get("/chat/log?unit=1")
	if n := strings.Count(body, "Đã nghe"); n != 1 {
		t.Errorf("answered %d times", n)
	}
	// Somebody else with the same id is somebody else.
	other := s.browser()
	other.page("/")
	other.say("aaaaaaaa", "người khác")
	if n := len(s.events()); n != 2 {
		t.Errorf("another browser's event was taken for a repeat")
	}
}

func TestGarbageIsRefused(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	ok := func(change func(url.Values)) url.Values {
		v := url.Values{"id": {"abcdefgh"}, "kind": {"tap"}, "data": {"m"}, "label": {"Về đầu"}, "unit": {"1"}}
		change(v)
		return v
	}
	for name, form := range map[string]url.Values{
		"empty":         {},
		"no id":         ok(func(v url.Values) { v.Del("id") }),
		"short id":      ok(func(v url.Values) { v.Set("id", "abc") }),
		"long id":       ok(func(v url.Values) { v.Set("id", strings.Repeat("a", 65)) }),
		"odd id":        ok(func(v url.Values) { v.Set("id", "abcdefg.h") }),
		"odd kind":      ok(func(v url.Values) { v.Set("kind", "wake") }),
		"odd unit":      ok(func(v url.Values) { v.Set("unit", "x") }),
		"huge unit":     ok(func(v url.Values) { v.Set("unit", "99999999999") }),
		"no data":       ok(func(v url.Values) { v.Del("data") }),
		"long data":     ok(func(v url.Values) { v.Set("data", strings.Repeat("a", 65)) }),
		"long label":    ok(func(v url.Values) { v.Set("label", strings.Repeat("ế", 201)) }),
		"no text":       ok(func(v url.Values) { v.Set("kind", "text") }),
		"blank text":    ok(func(v url.Values) { v.Set("kind", "text"); v.Set("text", " \n\t\x00") }),
		"long text":     ok(func(v url.Values) { v.Set("kind", "text"); v.Set("text", strings.Repeat("a", maxText+1)) }),
		"long payload":  ok(func(v url.Values) { v.Set("kind", "start"); v.Set("text", strings.Repeat("a", maxStart+1)) }),
		"another event": ok(func(v url.Values) { v.Set("kind", "other") }),
	} {
		for _, accept := range []string{"*/*", "text/html"} {
			resp, body := b.post("/chat/send", accept, form)
			if resp.StatusCode != http.StatusBadRequest {
				t.Errorf("%s: %s", name, resp.Status)
			}
			want(t, body, "Tin gửi không đọc được")
		}
	}
	r := b.request("POST", "/chat/send", strings.NewReader("%zz"), "Content-Type", "application/x-www-form-urlencoded")
	if resp, _ := b.do(r); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("broken encoding: %s", resp.Status)
	}
	if n := len(s.events()); n != 0 {
		t.Errorf("%d events were made of garbage", n)
	}
}

func TestLongTextGoesThroughAndLongerDoesNot(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	send := func(n int) int {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		for k, v := range map[string]string{"id": fmt.Sprintf("long-%04d", n), "kind": "text", "text": strings.Repeat("ế", n)} {
			if err := w.WriteField(k, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		resp, _ := b.do(b.request("POST", "/chat/send", &body, "Content-Type", w.FormDataContentType()))
		return resp.StatusCode
	}
	if got := send(maxText); got != http.StatusNoContent {
		t.Errorf("%d letters: %d", maxText, got)
	}
	if got := send(30_000); got != http.StatusRequestEntityTooLarge {
		t.Errorf("90 kB: %d", got)
	}
	resp, body := b.post("/chat/send", "text/html", url.Values{"id": {"abcdefgh"}, "kind": {"text"}, "text": {strings.Repeat("a", site.MaxBody)}})
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("64 kB: %s", resp.Status)
	}
	want(t, body, "dài quá mức")
}

func TestFailureOfATurn(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	form := url.Values{"id": {"abcdefgh"}, "kind": {"text"}, "text": {"chào"}}
	for _, tc := range []struct {
		name   string
		err    error
		status int
		again  string
		text   string
	}{
		{"busy", fmt.Errorf("turn: %w", engine.ErrBusy), 503, "2", "đang bận"},
		{"database away", fmt.Errorf("turn: %w", &pgconn.PgError{Code: "57P01"}), 503, "2", "đang bận"},
		{"no connection", errors.New("connection refused"), 503, "2", "đang bận"},
		{"our fault", &pgconn.PgError{Code: "22P02", Message: "chuyện riêng"}, 500, "", "gặp lỗi"},
	} {
		for _, accept := range []string{"*/*", "text/html"} {
			s.mu.Lock()
			s.refuse = tc.err
			s.mu.Unlock()
			resp, body := b.post("/chat/send", accept, form)
			if resp.StatusCode != tc.status || resp.Header.Get("Retry-After") != tc.again {
				t.Errorf("%s: %s, again after %q", tc.name, resp.Status, resp.Header.Get("Retry-After"))
			}
			want(t, body, tc.text)
			wantNot(t, body, "chuyện riêng", "refused")
		}
	}
	s.mu.Lock()
	s.refuse = nil
	s.mu.Unlock()
	b.say("abcdefgh", "chào")
	if n := len(s.events()); n != 1 {
		t.Errorf("%d events after the trouble", n)
	}
}

func TestSendNeedsTheCookie(t *testing.T) {
	s := newSite(t)
	form := url.Values{"id": {"abcdefgh"}, "kind": {"text"}, "text": {"chào"}}
	resp, body := s.browser().post("/chat/send", "text/html", form)
	if resp.StatusCode != http.StatusBadRequest {
		t.Error(resp.Status)
	}
	want(t, body, "cookie")
	for _, bad := range []string{"", "room-long-dien", "room-aaaaaaaaaaaaaaaag", strings.Repeat("A", 21), strings.Repeat("A", 23), "../../../../etc/passw"} {
		b := s.browser()
		for _, path := range []string{"/chat/log?unit=1", "/chat/events?unit=1"} {
			if resp, _ := b.get(path, "Cookie", cookieName+"="+bad); resp.StatusCode != http.StatusBadRequest {
				t.Errorf("cookie %q reads %s: %s", bad, path, resp.Status)
			}
		}
	}
	if n := len(s.events()); n != 0 {
		t.Errorf("%d events without a conversation", n)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.PublicURL = "https://motcua.example" })
	b := s.browser()
	b.page("/")
	form := url.Values{"id": {"abcdefgh"}, "kind": {"text"}, "text": {"chào"}}.Encode()
	for _, tc := range []struct {
		header []string
		status int
	}{
		{[]string{"Origin", "https://evil.example"}, 403},
		{[]string{"Sec-Fetch-Site", "cross-site"}, 403},
		{[]string{"Origin", "https://motcua.example"}, 204},
		{[]string{"Origin", s.URL}, 204},
		{[]string{"Sec-Fetch-Site", "same-origin"}, 204},
	} {
		header := append([]string{"Content-Type", "application/x-www-form-urlencoded", "Cookie", cookieName + "=" + webchat.NewChat()}, tc.header...)
		resp, _ := s.browser().do(b.request("POST", "/chat/send", strings.NewReader(form), header...))
		if resp.StatusCode != tc.status {
			t.Errorf("%v: %s", tc.header, resp.Status)
		}
	}
}

func TestLimits(t *testing.T) {
	var mu sync.Mutex
	used := map[string]int{}
	count := func(_ context.Context, key string, limit int, window time.Duration) bool {
		mu.Lock()
		defer mu.Unlock()
		used[key]++
		return window == time.Minute && used[key] <= limit
	}
	s := newSite(t, func(_ *house, w *server) { w.Limit, w.Proxies = count, trusted(t, "127.0.0.1") })
	b := s.browser()
	b.page("/")
	for i := range chatLimit {
		b.say(fmt.Sprintf("event-%04d", i), "chào")
	}
	resp, body := b.post("/chat/send", "*/*", url.Values{"id": {"event-9999"}, "kind": {"text"}, "text": {"chào"}})
	if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
		t.Errorf("event %d: %s", chatLimit+1, resp.Status)
	}
	want(t, body, "quá nhiều tin")
	other := s.browser()
	other.page("/")
	other.say("abcdefgh", "người khác thì được")

	// One address, many conversations.
	last := 0
	for i := range addressLimit + 1 {
		header := []string{"Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-For", fmt.Sprintf("10.9.9.%d, 203.0.113.7", i%256),
			"Cookie", cookieName + "=" + webchat.NewChat()}
		form := url.Values{"id": {fmt.Sprintf("address-%04d", i)}, "kind": {"start"}}.Encode()
		resp, _ := other.do(other.request("POST", "/chat/send", strings.NewReader(form), header...))
		last = resp.StatusCode
		if i < addressLimit && last != http.StatusNoContent {
			t.Fatalf("event %d of an address: %d", i+1, last)
		}
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("event %d of an address: %d", addressLimit+1, last)
	}
	for key := range used {
		if strings.Contains(key, "203.0.113.7") || strings.Contains(key, b.chatKey()) {
			t.Errorf("key %q tells whose it is", key)
		}
	}
}

func TestDatabaseAway(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	token := s.openRoom()
	s.db.Close()
	for _, path := range []string{"/", "/chat/log?unit=1", "/phong/" + token, "/phong/" + token + "/tep/1", "/chat/tep/1/1"} {
		resp, body := b.get(path)
		if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s", path, resp.Status)
		}
		want(t, body, "đang bận trong giây lát")
		wantNot(t, body, "tin chưa được ghi", "closed pool")
	}
	// A stream ends, and the browser comes back by itself.
	events, _ := b.listen("/chat/events?unit=1")
	if e, ok := <-events; ok {
		t.Errorf("stream without a database: %+v", e)
	}
	// Who comes for the first time sees the page all the same.
	want(t, s.browser().page("/"), "UBND xã Long Điền")
}

// A browser that leaves in the middle is no trouble of ours: nothing is logged, and the answer goes nowhere.
func TestBrowserThatLeaves(t *testing.T) {
	var log bytes.Buffer
	s := newSite(t, func(_ *house, w *server) { w.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	gone, leave := context.WithCancel(t.Context())
	leave()
	form := url.Values{"id": {"mot-hai-ba"}, "kind": {"text"}, "text": {"chào"}}
	r := httptest.NewRequestWithContext(gone, http.MethodPost, "/chat/send", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: cookieName, Value: webchat.NewChat()})
	s.refuse = gone.Err()
	w := httptest.NewRecorder()
	s.Config.Handler.ServeHTTP(w, r)
	if w.Code == http.StatusNoContent || log.Len() > 0 {
		t.Errorf("%d, and the log says: %s", w.Code, &log)
	}
}
