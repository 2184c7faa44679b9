package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
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
	e := privateEnv(t)
	e["MOTCUA_PUBLIC_URL"] = "https://" + screenHost
	h := &house{env: e, serving: e.serve(t, "--demo"), browser: newBrowser(t, chromedp.Flag("host-resolver-rules", "MAP "+screenHost+" 127.0.0.1"))}
	at, err := url.Parse(h.url)
	check(t, err)
	return &counter{h, "http://" + screenHost + ":" + at.Port()}
}

var screenLink = regexp.MustCompile(`/quay/[A-Za-z0-9_-]+`)

// newScreen makes a screen on the command line and gives the path of its link.
func (c *counter) newScreen(t *testing.T, args ...string) string {
	t.Helper()
	out := c.must(t, append([]string{"screen", "--demo"}, args...)...)
	link := screenLink.FindString(out)
	if link == "" {
		t.Fatalf("no link in: %s", out)
	}
	return link
}

// tablet takes a tablet of a size.
func (c *counter) tablet(t *testing.T, width, height int) *phone {
	t.Helper()
	p := c.phone(t)
	p.base = c.base
	p.do(chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateTouch))
	return p
}

const codeShown = `!!document.querySelector("#qr svg") && !document.getElementById("page").className.includes("waiting")`

// TestScreens hangs screens up and visits them with a real browser.
func TestScreens(t *testing.T) {
	c := newCounter(t)
	for _, size := range screenSizes {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			p := c.tablet(t, size.width, size.height)
			p.open(c.newScreen(t, "--point", "quay-1", "--slip", "tra-ket-qua", "--kiosk"))
			p.wait("a code", codeShown)
			time.Sleep(300 * time.Millisecond)
			p.screenLooks(size.width, size.height, "screen")
			p.tap("Không có điện thoại? Bấm vào đây")
			p.wait("consent", `!!document.querySelector(".consent")`)
			p.screenLooks(size.width, size.height, "consent")
			p.tapScreen(`[data-do=agree]`)
			p.wait("first question", `document.querySelector("h1").innerText.includes("lĩnh vực") || document.querySelector("#visit h1").innerText.includes("lĩnh vực")`)
			p.screenLooks(size.width, size.height, "fields")
			p.tapScreen(`[data-value="1"]`)
			p.wait("five", `!!document.querySelector(".faces")`)
			p.screenLooks(size.width, size.height, "five")
			for range 8 {
				time.Sleep(600 * time.Millisecond)
				if js[bool](p, `!!document.querySelector(".thanks")`) {
					break
				}
				p.screenLooks(size.width, size.height, "q"+js[string](p, `document.getElementById("place").innerText`))
				p.tapScreen(`[data-value="2"]`)
			}
			p.wait("thanks", `!!document.querySelector(".thanks")`)
			p.screenLooks(size.width, size.height, "thanks")
			p.tap("Xong")
			p.wait("start", codeShown)
		})
	}
	c.stop()
	lacks(t, c.log.String(), "level=ERROR", "level=WARN")
}

// tapScreen touches the element a selector finds, once the page takes touches.
func (p *phone) tapScreen(selector string) {
	p.t.Helper()
	time.Sleep(450 * time.Millisecond)
	p.touch(selector, fmt.Sprintf(`document.querySelector(%q)`, "#visit "+selector))
}

// screenLooks checks that a page of a screen fits and is accessible, and keeps a picture.
func (p *phone) screenLooks(width, height int, name string) {
	p.t.Helper()
	p.picture(fmt.Sprintf("%s-%dx%d", strings.ReplaceAll(name, " ", "-"), width, height))
	p.fits(name)
	if tall := js[int](p, `document.documentElement.scrollHeight`); tall > height {
		p.t.Errorf("%s: the page is %d high", name, tall)
	}
	p.accessible(name)
}
