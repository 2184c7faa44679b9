package screen_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/internal/qr"
	"motcua/internal/service"
	"motcua/web/screen"
)

// A screen shows the public address with a code; whatever reads that address uses nothing up, and the tap of a person does: the
// screen has the next code at once, and the form counts as one of the screen.
func TestCodeIsReplacedWhenOpened(t *testing.T) {
	c := newCounter(t, false)
	tablet := c.machine()
	status, page, header := tablet.do(http.MethodGet, c.link, nil)
	if status != http.StatusOK || !strings.Contains(page, "UBND xã Thử") || !strings.Contains(page, "Quầy 1 · Trả kết quả") || header.Get("Cache-Control") != "no-store" {
		t.Errorf("page: %d %s", status, page)
	}
	if n := c.count(`SELECT count(*) FROM ticket`); n != 0 {
		t.Errorf("looking at a screen made %d codes", n)
	}
	first, _ := tablet.poll("0")
	want, err := qr.SVG(publicURL + "/s/" + c.code())
	check(t, err)
	if first.QR != string(want) || first.Left < 170 || first.Left > 180 {
		t.Errorf("first code: %+v", first)
	}
	phone := c.machine()
	for range 3 {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			if status, _, _ := phone.do(method, "/s/"+c.code(), nil); status != http.StatusOK {
				t.Errorf("%s: %d", method, status)
			}
		}
	}
	held := make(chan news, 1)
	began := time.Now()
	go func() {
		n, _ := tablet.poll(fmt.Sprint(first.Serial))
		held <- n
	}()
	time.Sleep(1500 * time.Millisecond)
	select {
	case n := <-held:
		t.Errorf("nothing was opened, and yet: %+v", n)
	default:
	}
	code := c.code()
	if status := phone.send("abcdefgh", "start", code, ""); status != http.StatusNoContent {
		t.Fatalf("opened: %d", status)
	}
	n := <-held
	if n.Serial != first.Serial+1 || n.QR == "" || n.QR == first.QR || c.code() == code {
		t.Errorf("after it was opened: %+v", n)
	}
	t.Logf("replaced %v after the question began", time.Since(began))
	if status := phone.send("abcdefgi", "tap", "", "y:1.1:tra-ket-qua:"+today(c)); status != http.StatusNoContent {
		t.Fatalf("agreed: %d", status)
	}
	if n := c.count(`SELECT count(*) FROM response WHERE evidence = 'screen' AND channel = 'web' AND point = 1 AND slip = 'tra-ket-qua'`); n != 1 {
		t.Errorf("%d forms of the screen", n)
	}
	// The same code opens nothing for anybody else.
	other := c.machine()
	other.do(http.MethodGet, "/", nil)
	other.send("abcdefgh", "start", code, "")
	other.send("abcdefgi", "tap", "", "y:1.1:tra-ket-qua:"+today(c))
	if n := c.count(`SELECT count(*) FROM response WHERE evidence = 'screen'`); n != 1 {
		t.Errorf("%d forms of the screen after a second opening", n)
	}
}

func today(c *counter) string {
	now, err := c.store.Now(c.t.Context())
	check(c.t, err)
	return now.In(time.FixedZone("", 7*3600)).Format(time.DateOnly)
}

// A code that nobody opens makes way for the next, and a screen that was told of it is not told again.
func TestCodeMakesWay(t *testing.T) {
	c := newCounter(t, false)
	tablet := c.machine()
	first, _ := tablet.poll("0")
	c.exec(`UPDATE screen SET shown_at = shown_at - interval '3 minutes'`)
	second, _ := tablet.poll(fmt.Sprint(first.Serial))
	if second.Serial != first.Serial+1 || second.QR == "" {
		t.Errorf("%+v", second)
	}
	began := time.Now()
	if n, _ := tablet.poll(fmt.Sprint(second.Serial)); n.QR != "" || n.Serial != second.Serial || time.Since(began) < 9*time.Second {
		t.Errorf("nothing new, and yet after %v: %+v", time.Since(began), n)
	}
}

// Whoever has the link cannot make codes without end.
func TestPaceOfCodes(t *testing.T) {
	c := newCounter(t, false)
	tablet := c.machine()
	for range 10 {
		if n, _ := tablet.poll("0"); n.QR == "" {
			t.Fatalf("%+v", n)
		}
		c.exec(`UPDATE ticket SET state = 'used'`)
	}
	if n, _ := tablet.poll("10"); n.QR != "" || n.Wait < 1 || n.Wait > 46 {
		t.Errorf("the eleventh in a row: %+v", n)
	}
	if n := c.count(`SELECT count(*) FROM ticket`); n != 10 {
		t.Errorf("%d codes", n)
	}
}

// A revoked link ends what is held, within a second or two, shows nothing any more, and its code opens nothing.
func TestRevokedScreen(t *testing.T) {
	c := newCounter(t, true)
	tablet := c.machine()
	first, _ := tablet.poll("0")
	visitor, _ := c.machine().visitor()
	code := c.code()
	ended := make(chan int, 1)
	go func() {
		_, status := tablet.poll(fmt.Sprint(first.Serial))
		ended <- status
	}()
	time.Sleep(time.Second)
	began := time.Now()
	check(t, c.store.RevokeScreen(t.Context(), c.screen.Unit, c.screen.ID))
	if status := <-ended; status != http.StatusNotFound || time.Since(began) > 3*time.Second {
		t.Errorf("held question: %d after %v", status, time.Since(began))
	}
	for _, path := range []string{"/ma", "/phieu"} {
		if status, _, _ := tablet.do(http.MethodPost, c.link+path, url.Values{"serial": {"0"}, "do": {"agree"}, "id": {"abcdefgh"}, "session": {visitor.session}}); status != http.StatusNotFound {
			t.Errorf("%s: %d", path, status)
		}
	}
	if status, _, _ := tablet.do(http.MethodGet, c.link, nil); status != http.StatusNotFound {
		t.Errorf("page: %d", status)
	}
	phone := c.machine()
	phone.do(http.MethodGet, "/", nil)
	phone.send("abcdefgh", "start", code, "")
	phone.send("abcdefgi", "tap", "", "y:1.1:tra-ket-qua:"+today(c))
	if n := c.count(`SELECT count(*) FROM response`); n != 0 {
		t.Errorf("%d forms by a revoked code", n)
	}
}

// Several machines may show one link; more than a few take each other's place, and nobody waits for ever.
func TestManyMachinesOnOneLink(t *testing.T) {
	c := newCounter(t, false)
	first, _ := c.machine().poll("0")
	began := time.Now()
	answered := make(chan time.Duration, 6)
	for range 6 {
		m := c.machine()
		go func() {
			m.poll(fmt.Sprint(first.Serial))
			answered <- time.Since(began)
		}()
	}
	early := 0
	for range 6 {
		if <-answered < 5*time.Second {
			early++
		}
	}
	if early != 2 {
		t.Errorf("%d of 6 gave way", early)
	}
}

// An office has many screens behind one address; none stands in another's way.
func TestOfficeOfScreens(t *testing.T) {
	c := newCounter(t, false)
	const screens = 30
	links := []string{}
	for range screens {
		links = append(links, newCounterBeside(c))
	}
	answered := make(chan string, screens)
	for _, link := range links {
		m := c.machine()
		go func() {
			for serial := range 2 {
				status, body, _ := m.do(http.MethodPost, link+"/ma", url.Values{"serial": {fmt.Sprint(serial)}})
				answered <- fmt.Sprint(status, strings.Contains(body, `"qr":`))
			}
		}()
	}
	got := map[string]int{}
	for range 2 * screens {
		got[<-answered]++
	}
	if got["200 true"] != screens || got["200 false"] != screens {
		t.Errorf("answers: %v", got)
	}
}

// A code that no telephone can open is not made, and the page tells the operator.
func TestAddressForPhones(t *testing.T) {
	c := newCounter(t, true, func(o *service.Options) { o.PublicURL = "" })
	tablet := c.machine()
	_, page, _ := tablet.do(http.MethodGet, c.link, nil)
	if !strings.Contains(page, "MOTCUA_PUBLIC_URL") || !strings.Contains(page, "Chưa có mã để quét") {
		t.Errorf("page: %s", page)
	}
	began := time.Now()
	if n, status := tablet.poll("0"); status != http.StatusOK || n.QR != "" || n.Clock == "" || time.Since(began) < 9*time.Second {
		t.Errorf("%+v, %d", n, status)
	}
	if n := c.count(`SELECT count(*) FROM ticket`); n != 0 {
		t.Errorf("%d codes", n)
	}
	if _, s := tablet.visitor(); s.Session == "" {
		t.Errorf("the kiosk does not work: %+v", s)
	}
}

func TestReachOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]screen.Reach{
		"https://motcua.long-dien.gov.vn": screen.Everywhere, "http://203.0.113.5:8080": screen.Everywhere, "https://[2001:db8::1]": screen.Everywhere,
		"http://192.168.1.10:8080": screen.Near, "http://10.0.0.2": screen.Near, "http://may-chu:8080": screen.Near, "http://motcua.local": screen.Near,
		"http://169.254.1.1": screen.Near, "http://[fd00::1]": screen.Near,
		"http://localhost:8080": screen.Nowhere, "http://a.localhost": screen.Nowhere, "http://127.0.0.2:80": screen.Nowhere, "http://[::1]:80": screen.Nowhere,
		"http://0.0.0.0:8080": screen.Nowhere, "http://[::ffff:127.0.0.1]": screen.Nowhere, "": screen.Nowhere, "http://%zz": screen.Nowhere,
	} {
		if got := screen.ReachOf(address); got != want {
			t.Errorf("%q: %d", address, got)
		}
	}
}

// The script is read by browsers of ten years ago.
func TestScriptIsOld(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("static/screen.js")
	check(t, err)
	code := regexp.MustCompile(`(?m)^\s*//.*$|'[^'\n]*'`).ReplaceAllString(string(b), "''")
	for _, young := range []string{"=>", "`", `\blet\b`, `\bconst\b`, `\bclass\b`, `\basync\b`, `\bawait\b`, `\bfetch\(`, `\bnew (Promise|Map|Set|URLSearchParams|AbortController)\b`,
		`\.\.\.`, `\?\.`, `\?\?`, `\bfor \(var \w+ of\b`, `\.(includes|startsWith|padStart|closest|matches|classList|dataset|append|remove|replaceChildren)\(`, `,\s*[})\]]`} {
		for _, found := range regexp.MustCompile(young).FindAllString(code, -1) {
			if found == ".append(" { // of FormData, asked for first
				continue
			}
			t.Errorf("%q is too young", found)
		}
	}
	style, err := os.ReadFile("static/screen.css")
	check(t, err)
	for _, young := range []string{`var\(`, `display:\s*grid`, `\bgap:`, `clamp\(`, `\bmin\(`, `\bmax\(`, `\binset:`, `:is\(`, `:where\(`, `:has\(`, `aspect-ratio:\s*\d+\s*;`} {
		for _, found := range regexp.MustCompile(young).FindAllString(string(style), -1) {
			t.Errorf("style: %q is too young", found)
		}
	}
}

// A wrong link is like any address there is not, and no screen is given away by how it is refused.
func TestWrongLink(t *testing.T) {
	c := newCounter(t, true)
	m := c.machine()
	for _, token := range []string{"x", strings.Repeat("A", 32), "..%2f" + c.link[6:]} {
		if status, _, _ := m.do(http.MethodGet, "/quay/"+token, nil); status != http.StatusNotFound {
			t.Errorf("%s: %d", token, status)
		}
		if status, _, _ := m.do(http.MethodPost, "/quay/"+token+"/ma", url.Values{"serial": {"0"}}); status != http.StatusNotFound {
			t.Errorf("%s: %d", token, status)
		}
	}
	for _, form := range []url.Values{{}, {"serial": {"x"}}, {"serial": {strconv.FormatUint(1<<63, 10)}}} {
		if status, _, _ := m.do(http.MethodPost, c.link+"/ma", form); status != http.StatusBadRequest {
			t.Errorf("%v: %d", form, status)
		}
	}
	if n := c.count(`SELECT count(*) FROM ticket`); n != 0 {
		t.Errorf("%d codes", n)
	}
}
