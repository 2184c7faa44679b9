package screen_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

var receiptShown = regexp.MustCompile(`<p class="receipt">([2-9A-Z]{5}-[2-9A-Z]{5})</p>`)

// Two people one after the other fill in a form each: both count as forms of the kiosk with a visit behind them, neither is taken
// for the other, and nothing of them is left where somebody could read it.
func TestKiosk(t *testing.T) {
	c := newCounter(t, true)
	tablet := c.machine()
	receipts := map[string]bool{}
	for range 2 {
		v, s := tablet.visitor()
		if !strings.Contains(s.HTML, "Đồng ý, bắt đầu") || !strings.Contains(s.HTML, "Cán bộ ở quầy không xem được phiếu") || s.Idle != 30 {
			t.Fatalf("the notice: %+v", s)
		}
		s = v.fill(wholeForm...)
		got := receiptShown.FindStringSubmatch(s.HTML)
		if got == nil || receipts[got[1]] {
			t.Fatalf("the end: %s", s.HTML)
		}
		receipts[got[1]] = true
		if c.count(`SELECT count(*) FROM response WHERE receipt = $1`, strings.ReplaceAll(got[1], "-", "")) != 1 {
			t.Errorf("%s is no receipt code", got[1])
		}
		if s := v.does("leave", "", ""); !s.Over {
			t.Errorf("leaving: %+v", s)
		}
		if s := v.does("pick", "q1", "1"); !s.Over || s.HTML != "" {
			t.Errorf("after leaving: %+v", s)
		}
	}
	if n := c.count(`SELECT count(*) FROM response WHERE channel = 'kiosk' AND evidence = 'screen' AND status = 'finished' AND point = 1 AND slip = 'tra-ket-qua' AND NOT often`); n != 2 {
		t.Errorf("%d forms of the kiosk", n)
	}
	if n := c.count(`SELECT count(DISTINCT respondent) FROM response`); n != 2 {
		t.Errorf("%d respondents", n)
	}
	// All was answered but what is answered in writing, which a kiosk does not ask.
	if n := c.count(`SELECT count(*) FROM answer WHERE choice >= 0 AND body IS NULL`); n != 16 {
		t.Errorf("%d answers", n)
	}
	unit, _ := c.service.Directory().Default()
	if n, err := c.store.Drift(t.Context(), unit.Unit, unit.Questionnaire, time.Now()); err != nil || n != 0 {
		t.Errorf("%d figures differ from the forms, %v", n, err)
	}
	eventually(t, "an empty outbox", func() bool { return c.count(`SELECT count(*) FROM pending`) == 0 })
	if n := c.count(`SELECT count(*) FROM weblog`); n != 0 {
		t.Errorf("%d lines of their conversations are kept", n)
	}
	if n := c.count(`SELECT count(*) FROM screen WHERE visitor <> ''`); n != 0 {
		t.Error("the last visitor is remembered")
	}
	_, page, _ := tablet.do(http.MethodGet, c.link, nil)
	for code := range receipts {
		if strings.Contains(page, code) {
			t.Errorf("%s stands on the page", code)
		}
	}
}

// A form that is left is closed as it is, at once; and if nobody says so, when the next visitor comes, or after a while.
func TestKioskLeft(t *testing.T) {
	c := newCounter(t, true)
	tablet := c.machine()
	partial := func() int { return c.count(`SELECT count(*) FROM response WHERE status = 'partial'`) }
	half := func() *visitor {
		v, _ := tablet.visitor()
		v.fill("1", "5")
		return v
	}
	half().does("leave", "", "")
	if n := partial(); n != 1 {
		t.Errorf("%d closed when told", n)
	}
	c.pause()
	half()
	next, _ := tablet.visitor()
	if n := partial(); n != 2 {
		t.Errorf("%d closed when the next came", n)
	}
	next.does("decline", "", "")
	c.pause()
	v := half()
	c.exec(`UPDATE screen SET visited_at = visited_at - interval '3 minutes'`)
	tablet.poll("0")
	if n := partial(); n != 3 {
		t.Errorf("%d closed after a while", n)
	}
	if s := v.does("pick", "q2", "5"); !s.Over {
		t.Errorf("a visit that was closed goes on: %+v", s)
	}
	if n := c.count(`SELECT count(*) FROM response`); n != 3 {
		t.Errorf("%d forms", n)
	}
}

// A tap that is sent twice counts once, and one that comes late, for a question that is not asked any more, not at all.
func TestKioskTaps(t *testing.T) {
	c := newCounter(t, true)
	v, _ := c.machine().visitor()
	s := v.fill("1")
	if !strings.Contains(s.HTML, "Câu 2 trong 8") || strings.Contains(s.HTML, "không áp dụng") || strings.Count(s.HTML, `class="face"`) != 5 {
		t.Errorf("the second question: %s", s.HTML)
	}
	for range 2 {
		if s = v.again("pick", "lv", "1"); !strings.Contains(s.HTML, "Câu 2 trong 8") {
			t.Errorf("the same again: %s", s.HTML)
		}
	}
	v.does("pick", "q1", "5")
	if s = v.does("pick", "q1", "1"); !strings.Contains(s.HTML, "Câu 3 trong 8") { // the second tap of a hand that trembles
		t.Errorf("a late tap: %s", s.HTML)
	}
	if n := c.count(`SELECT choice::int FROM answer WHERE question = 'q1'`); n != 5 {
		t.Errorf("q1 is %d", n)
	}
	if s = v.does("back", "q2", ""); !strings.Contains(s.HTML, "Câu 2 trong 8") || !regexp.MustCompile(`chosen" aria-pressed="true"[^>]*data-value="5"`).MatchString(s.HTML) {
		t.Errorf("back: %s", s.HTML)
	}
	if s = v.does("pick", "q1", "4"); !strings.Contains(s.HTML, "Câu 3 trong 8") {
		t.Errorf("another answer: %s", s.HTML)
	}
	if s = v.does("skip", "q2", ""); !strings.Contains(s.HTML, "Câu 4 trong 8") {
		t.Errorf("skipped: %s", s.HTML)
	}
	for _, bad := range []url.Values{{"do": {"pick"}, "question": {"q3"}, "value": {"9"}}, {"do": {"pick"}, "question": {"q3"}, "value": {"x"}}, {"do": {"erase"}}} {
		bad.Set("session", v.session)
		bad.Set("id", "abcdefghzz")
		if status, _, _ := v.do(http.MethodPost, c.link+"/phieu", bad); status != http.StatusBadRequest {
			t.Errorf("%v: %d", bad, status)
		}
	}
}

// Nothing is opened without the visit under way: no key, another's key, a screen that is no kiosk, the chat of the web.
func TestForgedVisits(t *testing.T) {
	c := newCounter(t, true)
	plain := newCounterBeside(c)
	m := c.machine()
	v, _ := m.visitor()
	forged := func(link, do, session string) (int, string) {
		status, body, _ := m.do(http.MethodPost, link+"/phieu", url.Values{"do": {do}, "id": {"abcdefghy"}, "session": {session}, "question": {"lv"}, "value": {"1"}})
		return status, body
	}
	for _, session := range []string{"", "AAAAAAAAAAAAAAAAAAAAAA", "' OR '1'='1", v.session + "A"} {
		for _, do := range []string{"agree", "pick", "skip", "back", "leave", "decline"} {
			if status, body := forged(c.link, do, session); status != http.StatusOK || !strings.Contains(body, `"over":true`) {
				t.Errorf("%s with %q: %d %s", do, session, status, body)
			}
		}
	}
	for _, do := range []string{"begin", "agree"} {
		if status, _ := forged(plain, do, v.session); status != http.StatusNotFound {
			t.Errorf("%s at a screen that is no kiosk: %d", do, status)
		}
	}
	// The key of a visit is no conversation of the web, and its taps mean nothing there.
	m.client.Jar.SetCookies(must(url.Parse(c.base)), []*http.Cookie{{Name: "motcua", Value: v.session, Path: "/"}})
	m.send("abcdefgh", "tap", "", "y:1.1:tra-ket-qua:"+today(c))
	m.send("abcdefgi", "tap", "", "z")
	if n := c.count(`SELECT count(*) FROM response`); n != 0 {
		t.Errorf("%d forms were opened", n)
	}
	if s := v.does("agree", "", ""); !strings.Contains(s.HTML, "Câu 1 trong 8") {
		t.Errorf("the honest visitor: %+v", s)
	}
}

// Who has copied the link of a kiosk sends nobody away who stands before it, and it is written down that two use it.
func TestKioskInTwoPlaces(t *testing.T) {
	c := newCounter(t, true)
	v, _ := c.machine().visitor()
	v.does("agree", "", "")
	if thief, s := c.machine().visitor(); thief.session != "" || !strings.Contains(s.HTML, "đang có người dùng") {
		t.Errorf("begins beside a visitor: %+v", s)
	}
	if s := v.does("pick", "lv", "1"); !strings.Contains(s.HTML, "Câu 2 trong 8") {
		t.Errorf("the visitor was sent away: %+v", s)
	}
	if _, body, _ := v.do(http.MethodGet, "/metrics", nil); !strings.Contains(body, `motcua_refused_total{of="screen",what="kiosk visit"} 1`) {
		t.Error("nothing tells the operator")
	}
	v.does("leave", "", "")
	if _, s := c.machine().visitor(); s.Session == "" {
		t.Errorf("after the visitor has left: %+v", s)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Who stands at a kiosk all day to praise himself gets no further than honest visitors would.
func TestKioskPace(t *testing.T) {
	c := newCounter(t, true)
	tablet := c.machine()
	forms, refused := 0, 0
	for range 8 {
		v, s := tablet.visitor()
		if s.Session == "" {
			refused++
			continue
		}
		if s = v.does("agree", "", ""); strings.Contains(s.HTML, "Câu 1 trong 8") {
			forms++
			v.does("leave", "", "")
		} else if refused++; !strings.Contains(s.HTML, "vừa nhận nhiều phiếu") {
			t.Errorf("refused: %+v", s)
		}
	}
	if forms != 5 || refused != 3 {
		t.Errorf("%d forms in a row, %d refused", forms, refused)
	}
	if n := c.count(`SELECT count(*) FROM response`); n != 5 {
		t.Errorf("%d forms", n)
	}
}
