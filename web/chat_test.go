package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/web/site"
)

func TestFirstVisit(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	resp, body := b.get("/")
	want(t, body, `<html lang="vi">`, "UBND xã Long Điền", `role="log" aria-live="polite"`, "Nhập câu hỏi hoặc câu trả lời",
		`href="/quyen-rieng-tu"`, "Đánh giá lần làm thủ tục", `class="skip"`)
	wantNot(t, body, "DỮ LIỆU MẪU", "user-scalable", "maximum-scale")
	for name, value := range map[string]string{
		"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store",
		"Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
	} {
		if got := resp.Header.Get(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	cookie := resp.Cookies()[0]
	if !webchat.ValidChat(cookie.Value) || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Secure || cookie.MaxAge != 180*24*3600 {
		t.Errorf("cookie %v", cookie)
	}
	if resp, _ := b.get("/"); len(resp.Cookies()) != 1 || resp.Cookies()[0].Value != cookie.Value || resp.Cookies()[0].MaxAge != cookie.MaxAge {
		t.Errorf("a second visit does not renew the life of the same conversation: %v", resp.Cookies())
	}
	if n := s.query(`SELECT (SELECT count(*) FROM conversation) + (SELECT count(*) FROM weblog) + (SELECT count(*) FROM seen) + (SELECT count(*) FROM pending)`); n != 0 {
		t.Errorf("looking at the page left %d rows", n)
	}
}

func TestCookieIsSecureOverHTTPS(t *testing.T) {
	for _, tc := range []struct {
		name, public, proto, proxies string
		secure                       bool
	}{
		{"plain", "", "", "", false},
		{"plain address", "http://motcua.example", "", "", false},
		{"behind a proxy", "", "https", "127.0.0.1", true},
		{"somebody who says so", "", "https", "", false},
		{"public address", "https://motcua.example/", "", "", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t, func(_ *house, w *server) {
				w.PublicURL, w.Proxies = strings.TrimRight(tc.public, "/"), trusted(t, tc.proxies)
			})
			resp, _ := s.browser().get("/", "X-Forwarded-Proto", tc.proto)
			if got := resp.Cookies()[0].Secure; got != tc.secure {
				t.Errorf("Secure is %v", got)
			}
			if got := resp.Header.Get("Strict-Transport-Security") != ""; got != (tc.proxies != "") {
				t.Errorf("HSTS: %v", got)
			}
		})
	}
}

func TestUnits(t *testing.T) {
	none := newSite(t, func(s *house, _ *server) { s.units = nil })
	want(t, none.browser().page("/"), "motcua unit add", "chưa được khai báo")

	s := newSite(t, func(s *house, _ *server) { s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"}) })
	b := s.browser()
	list := b.page("/")
	want(t, list, `href="/u/long-dien"`, `href="/u/phuoc-hai"`)
	want(t, b.page("/u/phuoc-hai"), "UBND xã Phước Hải", `name="unit" value="`)
	if resp, _ := b.get("/u/khong-co"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("unknown unit: %s", resp.Status)
	}
	// A plain form leads back to the page it stood on.
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, _ := b.post("/chat/send", "text/html", url.Values{"id": {"abcdefgh"}, "kind": {"text"}, "text": {"chào"}, "unit": {idOf(s.units[1])}})
	if got := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || got != "/u/phuoc-hai#moi" {
		t.Errorf("%s to %q", resp.Status, got)
	}
	if e := s.events()[0]; e.Unit != s.units[1].ID {
		t.Errorf("event of unit %d", e.Unit)
	}
}

func TestScanned(t *testing.T) {
	s := newSite(t, func(s *house, _ *server) { s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"}) })
	good := org.Start{Unit: s.units[1].ID, Point: 1, Slip: org.Result}.Sign(s.directory().Key())
	for _, tc := range []struct{ name, payload, header, home string }{
		{"ours", good, "UBND xã Phước Hải", `data-home="/u/phuoc-hai"`},
		{"damaged", good[:20], "Hỏi thủ tục", `data-home="/"`},
		{"hostile", `"><script>alert(1)</script>`, "Hỏi thủ tục", `data-home="/"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := s.browser()
			body := b.page("/s/" + url.PathEscape(tc.payload))
			want(t, body, tc.header, tc.home, "Bắt đầu")
			wantNot(t, body, "<script>alert")
			id := field(t, body, `id="start"`, "id")
			resp, _ := b.post("/chat/send", "*/*", url.Values{"id": {id}, "kind": {"start"}, "text": {tc.payload}})
			if resp.StatusCode != http.StatusNoContent {
				t.Fatal(resp.Status)
			}
			e := s.events()[len(s.events())-1]
			if e.Kind != bot.Start || e.Text != tc.payload || e.Chat != b.chatKey() {
				t.Errorf("event %+v", e)
			}
		})
	}
}

func TestWithoutJavaScript(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	body := b.page("/")
	form := url.Values{"id": {field(t, body, `id="say"`, "id")}, "kind": {"text"}, "unit": {idOf(s.units[0])}, "text": {"làm giấy khai sinh"}}
	resp, body := b.post("/chat/send", "text/html", form)
	if resp.StatusCode != http.StatusOK || resp.Request.URL.Path != "/" {
		t.Fatalf("%s at %s", resp.Status, resp.Request.URL)
	}
	want(t, body, "làm giấy khai sinh", "Đã nghe: làm giấy khai sinh", "Rất hài lòng", `id="moi"`)

	tap := url.Values{"kind": {"tap"}, "unit": {idOf(s.units[0])}, "data": {"a:1:q1:2"}, "id": {field(t, body, `class="taps"`, "id")}}
	for _, m := range regexp.MustCompile(`name="(label:[^"]+)" value="([^"]+)"`).FindAllStringSubmatch(body, -1) {
		tap.Set(m[1], m[2])
	}
	_, body = b.post("/chat/send", "text/html", tap)
	want(t, body, "Đã nghe: Không")
	if n := strings.Count(body, "Rất hài lòng</button>"); n != 1 {
		t.Errorf("buttons of %d messages are left, want those of the newest", n)
	}
	// The same form sent again (back, reload) is the same event; another button of it is another.
	b.post("/chat/send", "text/html", tap)
	tap.Set("data", "a:1:q1:5")
	b.post("/chat/send", "text/html", tap)
	got := s.events()
	if len(got) != 3 || got[1].Label != "Không" || got[1].Data != "a:1:q1:2" || got[2].Label != "Rất hài lòng" {
		t.Errorf("events %+v", got)
	}
}

func TestReloadShowsTheConversation(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	conv := b.conv()
	for i := range int64(60) {
		s.deliver(conv, i+1, bot.Message{Lines: []prose.Line{prose.P("tin số " + string(rune('A'+i%26)))}, Echo: &bot.Echo{Event: "abcdefgh.x", Text: "lời tôi"}})
	}
	body := b.page("/")
	if n := strings.Count(body, "<article"); n != site.PageMemory {
		t.Errorf("%d messages, want the last %d", n, site.PageMemory)
	}
	want(t, body, `data-after="60"`, `data-echo="abcdefgh"`, "lời tôi")
	wantNot(t, body, "Đây là trợ lý")
	// Somebody else sees nothing of it.
	wantNot(t, s.browser().page("/"), "lời tôi")
}

func TestMessageLooks(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	s.deliver(b.conv(), 1, bot.Message{
		Lines: []prose.Line{prose.H("Đầu đề"), prose.I("một"), prose.I("hai"), prose.P("dòng 1\ndòng 2"), prose.I("ba"),
			prose.A("Cổng", "https://dichvucong.gov.vn/?a=1&b=2"), prose.S("chữ nhỏ")},
		Buttons: []bot.Button{{Label: "Có", Data: "1"}, {Label: "Không", Data: "2"}, {Label: "Về đầu", Data: "m", Nav: true}},
	})
	want(t, b.page("/"), "<h2>Đầu đề</h2>", "<ul><li>một</li><li>hai</li></ul>", "<p>dòng 1\ndòng 2</p>", "<ul><li>ba</li></ul>",
		`<a href="https://dichvucong.gov.vn/?a=1&amp;b=2" rel="noopener" target="_blank">Cổng</a>`, `<p class="small">chữ nhỏ</p>`,
		`<div class="answers pairs"><button name="data" value="1">Có</button>`, `<div class="nav"><button name="data" value="m">Về đầu</button>`)
}

func TestNothingTypedBecomesMarkup(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`
	s := newSite(t, func(s *house, w *server) {
		w.Demo = true
		s.units = nil
		s.addUnit(org.Unit{Code: "la", Name: "xã " + evil, Settings: org.Settings{Note: evil, Office: evil, Hotline: evil}})
		s.units[0].Points[0].Name = evil
	})
	b := s.browser()
	b.page("/")
	b.say("abcdefgh", evil)
	resp, _ := b.post("/chat/send", "*/*", url.Values{"id": {"abcdefgi"}, "kind": {"tap"}, "data": {evil}, "label": {evil}})
	if resp.StatusCode != http.StatusNoContent {
		t.Fatal(resp.Status)
	}
	room := s.openRoom()
	all := bot.Message{
		Lines:   []prose.Line{prose.P(evil), prose.H(evil), prose.I(evil), prose.S(evil), prose.A(evil, "javascript:alert(3)"), prose.P("a\r\nb\rdata: <i>")},
		Buttons: []bot.Button{{Label: evil, Data: evil}, {Label: evil, Data: evil, Nav: true}},
		Files:   []bot.File{{Blob: 1, Name: evil, Type: evil, Alt: evil, Photo: true}, {Blob: 2, Name: evil}},
		Echo:    &bot.Echo{Event: evil, Text: evil},
	}
	s.deliver(b.conv(), 1000, all)
	s.deliver(webchat.RoomConv("la"), 1000, all)
	_, polled := b.get("/chat/log?unit=1")
	for path, body := range map[string]string{
		"/": b.page("/"), "/chat/log": polled, "/phong": b.page("/phong/" + room), "/lanh-dao": b.page("/lanh-dao"),
		"/mau": b.page("/mau"), "/quyen-rieng-tu": b.page("/quyen-rieng-tu"),
	} {
		for _, bad := range []string{"<script>alert", "<img src=x", `="javascript:`, "data: <i>"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s holds %q", path, bad)
			}
		}
		if !strings.Contains(body, "&lt;script&gt;alert(1)") {
			t.Errorf("%s does not show what it was given", path)
		}
	}
}

// outside finds what a page would load or send elsewhere.
var outside = regexp.MustCompile(`(?:src|action|<link[^>]+href)="(?:https?:)?//`)

func TestPagesAreSmallAndOurOwn(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.Demo = true })
	b := s.browser()
	total := 0
	load := func(path string) string {
		resp, err := b.client.Do(b.request("GET", path, nil, "Accept", "text/html", "Accept-Encoding", "gzip"))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		packed, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if resp.Header.Get("Content-Encoding") != "gzip" {
			t.Fatalf("%s is not compressed", path)
		}
		zr, err := gzip.NewReader(strings.NewReader(string(packed)))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(zr)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes compressed, %d plain", path, len(packed), len(plain))
		total += len(packed)
		return string(plain)
	}
	page := load("/s/" + org.Start{Unit: s.units[0].ID, Point: 1, Slip: org.Result}.Sign(s.directory().Key()))
	assets := regexp.MustCompile(`"(/static/[^"]+)"`).FindAllStringSubmatch(page, -1)
	if len(assets) != 4 {
		t.Errorf("%d assets, want style, two scripts and icon", len(assets))
	}
	for _, m := range assets {
		load(m[1])
	}
	t.Logf("first load: %d bytes", total)
	if total >= 20_000 {
		t.Errorf("first load takes %d bytes, more than 20 kB", total)
	}
	for _, path := range []string{"/", "/mau", "/quyen-rieng-tu", "/khong-co"} {
		_, body := b.get(path)
		if m := outside.FindString(body); m != "" {
			t.Errorf("%s loads from elsewhere: %s", path, m)
		}
		if strings.Contains(body, "style=") || strings.Contains(body, "<style") || strings.Contains(body, " onclick") {
			t.Errorf("%s has inline style or script", path)
		}
	}
}
