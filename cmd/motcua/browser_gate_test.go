package main

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// gate stands between a page and some addresses of the service; while it is shut, what the page asks there fails.
type gate struct {
	p      *phone
	shut   atomic.Bool
	paused chan *fetch.EventRequestPaused
	done   chan struct{}
}

// gateOf puts a gate before the addresses that end like this.
func (p *phone) gateOf(t *testing.T, end string) *gate {
	t.Helper()
	g := &gate{p: p, paused: make(chan *fetch.EventRequestPaused, 100), done: make(chan struct{})}
	check(t, chromedp.Listen(p.ctx, func(e any) {
		if e, ok := e.(*fetch.EventRequestPaused); ok && strings.HasSuffix(e.Request.URL, end) {
			g.paused <- e
		}
	}))
	call(p, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*" + end}}})
	go g.work()
	return g
}

func (g *gate) work() {
	defer close(g.done)
	for e := range g.paused {
		var err error
		if g.shut.Load() {
			_, err = chromedp.Call(g.p.ctx, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonConnectionReset})
		} else {
			_, err = chromedp.Call(g.p.ctx, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: e.RequestID})
		}
		if err != nil {
			g.p.t.Errorf("%s: %v", e.Request.URL, err)
		}
	}
}

func (g *gate) stop() {
	call(g.p, fetch.Disable, cdp.Empty{})
	close(g.paused)
	<-g.done
}
