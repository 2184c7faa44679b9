package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/performance"
)

// hourEnv asks for a real stretch of time at the counter, e.g. "1h"; without it some visits follow one another at once, with the
// paces of the screen set back between them.
const hourEnv = "MOTCUA_SCREEN_HOUR"

// Shares of a stretch of time: how often somebody opens the code, fills in a form at the kiosk, and the network goes away.
const (
	openEvery = 75 * time.Second
	formEvery = 2 * time.Minute
	cutEvery  = 7 * time.Minute
	cutFor    = 25 * time.Second

	quickRounds = 3 // without hourEnv
)

// testHour watches screens of both sizes through a busy hour.
func (c *counter) testHour(t *testing.T) {
	stretch, _ := time.ParseDuration(os.Getenv(hourEnv))
	for _, size := range screenSizes {
		t.Run(fmt.Sprintf("%dx%d", size.width, size.height), func(t *testing.T) {
			t.Parallel()
			c.tabletFor(t, size.width, size.height, stretch+5*time.Minute).hour(stretch)
		})
	}
}

// hour is what a screen goes through; its codes are watched all the time.
func (d *tablet) hour(stretch time.Duration) {
	before := d.weight()
	w := d.watch()
	defer w.end()
	rounds := 0
	if stretch == 0 {
		for ; rounds < quickRounds; rounds++ {
			d.c.pause(d.t)
			d.isOpened(w)
			d.fill(func(string) {})
			d.tap("Xong")
			d.home()
		}
		d.isCut(w, 5*time.Second)
	} else {
		rounds = d.realHour(stretch, w)
	}
	w.end()
	after := d.weight()
	d.t.Logf("%dx%d: %d rounds; %d looks, dead code for at most %v with a network, %v without; page before %+v, after %+v",
		d.width, d.height, rounds, w.looks, w.stale, w.staleCut, before, after)
	if w.stale > 3*time.Second || w.staleCut > 16*time.Second {
		d.t.Errorf("a code that opens nothing stayed on the screen for %v, without a network for %v", w.stale, w.staleCut)
	}
	if after.Nodes > before.Nodes+200 || after.Heap > before.Heap+2<<20 || after.Listeners > before.Listeners+20 {
		d.t.Errorf("the page grows: %+v, then %+v", before, after)
	}
}

// realHour lets the clock on the wall run.
func (d *tablet) realHour(stretch time.Duration, w *codeWatch) (rounds int) {
	begin := time.Now()
	opened, filled, cut := begin, begin, begin
	for time.Since(begin) < stretch {
		switch {
		case time.Since(cut) > cutEvery:
			cut = time.Now()
			d.isCut(w, cutFor)
		case time.Since(filled) > formEvery:
			filled = time.Now()
			d.fill(func(string) {})
			d.tap("Xong")
			d.home()
		case time.Since(opened) > openEvery:
			opened = time.Now()
			d.isOpened(w)
		default:
			time.Sleep(time.Second)
			continue
		}
		rounds++
	}
	return rounds
}

// isCut takes the network away for a while.
func (d *tablet) isCut(w *codeWatch, long time.Duration) {
	d.t.Helper()
	w.cut(true)
	d.offline(true)
	time.Sleep(long)
	d.says("Đang nối lại")
	d.offline(false)
	d.wait("a code", codeShown)
	w.cut(false)
}

// isOpened has a telephone open the code on the screen.
func (d *tablet) isOpened(w *codeWatch) {
	d.t.Helper()
	code := d.code()
	phone := newClient(d.t)
	for _, path := range []string{"/s/" + code, ""} {
		var res *http.Response
		var err error
		if path != "" {
			res, err = phone.Get(d.c.url + path)
		} else {
			res, err = phone.PostForm(d.c.url+"/chat/send", url.Values{"id": {"abcdefgh"}, "kind": {"start"}, "unit": {"1"}, "text": {code}})
		}
		check(d.t, err)
		check(d.t, res.Body.Close())
		if res.StatusCode >= 400 {
			d.t.Errorf("%q: %s", path, res.Status)
		}
	}
	w.wakes(code)
	d.wait("another code", fmt.Sprintf(`!!document.querySelector("#qr svg") && document.querySelector("#qr svg path:nth-of-type(2)").getAttribute("d") !== %q`, d.pathOf(code)))
}

// codeWatch looks again and again whether the code on a screen can be opened.
type codeWatch struct {
	d        *tablet
	stop     chan struct{}
	stopped  chan struct{}
	looks    int
	stale    time.Duration // the longest that a dead code stayed
	staleCut time.Duration // … while there was no network

	once   sync.Once
	mu     sync.Mutex
	isCut  bool
	opened map[string]time.Time // codes by their picture, and since when they open nothing
}

func (d *tablet) watch() *codeWatch {
	w := &codeWatch{d: d, stop: make(chan struct{}), stopped: make(chan struct{}), opened: map[string]time.Time{}}
	go w.work()
	return w
}

func (w *codeWatch) end() {
	w.once.Do(func() { close(w.stop) })
	<-w.stopped
}

func (w *codeWatch) cut(cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.isCut = cut
}

// wakes notes that a code was opened just now.
func (w *codeWatch) wakes(code string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.opened[w.d.pathOf(code)] = time.Now()
}

func (w *codeWatch) work() {
	defer close(w.stopped)
	for {
		select {
		case <-w.stop:
			return
		case <-time.After(250 * time.Millisecond):
			w.look()
		}
	}
}

// look compares what the screen shows with the tickets that can be opened.
func (w *codeWatch) look() {
	path := w.d.shows()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	if path == "" {
		return
	}
	dead, known := w.opened[path]
	if !known {
		if w.d.pathOf(w.d.code()) != path && w.d.shows() == path {
			// Neither the code that holds nor one that was opened: it has been replaced in time, and is good for a while.
			w.opened[path] = time.Now()
		}
		return
	}
	if since := time.Since(dead); w.isCut {
		w.staleCut = max(w.staleCut, since)
	} else {
		w.stale = max(w.stale, since)
	}
}

// weight is what a page weighs.
type weight struct{ Heap, Nodes, Listeners float64 }

func (d *tablet) weight() (m weight) {
	d.t.Helper()
	call(d.phone, performance.Enable, performance.EnableParams{})
	for range 2 {
		call(d.phone, heapprofiler.CollectGarbage, cdp.Empty{})
	}
	for _, one := range call(d.phone, performance.GetMetrics, cdp.Empty{}).Metrics {
		switch one.Name {
		case "JSHeapUsedSize":
			m.Heap = one.Value
		case "Nodes":
			m.Nodes = one.Value
		case "JSEventListeners":
			m.Listeners = one.Value
		}
	}
	return m
}
