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

// Where there are several units, the link of a code names its unit, since the page does not look codes up.
func TestVisitCodeOfOneOfSeveralUnits(t *testing.T) {
	s := newSite(t)
	s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"})
	want(t, s.browser().page("/s/7KQ4M2PTVC8H?don-vi="+s.units[1].Code), s.units[1].Name, `data-home="/u/`+s.units[1].Code+`"`)
}
