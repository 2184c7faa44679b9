package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/internal/prose"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/survey"
	"motcua/web/site"
)

// policy is what every page allows itself: files of this server, and no script that is not one of them.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func TestMain(m *testing.M) { pgtest.Main(m) }

// house is the site with its pages on a real database, with a conversation that repeats what it hears.
type house struct {
	*httptest.Server
	t     *testing.T
	dsn   string
	db    *storage.DB
	chat  *webchat.Channel
	units []*directory.Unit

	mu     sync.Mutex
	heard  []bot.Event
	seen   map[string]bool
	seq    int64
	refuse error            // what Turn answers instead of taking an event in
	leads  map[string]int32 // visit codes, and the units the conversation is with once one was given
}

type change func(*house, *server)

// newSite starts a house with one unit; changes adapt it before it serves.
func newSite(t *testing.T, changes ...change) *house {
	t.Helper()
	s := &house{t: t, seen: map[string]bool{}}
	s.dsn = testkit.Start(t, "web", nil)
	leaks := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, leaks) })
	log := slog.New(slog.DiscardHandler)
	s.db = testkit.Open(t, s.dsn)
	s.chat = webchat.New(s.db, nil, log)
	s.addUnit(org.Unit{Code: "long-dien", Name: "xã Long Điền"})

	shared := site.New(site.Options{
		DB: s.db, Chat: s.chat, Log: log, Directory: s.directory, Plan: limit.Share(10_000),
		Limit: func(context.Context, string, int, time.Duration) bool { return true },
	})
	web := newServer(shared, Options{
		Turn: s.turn, Version: "test", Finder: bundled,
		Count:      func(context.Context, string, int64, time.Duration) int64 { return 0 },
		SendDigest: func(context.Context, int32) (string, error) { return "", errors.New("not expected") },
		Ready:      func(context.Context) error { return nil },
	})
	for _, c := range changes {
		c(s, web)
	}
	s.Server = httptest.NewServer(web.handler())
	t.Cleanup(s.Close)
	t.Cleanup(s.chat.Hangup) // before Close, which waits for streams
	return s
}

// bundled is the catalogue that comes with the program, indexed once for all tests.
var bundled = sync.OnceValue(func() *search.Finder {
	f, err := search.Bundled()
	if err != nil {
		panic(err)
	}
	return f
})

func (s *house) addUnit(u org.Unit) *directory.Unit {
	s.t.Helper()
	id, _, err := s.db.SaveUnit(s.t.Context(), u)
	if err != nil {
		s.t.Fatal(err)
	}
	u.ID = id
	asked, err := survey.Bundled("mau-v1")
	if err != nil {
		s.t.Fatal(err)
	}
	info := &directory.Unit{Unit: u, Questionnaire: asked, Points: []org.Point{{Unit: id, ID: 1, Code: "q1", Name: "Quầy 1"}}}
	s.units = append(s.units, info)
	return info
}

func (s *house) directory() *directory.Directory {
	return directory.New([]byte("a secret of the tests, 32 bytes!"), false, s.units)
}

// with notes with which unit a conversation is, as the engine does.
func (s *house) with(ctx context.Context, conv string, unit int32) error {
	return testkit.Exec(ctx, s.dsn, fmt.Sprintf(`INSERT INTO conversation (conv, unit, version) VALUES ('%s', %d, 1) ON CONFLICT (conv) DO UPDATE SET unit = excluded.unit`, conv, unit))
}

// turn stands in for the conversation: it takes each event in once and answers with an echo.
func (s *house) turn(ctx context.Context, e bot.Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		return s.refuse
	}
	if s.seen[e.ID] {
		return nil
	}
	s.seen[e.ID] = true
	s.heard = append(s.heard, e)
	s.seq += turn.MaxOut
	if code, _, _ := org.ParseVisitCode(e.Text); s.leads[code] != 0 {
		if err := s.with(ctx, e.Conv(), s.leads[code]); err != nil {
			return err
		}
	}
	said := e.Text
	if e.Kind == bot.Tap {
		said = e.Label
	}
	return s.chat.Deliver(ctx, bot.Delivery{Conv: e.Conv(), Seq: s.seq, Message: bot.Message{
		Lines:   []prose.Line{prose.P("Đã nghe: " + said)},
		Buttons: []bot.Button{{Label: "Rất hài lòng", Data: "a:1:q1:5"}, {Label: "Không", Data: "a:1:q1:2"}, {Label: "Bỏ qua", Data: "s:1:q1", Nav: true}},
		Once:    true,
		Echo:    &bot.Echo{Event: e.ID, Text: said},
	}})
}

func (s *house) events() []bot.Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]bot.Event(nil), s.heard...)
}

// deliver puts a message into a conversation.
func (s *house) deliver(conv string, seq int64, m bot.Message) {
	s.t.Helper()
	if err := s.chat.Deliver(s.t.Context(), bot.Delivery{Conv: conv, Seq: seq, Message: m}); err != nil {
		s.t.Fatal(err)
	}
}

// query runs one statement that gives one number.
func (s *house) query(sql string, args ...any) int64 {
	s.t.Helper()
	return testkit.Value[int64](s.t, s.dsn, sql, args...)
}

// browser is one citizen's browser.
type browser struct {
	*house
	client *http.Client
}

func (s *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	b := &browser{house: s, client: &http.Client{Jar: jar, Transport: &http.Transport{}}}
	s.t.Cleanup(b.client.CloseIdleConnections)
	return b
}

// chatKey is the key of the conversations the browser holds.
func (b *browser) chatKey() string {
	b.t.Helper()
	u, err := url.Parse(b.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(u) {
		if c.Name == cookieName {
			return c.Value
		}
	}
	b.t.Fatal("the browser holds no conversation")
	return ""
}

// conv is the conversation the browser has with the first unit.
func (b *browser) conv() string {
	b.t.Helper()
	return webchat.Conv(webchat.ChatWith(b.chatKey(), b.units[0].ID))
}

// do sends a request and reads the answer.
func (b *browser) do(r *http.Request) (*http.Response, string) {
	b.t.Helper()
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp, string(body)
}

func (b *browser) request(method, path string, body io.Reader, header ...string) *http.Request {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.URL+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

// get opens a page the way a browser does.
func (b *browser) get(path string, header ...string) (*http.Response, string) {
	b.t.Helper()
	return b.do(b.request("GET", path, nil, append([]string{"Accept", "text/html,*/*"}, header...)...))
}

// page opens a page that must be there.
func (b *browser) page(path string) string {
	b.t.Helper()
	resp, body := b.get(path)
	if resp.StatusCode != http.StatusOK {
		b.t.Fatalf("GET %s: %s\n%s", path, resp.Status, body)
	}
	return body
}

// post sends a form; accept tells a page's script ("*/*") from a plain form ("text/html").
func (b *browser) post(path, accept string, form url.Values) (*http.Response, string) {
	b.t.Helper()
	return b.do(b.request("POST", path, strings.NewReader(form.Encode()),
		"Accept", accept, "Content-Type", "application/x-www-form-urlencoded"))
}

// say sends a text the way the page's script does.
func (b *browser) say(id, text string) {
	b.t.Helper()
	resp, body := b.post("/chat/send", "*/*", url.Values{"id": {id}, "kind": {"text"}, "text": {text}})
	if resp.StatusCode != http.StatusNoContent {
		b.t.Fatalf("send: %s: %s", resp.Status, body)
	}
}

// want fails unless the page holds all of these.
func want(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(page, p) {
			t.Errorf("not on the page: %q\n%s", p, clip(page))
		}
	}
}

// wantNot fails if the page holds one of these.
func wantNot(t *testing.T, page string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(page, p) {
			t.Errorf("on the page: %q\n%s", p, clip(page))
		}
	}
}

func clip(page string) string { return string(bytes.TrimSpace([]byte(page[:min(len(page), 4000)]))) }

func idOf(u *directory.Unit) string { return strconv.Itoa(int(u.ID)) }

// field reads the value of a hidden field after a mark on the page.
func field(t *testing.T, page, mark, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, mark)
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(rest)
	if !ok || m == nil {
		t.Fatalf("no field %s after %s\n%s", name, mark, clip(page))
	}
	return m[1]
}

// openRoom opens the leadership room of the first unit and gives its secret.
func (s *house) openRoom() string {
	s.t.Helper()
	u := s.units[0]
	token, err := s.db.OpenRoom(s.t.Context(), u.ID, webchat.RoomConv(u.Code))
	if err != nil {
		s.t.Fatal(err)
	}
	return token
}
