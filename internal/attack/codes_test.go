package attack_test

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/org"
)

// codes gives visit codes out, on a sheet of their own.
func (w *town) codes(n int) (sheet int, codes []string) {
	w.t.Helper()
	var out struct {
		Sheet int
		Codes []struct{ Code string }
	}
	readJSON(w.t, w.run("code", "give", "--demo", "--point", firstPoint(w.t, w), "--slip", "tra-ket-qua", "-n", fmt.Sprint(n), "--json"), &out)
	for _, c := range out.Codes {
		codes = append(codes, c.Code)
	}
	return out.Sheet, codes
}

// begin has somebody give a code and agree.
func (c *caller) begin(code string) {
	c.t.Helper()
	c.does("start", strings.ReplaceAll(code, "-", ""))
	c.does("text", "đồng ý")
}

// Codes that were used, have expired, or were revoked one by one or with their sheet, and codes nobody gave out: none makes a form
// that counts as one of a visit. Good ones do, once.
func codesOfNoVisit(t *testing.T, w *town, s *server) {
	before := w.books()
	ofCodes := func() int { return int(w.books().ofCodes - before.ofCodes) }
	_, good := w.codes(10)
	sheet, lost := w.codes(3)
	w.run("code", "revoke", "--demo", good[7], good[8])
	w.run("code", "revoke", "--demo", "--sheet", fmt.Sprint(sheet))
	w.exec(`UPDATE ticket SET expires_at = now() - interval '1 second' WHERE hash = $1`, ticketHash(good[9]))

	address := func(i int) string { return fmt.Sprintf("127.0.3.%d", 1+i) }
	for i, code := range good[:5] {
		s.selfMade(address(i)).begin(code)
	}
	if n := ofCodes(); n != 5 {
		t.Fatalf("%d forms of five good codes", n)
	}
	for i, code := range good[:5] {
		s.selfMade(address(10 + i)).begin(code)
		s.selfMade(address(20 + i)).begin(strings.ToLower(code))
	}
	tried(t, "replayed codes", 10, ofCodes()-5, 0, "")
	for i, code := range append(good[7:9:9], lost...) {
		s.selfMade(address(30 + i)).begin(code)
	}
	tried(t, "revoked codes, one by one and by the sheet", 5, ofCodes()-5, 0, "")
	s.selfMade(address(40)).begin(good[9])
	tried(t, "expired codes", 1, ofCodes()-5, 0, "")
	for i := range 40 {
		s.selfMade(address(50 + i)).begin(org.NewVisitCode(func(b []byte) { _, _ = rand.Read(b) }))
	}
	tried(t, "guessed codes, well made", 40, ofCodes()-5, 0, "")
	races := make(chan struct{})
	for i := range 6 { // two telephones and more at the same moment
		c := s.selfMade(address(100 + i))
		c.does("start", strings.ReplaceAll(good[5], "-", ""))
		go func() { c.does("text", "đồng ý"); races <- struct{}{} }()
	}
	for range 6 {
		<-races
	}
	tried(t, "one code on six telephones at once", 6, ofCodes()-6, 0, "one form of a visit")
	// Taken back between the invitation and the consent.
	c := s.selfMade(address(120))
	c.does("start", strings.ReplaceAll(good[6], "-", ""))
	w.run("code", "revoke", "--demo", good[6])
	c.does("text", "đồng ý")
	tried(t, "codes revoked after they were opened", 1, ofCodes()-6, 0, "")
}

// Codes guessed from one address stop being looked up soon; the operator hears of it, and codes given elsewhere still work.
func guessedVisitCodes(t *testing.T, w *town, s *server) {
	_, good := w.codes(1)
	before := w.books()
	for range 80 {
		c := s.selfMade("127.0.0.1")
		c.header.Set("X-Forwarded-For", "198.51.100.7")
		c.begin(org.NewVisitCode(func(b []byte) { _, _ = rand.Read(b) }))
		c.client.CloseIdleConnections()
	}
	c := s.selfMade("127.0.0.33")
	c.begin(good[0])
	tried(t, "guessed codes from one address", 80, int(w.books().ofCodes-before.ofCodes-1), 0,
		"30 are looked up in an hour")
	if n := s.metric(`motcua_receipt_codes_total{result="refused"}`); n < 40 {
		t.Errorf("%v guesses were refused", n)
	}
}

var linkOfScreen = regexp.MustCompile(`/quay/[A-Za-z0-9_-]+`)

// screen makes a screen and gives its link.
func (w *town) screen(args ...string) (link string) {
	w.t.Helper()
	return linkOfScreen.FindString(w.run(append([]string{"screen", "add", "--demo", "--point", firstPoint(w.t, w), "--slip", "tra-ket-qua"}, args...)...))
}

// shown is the code that the newest screen shows.
func (w *town) shown() string {
	w.t.Helper()
	return w.text(`SELECT ticket FROM screen ORDER BY id DESC LIMIT 1`)
}

// To look uses nothing up: GET, HEAD, previews and prefetches of everything a one-time code, a screen or a room leads to.
func lookingUsesNoCodeUp(t *testing.T, w *town, s *server) {
	_, good := w.codes(1)
	link := w.screen("--kiosk")
	tablet := s.caller("127.0.0.34")
	tablet.post(link+"/ma", url.Values{"serial": {"0"}})
	room := regexp.MustCompile(`/phong/[A-Za-z0-9_-]+`).FindString(w.run("room", "--demo", "--unit", unitCode(t, w)))
	stands := func() [4]int64 {
		return [4]int64{
			w.scalar(`SELECT count(*) FROM ticket WHERE state = 'open'`), w.scalar(`SELECT coalesce(sum(serial), 0)::bigint FROM screen`),
			w.scalar(`SELECT count(*) FROM response`), w.scalar(`SELECT coalesce(sum(n), 0) FROM figure WHERE question = '_opened'`),
		}
	}
	before, n := stands(), 0
	for _, path := range []string{
		"/s/" + strings.ReplaceAll(good[0], "-", ""), "/s/" + w.shown(), "/s/" + w.shown() + "?unit=1", "/qr/" + w.shown() + ".png",
		link, link + "/ma", link + "/phieu", room, room + "/lo-phieu", room + "/lo-phieu/202610/1", "/chat/send?kind=start&text=" + w.shown(),
	} {
		for _, header := range [][2]string{{"User-Agent", "facebookexternalhit/1.1"}, {"Sec-Purpose", "prefetch;prerender"}, {"X-Purpose", "preview"}} {
			for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
				c := s.selfMade("127.0.0.35")
				c.header.Set(header[0], header[1])
				resp, err := c.do(method, path, "", nil)
				check(t, err)
				_ = resp.Body.Close()
				n++
			}
		}
	}
	through := 0
	if after := stands(); after != before {
		through = 1
		t.Errorf("open tickets, codes shown, forms, opened: %v before, %v after", before, after)
	}
	tried(t, "GET, HEAD and previews of one-time things", n, through, 0, "")
}

// A screen that was revoked shows no code, opens none that it showed, and takes in nothing as a kiosk, also of the visitor who was
// in the middle of it.
func revokedScreen(t *testing.T, w *town, s *server) {
	link := w.screen("--kiosk")
	tablet := s.caller("127.0.0.36")
	tablet.post(link+"/ma", url.Values{"serial": {"0"}})
	shown := w.shown()
	var visit struct{ Session string }
	_, body := tablet.post(link+"/phieu", url.Values{"do": {"begin"}, "page": {"abcdefgh"}, "id": {"abcdefgh"}})
	readJSON(t, body, &visit)
	before := w.books()
	w.run("screen", "revoke", "--demo", w.text(`SELECT max(id)::text FROM screen`))
	through := 0
	for _, path := range []string{"/ma", "/phieu"} {
		for _, do := range []string{"begin", "agree", "leave"} {
			if status, _ := tablet.post(link+path, url.Values{"serial": {"0"}, "do": {do}, "id": {"abcdefg" + do[:1]}, "session": {visit.Session}}); status != http.StatusNotFound {
				through++
				t.Errorf("%s %s of a revoked screen: %d", path, do, status)
			}
		}
	}
	s.selfMade("127.0.0.37").begin(shown)
	through += int(w.books().ofScreens - before.ofScreens)
	tried(t, "a revoked screen: its codes, its kiosk, its visitor", 7, through, 0, "")
}
