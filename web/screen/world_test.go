package screen_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"motcua/bot/webchat"
	"motcua/internal/service"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// publicURL is where citizens find the counter; nothing of it is ever opened.
const publicURL = "https://motcua.long-dien.example"

// counter is the running service of a commune with one screen.
type counter struct {
	t       *testing.T
	dsn     string
	base    string // where the service listens
	link    string // path of the screen
	screen  storage.Screen
	service *service.Service
	store   *service.Store
}

func newCounter(t *testing.T, kiosk bool, change ...func(*service.Options)) *counter {
	t.Helper()
	t.Parallel()
	c := &counter{t: t, dsn: testkit.Start(t, "screens", testkit.Commune(2))}
	o := service.Options{Place: service.Place{Data: t.TempDir(), Database: c.dsn}, Addr: "127.0.0.1:0", PublicURL: publicURL, Version: "test"}
	for _, f := range change {
		f(&o)
	}
	s, err := service.Open(t.Context(), o)
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := errors.Join(<-ended, s.Close()); err != nil {
			t.Error(err)
		}
	})
	c.service, c.base, c.store = s, "http://"+s.Addr().String(), s.Store()
	unit, _ := s.Directory().Default()
	id, token, err := c.store.NewScreen(t.Context(), storage.Screen{Unit: unit.ID, Point: 1, Slip: "tra-ket-qua", Kiosk: kiosk})
	check(t, err)
	c.screen, c.link = storage.Screen{ID: id, Unit: unit.ID}, "/quay/"+token
	return c
}

// newCounterBeside is the link of another screen of the same unit, which is no kiosk.
func newCounterBeside(c *counter) string {
	c.t.Helper()
	_, token, err := c.store.NewScreen(c.t.Context(), storage.Screen{Unit: c.screen.Unit})
	check(c.t, err)
	return "/quay/" + token
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (c *counter) exec(sql string, args ...any) {
	c.t.Helper()
	_, err := testkit.Pool(c.t, c.dsn).Exec(c.t.Context(), sql, args...)
	check(c.t, err)
}

func (c *counter) count(sql string, args ...any) int {
	c.t.Helper()
	return testkit.Value[int](c.t, c.dsn, sql, args...)
}

// pause lets the paces of the screen forget what was.
func (c *counter) pause() { c.exec(`UPDATE screen SET booked = NULL, forms_booked = NULL`) }

// machine is a browser.
type machine struct {
	*counter
	client *http.Client
	page   string // what the kiosk's page that it shows has named itself
}

func (c *counter) machine() *machine {
	c.t.Helper()
	jar, err := cookiejar.New(nil)
	check(c.t, err)
	m := &machine{c, &http.Client{Jar: jar, Transport: &http.Transport{}}, webchat.NewChat()}
	c.t.Cleanup(m.client.CloseIdleConnections)
	return m
}

// do sends a request. A form makes it a POST, as the pages' scripts send it.
func (m *machine) do(method, path string, form url.Values) (status int, body string, header http.Header) {
	m.t.Helper()
	var in io.Reader
	if form != nil {
		in = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(m.t.Context(), method, m.base+path, in)
	check(m.t, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	} else {
		r.Header.Set("Accept", "text/html")
	}
	resp, err := m.client.Do(r)
	check(m.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	check(m.t, err)
	return resp.StatusCode, string(b), resp.Header
}

// news is what a screen is told.
type news struct {
	Serial int64
	Left   int
	QR     string
	Wait   int
	Clock  string
}

// poll asks for news as a screen does that shows the code with this serial.
func (m *machine) poll(serial string) (n news, status int) {
	m.t.Helper()
	status, body, _ := m.do(http.MethodPost, m.link+"/ma", url.Values{"serial": {serial}})
	if status == http.StatusOK {
		check(m.t, json.Unmarshal([]byte(body), &n))
	}
	return n, status
}

// code is the code the screen shows.
func (c *counter) code() string {
	c.t.Helper()
	return testkit.Value[string](c.t, c.dsn, `SELECT ticket FROM screen WHERE id = $1`, c.screen.ID)
}

// send sends an event as the chat page does.
func (m *machine) send(id, kind, text, data string) int {
	m.t.Helper()
	status, _, _ := m.do(http.MethodPost, "/chat/send", url.Values{"id": {id}, "kind": {kind}, "unit": {"1"}, "text": {text}, "data": {data}})
	return status
}

// step is what a kiosk shows next.
type step struct {
	Session, HTML string
	Over          bool
	Idle          int
}

// visitor is somebody at the kiosk.
type visitor struct {
	*machine
	session string
	n       int
}

func (m *machine) visitor() (*visitor, step) {
	m.t.Helper()
	v := &visitor{machine: m}
	s := v.does("begin", "", "")
	v.session = s.Session
	return v, s
}

// does taps a button of the kiosk.
func (v *visitor) does(do, question, value string) step {
	v.t.Helper()
	v.n++
	return v.again(do, question, value)
}

// again sends the last tap once more, or another under its number.
func (v *visitor) again(do, question, value string) (s step) {
	v.t.Helper()
	status, body, header := v.do(http.MethodPost, v.link+"/phieu", url.Values{
		"do": {do}, "id": {"abcdefgh" + string(rune('a'+v.n))}, "session": {v.session}, "page": {v.page}, "question": {question}, "value": {value},
	})
	if status != http.StatusOK {
		v.t.Fatalf("%s: %d %s", do, status, body)
	}
	if got := header.Values("Set-Cookie"); len(got) > 0 {
		v.t.Errorf("the kiosk leaves a cookie: %v", got)
	}
	check(v.t, json.Unmarshal([]byte(body), &s))
	return s
}

// fill answers all questions with these values, in their order, and gives what is shown in the end.
func (v *visitor) fill(values ...string) (s step) {
	v.t.Helper()
	s = v.does("agree", "", "")
	for _, value := range values {
		s = v.does("pick", between(s.HTML, `data-question="`, `"`), value)
	}
	return s
}

// wholeForm answers every question a kiosk asks who came for a result.
var wholeForm = []string{"1", "5", "5", "4", "4", "1", "2", "1"}

func between(s, from, to string) string {
	_, s, _ = strings.Cut(s, from)
	s, _, _ = strings.Cut(s, to)
	return s
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("%s: not within 20 s", what)
		}
	}
}
