package attack_test

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/org"
)

// Codes of a screen that were opened before it was ended, to be agreed to afterwards.
func stockpiledScreenCodes(t *testing.T, w *town, s *server) {
	link := w.screen("--slip", "bo-sung")
	tablet, serial, n := s.caller("127.0.0.41"), "0", 5
	var opened []*caller
	for i := range n {
		_, body := tablet.post(link+"/ma", url.Values{"serial": {serial}})
		var shown struct{ Serial int64 }
		readJSON(t, body, &shown)
		serial = fmt.Sprint(shown.Serial)
		c := s.selfMade(fmt.Sprintf("127.0.5.%d", 1+i))
		c.does("start", w.shown())
		opened = append(opened, c)
	}
	before := w.books()
	w.run("screen", "revoke", "--demo", w.text(`SELECT max(id)::text FROM screen`))
	for _, c := range opened {
		c.does("text", "đồng ý")
	}
	tried(t, "codes of a screen opened before it was ended, used after", n, int(w.books().ofScreens-before.ofScreens), 0, "a visit that stands there agrees within minutes")
}

// Six hundred wrong codes from twenty addresses: good codes and the kiosk go on elsewhere, and the guessers have less room.
func guessersLockNobodyOut(t *testing.T, w *town, s *server) {
	const addresses, each = 21, 30
	link := w.screen("--kiosk")
	_, good := w.codes(3)
	for i := range addresses * each {
		c := s.selfMade(fmt.Sprintf("127.0.6.%d", 1+i%addresses))
		c.does("start", org.NewVisitCode(func(b []byte) { _, _ = rand.Read(b) }))
		c.client.CloseIdleConnections()
	}
	before, refused := w.books(), 0
	for i, code := range good {
		s.selfMade(fmt.Sprintf("127.0.7.%d", 1+i)).begin(code)
	}
	refused += len(good) - int(w.books().ofCodes-before.ofCodes)
	status, body := s.caller("127.0.7.9").post(link+"/phieu", url.Values{"do": {"begin"}, "page": {"abcdefgh"}, "id": {"abcdefgh"}})
	if status != http.StatusOK || !strings.Contains(body, "view consent") {
		refused++
		t.Errorf("the kiosk: %d %s", status, body)
	}
	tried(t, "wrong codes from many addresses, to lock others out", addresses*each, refused, 0, "good codes and kiosks go on")
}

// One address begins as many forms as it may, to use up what its unit takes in an hour.
func oneAddressAgainstAUnit(t *testing.T, w *town, s *server) {
	n := 70
	for range n {
		c := s.selfMade("127.0.8.1")
		c.does("text", "/danhgia")
		c.does("text", "đồng ý")
		c.client.CloseIdleConnections()
	}
	before := w.books()
	for i := range 5 {
		c := s.selfMade(fmt.Sprintf("127.0.8.%d", 10+i))
		c.does("text", "/danhgia")
		c.does("text", "đồng ý")
	}
	tried(t, "forms begun by one address, to stop its unit", n, 5-int(w.books().forms-before.forms), 0, "others begin theirs")
}
