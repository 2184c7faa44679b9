package limit

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func TestCaller(t *testing.T) {
	t.Parallel()
	const proxies = "127.0.0.1, ::1, 10.0.0.0/8"
	for _, tc := range []struct{ proxies, remote, xff, forwarded, want string }{
		// Without trusted proxies nobody speaks for others, be he private, on this machine or far away.
		{"", "203.0.113.5:999", "198.51.100.1", "", "203.0.113.5"},
		{"", "10.0.0.2:999", "198.51.100.1", "", "10.0.0.2"},
		{"", "127.0.0.1:999", "198.51.100.1", "", "127.0.0.1"},
		{"", "127.0.0.1:999", "", "for=198.51.100.1", "127.0.0.1"},
		{"", "[::1]:999", "", "", "::1"},
		{"", "pipe", "198.51.100.1", "", ""},
		// Trusted proxies: the right-most hop that is none of them.
		{proxies, "203.0.113.5:999", "198.51.100.1", "", "203.0.113.5"},
		{proxies, "127.0.0.1:999", "198.51.100.1", "", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "1.1.1.1, 198.51.100.1", "", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "1.1.1.1, 198.51.100.1, 10.2.3.4", "", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "10.9.9.9, 10.2.3.4", "", "10.9.9.9"}, // all of them ours: the first
		{proxies, "127.0.0.1:999", "", "", "127.0.0.1"},
		{proxies, "127.0.0.1:999", "nonsense", "", "127.0.0.1"},
		{proxies, "127.0.0.1:999", "198.51.100.1, nonsense", "", "127.0.0.1"},
		{proxies, "127.0.0.1:999", "198.51.100.1:4711", "", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "[2001:db8::1]:4711", "", "2001:db8::1"},
		{proxies, "[::1]:999", "2001:db8::1", "", "2001:db8::1"},
		{proxies, "[::ffff:127.0.0.1]:999", "::ffff:198.51.100.1", "", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "", `for="[2001:db8::1]:4711";proto=https, for=10.0.0.3`, "2001:db8::1"},
		{proxies, "127.0.0.1:999", "", "for=_hidden", "127.0.0.1"},
		// A proxy writes one of the headers and hands the other through: a caller must not choose.
		{proxies, "127.0.0.1:999", "198.51.100.1", "for=198.51.100.1", "198.51.100.1"},
		{proxies, "127.0.0.1:999", "198.51.100.1", "for=1.1.1.1", "127.0.0.1"},
	} {
		p, err := ParseProxies(tc.proxies)
		if err != nil {
			t.Fatal(err)
		}
		r := &http.Request{RemoteAddr: tc.remote, Header: http.Header{}}
		if tc.xff != "" {
			r.Header.Set("X-Forwarded-For", tc.xff)
		}
		if tc.forwarded != "" {
			r.Header.Set("Forwarded", tc.forwarded)
		}
		got := ""
		if a, ok := p.Caller(r); ok {
			got = a.String()
		}
		if got != tc.want {
			t.Errorf("%+v: %q", tc, got)
		}
	}
}

func TestParseProxies(t *testing.T) {
	t.Parallel()
	if p, err := ParseProxies(" 127.0.0.1,10.1.2.3/8  ::1;"); err != nil || fmt.Sprint(p) != "[127.0.0.1/32 10.0.0.0/8 ::1/128]" {
		t.Errorf("%v, %v", p, err)
	}
	for _, bad := range []string{"localhost", "0.0.0.0/0", "::/0", "10.0.0.0/33", "private"} {
		if p, err := ParseProxies(bad); err == nil {
			t.Errorf("%q is taken as %v", bad, p)
		}
	}
	for ip, want := range map[string]string{
		"203.0.113.5": "203.0.113.5", "::ffff:203.0.113.5": "203.0.113.5", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64",
	} {
		if got := Network(netip.MustParseAddr(ip)); got != want {
			t.Errorf("%s: %q", ip, got)
		}
	}
}

// However few descriptors there are: some are left for the database, three more like the greediest address fit in, and
// pages have connections that streams cannot take.
func TestShare(t *testing.T) {
	t.Parallel()
	for _, n := range []int{24, 64, 256, 1024, 4096, 20_000, 524_288, 1 << 30} {
		p := Share(n)
		if p.Connections <= 0 || p.Connections > n-min(reserve, n/3) || 4*p.PerAddress > p.Connections+4 || p.Streams >= p.Connections || 4*p.StreamsPerAddress > p.Streams+4 || p.StreamsPerAddress < 1 {
			t.Errorf("%d: %+v", n, p)
		}
		t.Logf("%d: %+v", n, p)
	}
}

func TestDescriptors(t *testing.T) {
	n, err := Descriptors()
	var lim syscall.Rlimit
	if err2 := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &lim); err != nil || err2 != nil || uint64(n) != min(lim.Max, 1<<30) {
		t.Errorf("%d of %+v, %v %v", n, lim, err, err2)
	}
	wrapped := fmt.Errorf("connect: %w", &net.OpError{Op: "dial", Err: os.NewSyscallError("socket", syscall.EMFILE)})
	if !OutOfDescriptors(wrapped) || OutOfDescriptors(io.EOF) || OutOfDescriptors(nil) {
		t.Error("descriptors are not told from other trouble")
	}
}

// counted is what the metric says of one kind of refusal.
func counted(t *testing.T, r *prometheus.Registry, what, of string) (n float64) {
	t.Helper()
	families, err := r.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			labels := map[string]string{}
			for _, l := range m.GetLabel() {
				labels[l.GetName()] = l.GetValue()
			}
			if labels["what"] == what && labels["of"] == of {
				n += m.GetCounter().GetValue()
			}
		}
	}
	return n
}

// dial opens a connection and reports whether it was kept.
func dial(t *testing.T, l net.Listener) (c net.Conn, kept bool) {
	t.Helper()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
	b, _ := io.ReadAll(c)
	return c, !strings.Contains(string(b), "503")
}

func TestListener(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		plan    Plan
		trusted string
		of      string
	}{
		{"one address", Plan{Connections: 10, PerAddress: 3}, "", Address},
		{"all together", Plan{Connections: 3, PerAddress: 3}, "", All},
		{"a proxy", Plan{Connections: 3, PerAddress: 1}, "127.0.0.1", All},
	} {
		t.Run(tc.name, func(t *testing.T) {
			inner, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			trusted, err := ParseProxies(tc.trusted)
			if err != nil {
				t.Fatal(err)
			}
			var log bytes.Buffer
			registry := prometheus.NewRegistry()
			refusals := NewRefusals(registry, slog.New(slog.NewTextHandler(&log, nil)))
			l := NewListener(inner, tc.plan, trusted, refusals)
			taken := make(chan net.Conn, 100)
			done := make(chan struct{})
			go func() {
				defer close(done)
				for {
					c, err := l.Accept()
					if err != nil {
						return
					}
					taken <- c
				}
			}()
			t.Cleanup(func() { _ = inner.Close(); <-done })
			for i := range 3 {
				if _, kept := dial(t, l); !kept {
					t.Errorf("connection %d is refused", i+1)
				}
			}
			if _, kept := dial(t, l); kept {
				t.Error("a fourth connection is kept")
			}
			if n := counted(t, registry, "connection", tc.of); n != 1 {
				t.Errorf("%v refusals were counted", n)
			}
			if !strings.Contains(log.String(), "limit_of="+tc.of) || strings.Contains(log.String(), "127.0.0.1") {
				t.Errorf("the log says: %s", &log)
			}
			c := <-taken
			_ = c.Close()
			_ = c.Close() // twice is once
			if l.Open() != 2 {
				t.Errorf("%d are open", l.Open())
			}
			if _, kept := dial(t, l); !kept {
				t.Error("a place that was given back is not given again")
			}
		})
	}
}

// A flood is counted whole and logged once a minute.
func TestRefusalsAreLoggedSeldom(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	registry := prometheus.NewRegistry()
	f := NewRefusals(registry, slog.New(slog.NewTextHandler(&log, nil)))
	now := time.Now()
	f.now = func() time.Time { return now }
	for range 1000 {
		f.Add("page", Address)
	}
	f.Add("page", All)
	now = now.Add(sayEvery)
	f.Add("page", Address)
	if n := strings.Count(log.String(), "\n"); n != 3 || !strings.Contains(log.String(), "n=1000") {
		t.Errorf("%d lines:\n%s", n, &log)
	}
	if n := counted(t, registry, "page", Address); n != 1001 {
		t.Errorf("%v were counted", n)
	}
	var none *Refusals
	none.Add("page", All)
}
