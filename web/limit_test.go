package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/internal/limit"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/storage/live"
	"motcua/web/site"
)

// trusted reads a list of proxies.
func trusted(t *testing.T, list string) limit.Proxies {
	t.Helper()
	p, err := limit.ParseProxies(list)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// counting gives a site limits that count, in this process.
func counting(t *testing.T, log *bytes.Buffer) change {
	t.Helper()
	lv, err := live.Open(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lv.Close() })
	return func(_ *house, w *server) {
		w.Limit, w.Count = lv.Allow, lv.Count
		w.Refusals = limit.NewRefusals(prometheus.NewRegistry(), slog.New(slog.NewTextHandler(log, nil)))
	}
}

// Nobody who is not named as a proxy may say where he comes from: be it from this machine or a private network.
func TestNobodySpeaksForOthersUnnamed(t *testing.T) {
	var mu sync.Mutex
	keys := map[string]bool{}
	s := newSite(t, func(_ *house, w *server) {
		w.Limit = func(_ context.Context, key string, _ int, _ time.Duration) bool {
			mu.Lock()
			defer mu.Unlock()
			keys[key] = true
			return true
		}
	})
	for i := range 50 {
		s.browser().get("/quyen-rieng-tu", "X-Forwarded-For", fmt.Sprintf("198.51.100.%d", i), "Forwarded", fmt.Sprintf("for=198.51.100.%d", i))
	}
	if len(keys) != 1 {
		t.Errorf("one address is counted as %d", len(keys))
	}
}

func TestPagesAndLogReadsAreBounded(t *testing.T) {
	var log bytes.Buffer
	var web *server
	s := newSite(t, counting(t, &log), func(_ *house, w *server) { web = w })
	b := s.browser()
	b.page("/")
	for i := range site.ChatLogLimit + 1 {
		resp, _ := b.get("/chat/log?unit=1")
		if got, want := resp.StatusCode == http.StatusOK, i < site.ChatLogLimit; got != want {
			t.Fatalf("look %d: %s", i+1, resp.Status)
		}
	}
	web.Count(t.Context(), "web:page:"+web.Blur("127.0.0.1"), site.PageLimit-site.ChatLogLimit-100, site.LimitWindow)
	for i := 0; ; i++ {
		resp, body := b.get("/robots.txt")
		if resp.StatusCode == http.StatusTooManyRequests {
			if i < 90 || resp.Header.Get("Retry-After") == "" {
				t.Errorf("refused after %d more pages: %v", i, resp.Header)
			}
			want(t, body, "quá nhiều trang")
			break
		}
		if i > 100 {
			t.Fatal("pages have no bound")
		}
	}
	if resp, _ := b.get("/healthz"); resp.StatusCode != http.StatusOK {
		t.Errorf("healthz: %s", resp.Status)
	}
	b.say("abcdefgh", "tin vẫn được nhận")
	for _, line := range []string{`what="log read" limit_of=conversation`, `what=page limit_of=address`} {
		if !strings.Contains(log.String(), line) {
			t.Errorf("the log does not say %s:\n%s", line, &log)
		}
	}
}

// Streams of one address leave room for others, and whoever is refused is told the truth.
func TestStreamsOfOneAddress(t *testing.T) {
	var log bytes.Buffer
	s := newSite(t, counting(t, &log), func(_ *house, w *server) {
		w.Plan, w.Proxies = limit.Plan{Streams: 40, StreamsPerAddress: 10}, trusted(t, "127.0.0.1")
	})
	for i := range 10 {
		b := s.browser()
		b.get("/", "X-Forwarded-For", "203.0.113.7")
		b.listen("/chat/events?unit=1", "X-Forwarded-For", "203.0.113.7")
		_ = i
	}
	b := s.browser()
	b.get("/", "X-Forwarded-For", "203.0.113.7")
	resp, body := b.get("/chat/events?unit=1", "X-Forwarded-For", "203.0.113.7")
	if resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the eleventh stream of an address: %s", resp.Status)
	}
	want(t, body, "quá nhiều trang đang mở")
	b.listen("/chat/events?unit=1", "X-Forwarded-For", "203.0.113.8")
	if !strings.Contains(log.String(), "what=stream limit_of=address") {
		t.Errorf("the log says: %s", &log)
	}
}

// What the conversations of an address leave in the database has an end, whatever cookies it uses; who taps through a
// form is let finish.
func TestStoredBytesAreBounded(t *testing.T) {
	var log bytes.Buffer
	var web *server
	s := newSite(t, counting(t, &log), func(_ *house, w *server) { web = w })
	b := s.browser()
	b.page("/")
	web.Count(t.Context(), "web:bytes:"+web.Blur("127.0.0.1"), bytesLimit-3<<20, bytesWindow)
	for i := range 3 { // each a cookie of its own
		one := s.browser()
		one.page("/")
		one.say("abcdefgh", "câu hỏi")
		s.deliver(one.conv(), 1_000_000+int64(i), bot.Message{Lines: []prose.Line{prose.P(strings.Repeat("x", 1<<20))}})
	}
	resp, body := b.post("/chat/send", "*/*", url.Values{"id": {"event-9999"}, "kind": {"text"}, "text": {"chào"}})
	if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != bytesPause {
		t.Errorf("after 65 MB: %s", resp.Status)
	}
	want(t, body, "quá nhiều nội dung")
	if resp, _ := b.post("/chat/send", "*/*", url.Values{"id": {"event-9998"}, "kind": {"tap"}, "data": {"a:1:q1:5"}, "label": {"Hài lòng"}}); resp.StatusCode != http.StatusNoContent {
		t.Errorf("a tap: %s", resp.Status)
	}
	if !strings.Contains(log.String(), `what="stored bytes" limit_of=address`) {
		t.Errorf("the log says: %s", &log)
	}
}

func TestSourcesAreForgotten(t *testing.T) {
	var d stored
	for i := range 3 * sourceMemory {
		d.take(fmt.Sprint(i), fmt.Sprint(i))
		d.add(fmt.Sprint(i), 1)
	}
	if len(d.from) > sourceMemory || len(d.owed) > sourceMemory {
		t.Errorf("%d conversations, %d networks", len(d.from), len(d.owed))
	}
	d.add("unknown", 5)
	if n := d.take("unknown", ""); n != 0 {
		t.Errorf("%d bytes of nobody", n)
	}
}

// gate is a ResponseGate that counts in this process.
func gate(t *testing.T, busiest func() (int, error)) *ResponseGate {
	t.Helper()
	lv, err := live.Open(t.Context(), "", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lv.Close() })
	return &ResponseGate{Count: lv.Count, Busiest: func(context.Context, int32) (int, error) { return busiest() }}
}

func TestResponseGate(t *testing.T) {
	quiet := func() (int, error) { return 0, nil }
	begun := func(g *ResponseGate, tries int, net func(int) string, unit func(int) int32, evidence org.Evidence) (n int) {
		for i := range tries {
			if g.May(t.Context(), net(i), unit(i), evidence) == nil {
				n++
			}
		}
		return n
	}
	one := func(int) string { return "n1" }
	many := func(i int) string { return fmt.Sprint("n", i) }
	unit := func(int) int32 { return 1 }
	for _, tc := range []struct {
		name     string
		busiest  func() (int, error)
		net      func(int) string
		unit     func(int) int32
		evidence org.Evidence
		want     int
	}{
		{"one address", quiet, one, unit, org.NoEvidence, formsOfAddress},
		{"one address, many units", quiet, one, func(i int) int32 { return int32(i) }, org.NoEvidence, formsOfNetwork},
		{"many addresses", quiet, many, unit, org.NoEvidence, formsOfUnit},
		{"many addresses, a busy unit", func() (int, error) { return 100, nil }, many, unit, org.NoEvidence, 300},
		{"many addresses, history unread", func() (int, error) { return 0, errors.New("away") }, many, unit, org.NoEvidence, formsOfUnit},
		{"one address before a poster", quiet, one, unit, org.Poster, formsOfAddress * withPoster},
		{"many addresses before a poster", quiet, many, unit, org.Poster, formsOfUnit * withPoster},
		{"three addresses", quiet, func(i int) string { return fmt.Sprint("n", i%3) }, unit, org.NoEvidence, 3 * formsOfAddress},
		{"one address with visit codes", quiet, one, unit, org.Code, 2000},
		{"one screen", quiet, one, unit, org.Screen, 2000},
	} {
		if got := begun(gate(t, tc.busiest), 2000, tc.net, tc.unit, tc.evidence); got != tc.want {
			t.Errorf("%s: %d forms in an hour, want %d", tc.name, got, tc.want)
		}
	}
}

// Whoever uses up his address's room leaves the unit's to others: without a code and before a poster.
func TestOneAddressDoesNotStopAUnit(t *testing.T) {
	for _, evidence := range []org.Evidence{org.NoEvidence, org.Poster} {
		g := gate(t, func() (int, error) { return 0, nil })
		for range 2000 {
			g.May(t.Context(), "flood", 1, evidence)
		}
		if no := g.May(t.Context(), "flood", 1, evidence); no == nil || no.OfUnit || no.Poster != (evidence == org.Poster) {
			t.Errorf("%q: the one who floods: %+v", evidence, no)
		}
		for i := range 60 {
			if no := g.May(t.Context(), fmt.Sprint("citizen", i), 1, evidence); no != nil {
				t.Fatalf("%q: citizen %d is refused: %+v", evidence, i+1, no)
			}
		}
		for i := range 2000 {
			g.May(t.Context(), fmt.Sprint("many", i), 1, evidence)
		}
		if no := g.May(t.Context(), "last", 1, evidence); no == nil || !no.OfUnit {
			t.Errorf("%q: the unit's bound: %+v", evidence, no)
		}
	}
}

// Too many forms: the citizen hears what is true of his case and what to do, and the page does not wait for an hour.
func TestTooManyForms(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	for no, says := range map[engine.TooManyResponses][2]string{
		{}:                           {"mạng này", "mà không quét mã. Xin Ông/Bà quét mã QR"},
		{OfUnit: true}:               {"đơn vị này", "mà không quét mã. Xin Ông/Bà quét mã QR"},
		{Poster: true}:               {"mạng này", "qua mã in sẵn"},
		{OfUnit: true, Poster: true}: {"đơn vị này", "qua mã in sẵn"},
	} {
		s.refuse = &no
		resp, body := b.post("/chat/send", "*/*", url.Values{"id": {"abcdefgi"}, "kind": {"tap"}, "data": {"y:1.1:x:2026-11-29"}, "label": {"Đồng ý"}})
		if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") != responsePause {
			t.Error(resp.Status)
		}
		want(t, body, says[0], says[1])
		if no.Poster {
			wantNot(t, body, "quét mã QR", "không quét")
		}
	}
}

// What is sent is bounded for an address wherever it is sent to, a leaders' room that does not exist included.
func TestSendingToWrongRoomsIsBounded(t *testing.T) {
	var log bytes.Buffer
	var web *server
	s := newSite(t, counting(t, &log), func(_ *house, w *server) { web = w })
	b := s.browser()
	paths := []string{"/phong/khong-co/cong-bo/2026-10", "/phong/khong-co/lo-phieu/2026-10/1", "/phong/khong-co/viec", "/quay/khong-co/ma"}
	for _, path := range paths {
		if resp, _ := b.post(path, "text/html", url.Values{"viec": {"cong-bo"}}); resp.StatusCode == http.StatusTooManyRequests {
			t.Fatalf("%s: %s", path, resp.Status)
		}
	}
	web.Count(t.Context(), "web:post:"+web.Blur("127.0.0.1"), site.PageLimit, site.LimitWindow)
	for _, path := range paths {
		if resp, _ := b.post(path, "text/html", url.Values{"viec": {"cong-bo"}}); resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	if !strings.Contains(log.String(), `what="sent form" limit_of=address`) {
		t.Errorf("the log: %s", &log)
	}
	b.page("/")
}
