package main

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"motcua/internal/qr"
	"motcua/internal/testkit"
)

// screenHost is a name no browser takes for its own machine, so that the pages get what they get in an office: plain HTTP, no
// secure context, no wake lock.
const screenHost = "quay.long-dien.example"

// The tablets and monitors these tests hang up.
var screenSizes = []struct{ width, height int }{{1280, 800}, {800, 1280}}

// counter is a commune with screens: the demo at work at an address of its own, and a browser that finds it there.
type counter struct {
	*house
	base string
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	return newCounterFor(t, "")
}

// newCounterFor is one that is told to be found at an address; "" is where it is.
func newCounterFor(t *testing.T, public string) *counter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	e := newEnv(t)
	e["MOTCUA_ADDR"] = l.Addr().String()
	base := fmt.Sprintf("http://%s:%d", screenHost, l.Addr().(*net.TCPAddr).Port)
	e["MOTCUA_PUBLIC_URL"] = cmp.Or(public, base)
	check(t, l.Close())
	return &counter{&house{env: e, serving: e.serve(t, "--demo"), browser: newBrowser(t, chromedp.Flag("host-resolver-rules", "MAP "+screenHost+" 127.0.0.1"))}, base}
}

// number asks the database for one.
func (c *counter) number(t *testing.T, sql string, args ...any) int {
	t.Helper()
	return testkit.Value[int](t, c.env["DATABASE_URL"], sql, args...)
}

// pause lets the paces of all screens forget what was: it stands for the time between visits.
func (c *counter) pause(t *testing.T) {
	t.Helper()
	check(t, testkit.Exec(t.Context(), c.env["DATABASE_URL"], `UPDATE screen SET booked = NULL, forms_booked = NULL`))
}

var screenLink = regexp.MustCompile(`Màn hình số (\d+) .*\(Quầy 1.* · Trả kết quả\)(?s:.*)://[^/]+(/quay/[A-Za-z0-9_-]{32})\n`)

// tablet is a page on which a screen is shown.
type tablet struct {
	*phone
	c             *counter
	id            string // number of the screen
	link          string
	width, height int
}

// tablet hangs a kiosk up in a size and waits until it shows a code.
func (c *counter) tablet(t *testing.T, width, height int) *tablet {
	t.Helper()
	return c.tabletFor(t, width, height, 2*patience)
}

// tabletFor hangs one up for a time.
func (c *counter) tabletFor(t *testing.T, width, height int, long time.Duration) *tablet {
	t.Helper()
	out := c.must(t, "screen", "--demo", "--point", "quay-1", "--slip", "tra-ket-qua", "--kiosk")
	link := screenLink.FindStringSubmatch(out)
	if link == nil {
		t.Fatalf("no link in: %s", out)
	}
	p := c.phoneFor(t, long)
	p.base = c.base
	p.do(chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateTouch))
	p.open(link[2])
	d := &tablet{p, c, link[1], link[2], width, height}
	d.wait("a code", codeShown)
	return d
}

const codeShown = `!!document.querySelector("#qr svg") && !document.getElementById("page").className.includes("waiting")`

// says waits until the place of the code says something instead.
func (d *tablet) says(text string) {
	d.t.Helper()
	d.wait(text, fmt.Sprintf(`!document.querySelector("#qr svg") && document.getElementById("why").innerText.includes(%q) && document.getElementById("why").offsetHeight > 0`, text))
}

// touches touches the element a selector finds in a visit, once the page takes touches.
func (d *tablet) touches(selector string) {
	d.t.Helper()
	time.Sleep(450 * time.Millisecond)
	d.touch(selector, fmt.Sprintf(`document.querySelector(%q)`, "#visit "+selector))
}

// step waits until a question is asked, or what comes before and after.
func (d *tablet) step(what string) {
	d.t.Helper()
	d.wait(what, fmt.Sprintf(`document.getElementById("visit").innerText.includes(%[1]q) || document.getElementById("place").innerText.includes(%[1]q)`, what))
}

// looksRight checks that a page fits and is accessible, and keeps a picture.
func (d *tablet) looksRight(name string) {
	d.t.Helper()
	d.picture(fmt.Sprintf("%s-%dx%d", strings.ReplaceAll(name, " ", "-"), d.width, d.height))
	d.fits(name)
	if tall := js[int](d.phone, `document.documentElement.scrollHeight`); tall > d.height {
		d.t.Errorf("%s: the page is %d high", name, tall)
	}
	d.accessible(name)
}

// fill fills in a whole form; each is called at each thing shown.
func (d *tablet) fill(each func(name string)) {
	d.t.Helper()
	d.tap("Không có điện thoại? Bấm vào đây")
	d.step("Đồng ý, bắt đầu")
	each("consent")
	d.touches(`[data-do=agree]`)
	for n := 1; n <= 8; n++ {
		d.step(fmt.Sprintf("Câu %d trong 8", n))
		each(fmt.Sprintf("question %d", n))
		d.touches(`[data-value="1"]`)
	}
	d.step("Cảm ơn Ông/Bà")
	each("thanks")
}

// home checks that a kiosk is back at its start and nothing of a visitor is left.
func (d *tablet) home() {
	d.t.Helper()
	d.wait("the start", `document.getElementById("visit").innerHTML === "" && document.getElementById("start").offsetHeight > 0`)
	if got := js[string](d.phone, `document.getElementById("place").innerText`); !strings.Contains(got, "Quầy 1") {
		d.t.Errorf("the head says %q", got)
	}
	if got := js[string](d.phone, `document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.search + location.hash`); got != "{}{}" {
		d.t.Errorf("left behind: %s", got)
	}
}

// TestScreens hangs screens up and visits them with a real browser.
func TestScreens(t *testing.T) {
	c := newCounter(t)
	for _, size := range screenSizes {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			d := c.tablet(t, size.width, size.height)
			d.looksRight("screen")
			d.fill(d.looksRight)
			d.tap("Xong")
			d.home()
		})
	}
	t.Run("opened", c.testOpened)
	t.Run("network", c.testScreenNetwork)
	t.Run("left", c.testKioskLeft)
	t.Run("back", c.testBackButton)
	t.Run("renewed", c.testRenewed)
	t.Run("revoked", c.testRevoked)
	t.Run("batches", c.testBatches)
	t.Run("hour", c.testHour)
	c.stop()
	lacks(t, c.log.String(), "level=ERROR", "level=WARN")
}

// What the operator is told about the address stands on the screen beside all else, also of the demo, and nothing is cut off.
func TestScreensWithAWarning(t *testing.T) {
	c := newCounterFor(t, "http://trung-tam-phuc-vu-hanh-chinh-cong-xa-long-dien.lan:8080")
	for _, size := range append(screenSizes, struct{ width, height int }{1024, 768}) {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			d := c.tablet(t, size.width, size.height)
			if said := js[string](d.phone, `document.body.innerText`); !strings.Contains(said, "Chỉ điện thoại cùng mạng này mở được") || !strings.Contains(said, "DỮ LIỆU MẪU") {
				t.Errorf("the screen says %s", said)
			}
			d.looksRight("warned")
		})
	}
}

// shows is the path of the code on the screen, "" without one.
func (d *tablet) shows() string {
	d.t.Helper()
	return js[string](d.phone, `(document.querySelector("#qr svg path:nth-of-type(2)") || document.body).getAttribute("d") || ""`)
}

var codePath = regexp.MustCompile(`<path d="([^"]+)"`)

// pathOf is the path of a code as it is drawn.
func (d *tablet) pathOf(code string) string {
	d.t.Helper()
	svg, err := qr.SVG(d.base + "/s/" + code)
	check(d.t, err)
	return codePath.FindStringSubmatch(string(svg))[1]
}

// code is the code the screen is to show.
func (d *tablet) code() string {
	d.t.Helper()
	return testkit.Value[string](d.t, d.c.env["DATABASE_URL"], `SELECT ticket FROM screen WHERE id = `+d.id)
}

// Somebody scans the code with a telephone: the page waits for a tap, and with the tap the screen shows the next code.
func (c *counter) testOpened(t *testing.T) {
	d := c.tablet(t, 1280, 800)
	code := d.code()
	if d.shows() != d.pathOf(code) {
		t.Error("the screen shows another code than its own")
	}
	p := c.phone(t)
	p.base = c.base
	p.open("/s/" + code)
	p.wait("the way to begin", `!!document.getElementById("start")`)
	time.Sleep(1500 * time.Millisecond)
	if d.code() != code || d.shows() != d.pathOf(code) {
		t.Error("looking at the page used the code up")
	}
	p.tap("Bắt đầu")
	began := time.Now()
	p.says("Đồng ý và bắt đầu")
	until(t, "another code", func() bool { return d.shows() != "" && d.shows() != d.pathOf(code) })
	t.Logf("another code %v after the tap", time.Since(began))
	if d.shows() != d.pathOf(d.code()) {
		t.Error("the screen shows another code than its own")
	}
}

// The network goes and comes back: the code gives way to a sentence, and comes back by itself; a form is gone on with.
func (c *counter) testScreenNetwork(t *testing.T) {
	d := c.tablet(t, 800, 1280)
	d.offline(true)
	began := time.Now()
	d.says("Đang nối lại")
	if gone := time.Since(began); gone > 5*time.Second {
		t.Errorf("the code stayed for %v", gone)
	}
	d.looksRight("lost")
	d.offline(false)
	d.wait("a code", codeShown)

	d.tap("Không có điện thoại? Bấm vào đây")
	d.step("Đồng ý, bắt đầu")
	d.touches(`[data-do=agree]`)
	d.step("Câu 1 trong 8")
	d.offline(true)
	d.touches(`[data-value="1"]`)
	d.step("Câu vừa bấm sẽ được gửi tiếp")
	d.offline(false)
	d.step("Câu 2 trong 8")
	d.tap("Thôi, về đầu")
	d.home()

	// A server that is away is the same, and one that hangs.
	answers := c.number(t, `SELECT count(*) FROM response WHERE channel = 'kiosk'`)
	th := d.gateOf(t, "/ma")
	th.shut.Store(true)
	d.says("Đang nối lại")
	th.shut.Store(false)
	d.wait("a code", codeShown)
	th.stop()
	if n := c.number(t, `SELECT count(*) FROM response WHERE channel = 'kiosk'`); n != answers {
		t.Errorf("%d forms, %d before", n, answers)
	}
}

// Somebody walks away in the middle of a form: half a minute later nothing of it is to be seen, and what he said counts.
func (c *counter) testKioskLeft(t *testing.T) {
	d := c.tablet(t, 1280, 800)
	partial := c.number(t, `SELECT count(*) FROM response WHERE channel = 'kiosk' AND status = 'partial'`)
	d.tap("Không có điện thoại? Bấm vào đây")
	d.step("Đồng ý, bắt đầu")
	d.touches(`[data-do=agree]`)
	d.step("Câu 1 trong 8")
	d.touches(`[data-value="2"]`)
	d.step("Câu 2 trong 8")
	began := time.Now()
	time.Sleep(15 * time.Second)
	d.do(chromedp.TapXY(700, 20)) // any touch
	time.Sleep(20 * time.Second)
	d.step("Chạm màn hình để")
	d.looksRight("soon")
	until(t, "the start", func() bool { return js[string](d.phone, `document.getElementById("visit").innerHTML`) == "" })
	if took := time.Since(began); took < 44*time.Second || took > 52*time.Second {
		t.Errorf("back at the start after %v", took)
	}
	d.home()
	until(t, "a closed form", func() bool {
		return c.number(t, `SELECT count(*) FROM response WHERE channel = 'kiosk' AND status = 'partial'`) == partial+1
	})
}

// The back button, going elsewhere and coming back show nothing of a visitor.
func (c *counter) testBackButton(t *testing.T) {
	d := c.tablet(t, 1280, 800)
	half := func() {
		d.tap("Không có điện thoại? Bấm vào đây")
		d.step("Đồng ý, bắt đầu")
		d.touches(`[data-do=agree]`)
		d.step("Câu 1 trong 8")
	}
	half()
	js[bool](d.phone, `history.back(), true`)
	time.Sleep(500 * time.Millisecond)
	if got := js[string](d.phone, `location.pathname`); got != d.link {
		t.Errorf("the back button leads to %s", got)
	}
	d.step("Câu 1 trong 8")
	d.open("/mau")
	d.do(chromedp.NavigateBack())
	d.wait("a code", codeShown)
	d.home()
	lacks(t, js[string](d.phone, `document.body.innerText`), "lĩnh vực")
	until(t, "a closed form", func() bool {
		return c.number(t, `SELECT count(*) FROM response WHERE channel = 'kiosk' AND status = 'open'`) == 0
	})
}

// A page of another program loads itself again, once nobody is at the kiosk.
func (c *counter) testRenewed(t *testing.T) {
	d := c.tablet(t, 1280, 800)
	js[bool](d.phone, `window.former = true, document.getElementById("page").setAttribute("data-build", "former"), true`)
	// More than a minute passes.
	js[bool](d.phone, `((now) => { performance.now = () => now.call(performance) + 61000; })(performance.now), true`)
	d.wait("a page of this program", `window.former !== true && `+codeShown)
}

// A revoked link shows that it is one.
func (c *counter) testRevoked(t *testing.T) {
	d := c.tablet(t, 800, 1280)
	contains(t, c.must(t, "screen", "revoke", "--demo", d.id), "Đã thu hồi màn hình số "+d.id)
	began := time.Now()
	d.says("Màn hình này đã ngừng dùng")
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it goes on for %v", took)
	}
	d.looksRight("revoked")
	res, err := http.Get(c.url + d.link)
	check(t, err)
	check(t, res.Body.Close())
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("the link: %d", res.StatusCode)
	}
}
