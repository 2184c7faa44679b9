package service_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/bot/platform"
	"motcua/bot/telegram"
	"motcua/internal/service"
	"motcua/internal/testkit/pgtest"
	"motcua/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

func options(t testing.TB) service.Options {
	t.Helper()
	return service.Options{Place: service.Place{Data: t.TempDir(), Database: pgtest.New(t)}, Addr: "127.0.0.1:0", Version: "test"}
}

// run runs a service until the function it gives is called.
func run(t testing.TB, o service.Options) (s *service.Service, stop func()) {
	t.Helper()
	s, err := service.Open(t.Context(), o)
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		check(t, errors.Join(<-ended, s.Close()))
	})
	t.Cleanup(stop)
	return s, stop
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}

func get(t testing.TB, url string, change ...func(*http.Request)) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	check(t, err)
	for _, c := range change {
		c(req)
	}
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	res, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	check(t, err)
	return res.StatusCode, string(b)
}

// The sample installation is filled once; a second replica on the same database finds it so, and events are taken in by
// both, each once.
func TestTwoServicesOnOneDatabase(t *testing.T) {
	t.Parallel()
	o := options(t)
	o.Demo = true
	first, stopFirst := run(t, o)
	second, _ := run(t, o)
	for _, s := range []*service.Service{first, second} {
		if status, body := get(t, "http://"+s.Addr().String()+"/readyz"); status != http.StatusOK || !strings.Contains(body, `"version":"test"`) {
			t.Errorf("%d %s", status, body)
		}
		if n := len(s.Directory().Units()); n != 1 {
			t.Errorf("%d units", n)
		}
	}
	u, _ := first.Directory().Default()
	ev := bot.Event{Channel: "web", Chat: "a", ID: "mot-hai-ba", Unit: u.ID, At: time.Now(), Kind: bot.Text, Text: "khai sinh"}
	for _, s := range []*service.Service{first, second, first} {
		check(t, s.Turn(t.Context(), ev))
	}
	stopFirst()
	if status, _ := get(t, "http://"+second.Addr().String()+"/healthz"); status != http.StatusOK {
		t.Errorf("the other one: %d", status)
	}
}

// What is open is closed again, whether the service ran or not, and a place that is taken is not touched.
func TestOpenGivesBack(t *testing.T) {
	t.Parallel()
	o := options(t)
	s, err := service.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	taken := o
	taken.Addr, taken.Place.Data, taken.Place.Database = s.Addr().String(), filepath.Join(t.TempDir(), "d"), ""
	var addr *service.AddrError
	if _, err := service.Open(t.Context(), taken); !errors.As(err, &addr) || addr.Debug || addr.Addr != taken.Addr {
		t.Errorf("the address that is taken: %v", err)
	}
	if _, err := os.Stat(taken.Place.Data); err == nil {
		t.Error("the data directory was touched")
	}
	o.Demo = true
	if _, err := service.Open(t.Context(), o); !errors.Is(err, storage.ErrKind) {
		t.Errorf("the demo in a real installation: %v", err)
	}
	check(t, s.Close())
	if l, err := net.Listen("tcp", taken.Addr); err != nil {
		t.Errorf("the address is not given back: %v", err)
	} else {
		check(t, l.Close())
	}
	o.Demo, o.Redis = false, "http://nowhere"
	var setting *service.SettingError
	if _, err := service.Open(t.Context(), o); !errors.As(err, &setting) || setting.Name != "REDIS_URL" {
		t.Errorf("a wrong address of Redis: %v", err)
	}
	o.Redis, o.Platforms = "", map[string]platform.Settings{"telegram": {"TELEGRAM_TOKEN": "1:abc", "TELEGRAM_MODE": "webhook", "TELEGRAM_WEBHOOK_SECRET": "s"}}
	if _, err := service.Open(t.Context(), o); !errors.Is(err, telegram.ErrNoPublicURL) {
		t.Errorf("a webhook without an address: %v", err)
	}
	o.Platforms, o.Place.Database = nil, "nothing"
	var store *service.StoreError
	if _, err := service.Open(t.Context(), o); !errors.As(err, &store) {
		t.Errorf("no database: %v", err)
	}
}

// The profiler is there when it is asked for, on this machine only, and never at the address of the citizens.
func TestProfiler(t *testing.T) {
	t.Parallel()
	o := options(t)
	var log bytes.Buffer
	o.Log, o.DebugAddr = slog.New(slog.NewTextHandler(&log, nil)), "127.0.0.1:0"
	s, stop := run(t, o)
	at := "http://" + s.DebugAddr().String()
	if status, body := get(t, at+"/debug/pprof/"); status != http.StatusOK || !strings.Contains(body, "goroutine") {
		t.Errorf("%d %s", status, body)
	}
	if status, body := get(t, at+"/debug/pprof/goroutine?debug=1"); status != http.StatusOK || !strings.Contains(body, "service.(*Service)") {
		t.Errorf("%d %s", status, body)
	}
	if status, _ := get(t, at+"/debug/pprof/", func(r *http.Request) { r.Host = "evil.example:6060" }); status != http.StatusForbidden {
		t.Errorf("asked by another name: %d", status)
	}
	if status, _ := get(t, at+"/"); status != http.StatusNotFound {
		t.Errorf("the rest: %d", status)
	}
	if status, _ := get(t, "http://"+s.Addr().String()+"/debug/pprof/"); status != http.StatusNotFound {
		t.Errorf("at the address of the citizens: %d", status)
	}
	stop()
	if !strings.Contains(log.String(), "msg=profiler") {
		t.Errorf("not in the log:\n%s", &log)
	}
	o.Log, o.DebugAddr = nil, ""
	if s, _ := run(t, o); s.DebugAddr() != nil {
		t.Error("there is a profiler nobody wanted")
	}
}

func TestProfilerOnlyOnLoopback(t *testing.T) {
	t.Parallel()
	for addr, fine := range map[string]bool{
		"127.0.0.1:6060": true, "127.9.9.9:0": true, "[::1]:6060": true, "localhost:6060": true,
		":6060": false, "0.0.0.0:6060": false, "[::]:6060": false, "192.168.1.5:6060": false, "motcua.example.vn:6060": false, "127.0.0.1": false, "6060": false,
	} {
		if err := service.CheckDebugAddr(addr); (err == nil) != fine || err != nil && !errors.Is(err, service.ErrNotLoopback) {
			t.Errorf("%s: %v", addr, err)
		}
	}
	o := service.Options{Place: service.Place{Data: filepath.Join(t.TempDir(), "d")}, Addr: "127.0.0.1:0", DebugAddr: "0.0.0.0:0"}
	if _, err := service.Open(t.Context(), o); !errors.Is(err, service.ErrNotLoopback) {
		t.Errorf("opened: %v", err)
	}
	if _, err := os.Stat(o.Place.Data); err == nil {
		t.Error("the data directory was touched")
	}
}
