package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestColdThenWarm(t *testing.T) {
	dir := dataDir(t, "dữ liệu, xã 'Tam Phước'")
	begin := time.Now()
	s := open(t, dir)
	t.Logf("cold start: %v (%s)", time.Since(begin), s.Version())
	if !s.Owner() {
		t.Error("the first process is no owner")
	}
	if major := strings.TrimPrefix(filepath.Base(s.Dir()), "pg"); !strings.HasPrefix(s.Version(), major+".") {
		t.Errorf("version %q in %s", s.Version(), s.Dir())
	}
	remember(t, s)
	pid := postmasterPid(t, s)
	begin = time.Now()
	check(t, s.Close())
	t.Logf("clean stop: %v", time.Since(begin))
	if alive(pid) {
		t.Error("the postmaster survives Close")
	}
	check(t, s.Close())
	if err := s.Revive(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("Revive after Close: %v", err)
	}

	begin = time.Now()
	s = open(t, dir)
	t.Logf("warm start: %v", time.Since(begin))
	recall(t, s)
}

func TestServerIsDurableAndSpeaksVietnamese(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	for sql, want := range map[string]int{
		"SELECT (current_setting('fsync') = 'on')::int":                    1,
		"SELECT (current_setting('synchronous_commit') = 'on')::int":       1,
		"SELECT (current_setting('full_page_writes') = 'on')::int":         1,
		"SELECT (current_setting('data_checksums') = 'on')::int":           1,
		"SELECT (current_setting('server_encoding') = 'UTF8')::int":        1,
		"SELECT (current_setting('listen_addresses') = '')::int":           1,
		"SELECT (lower('ĐƠN ĐỀ NGHỊ') = 'đơn đề nghị')::int":               1,
		"SELECT ('z' < 'đ')::int":                                          1, // order of code points
		"SELECT (current_setting('log_min_error_statement')='panic')::int": 1,
	} {
		if n := query(t, s, sql); n != want {
			t.Errorf("%s = %d", sql, n)
		}
	}
}

func TestEnsureDatabase(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	const name = `mot"cua's`
	var mu sync.Mutex
	var wg sync.WaitGroup
	made := 0
	for range 6 {
		wg.Go(func() {
			created, err := s.EnsureDatabase(t.Context(), name)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			if created {
				made++
			}
		})
	}
	wg.Wait()
	if made != 1 {
		t.Errorf("%d callers created the database", made)
	}
	c, err := connect(t.Context(), s.DSN(name))
	check(t, err)
	check(t, c.Close(t.Context()))
}

func TestGuestJoinsAndOutlivesOwner(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	owner := startChild(t, dir)
	if owner.said != "owner=true" {
		t.Fatal(owner.said)
	}
	begin := time.Now()
	guest := open(t, dir)
	t.Logf("join: %v", time.Since(begin))
	if guest.Owner() {
		t.Fatal("two owners")
	}
	remember(t, guest)
	check(t, guest.Revive(t.Context()))
	if guest.Owner() {
		t.Fatal("Revive took over a living server")
	}

	owner.finish(t)
	if _, err := tryQuery(t.Context(), guest, "SELECT 1"); err == nil {
		t.Fatal("the owner has gone, the server has not")
	}
	check(t, guest.Revive(t.Context()))
	if !guest.Owner() {
		t.Error("the guest runs the server, but does not own it")
	}
	recall(t, guest)
}

func TestGuestOfTheSameProcess(t *testing.T) {
	dir := dataDir(t, "data")
	owner, guest := open(t, dir), open(t, dir)
	if !owner.Owner() || guest.Owner() {
		t.Fatalf("owners: %v, %v", owner.Owner(), guest.Owner())
	}
	check(t, guest.Close())
	check(t, owner.Ping(t.Context()))
}

func TestManyStartAtOnce(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	servers := make([]*Server, 4)
	var wg sync.WaitGroup
	for i := range servers {
		wg.Go(func() {
			s, err := Open(t.Context(), Options{Dir: dir})
			if err != nil {
				t.Error(err)
				return
			}
			servers[i] = s
		})
	}
	wg.Wait()
	owners := 0
	for _, s := range servers {
		if s == nil {
			continue
		}
		if s.Owner() {
			owners++
		}
		defer s.Close()
	}
	if owners != 1 {
		t.Errorf("%d owners", owners)
	}
}

func TestOwnerKilled(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	owner := startChild(t, dir)
	if owner.said != "owner=true" {
		t.Fatal(owner.said)
	}
	guest := open(t, dir)
	remember(t, guest)
	pid := postmasterPid(t, guest)
	owner.kill()
	begin := time.Now()
	s := open(t, dir)
	t.Logf("reopened %v after kill -9 of the owner", time.Since(begin))
	if !s.Owner() {
		t.Error("nobody owns the server")
	}
	if postmasterPid(t, s) == pid {
		t.Error("the orphan was kept")
	}
	recall(t, s)
}

func TestOwnerKilledLeavesNoServer(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	owner := startChild(t, dir)
	if owner.said != "owner=true" {
		t.Fatal(owner.said)
	}
	if processesBelow(filepath.Dir(dir)) == nil {
		t.Skip("SKIPPED: no /proc to look for orphans")
	}
	owner.kill()
	within(t, 10*time.Second, "the server follows its owner", func() bool {
		return processesBelow(filepath.Dir(dir)) == nil
	})
}

func TestPostmasterKilled(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	remember(t, s)
	for range 2 {
		pid := postmasterPid(t, s)
		begin := time.Now()
		check(t, syscall.Kill(pid, syscall.SIGKILL))
		within(t, 10*time.Second, "death", func() bool { return !alive(pid) })
		check(t, s.Revive(t.Context()))
		t.Logf("back %v after kill -9 of the postmaster", time.Since(begin))
		recall(t, s)
	}
}

func TestCloseWhileRestarting(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	check(t, syscall.Kill(postmasterPid(t, s), syscall.SIGKILL))
	check(t, s.Close())
}

func TestStubbornServerIsStopped(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	s, err := Open(t.Context(), Options{Dir: dir, ShutdownTimeout: time.Millisecond})
	check(t, err)
	pid := postmasterPid(t, s)
	check(t, syscall.Kill(pid, syscall.SIGSTOP)) // it cannot hear the polite signal now
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	within(t, 4*time.Second, "the second, impolite signal", func() bool { return pendingQuit(t, pid) })
	check(t, syscall.Kill(pid, syscall.SIGCONT))
	if err := <-closed; err == nil || !strings.Contains(err.Error(), "no clean stop") {
		t.Errorf("Close: %v", err)
	}
	s = open(t, dir)
	check(t, s.Ping(t.Context()))
}

func TestCloseEndsRevive(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	pid := postmasterPid(t, s)
	check(t, syscall.Kill(pid, syscall.SIGSTOP)) // Revive cannot succeed
	revived := make(chan error)
	go func() { revived <- s.Revive(t.Context()) }()
	within(t, 10*time.Second, "Revive is under way", func() bool { return !s.reviving.TryLock() || unlock(&s.reviving) })
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	if err := <-revived; err == nil {
		t.Error("Revive succeeds with a stopped server")
	}
	check(t, syscall.Kill(pid, syscall.SIGCONT))
	check(t, <-closed)
}

// unlock gives a lock back that was only tried.
func unlock(mu *sync.Mutex) bool { mu.Unlock(); return false }

// pendingQuit tells whether a SIGQUIT waits for a stopped process.
func pendingQuit(t *testing.T, pid int) bool {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("SKIPPED: no /proc here:", err)
	}
	_, after, _ := strings.Cut(string(text), "ShdPnd:")
	mask, err := strconv.ParseUint(strings.Fields(after)[0], 16, 64)
	check(t, err)
	return mask&(1<<(syscall.SIGQUIT-1)) != 0
}

func TestOpenIsBoundedByContext(t *testing.T) {
	dir := dataDir(t, "data")
	needPrograms(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s, err := Open(ctx, Options{Dir: dir})
	if err == nil {
		s.Close()
		t.Fatal("opened without time")
	}
	if !errors.Is(err, context.Canceled) && !strings.Contains(err.Error(), "canceled") {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 1 { // the lock file stays
		t.Errorf("left behind: %v", left)
	}
}
