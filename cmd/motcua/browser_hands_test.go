package main

import (
	"fmt"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// spot is where a finger has to go.
type spot struct {
	X, Y    float64
	Free    bool   // nothing lies over it
	Trouble string // why there is no such place
}

// spotOf finds an element and brings it to where it can be tapped.
const spotOf = `(() => {
	const el = %s;
	if (!el) return {Trouble: "not there"};
	el.scrollIntoView({block: "center", behavior: "instant"});
	const r = el.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;
	const top = document.elementFromPoint(x, y);
	return {X: x, Y: y, Free: !!top && (top === el || el.contains(top))};
})()`

// buttonNamed finds a button of the newest message, or of the whole page where that has none.
const buttonNamed = `Array.from(Array.from(document.querySelectorAll("#log article")).slice(-1)
	.flatMap(a => Array.from(a.querySelectorAll("button, a")))
	.concat(Array.from(document.querySelectorAll("button, a")))).find(b => b.textContent.trim() === %q)`

// tap touches a button with a finger.
func (p *phone) tap(label string) {
	p.t.Helper()
	p.touch(label, fmt.Sprintf(buttonNamed, label))
}

// touch touches an element, which must not be covered by anything.
func (p *phone) touch(what, element string) {
	p.t.Helper()
	s := js[spot](p, fmt.Sprintf(spotOf, element))
	if s.Trouble != "" || !s.Free {
		p.picture("not tapped")
		p.t.Fatalf("%q cannot be tapped: %+v; the page says:\n%s", what, s, js[string](p, `document.body.innerText`))
	}
	p.do(chromedp.TapXY(s.X, s.Y))
}

// write types a text into the field and sends it.
func (p *phone) write(text string) {
	p.t.Helper()
	if js[bool](p, `document.getElementById("text").offsetParent === null`) {
		p.tap("Gõ thay vì bấm")
	}
	p.touch("text field", `document.getElementById("text")`)
	call(p, input.InsertText, input.InsertTextParams{Text: text})
	p.key(kb.Enter)
}

// key presses a key.
func (p *phone) key(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// wire writes down what goes over the network to one page.
type wire struct {
	mu        sync.Mutex
	bytes     float64
	addresses []string
	messages  []string // ids of those that came by themselves
}

// listen begins to write down.
func (p *phone) listen() *wire {
	p.t.Helper()
	w := &wire{}
	check(p.t, chromedp.Listen(p.ctx, func(e any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := e.(type) {
		case *network.EventRequestWillBeSent:
			w.addresses = append(w.addresses, e.Request.URL)
		case *network.EventLoadingFinished:
			w.bytes += e.EncodedDataLength
		case *network.EventEventSourceMessageReceived:
			if e.EventName == "m" {
				w.messages = append(w.messages, e.EventID)
			}
		}
	}))
	return w
}

// seen is what has been written down so far.
func (w *wire) seen() (bytes float64, addresses, messages []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.bytes, slices.Clone(w.addresses), slices.Clone(w.messages)
}
