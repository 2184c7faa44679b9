package attack_test

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// proxy stands before servers as nginx does, and sends each request to the next of them.
func proxy(t *testing.T, servers ...*server) *server {
	t.Helper()
	var next atomic.Int64
	var targets []*url.URL
	for _, s := range servers {
		u, err := url.Parse(s.url)
		check(t, err)
		targets = append(targets, u)
	}
	p := &httputil.ReverseProxy{FlushInterval: -1, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(targets[int(next.Add(1))%len(targets)])
		r.Out.Host = r.In.Host
		r.SetXForwarded()
	}}
	front := &http.Server{Handler: p}
	l := listen(t)
	go func() { _ = front.Serve(l) }()
	t.Cleanup(func() { _ = front.Close() })
	return &server{t: t, url: "http://" + l.Addr().String(), out: &text{}, log: &text{}}
}

var question = regexp.MustCompile(`data-question="([^"]+)"`)

// Two replicas without a common Redis behind a proxy, one of which has a clock of its own: codes, screens, the kiosk and the page of
// batches work whichever answers, and revoking holds in both.
func TestTwoReplicas(t *testing.T) {
	build(t, "clockskew")
	w := newTown(t)
	trusted := "MOTCUA_TRUSTED_PROXIES=127.0.0.1"
	one := w.serve("", "", trusted)
	s := proxy(t, one, w.serve("clockskew", "", trusted, "MOTCUA_TEST_SKEW=2160h"))
	before := w.books()

	_, codes := w.codes(6)
	for i, code := range codes {
		s.selfMade(fmt.Sprintf("127.0.5.%d", 1+i)).begin(code)
	}
	if n := w.books().ofCodes - before.ofCodes; n != int64(len(codes)) {
		t.Errorf("%d forms of %d codes", n, len(codes))
	}

	link := w.screen("--kiosk")
	tablet := s.caller("127.0.5.20")
	type news struct {
		Serial int64
		Left   int
		QR     string
	}
	ask := func(serial int64) (n news) {
		t.Helper()
		status, body := tablet.post(link+"/ma", url.Values{"serial": {fmt.Sprint(serial)}})
		if status != http.StatusOK {
			t.Fatalf("the screen is told %d %s", status, body)
		}
		readJSON(t, body, &n)
		return n
	}
	first := ask(0)
	if first.QR == "" || first.Left < 100 || first.Left > 180 {
		t.Errorf("the screen shows a code for %d s", first.Left)
	}
	opened := make(chan news, 1)
	go func() { opened <- ask(first.Serial) }()
	time.Sleep(300 * time.Millisecond)
	began := time.Now()
	s.selfMade("127.0.5.21").begin(w.shown())
	second := <-opened
	if took := time.Since(began); second.Serial <= first.Serial || second.QR == "" || took > 5*time.Second {
		t.Errorf("after %v the screen shows code %d, before %d", took, second.Serial, first.Serial)
	}

	var visit struct {
		Session, HTML string
		Over          bool
	}
	n := 0
	does := func(do, question, value string) {
		t.Helper()
		n++
		status, body := tablet.post(link+"/phieu", url.Values{"do": {do}, "page": {"abcdefgh"}, "id": {fmt.Sprintf("visit%04d", n)}, "session": {visit.Session}, "question": {question}, "value": {value}})
		if status != http.StatusOK {
			t.Fatalf("%s at the kiosk: %d %s", do, status, body)
		}
		readJSON(t, body, &visit)
	}
	does("begin", "", "")
	does("agree", "", "")
	for range 20 {
		asked := question.FindStringSubmatch(visit.HTML)
		if asked == nil {
			break
		}
		does("pick", asked[1], "1")
	}
	if !strings.Contains(visit.HTML, `class="receipt"`) {
		t.Errorf("the kiosk ends with %s", visit.HTML)
	}
	if n := w.scalar(`SELECT count(*) FROM response WHERE channel = 'kiosk' AND status = 'finished' AND started_at > now() - interval '5 minutes' AND started_at <= now()`); n != 1 {
		t.Errorf("%d forms of the kiosk, by the database's clock", n)
	}

	room := regexp.MustCompile(`/phong/[A-Za-z0-9_-]+`).FindString(w.run("room", "--demo", "--unit", unitCode(t, w)))
	looked := w.scalar(`SELECT count(*) FROM looked_over`)
	for range 4 {
		if status, _ := s.caller("127.0.5.22").get(room + "/lo-phieu"); status != http.StatusOK {
			t.Errorf("the page of batches: %d", status)
		}
	}
	if n := w.scalar(`SELECT count(*) FROM looked_over WHERE month >= to_char(now(), 'YYYYMM')::int`); n != 0 {
		t.Errorf("a month under way was looked over (%d before)", looked)
	}

	held := make(chan int, 1)
	go func() {
		status, _ := tablet.post(link+"/ma", url.Values{"serial": {fmt.Sprint(second.Serial)}})
		held <- status
	}()
	time.Sleep(300 * time.Millisecond)
	began = time.Now()
	w.run("screen", "revoke", "--demo", w.text(`SELECT max(id)::text FROM screen`))
	if status := <-held; status != http.StatusNotFound || time.Since(began) > 10*time.Second {
		t.Errorf("after %v a screen that waits on a revoked link is told %d", time.Since(began), status)
	}
	tried(t, "two replicas, one with a wrong clock, behind a proxy", 5, 0, 0, "codes, screen, kiosk, batches, revocation work")
	w.balance(before)
}

// Who may say for whom he speaks: the proxy that is named, and of what it says only what it adds itself.
func TestSpoofedHeaders(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "", "MOTCUA_TRUSTED_PROXIES=127.0.0.50")
	refused := func() float64 { return max(0, s.metric(`motcua_receipt_codes_total{result="refused"}`)) }
	guess := func(n int, from string, forwarded func(i int) string) {
		for i := range n {
			c := s.selfMade(from)
			c.header.Set("X-Forwarded-For", forwarded(i))
			c.header.Set("X-Real-Ip", forwarded(i))
			c.header.Set("Forwarded", "for="+forwarded(i))
			c.does("text", fmt.Sprintf("/dulieu 2C3C4%s", strings.NewReplacer("0", "C", "1", "H").Replace(fmt.Sprintf("%05d", i))))
			c.client.CloseIdleConnections()
		}
	}
	const n = 36
	guess(n, "127.0.0.51", func(i int) string { return fmt.Sprintf("198.51.100.%d", i) })
	stranger := refused()
	tried(t, "a stranger who forwards", n, n-int(stranger), 30, "one address for the limits")
	guess(n, "127.0.0.50", func(i int) string { return fmt.Sprintf("198.51.101.%d, 198.51.100.250", i) })
	through := refused() - stranger
	tried(t, "a citizen who forwards, behind the proxy", n, n-int(through), 30, "one address for the limits")
	guess(n, "127.0.0.50", func(i int) string { return fmt.Sprintf("203.0.113.%d", i) })
	if refused() != stranger+through {
		t.Error("citizens behind the proxy share a limit")
	}

	c := s.caller("127.0.0.52")
	c.header.Set("X-Forwarded-Host", "evil.example")
	c.header.Set("X-Forwarded-Proto", "https")
	c.header.Set("X-Original-Url", "/metrics")
	resp, err := c.do(http.MethodGet, "/", "", nil)
	check(t, err)
	defer func() { _ = resp.Body.Close() }()
	evil := 0
	for _, cookie := range resp.Cookies() {
		if cookie.Secure { // over plain HTTP it would never come back
			evil++
		}
	}
	if _, body := c.get("/"); strings.Contains(body, "evil.example") {
		evil++
	}
	tried(t, "a false host, a false https", 3, evil, 0, "")
}
