package attack_test

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"motcua/org"
)

// Hundreds of idle streams and of bare connections of one address, with few descriptors: everybody else is served, and the
// log tells the truth.
func TestIdleConnectionsOfOneAddress(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "ulimit -n 256;")
	refused := 0
	for range 300 {
		c := s.caller("127.0.0.1")
		c.header.Set("Cookie", "motcua="+strings.Repeat("A", 21)+"Q")
		c.header.Set("X-Forwarded-For", fmt.Sprintf("198.51.100.%d", refused%250))
		if status, _ := c.stream("/chat/events?unit=1"); status != http.StatusOK {
			refused++
		}
	}
	for range 300 {
		if c, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://")); err == nil {
			t.Cleanup(func() { _ = c.Close() })
		}
	}
	for i := range 5 {
		s.serves(fmt.Sprintf("127.0.0.%d", 10+i))
		time.Sleep(200 * time.Millisecond)
	}
	tried(t, "idle streams of one address, 256 descriptors", 300, 300-refused, 64, "others are served")
	if n := s.metric(`motcua_refused_total{of="address",what="connection"}`); n < 1 {
		t.Errorf("refused connections on the record: %v", n)
	}
	log := s.log.String()
	if !strings.Contains(log, "what=connection limit_of=address") {
		t.Errorf("the log does not say what was turned away:\n%s", log)
	}
	for _, blame := range []string{"too many open files", "PostgreSQL does not", "not ready", "event not taken in"} {
		if strings.Contains(log, blame) {
			t.Errorf("the log blames: %s\n%s", blame, log)
		}
	}
	t.Logf("%d of 300 streams refused; connections open %v of %v", refused, s.metric("motcua_connections"), s.metric("motcua_connections_most"))
}

// Forms begun without a code by ever new cookies behind ever new made-up addresses: an hour's worth of one address, no more;
// a citizen elsewhere, and one with a signed code, still begin theirs.
func TestFormsWithoutEvidence(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "")
	count := func() int64 { return w.scalar(`SELECT count(*) FROM response`) }
	before := count()
	today := time.Now().In(org.Location()).Format(time.DateOnly)
	for i := range 150 {
		c := s.caller("127.0.0.1")
		c.header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.%d", i/250, i%250))
		c.header.Set("Forwarded", fmt.Sprintf("for=198.51.%d.%d", i/250, i%250))
		c.get("/")
		c.send("abcdefgh", "tap", "e")
		c.send("abcdefgi", "tap", "y:1.0::"+today)
	}
	tried(t, "forms without evidence from one address, addresses and cookies made up", 150, int(count()-before), 60, "an hour's worth; counted as without evidence")
	if n := s.metric(`motcua_refused_total{of="address",what="form begun"}`); n < 50 {
		t.Errorf("refused forms on the record: %v", n)
	}
	s.serves("127.0.0.10")
}

// Looking is not doing: GET and HEAD of what a code or a link leads to, as previews and prefetches do it, count nothing and
// use nothing up.
func TestLookingUsesNothingUp(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "")
	var code struct{ Payload string }
	readJSON(t, w.run("qr", "--demo", "--point", firstPoint(t, w), "--slip", "tra-ket-qua"), &code)
	opened := func() int64 {
		return w.scalar(`SELECT coalesce(sum(n), 0) FROM figure WHERE question = '_opened'`) + w.scalar(`SELECT count(*) FROM response`) + w.scalar(`SELECT count(*) FROM conversation`)
	}
	until(t, "quiet", func() bool { return w.scalar(`SELECT count(*) FROM pending`) == 0 })
	before, n := opened(), 0
	for _, path := range []string{"/s/" + code.Payload, "/chat?start=" + code.Payload, "/?tt=1.001193", "/qr/" + code.Payload + ".png", "/lanh-dao"} {
		for _, header := range [][2]string{{"User-Agent", "facebookexternalhit/1.1"}, {"Sec-Purpose", "prefetch;prerender"}, {"Purpose", "prefetch"}, {"X-Purpose", "preview"}} {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				c := s.caller("127.0.0.1")
				c.header.Set(header[0], header[1])
				resp, err := c.do(method, path, "", nil)
				check(t, err)
				_ = resp.Body.Close()
				n++
			}
		}
	}
	tried(t, "GET, HEAD and previews of posters and pages", n, int(opened()-before), 0, "")
}
