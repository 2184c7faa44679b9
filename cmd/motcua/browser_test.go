package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// The telephone these tests hold in their hand: narrow and old.
const (
	phoneWidth  = 360
	phoneHeight = 640
)

// house is the demo at work and a browser to visit it with.
type house struct {
	env
	*serving
	browser context.Context
}

// TestBrowser visits the running demo with a real browser. Each part has its own cookies and its own page.
func TestBrowser(t *testing.T) {
	e := privateEnv(t)
	h := &house{env: e, serving: e.serve(t, "--demo"), browser: newBrowser(t)}
	t.Run("survey", h.testSurvey)
	t.Run("keyboard", h.testKeyboard)
	t.Run("lookup", h.testLookup)
	t.Run("procedures", h.testProcedures)
	t.Run("notice board", h.testNoticeBoard)
	t.Run("offline", h.testOffline)
	t.Run("lost answer", h.testLostAnswer)
	t.Run("slow network", h.testSlow)
	t.Run("leaders", h.testLeaders)
	t.Run("other pages", h.testOtherPages)
	t.Run("results", h.testResults)
	h.stop()
	lacks(t, h.log.String(), "level=ERROR", "level=WARN")
}

// newBrowser starts a browser of its own for this test.
func newBrowser(t *testing.T, more ...chromedp.ExecAllocatorOption) context.Context {
	t.Helper()
	dir, err := os.MkdirTemp("", "motcua-browser-")
	check(t, err)
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(browserPath(t)), chromedp.UserDataDir(dir), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
	}
	for _, f := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage", "mute-audio"} {
		options = append(options, chromedp.Flag(f, true))
	}
	allocator, end := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("browser: %v", err)
		}
		cancel()
		end()
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("browser: %v", err)
		}
	})
	check(t, chromedp.Do(ctx))
	return ctx
}

// browserPath finds the browser that "make test" installs, or the one that is there.
func browserPath(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no chromium here; make test installs it")
	return ""
}

// phone is one page in a browser profile of its own.
type phone struct {
	t    *testing.T
	ctx  context.Context
	base string
}

// phone takes a new telephone.
func (h *house) phone(t *testing.T) *phone {
	t.Helper()
	return h.phoneFor(t, patience)
}

// phoneFor takes one for a time.
func (h *house) phoneFor(t *testing.T, long time.Duration) *phone {
	t.Helper()
	ctx, cancel := chromedp.NewContext(h.browser, chromedp.WithNewBrowserContext())
	late, done := context.WithTimeout(ctx, long)
	t.Cleanup(func() {
		done()
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("page: %v", err)
		}
		cancel()
	})
	p := &phone{t, late, h.url}
	check(t, chromedp.Do(ctx)) // the page belongs to ctx, not to the one with the deadline
	p.do(chromedp.EmulateViewport(phoneWidth, phoneHeight, chromedp.EmulateMobile, chromedp.EmulateTouch))
	call(p, network.Enable, network.EnableParams{})
	call(p, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	// Nothing slides or fades, so that what is measured stands still.
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	})
	return p
}

// call sends a command of the browser's protocol.
func call[P, R any](p *phone, command cdp.Command[P, R], params P) R {
	p.t.Helper()
	r, err := chromedp.Call(p.ctx, command, params)
	check(p.t, err)
	return r
}

func (p *phone) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	check(p.t, chromedp.Do(p.ctx, steps...))
}

// js evaluates an expression in the page.
func js[T any](p *phone, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// open goes to an address of the service.
func (p *phone) open(path string) {
	p.t.Helper()
	p.do(chromedp.Navigate(p.base + path))
}

// wait waits until an expression is true in the page.
func (p *phone) wait(what, expression string) {
	p.t.Helper()
	for begin := time.Now(); !p.holds(expression); time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > patience/4 {
			p.picture("late")
			p.t.Fatalf("%s: not within %v; the page says:\n%s", what, patience/4, js[string](p, `document.body.innerText`))
		}
	}
}

// holds evaluates a condition. A page that is just being left does not answer: it does not hold there.
func (p *phone) holds(expression string) bool {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](expression, chromedp.EvalAwaitPromise))
	if err != nil && !strings.Contains(err.Error(), "navigated or closed") {
		p.t.Fatalf("%.200s: %v", expression, err)
	}
	return err == nil && v
}

// says waits until the newest message says something.
func (p *phone) says(text string) {
	p.t.Helper()
	p.wait(text, fmt.Sprintf(`Array.from(document.querySelectorAll("#log article")).slice(-1).some(a => a.innerText.includes(%q))`, text))
}

// picture keeps a picture of the page.
func (p *phone) picture(name string) {
	p.t.Helper()
	b, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	check(p.t, err)
	check(p.t, os.WriteFile(filepath.Join(p.t.ArtifactDir(), name+".png"), b, 0o644))
}

// newest is the newest message as the page shows it.
func (p *phone) newest() string {
	p.t.Helper()
	return js[string](p, `Array.from(document.querySelectorAll("#log article")).at(-1).innerText`)
}

// find gives the first match of a pattern in the newest message.
func (p *phone) find(pattern *regexp.Regexp) string {
	p.t.Helper()
	text := p.newest()
	m := pattern.FindStringSubmatch(text)
	if m == nil {
		p.t.Fatalf("no %s in:\n%s", pattern, text)
	}
	return m[1]
}
