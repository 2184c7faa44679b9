// Package attack_test does to the running program what attackers, wrong clocks and stale links do: real processes, real
// sockets, loopback only, and each attack bounded. What gets through fails a test.
package attack_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"motcua/bot/webchat"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
)

// TestMain says in the end what was tried and what got through.
func TestMain(m *testing.M) {
	code := pgtest.M{M: m}.Run()
	attempts.print(os.Stdout)
	os.Exit(code)
}

// patience bounds every wait; it is used up only when something is broken.
const patience = 90 * time.Second

// program builds the command once for each set of build tags.
var program = struct {
	sync.Mutex
	built map[string]string
}{built: map[string]string{}}

func build(t *testing.T, tags string) string {
	t.Helper()
	program.Lock()
	defer program.Unlock()
	if path := program.built[tags]; path != "" {
		return path
	}
	dir, err := os.MkdirTemp("", "motcua-attack-")
	check(t, err)
	path := filepath.Join(dir, "motcua")
	out, err := exec.Command("go", "build", "-tags", tags, "-o", path, "motcua/cmd/motcua").CombinedOutput()
	if err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	program.built[tags] = path
	return path
}

// town is a database with the demo in it, and what is run on it.
type town struct {
	t    *testing.T
	dsn  string
	data string
	sql  *pgxpool.Pool // past the program
	real bool          // an installation of its own instead of the demo
}

func newTown(t *testing.T) *town {
	dsn := pgtest.New(t)
	return &town{t: t, dsn: dsn, data: t.TempDir(), sql: testkit.Pool(t, dsn)}
}

// in is the town for a part of the test, which ends what it starts.
func (w *town) in(t *testing.T) *town {
	return &town{t: t, dsn: w.dsn, data: w.data, sql: w.sql, real: w.real}
}

func (w *town) env(extra ...string) []string {
	return append(append(os.Environ(), "MOTCUA_ADDR=127.0.0.1:0", "MOTCUA_DATA="+w.data, "DATABASE_URL="+w.dsn), extra...)
}

// scalar reads one number from the database.
func (w *town) scalar(sql string, args ...any) int64 { return valueOf[int64](w, sql, args...) }

// text reads one text from the database.
func (w *town) text(sql string, args ...any) string { return valueOf[string](w, sql, args...) }

func valueOf[T any](w *town, sql string, args ...any) (v T) {
	w.t.Helper()
	if err := w.sql.QueryRow(w.t.Context(), sql, args...).Scan(&v); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	return v
}

// exec changes the database past the program, where the attack is that time passes.
func (w *town) exec(sql string, args ...any) {
	w.t.Helper()
	_, err := w.sql.Exec(w.t.Context(), sql, args...)
	check(w.t, err)
}

// run runs a command to its end and returns what it printed.
func (w *town) run(args ...string) string {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), build(w.t, ""), args...)
	cmd.Env = w.env()
	var said bytes.Buffer // warnings, which are no part of what was asked for
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatalf("motcua %s: %v\n%s%s", strings.Join(args, " "), err, out, &said)
	}
	return string(out)
}

// server is "motcua serve" as a process of its own.
type server struct {
	t        *testing.T
	url      string
	out, log *text
}

var servedAt = regexp.MustCompile(`đang phục vụ tại (http://127[^\s]+)`)

// serve starts the program; shell is put before it ("ulimit -n 256;"), extra into its environment.
func (w *town) serve(tags, shell string, extra ...string) *server {
	w.t.Helper()
	s := &server{t: w.t, out: &text{}, log: &text{}}
	demo := " --demo"
	if w.real {
		demo = ""
	}
	cmd := exec.Command("sh", "-c", shell+" exec "+build(w.t, tags)+" serve"+demo)
	cmd.Env = w.env(extra...)
	cmd.Stdout, cmd.Stderr = s.out, s.log
	check(w.t, cmd.Start())
	w.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		ended := make(chan struct{})
		go func() { _ = cmd.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(30 * time.Second):
			_ = cmd.Process.Kill()
			<-ended
		}
	})
	until(w.t, "start of the service", func() bool { return strings.Contains(s.out.String(), "Ctrl-C") })
	s.url = servedAt.FindStringSubmatch(s.out.String())[1]
	return s
}

// in is the server for a part of the test.
func (s *server) in(t *testing.T) *server {
	return &server{t: t, url: s.url, out: s.out, log: s.log}
}

// slowest bounds how long a citizen waits, whatever is done to the service.
const slowest = 2 * time.Second

// watch has a citizen look a page up and ask something every half second until the test ends, and sees that none of it takes long.
func (s *server) watch() {
	done, watching := make(chan struct{}), sync.WaitGroup{}
	worst, asked := time.Duration(0), 0
	watching.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-done:
				return
			case <-time.After(500 * time.Millisecond):
			}
			c := s.selfMade(fmt.Sprintf("127.0.1.%d", 1+n%200))
			for _, ask := range []func() int{
				func() int { status, _ := c.get("/"); return status },
				func() int { return c.does("text", "thủ tục đăng ký khai sinh") },
			} {
				began := time.Now()
				status := ask()
				if s.t.Context().Err() != nil { // the test is over, and the request with it
					return
				}
				if status != http.StatusOK && status != http.StatusNoContent {
					s.t.Errorf("a citizen gets %d", status)
				}
				worst, asked = max(worst, time.Since(began)), asked+1
			}
			c.client.CloseIdleConnections()
		}
	})
	s.t.Cleanup(func() {
		close(done)
		watching.Wait()
		slow := 0
		if worst > slowest {
			slow = 1
			s.t.Errorf("a citizen waited %v", worst)
		}
		attempts.add(attempt{"citizens meanwhile: " + s.t.Name(), asked, slow, fmt.Sprintf("the slowest waited %v", worst.Round(time.Millisecond))})
	})
}

// metric is the value of a metric, named with its labels; -1 if it is not there.
func (s *server) metric(name string) (v float64) {
	s.t.Helper()
	_, body := s.caller("127.0.0.9").get("/metrics")
	for line := range strings.SplitSeq(body, "\n") {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			_, err := fmt.Sscan(rest, &v)
			check(s.t, err)
			return v
		}
	}
	return -1
}

// caller is a browser at an address of this machine: all of 127.0.0.0/8 leads here.
type caller struct {
	*server
	client *http.Client
	header http.Header
	chat   string // of selfMade
	sent   int
}

func (s *server) caller(address string) *caller {
	jar, err := cookiejar.New(nil)
	check(s.t, err)
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}, Timeout: 5 * time.Second}
	c := &caller{server: s, header: http.Header{}, client: &http.Client{Jar: jar, Transport: &http.Transport{DialContext: d.DialContext}}}
	s.t.Cleanup(c.client.CloseIdleConnections)
	return c
}

func (c *caller) do(method, path, kind string, body io.Reader) (*http.Response, error) {
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, body)
	check(c.t, err)
	for name, values := range c.header {
		r.Header[name] = values
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return c.client.Do(r)
}

// get reads a page; status 0 when nobody answers.
func (c *caller) get(path string) (status int, body string) {
	c.t.Helper()
	resp, err := c.do(http.MethodGet, path, "", nil)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b)
}

// send sends an event as the page's script does.
func (c *caller) send(id, kind, what string) (status int) {
	c.t.Helper()
	form := url.Values{"id": {id}, "kind": {kind}, "unit": {"1"}, "text": {what}}
	if kind == "tap" {
		form.Set("data", what)
	}
	status, _ = c.post("/chat/send", form)
	return status
}

// does is send under a number of its own.
func (c *caller) does(kind, what string) (status int) {
	c.t.Helper()
	c.sent++
	return c.send(fmt.Sprintf("attack%04d", c.sent), kind, what)
}

// post sends a form; status 0 when nobody answers.
func (c *caller) post(path string, form url.Values) (status int, body string) {
	c.t.Helper()
	resp, err := c.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b)
}

// selfMade is a caller whose cookie nobody has given out.
func (s *server) selfMade(address string) *caller {
	c := s.caller(address)
	c.chat = webchat.NewChat()
	c.header.Set("Cookie", "motcua="+c.chat)
	return c
}

// stream opens an event stream and leaves it open; the answer's status, 0 without one.
func (c *caller) stream(path string) (status int, lines *bufio.Scanner) {
	resp, err := c.do(http.MethodGet, path, "", nil)
	if err != nil {
		return 0, nil
	}
	c.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp.StatusCode, bufio.NewScanner(resp.Body)
}

// serves checks that a citizen elsewhere is served within two seconds.
func (s *server) serves(address string) {
	s.t.Helper()
	c := s.caller(address)
	began := time.Now()
	if status, body := c.get("/"); status != http.StatusOK {
		s.t.Errorf("a citizen gets %d: %.200s", status, body)
	}
	if status := c.send("abcdefgh", "text", "thủ tục đăng ký khai sinh"); status != http.StatusNoContent {
		s.t.Errorf("a citizen's question: %d", status)
	}
	if status, body := c.get("/readyz"); status != http.StatusOK {
		s.t.Errorf("readyz: %d %s", status, body)
	}
	if took := time.Since(began); took > 2*time.Second {
		s.t.Errorf("a citizen waits %v", took)
	}
}

// text is written by a process and read by a test.
type text struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *text) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *text) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// listen takes a free port of this machine.
func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	return l
}

func until(t *testing.T, what string, fn func() bool) {
	t.Helper()
	for late := time.Now().Add(patience); !fn(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
