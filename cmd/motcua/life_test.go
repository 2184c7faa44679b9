package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"motcua/internal/service"
	"motcua/internal/testkit/pgtest"
)

// privateEnv is a machine whose PostgreSQL the program runs by itself.
func privateEnv(t testing.TB) env {
	t.Helper()
	return env{"MOTCUA_DATA": pgtest.DataDir(t), "MOTCUA_ADDR": "127.0.0.1:0"}
}

// postmaster is the process number of the private PostgreSQL, 0 when it does not run.
func (e env) postmaster(t testing.TB) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(e["MOTCUA_DATA"], "pg*", "postmaster.pid"))
	check(t, err)
	for _, f := range files {
		if text, err := os.ReadFile(f); err == nil {
			line, _, _ := strings.Cut(string(text), "\n")
			pid, _ := strconv.Atoi(strings.TrimSpace(line))
			return pid
		}
	}
	return 0
}

func alive(pid int) bool { return pid != 0 && syscall.Kill(pid, 0) == nil }

func TestAddressTaken(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer l.Close()
	e := env{"MOTCUA_DATA": filepath.Join(t.TempDir(), "d"), "MOTCUA_ADDR": l.Addr().String()}
	e.refused(t, 1, []string{"serve"}, "Không phục vụ được tại "+l.Addr().String(), "MOTCUA_ADDR")
	if _, err := os.Stat(e["MOTCUA_DATA"]); err == nil {
		t.Error("the data directory was touched")
	}
}

// noticed runs fn when the program prints its address for the first time.
type noticed struct {
	buffer
	fn func()
}

func (n *noticed) Write(p []byte) (int, error) {
	if n.fn != nil {
		n.fn()
		n.fn = nil
	}
	return n.buffer.Write(p)
}

// A script that waits for the address may go on with other commands at once.
func TestServedIsNotedBeforeItIsAnnounced(t *testing.T) {
	t.Parallel()
	e := privateEnv(t)
	ctx, cancel := context.WithCancel(t.Context())
	noted := ""
	out := &noticed{fn: func() {
		b, _ := os.ReadFile(filepath.Join(e["MOTCUA_DATA"], "served"))
		noted = string(b)
		cancel()
	}}
	var log buffer
	if status := run(ctx, []string{"serve", "--demo"}, e.getenv, strings.NewReader(""), out, &log); status != 0 {
		t.Errorf("status %d: %s", status, &log)
	}
	if noted != "motcua_demo\n" {
		t.Errorf("noted: %q", noted)
	}
}

func TestPublicAddress(t *testing.T) {
	t.Parallel()
	s := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.xa.vn").serve(t)
	contains(t, s.out.String(), "đang phục vụ tại https://motcua.xa.vn\n", "Trên máy này: http://127.0.0.1:")
	contains(t, s.page("/"), "UBND xã Long Điền")
}

// SIGTERM ends the service well: status 0, PostgreSQL stopped, and the conversation is there next time.
func TestStopAndStartAgain(t *testing.T) {
	t.Parallel()
	e := privateEnv(t)
	var out, log buffer
	cmd := e.child(t.Context(), "serve", "--demo")
	cmd.Stdout, cmd.Stderr = &out, &log
	check(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // it has ended unless the test fails
	until(t, "start", func() bool { return strings.Contains(out.String(), "Ctrl-C") })

	visitor := &serving{t: t, url: servedAt.FindStringSubmatch(out.String())[1], client: newClient(t)}
	visitor.page("/")
	if status := visitor.send("chao-ca-nha", "text", "thủ tục đăng ký khai sinh"); status != http.StatusNoContent {
		t.Fatalf("not taken: %d", status)
	}
	visitor.says("Giấy khai sinh")
	pid := e.postmaster(t)
	if !alive(pid) {
		t.Fatalf("no PostgreSQL (%d)", pid)
	}
	check(t, cmd.Process.Signal(syscall.SIGTERM))
	check(t, cmd.Wait())
	if e.postmaster(t) != 0 || alive(pid) {
		t.Errorf("PostgreSQL %d is left", pid)
	}
	contains(t, log.String(), "stopping", "stopped")
	lacks(t, log.String(), "level=ERROR", "level=WARN")

	again := e.serve(t) // without --demo: another installation, which must not know the visitor
	again.client = visitor.client
	lacks(t, again.page("/"), "Giấy khai sinh")
	again.stop()
	again = e.serve(t, "--demo")
	again.client = visitor.client
	contains(t, again.page("/"), "thủ tục đăng ký khai sinh", "Giấy khai sinh")
	if status := again.send("chao-ca-nha", "text", "thủ tục đăng ký khai sinh"); status != http.StatusNoContent {
		t.Errorf("the repeat is not taken: %d", status)
	}
	if n := strings.Count(again.page("/"), `class="me"`); n != 1 {
		t.Errorf("the repeat of an event counts: %d lines", n)
	}
	again.stop()
}

// readiness is what /readyz says.
func (s *serving) readiness() (status int, down []string) {
	s.t.Helper()
	status, body := s.get("/readyz")
	var answer struct {
		Ready   bool
		Version string
		Down    []string
	}
	check(s.t, json.Unmarshal([]byte(body), &answer))
	if answer.Ready != (status == http.StatusOK) || answer.Version != version {
		s.t.Errorf("%d: %s", status, body)
	}
	return status, answer.Down
}

// While the database is away the service says so, keeps answering, and recovers by itself.
func TestDatabaseGoesAndComesBack(t *testing.T) {
	t.Parallel()
	pg := pgtest.Server(t)
	e := env{"MOTCUA_DATA": t.TempDir(), "MOTCUA_ADDR": "127.0.0.1:0", "DATABASE_URL": pg.DSN()}
	s := e.serve(t, "--demo")
	if status, down := s.readiness(); status != http.StatusOK || down != nil {
		t.Fatalf("%d, %v", status, down)
	}
	s.page("/")
	pg.Stop()
	if status, down := s.readiness(); status != http.StatusServiceUnavailable || len(down) != 1 || down[0] != "database" {
		t.Errorf("without a database: %d, %v", status, down)
	}
	if status, body := s.get("/healthz"); status != http.StatusOK || body != "ok" {
		t.Errorf("healthz: %d %q", status, body)
	}
	contains(t, s.page("/metrics"), "motcua_outbox_messages -1", "motcua_outbox_oldest_seconds -1")
	if status := s.send("khong-co-csdl", "text", "khai sinh"); status != http.StatusServiceUnavailable {
		t.Errorf("an event without a database: %d", status)
	}
	pg.Start()
	until(t, "recovery", func() bool { status, _ := s.readiness(); return status == http.StatusOK })
	if status := s.send("khong-co-csdl", "text", "thủ tục đăng ký khai sinh"); status != http.StatusNoContent {
		t.Errorf("the event sent again: %d", status)
	}
	s.says("Giấy khai sinh")
	s.stop()
}

// The private PostgreSQL is killed; the service starts it again and goes on.
func TestPrivatePostgresIsRevived(t *testing.T) {
	t.Parallel()
	e := privateEnv(t)
	s := e.serve(t, "--demo")
	s.page("/")
	pid := e.postmaster(t)
	check(t, syscall.Kill(pid, syscall.SIGKILL))
	until(t, "another PostgreSQL", func() bool { now := e.postmaster(t); return now != pid && alive(now) })
	until(t, "readiness", func() bool { status, _ := s.readiness(); return status == http.StatusOK })
	until(t, "an event taken in", func() bool {
		return s.send("sau-khi-chet", "text", "thủ tục đăng ký khai sinh") == http.StatusNoContent
	})
	s.says("Giấy khai sinh")
	s.stop()
	if e.postmaster(t) != 0 {
		t.Error("PostgreSQL is left")
	}
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	s := newDemo(t).serve(t, "--demo")
	s.page("/")
	for i, q := range []string{"thủ tục đăng ký khai sinh", "giá vàng hôm nay"} {
		if status := s.send("cau-hoi-so-"+strconv.Itoa(i), "text", q); status != http.StatusNoContent {
			t.Fatalf("%d", status)
		}
	}
	s.says("không dám trả lời")
	s.says("Giấy khai sinh")
	until(t, "an empty outbox", func() bool { return strings.Contains(s.page("/metrics"), "motcua_outbox_messages 0") })
	contains(t, s.page("/metrics"),
		`motcua_turns_total{channel="web",outcome="ok"} 2`, `motcua_turn_seconds_count{channel="web"} 2`,
		"motcua_outbox_oldest_seconds 0", `motcua_sends_total{channel="web",result="ok"} 2`,
		`motcua_lookups_total{result="found"} 1`, `motcua_lookups_total{result="refused"} 1`,
		"motcua_duties_overdue ", "motcua_redis_up 1", "go_goroutines ")
	s.stop()
}

// A real installation from nothing, as the guide describes it.
func TestRealInstallation(t *testing.T) {
	t.Parallel()
	e := privateEnv(t)
	migrated := e.call(t, "migrate") // says on standard error what it does
	if migrated.status != 0 || !strings.Contains(migrated.err, "private PostgreSQL started") {
		t.Fatalf("migrate: %+v", migrated)
	}
	contains(t, migrated.out, "Cơ sở dữ liệu đã ở phiên bản của chương trình này.")
	s := e.serve(t)
	contains(t, s.out.String(), "Chưa có đơn vị nào. Bước tiếp theo: motcua unit add")
	contains(t, s.page("/"), "motcua unit add", "Chưa có đơn vị nào")
	if status, _ := s.readiness(); status != http.StatusOK {
		t.Errorf("readyz: %d", status)
	}
	room := roomLink.FindString(e.must(t, "unit", "add", "--code", "long-dien", "--name", "xã Long Điền"))
	added := time.Now()
	e.must(t, "point", "add", "--code", "quay-1", "--name", "Quầy 1 – Hộ tịch")
	q := readQR(t, e.must(t, "qr", "--point", "quay-1", "--slip", "tra-ket-qua"))
	until(t, "the page of the new unit", func() bool { return strings.Contains(s.page("/"), "UBND xã Long Điền") })
	if took := time.Since(added); took > service.RefreshEvery+2*time.Second {
		t.Errorf("the page knows the unit after %v", took)
	} else {
		t.Logf("the page knows the unit after %v", took)
	}
	lacks(t, s.page("/"), "DỮ LIỆU MẪU")
	contains(t, s.page(room), "Chưa có báo cáo nào")
	s.page("/s/" + q.Payload)
	if status := s.send("quet-ma-qr", "start", q.Payload); status != http.StatusNoContent {
		t.Fatalf("the scanned code is not taken: %d", status)
	}
	s.says("Về lần làm thủ tục vừa rồi ở Quầy 1")
	contains(t, s.page("/"), "Quầy 1 – Hộ tịch")
	dir := t.TempDir()
	said := e.must(t, "digest", "--period", "2020-03", "--out", dir)
	contains(t, said, "Tháng 3/2020 chưa có phiếu nào")
	if f := readDigest(t, dir, said); f.Forms.Returned != 0 || f.Overall != nil && f.Overall.Score != nil {
		t.Errorf("%+v", f.Forms)
	}
	if status, _ := s.get("/mau"); status != http.StatusNotFound {
		t.Errorf("the demo's tour is there: %d", status)
	}
	s.stop()
	contains(t, e.must(t, "doctor"), "đạt   đơn vị long-dien: 1 điểm tiếp nhận")
}
