package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience bounds every wait of these tests; it is only used up when something is broken.
const patience = 60 * time.Second

// until waits for something to become true.
func until(t testing.TB, what string, fn func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	late := time.After(patience)
	for !fn() {
		select {
		case <-tick.C:
		case <-late:
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

// buffer is written by the program and read by the test.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// serving is "motcua serve" at work in this process.
type serving struct {
	t        testing.TB
	url      string // where it says that it serves
	out, log *buffer
	client   *http.Client
	end      func() int
}

// servedAt finds where the service can be reached from this machine: the last of the two addresses, if it
// has a public one as well.
var servedAt = regexp.MustCompile(`(?s)đang phục vụ tại .*?(http://127[^\s]+)`)

// serve starts the service and waits until it says where it is.
func (e env) serve(t testing.TB, args ...string) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &serving{t: t, out: &buffer{}, log: &buffer{}, client: newClient(t)}
	status := make(chan int, 1)
	go func() {
		status <- run(ctx, append([]string{"serve"}, args...), e.getenv, strings.NewReader(""), s.out, s.log)
	}()
	s.end = sync.OnceValue(func() int {
		cancel()
		select {
		case code := <-status:
			return code
		case <-time.After(patience):
			t.Errorf("serve does not stop; its log:\n%s", s.log)
			return -1
		}
	})
	t.Cleanup(func() { s.end() })
	until(t, "start of the service", func() bool {
		if len(status) > 0 {
			t.Fatalf("serve ended: %s%s", s.out, s.log)
		}
		return strings.Contains(s.out.String(), "Ctrl-C")
	})
	at := servedAt.FindStringSubmatch(s.out.String())
	if at == nil {
		t.Fatalf("it does not say where it listens:\n%s", s.out)
	}
	s.url = at[1]
	return s
}

// newClient is a browser as far as cookies go.
func newClient(t testing.TB) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	check(t, err)
	c := &http.Client{Jar: jar, Transport: &http.Transport{}}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// stop ends the service as Ctrl-C does; it must end well.
func (s *serving) stop() {
	s.t.Helper()
	if code := s.end(); code != 0 {
		s.t.Errorf("serve ends with status %d\n%s%s", code, s.out, s.log)
	}
}

// get reads an address of the service. A browser's header asks for pages.
func (s *serving) get(path string) (status int, body string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+path, nil)
	check(s.t, err)
	req.Header.Set("Accept", "text/html")
	res, err := s.client.Do(req)
	check(s.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	check(s.t, err)
	return res.StatusCode, string(b)
}

// page reads an address that has to exist.
func (s *serving) page(path string) string {
	s.t.Helper()
	status, body := s.get(path)
	if status != http.StatusOK {
		s.t.Fatalf("GET %s: %d\n%s", path, status, body)
	}
	return body
}

// send posts what the page's script would; each id is one event.
func (s *serving) send(id, kind, what string) (status int) {
	s.t.Helper()
	form := url.Values{"id": {id}, "kind": {kind}, "unit": {"1"}, "text": {what}}
	if kind == "tap" {
		form.Set("data", what)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+"/chat/send", strings.NewReader(form.Encode()))
	check(s.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := s.client.Do(req)
	check(s.t, err)
	check(s.t, res.Body.Close())
	return res.StatusCode
}

// says waits until the chat page holds a text.
func (s *serving) says(text string) {
	s.t.Helper()
	until(s.t, text, func() bool { return strings.Contains(s.page("/"), text) })
}
