package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/bot"
	"motcua/org"
)

// The page behind the QR of a visit code waits for a tap: to look at it, once or a hundred times, by whatever looks ahead, begins
// nothing. That of a poster, which is not used up, begins by itself.
func TestVisitCodeWaitsForATap(t *testing.T) {
	s := newSite(t)
	const code = "7KQ4M2PTVC8H"
	b := s.browser()
	for range 3 {
		page := b.page("/s/" + code)
		want(t, page, "data-tap", `value="`+code+`"`, "Bắt đầu")
	}
	if resp, _ := b.do(b.request(http.MethodHead, "/s/"+code, nil)); resp.StatusCode != http.StatusOK {
		t.Error(resp.Status)
	}
	if n := len(s.events()); n != 0 {
		t.Errorf("to look at the page made %d events", n)
	}
	if page := b.page("/s/AQAAaCMAAwRhay1TuFifa_0o"); strings.Contains(page, "data-tap") {
		t.Error("a poster waits for a tap")
	}
	b.post("/chat/send", "text/html", url.Values{"id": {"abcdefgh"}, "kind": {"start"}, "unit": {"1"}, "text": {code}})
	all := s.events()
	if len(all) != 1 || all[0].Kind != bot.Start || all[0].Text != code {
		t.Errorf("the tap sends %+v", all)
	}
}

// someCode is a visit code as they are given out.
func someCode() string {
	return org.NewVisitCode(func(b []byte) {
		for i := range b {
			b[i] = byte(7 * (i + len(b)))
		}
	})
}

// Where there are several units, the link of a code names its unit, since the page does not look codes up.
func TestVisitCodeOfOneOfSeveralUnits(t *testing.T) {
	s := newSite(t)
	s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"})
	want(t, s.browser().page("/s/7KQ4M2PTVC8H?don-vi="+s.units[1].Code), s.units[1].Name, `data-home="/u/`+s.units[1].Code+`"`)
}

// Where there are several units and the link does not name one, whoever uses a code goes on in the chat of its unit: with a
// plain form, with the script, and when the page is loaded once more. So does whoever comes second, who reads there that it was used.
func TestVisitCodeLeadsToItsUnit(t *testing.T) {
	code := someCode()
	s := newSite(t, func(s *house, _ *server) {
		s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"})
		s.ticket(code, s.units[1].ID)
	})
	for n, name := range []string{"the first", "the second"} {
		b := s.browser()
		page := b.page("/s/" + code)
		want(t, page, `data-home="/s/`+code+`"`, `<a href="/s/`+code+`#moi">`)
		id := field(t, page, `id="start"`, "id")
		resp, body := b.post("/chat/send", "text/html", url.Values{"id": {id}, "kind": {"start"}, "unit": {"0"}, "text": {code}})
		if resp.Request.URL.Path != "/u/phuoc-hai" {
			t.Errorf("%s stands at %s", name, resp.Request.URL)
		}
		want(t, body, "Đã nghe: "+code, s.units[1].Name)

		script := s.browser()
		script.page("/s/" + code)
		resp, _ = script.post("/chat/send", "*/*", url.Values{"id": {"script-" + name[4:]}, "kind": {"start"}, "unit": {"0"}, "text": {code}})
		if got := resp.Header.Get("Content-Location"); resp.StatusCode != http.StatusNoContent || got != "/u/phuoc-hai" {
			t.Errorf("the script of %s is told %q with %s", name, got, resp.Status)
		}
		// Typed on the page of another unit, it leads away from there.
		resp, _ = b.post("/chat/send", "text/html", url.Values{"id": {"typed-" + name[4:]}, "kind": {"text"}, "unit": {idOf(s.units[0])}, "text": {strings.ToLower(org.ShowVisitCode(code))}})
		if resp.Request.URL.Path != "/u/phuoc-hai" {
			t.Errorf("typed by %d, it leads to %s", n, resp.Request.URL)
		}
	}
}

// A code of no unit keeps whoever scanned it where the answer is: on the page of the code.
func TestVisitCodeOfNoUnitIsAnswered(t *testing.T) {
	const code = "7KQ4M2PTVC8H"
	s := newSite(t, func(s *house, _ *server) { s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"}) })
	b := s.browser()
	b.page("/s/" + code)
	resp, body := b.post("/chat/send", "text/html", url.Values{"id": {"abcdefgh"}, "kind": {"start"}, "unit": {"0"}, "text": {code}})
	if resp.Request.URL.Path != "/s/"+code {
		t.Errorf("stands at %s", resp.Request.URL)
	}
	want(t, body, "Đã nghe: "+code)
}
