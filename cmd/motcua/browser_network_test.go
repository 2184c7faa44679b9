package main

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// events counts the events taken in so far.
func (h *house) events(t *testing.T) int { return h.ask(t, `SELECT count(*) FROM seen`) }

// offline cuts the page off, or connects it again.
func (p *phone) offline(cut bool) {
	p.t.Helper()
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1}},
	})
	call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1})
}

// The network goes away in the middle; what is tapped and typed meanwhile goes out when it is back, in its
// order and once.
func (h *house) testOffline(t *testing.T) {
	p := h.phone(t)
	p.scan(h, "quay-2", "tiep-nhan")
	p.says("Đồng ý và bắt đầu")
	p.tap("Đồng ý và bắt đầu")
	p.says("lĩnh vực nào?")
	p.tap("Đất đai")
	p.says("Nhìn chung")
	p.idle()
	before := h.events(t)
	p.offline(true)
	p.tap("Hài lòng")
	p.says("thái độ") // at once, whatever the network does
	p.wait("that it waits", `["Đang gửi lại…", "Mất kết nối, đang thử lại…"].includes(document.getElementById("net").textContent)`)
	p.looks("offline")
	p.write("rất hài lòng")
	p.wait("the line that waits", `document.querySelectorAll(".me.wait").length === 1`)
	if n := h.events(t); n != before {
		t.Errorf("%d events arrived without a network", n-before)
	}
	p.offline(false)
	p.says("hướng dẫn giấy tờ cần nộp")
	p.wait("no line that waits", `document.querySelectorAll(".me.wait").length === 0`)
	if n := h.events(t); n != before+2 {
		t.Errorf("%d events for a tap and a text", n-before)
	}
	p.orderly()
	p.step("Câu 4 trong 8 · Quầy 2")

	// Also when the tab is closed before the network is back, and another is opened.
	p.offline(true)
	p.tap("Bình thường")
	p.says("chỗ ngồi chờ")
	p = p.anotherTab()
	p.open("/")
	p.says("chỗ ngồi chờ")
	p.idle()
	if n := h.events(t); n != before+3 {
		t.Errorf("%d events for two taps and a text", n-before)
	}
	p.orderly()
}

// thief takes answers away between the service and the browser. The service has got what it was sent.
type thief struct {
	p      *phone
	steal  atomic.Int32 // how many answers to events are still to be lost
	deaf   atomic.Bool  // the page hears nothing by itself either
	twice  atomic.Bool  // the page hears everything again that it has
	sent   atomic.Int32 // how often the page has sent something
	paused chan *fetch.EventRequestPaused
	done   chan struct{}
}

func (p *phone) thief() *thief {
	p.t.Helper()
	th := &thief{p: p, paused: make(chan *fetch.EventRequestPaused, 100), done: make(chan struct{})}
	check(p.t, chromedp.Listen(p.ctx, func(e any) {
		if e, ok := e.(*fetch.EventRequestPaused); ok {
			th.paused <- e
		}
	}))
	call(p, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{
		{URLPattern: "*/chat/send", RequestStage: fetch.RequestStageResponse},
		{URLPattern: "*/chat/events*"}, {URLPattern: "*/chat/log*"},
	}})
	go th.work()
	return th
}

func (th *thief) work() {
	defer close(th.done)
	for e := range th.paused {
		lose := th.deaf.Load()
		if strings.HasSuffix(e.Request.URL, "/chat/send") {
			th.sent.Add(1)
			lose = th.steal.Add(-1) >= 0
		}
		var err error
		again := ""
		if th.twice.Load() && strings.Contains(e.Request.URL, "after=") {
			again, _, _ = strings.Cut(e.Request.URL, "&after=")
		}
		if lose {
			_, err = chromedp.Call(th.p.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonConnectionReset})
		} else {
			_, err = chromedp.Call(th.p.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: e.RequestID, URL: again})
		}
		if err != nil {
			th.p.t.Errorf("%s: %v", e.Request.URL, err)
		}
	}
}

func (th *thief) stop() {
	call(th.p, fetch.Disable, cdp.Empty{})
	close(th.paused)
	<-th.done
}

// What was sent arrives, but the browser never hears that it did.
func (h *house) testLostAnswer(t *testing.T) {
	p := h.phone(t)
	p.scan(h, "quay-3", "tra-ket-qua")
	p.says("Đồng ý và bắt đầu")
	p.tap("Đồng ý và bắt đầu")
	p.says("lĩnh vực nào?")
	before := h.events(t)
	th := p.thief()

	// The stream tells the page that its event arrived, be it before or after it tries again.
	th.steal.Store(1)
	p.tap("Xây dựng")
	p.says("Nhìn chung")
	p.idle()
	if n := h.events(t) - before; n != 1 {
		t.Errorf("%d events for a tap that was sent %d times", n, th.sent.Load())
	}
	// Without the stream it is sent again, under the same number, and counts once.
	th.deaf.Store(true)
	p.do(chromedp.Reload())
	p.says("Nhìn chung")
	th.steal.Store(1)
	sent := th.sent.Load()
	p.tap("Bình thường")
	until(t, "second attempt", func() bool { return th.sent.Load() == sent+2 })
	th.deaf.Store(false)
	p.says("thái độ")
	p.idle()
	p.hearsTwice(th)
	th.stop()
	if n := h.events(t) - before; n != 2 {
		t.Errorf("%d events for two taps", n)
	}
	p.orderly()
}

// hearsTwice has the service tell the page everything once more.
func (p *phone) hearsTwice(th *thief) {
	p.t.Helper()
	th.twice.Store(true)
	wire := p.listen()
	p.do(chromedp.Reload())
	p.says("thái độ")
	shown := js[int](p, `document.querySelectorAll("#log article").length`)
	until(p.t, "everything again", func() bool { _, _, came := wire.seen(); return len(came) >= 3 })
	if n := js[int](p, `document.querySelectorAll("#log article").length`); n != shown {
		p.t.Errorf("%d messages, %d before", n, shown)
	}
}

// idle waits until the page has nothing more to send.
func (p *phone) idle() {
	p.t.Helper()
	p.wait("an empty queue", `document.querySelectorAll(".me.wait").length === 0 && !Object.keys(localStorage).some(k => k.startsWith("motcua."))`)
}

// anotherTab leaves the page and opens another tab of the same browser.
func (p *phone) anotherTab() *phone {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	next := &phone{p.t, ctx, p.base}
	check(p.t, chromedp.Do(ctx))
	p.do(chromedp.Navigate("about:blank"))
	next.do(chromedp.EmulateViewport(phoneWidth, phoneHeight, chromedp.EmulateMobile, chromedp.EmulateTouch))
	return next
}

// Most that a citizen may wait in all while he answers at 2 s a request and 400 kbit/s.
const slowWait = 12 * time.Second

// A whole survey over a slow network: the first screen, ten taps, the receipt. Only waiting counts, not the citizen's own time; what
// arrives while he reads costs him nothing, so he answers as fast as the page lets him.
func (h *house) testSlow(t *testing.T) {
	p := h.phone(t)
	q := readQR(t, h.must(t, "qr", "--point", "quay-1", "--slip", "tra-ket-qua"))
	call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 2000, DownloadThroughput: 400_000 / 8, UploadThroughput: 400_000 / 8}},
	})
	begin := time.Now()
	p.open("/s/" + q.Payload)
	p.says("xin Ông/Bà cho ý kiến")
	first := time.Since(begin)
	for _, step := range [][2]string{
		{"ý kiến", "Đồng ý và bắt đầu"}, {"lĩnh vực nào?", "Hộ tịch"}, {"Nhìn chung", "Rất hài lòng"}, {"thái độ", "Hài lòng"}, {"giấy tờ cần nộp", "Hài lòng"},
		{"chỗ ngồi chờ", "Bình thường"}, {"gọi thêm", "1 lần"}, {"đúng ngày hẹn", "Đúng hẹn"}, {"ngoài mức", "Không"}, {"góp ý thêm", "Bỏ qua"},
	} {
		p.says(step[0])
		p.tap(step[1])
	}
	tapped := time.Since(begin)
	p.says("Mã phiếu, cần khi")
	whole := time.Since(begin)
	t.Logf("first screen after %v, last tap after %v, receipt after %v", first, tapped, whole)
	if whole > slowWait {
		t.Errorf("a citizen waits %v in all, more than %v", whole, slowWait)
	}
	p.idle()
	p.orderly()
}
