package web

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/internal/prose"
	"motcua/storage"
)

// sse is one server-sent event.
type sse struct{ id, event, data string }

// listen opens a stream. The events come through the channel, which is closed when the stream ends;
// stop closes it from the browser's side.
func (b *browser) listen(path string, header ...string) (events <-chan sse, stop func()) {
	b.t.Helper()
	ctx, cancel := context.WithCancel(b.t.Context())
	resp, err := b.client.Do(b.request("GET", path, nil, header...).WithContext(ctx))
	if err != nil {
		b.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		b.t.Fatalf("stream: %s, %s", resp.Status, resp.Header.Get("Content-Type"))
	}
	if resp.Header.Get("X-Accel-Buffering") != "no" || resp.Header.Get("Cache-Control") != "no-store" {
		b.t.Errorf("headers of the stream: %v", resp.Header)
	}
	out := make(chan sse, 10_000)
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(out)
		defer resp.Body.Close()
		readEvents(bufio.NewScanner(resp.Body), out)
	})
	stop = func() { cancel(); reading.Wait() }
	b.t.Cleanup(stop)
	return out, stop
}

// readEvents follows the standard: lines end with CR, LF or both, an empty line ends an event.
func readEvents(in *bufio.Scanner, out chan<- sse) {
	in.Buffer(nil, 1<<20)
	in.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		for i, c := range data {
			if c == '\r' || c == '\n' {
				if c == '\r' && i+1 < len(data) && data[i+1] == '\n' {
					return i + 2, data[:i], nil
				}
				return i + 1, data[:i], nil
			}
		}
		return 0, nil, nil
	})
	var e sse
	var data []string
	for in.Scan() {
		name, value, _ := strings.Cut(in.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "":
			if e.event != "" {
				e.data = strings.Join(data, "\n")
				out <- e
			}
			e, data = sse{}, nil
		case "id":
			e.id = value
		case "event":
			e.event = value
		case "data":
			data = append(data, value)
		}
	}
}

// next waits for the next event.
func next(t *testing.T, events <-chan sse) sse {
	t.Helper()
	select {
	case e, ok := <-events:
		if !ok {
			t.Fatal("the stream has ended")
		}
		return e
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
	}
	return sse{}
}

func text(s string) bot.Message { return bot.Message{Lines: []prose.Line{prose.P(s)}} }

func TestStream(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	conv := b.conv()
	s.deliver(conv, 1, text("một"))
	s.deliver(conv, 2, text("hai\r\nevent: x\rid: 999\n\nba"))

	events, _ := b.listen("/chat/events?unit=1")
	if e := next(t, events); e.id != "1" || e.event != "m" || !strings.Contains(e.data, `data-seq="1"`) {
		t.Errorf("first: %+v", e)
	}
	if e := next(t, events); e.id != "2" || !strings.Contains(e.data, "<p>hai\nevent: x\nid: 999\n\nba</p>") {
		t.Errorf("second: %+v", e)
	}
	s.deliver(conv, 3, text("bốn"))
	if e := next(t, events); e.id != "3" {
		t.Errorf("what was delivered meanwhile: %+v", e)
	}
	// A message of somebody else does not come here.
	s.deliver(webchat.Conv(webchat.NewChat()), 4, text("của người khác"))
	b.say("abcdefgh", "tôi nói")
	if e := next(t, events); !strings.Contains(e.data, `data-echo="abcdefgh"`) || !strings.Contains(e.data, "tôi nói") {
		t.Errorf("answer: %+v", e)
	}

	again, _ := b.listen("/chat/events?unit=1&after=1", "Last-Event-ID", "2")
	if e := next(t, again); e.id != "3" {
		t.Errorf("after coming back: %+v", e)
	}
	later, _ := b.listen("/chat/events?unit=1&after=2")
	if e := next(t, later); e.id != "3" {
		t.Errorf("after the page's number: %+v", e)
	}
	for _, bad := range []string{"/chat/events?unit=1&after=x", "/chat/log?unit=1&after=x", "/chat/events", "/chat/log?unit=x"} {
		if resp, _ := b.get(bad); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", bad, resp.Status)
		}
	}
}

func TestPolling(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	conv := b.conv()
	for i := range int64(3) {
		s.deliver(conv, i+1, text(fmt.Sprint("tin ", i+1)))
	}
	_, body := b.get("/chat/log?unit=1&after=1")
	want(t, body, "tin 2", "tin 3")
	wantNot(t, body, "tin 1", "<html")
	resp, body := b.get("/chat/log?unit=1&after=3")
	if resp.StatusCode != http.StatusOK || body != "" {
		t.Errorf("nothing new: %s %q", resp.Status, body)
	}
}

// TestStreamLosesAndRepeatsNothing has writers and a reader whose connection breaks all the time.
func TestStreamLosesAndRepeatsNothing(t *testing.T) {
	const n = 400
	s := newSite(t)
	b := s.browser()
	b.page("/")
	conv, other := b.conv(), webchat.Conv(webchat.NewChat())
	var writing sync.WaitGroup
	for _, c := range []string{conv, other} {
		writing.Go(func() {
			for i := range int64(n) {
				s.deliver(c, 10+3*i, text("x"))
			}
		})
	}
	var got []int64
	last := "0"
	for len(got) < n {
		events, stop := b.listen("/chat/events?unit=1", "Last-Event-ID", last)
		for range 1 + len(got)%37 { // then the connection breaks
			e := next(t, events)
			if e.event != "m" {
				continue
			}
			seq, err := strconv.ParseInt(e.id, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			got, last = append(got, seq), e.id
			if len(got) == n {
				break
			}
		}
		stop()
	}
	writing.Wait()
	for i, seq := range got {
		if seq != 10+3*int64(i) {
			t.Fatalf("message %d is %d, want %d", i, seq, 10+3*i)
		}
	}
}

func TestLostWakeupCostsOneHeartbeat(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.Beat = 30 * time.Millisecond })
	b := s.browser()
	b.page("/")
	conv := b.conv()
	events, _ := b.listen("/chat/events?unit=1")
	if e := next(t, events); e.event != "h" {
		t.Errorf("without news: %+v", e)
	}
	// Written by a replica whose notice does not reach us.
	if err := s.db.AppendWeblog(t.Context(), []storage.WebEntry{{Conv: conv, Seq: 7, Body: []byte(`{"l":[{"t":"từ máy khác"}]}`)}}); err != nil {
		t.Fatal(err)
	}
	for {
		if e := next(t, events); e.event == "m" {
			if e.id != "7" || !strings.Contains(e.data, "từ máy khác") {
				t.Errorf("found at the heartbeat: %+v", e)
			}
			return
		}
	}
}

func TestTooManyPagesOfOneBrowser(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	var open []<-chan sse
	for range chatStreams {
		events, _ := b.listen("/chat/events?unit=1")
		open = append(open, events)
	}
	newest, _ := b.listen("/chat/events?unit=1")
	if e := next(t, open[0]); e.event != "q" {
		t.Errorf("the oldest page was told %+v", e)
	}
	if e, ok := <-open[0]; ok {
		t.Errorf("and then %+v", e)
	}
	s.deliver(b.conv(), 1, text("mới"))
	for i, events := range append(slices.Clone(open[1:]), newest) {
		if e := next(t, events); e.id != "1" {
			t.Errorf("page %d: %+v", i, e)
		}
	}
}

func TestHangupEndsStreams(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.page("/")
	events, _ := b.listen("/chat/events?unit=1")
	s.chat.Hangup()
	select {
	case e, ok := <-events:
		if ok {
			t.Errorf("got %+v", e)
		}
	case <-time.After(10 * time.Second):
		t.Error("the stream goes on")
	}
}

// TestStreamOutlivesTheServersDeadlines uses a server that allows a request and its answer a moment.
func TestStreamOutlivesTheServersDeadlines(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.Beat = 50 * time.Millisecond })
	strict := httptest.NewUnstartedServer(s.Config.Handler)
	strict.Config.ReadTimeout, strict.Config.WriteTimeout = 200*time.Millisecond, 200*time.Millisecond
	strict.Start()
	t.Cleanup(strict.Close)
	t.Cleanup(s.chat.Hangup)
	s.URL = strict.URL
	b := s.browser()
	b.page("/")
	begin := time.Now()
	events, _ := b.listen("/chat/events?unit=1")
	for time.Since(begin) < 700*time.Millisecond {
		next(t, events)
	}
	s.deliver(b.conv(), 1, text("vẫn đây"))
	for next(t, events).event != "m" {
	}
}
