package private

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func openError(t *testing.T, dir string) error {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir, Log: testLog(t)})
	if err == nil {
		s.Close()
		t.Fatal("opened")
	}
	t.Log(err)
	return err
}

func wantText(t *testing.T, err error, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not mention %q: %v", part, err)
		}
	}
}

func TestBelowAClosedFolder(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED: only root has to change the account")
	}
	dir := filepath.Join(dataDir(t, "closed"), "data")
	check(t, os.Mkdir(filepath.Dir(dir), 0o700))
	s := open(t, dir)
	home := filepath.Dir(s.Dir())
	t.Cleanup(func() {
		check(t, errors.Join(s.Close(), os.RemoveAll(home)))
		_ = os.Remove(systemHome) // unless an installation uses it
	})
	if !strings.HasPrefix(home, systemHome+"/") {
		t.Fatalf("the cluster lies in %s", home)
	}
	note, err := os.ReadFile(filepath.Join(dir, noteName))
	check(t, err)
	if !strings.Contains(string(note), home) {
		t.Errorf("the note does not name %s: %s", home, note)
	}
	remember(t, s)
	if guest := open(t, dir); guest.Owner() || guest.Dir() != s.Dir() {
		t.Errorf("a second command finds %s", guest.Dir())
	}
	check(t, s.Close())

	// Neither an opened folder nor another name may lead to an empty database.
	check(t, os.Chmod(filepath.Dir(dir), 0o711))
	moved := dir + "-moved"
	check(t, os.Rename(dir, moved))
	again := open(t, moved)
	recall(t, again)
	check(t, again.Close())
	check(t, os.Rename(home, home+".gone"))
	defer os.Rename(home+".gone", home)
	wantText(t, openError(t, moved), noteName, home)
}

func TestForeignFilesAreNeverTouched(t *testing.T) {
	needPrograms(t)
	acc, err := serviceAccount()
	check(t, err)
	bin, err := findBinaries(t.Context(), acc, 0, "")
	check(t, err)
	name := "pg" + strconv.Itoa(bin.major)
	tests := map[string]struct {
		files map[string]string
		text  string
	}{
		"somebody's files":      {map[string]string{name + "/letter.txt": "quan trọng"}, "no PG_VERSION"},
		"another version":       {map[string]string{name + "/PG_VERSION": "9\n"}, `PostgreSQL "9"`},
		"a version without us":  {map[string]string{"pg13/PG_VERSION": "13\n"}, "made by PostgreSQL 13"},
		"a used unfinished one": {map[string]string{name + ".init/postmaster.opts": "x", name + ".init/PG_VERSION": "15\n"}, "a server has run in it"},
	}
	for what, test := range tests {
		t.Run(what, func(t *testing.T) {
			dir := dataDir(t, "data")
			for file, text := range test.files {
				path := filepath.Join(dir, file)
				check(t, os.MkdirAll(filepath.Dir(path), 0o755))
				check(t, os.WriteFile(path, []byte(text), 0o600))
				check(t, acc.own(filepath.Dir(path)))
			}
			wantText(t, openError(t, dir), test.text)
			for file, text := range test.files {
				got, err := os.ReadFile(filepath.Join(dir, file))
				if err != nil || string(got) != text {
					t.Errorf("%s: %q, %v", file, got, err)
				}
			}
		})
	}
}

func TestUnfinishedInitdbIsReplaced(t *testing.T) {
	needPrograms(t)
	acc, err := serviceAccount()
	check(t, err)
	bin, err := findBinaries(t.Context(), acc, 0, "")
	check(t, err)
	dir := dataDir(t, "data")
	half := clusterDir(dir, bin.major) + ".init"
	check(t, os.MkdirAll(filepath.Join(half, "base"), 0o755))
	check(t, os.WriteFile(filepath.Join(half, "PG_VERSION"), []byte("15\n"), 0o600))
	s := open(t, dir)
	remember(t, s)
	if exists(half) {
		t.Error("the remains are still there")
	}
}

func TestStalePidFileOfAnotherProcess(t *testing.T) {
	s := open(t, dataDir(t, "data"))
	remember(t, s)
	pid := pidPath(s.Dir())
	text, err := os.ReadFile(pid)
	check(t, err)
	check(t, s.Close())
	// After a crash the number of the dead postmaster may belong to anybody, and
	// PostgreSQL stumbles over a process of its own user.
	acc, err := accountOf(s.Dir())
	check(t, err)
	other := exec.Command("sleep", "600")
	other.SysProcAttr = &syscall.SysProcAttr{Credential: acc.credential()}
	check(t, other.Start())
	defer func() { check(t, other.Process.Kill()); _ = other.Wait() }()
	_, rest, _ := strings.Cut(string(text), "\n")
	for _, stale := range []string{strconv.Itoa(other.Process.Pid) + "\n" + rest, ""} {
		check(t, os.WriteFile(pid, []byte(stale), 0o600))
		check(t, acc.own(pid))
		again := open(t, filepath.Dir(s.Dir()))
		recall(t, again)
		check(t, again.Close())
	}
}

func TestFullDisk(t *testing.T) {
	needPrograms(t)
	dir := dataDir(t, "data")
	check(t, os.Mkdir(dir, 0o711))
	if err := mountSmall(dir); err != nil {
		t.Skip("SKIPPED: a small file system cannot be mounted:", err)
	}
	defer func() { check(t, unmount(dir)) }()
	wantText(t, openError(t, dir), "No space left on device")
	entries, err := os.ReadDir(dir)
	check(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "pg") {
			t.Errorf("%s is left", e.Name())
		}
	}
}

func TestUnusableDirectories(t *testing.T) {
	dir := dataDir(t, "data")
	check(t, os.WriteFile(dir, []byte("a file"), 0o600))
	wantText(t, openError(t, dir), dir, "not a directory")
	if os.Geteuid() != 0 {
		closed := dataDir(t, "closed")
		check(t, os.Mkdir(closed, 0o500))
		wantText(t, openError(t, closed), closed, "permission denied")
	}
}

func TestNoPrograms(t *testing.T) {
	t.Setenv(bindirEnv, t.TempDir())
	err := openError(t, dataDir(t, "data"))
	var missing *NoBinariesError
	if !errors.As(err, &missing) {
		t.Errorf("type %T", err)
	}
	wantText(t, err, "apt-get install postgresql", "brew install", "DATABASE_URL", bindirEnv)
}

func TestCandidates(t *testing.T) {
	base := t.TempDir()
	program := func(parts ...string) string {
		path := filepath.Join(append([]string{base}, parts...)...)
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		check(t, os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755))
		return path
	}
	program("usr", "lib", "15", "bin", "initdb")
	real := program("usr", "lib", "15", "bin", "postgres")
	program("usr", "lib", "14", "bin", "initdb")
	program("usr", "lib", "14", "bin", "postgres")
	program("client", "bin", "postgres")
	links := filepath.Join(base, "bin")
	check(t, os.Mkdir(links, 0o755))
	check(t, os.Symlink(real, filepath.Join(links, "postgres")))
	lib := func(major string) string { return filepath.Join(base, "usr", "lib", major, "bin") }

	tests := map[string]struct {
		named, path string
		globs       []string
		want        []string
	}{
		"a link in PATH":           {path: links, want: []string{lib("15")}},
		"without initdb":           {path: filepath.Join(base, "client", "bin")},
		"usual places":             {globs: []string{filepath.Join(base, "usr/lib/*/bin")}, want: []string{lib("14"), lib("15")}},
		"each once":                {path: links + ":" + lib("15"), globs: []string{lib("15")}, want: []string{lib("15")}},
		"a named folder":           {named: lib("14"), path: links, want: []string{lib("14")}},
		"a named folder, no other": {named: links, path: lib("15")},
	}
	for what, test := range tests {
		if got := candidates(test.named, test.path, test.globs); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, not %v", what, got, test.want)
		}
	}
}

func TestLongPathsGetAShortSocket(t *testing.T) {
	dir := dataDir(t, strings.Repeat("xã/", 40)+"data")
	s := open(t, dir)
	p, err := readPidFile(s.Dir())
	check(t, err)
	if len(p.socket) > 80 {
		t.Errorf("socket in %s", p.socket)
	}
	if guest := open(t, dir); guest.DSN("x") != s.DSN("x") {
		t.Errorf("%s, %s", guest.DSN("x"), s.DSN("x"))
	}
	check(t, s.Close())
	if exists(p.socket) {
		t.Errorf("%s is left", p.socket)
	}
}

func TestSocketDirectoryMustBeOurs(t *testing.T) {
	acc, err := serviceAccount()
	check(t, err)
	home := dataDir(t, "data")
	check(t, os.Mkdir(home, 0o711))
	dir := filepath.Join(home, "pgrun")

	check(t, os.Mkdir(dir, 0o755))
	check(t, acc.own(dir))
	check(t, os.Chmod(dir, 0o755))
	_, err = socketDir(home, acc)
	wantText(t, err, "open to other users")

	check(t, os.Remove(dir))
	check(t, os.Symlink(t.TempDir(), dir))
	_, err = socketDir(home, acc)
	wantText(t, err, "should be a directory")

	check(t, os.Remove(dir))
	check(t, os.Mkdir(dir, 0o700))
	other := acc
	other.uid++
	if err := private(dir, other); err == nil {
		t.Error("another user's directory is accepted")
	}
}

func TestLogStaysBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "postgres.log")
	l := openLog(path, account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())})
	line := []byte(strings.Repeat("x", 999) + "\n")
	for range 5 * logLimit / len(line) {
		_, err := l.Write(line)
		check(t, err)
	}
	_, err := l.Write([]byte("FATAL:  the end\n"))
	check(t, err)
	l.close()
	for _, file := range []string{path, path + ".1"} {
		info, err := os.Stat(file)
		check(t, err)
		if info.Size() > logLimit+2*int64(len(line)) {
			t.Errorf("%s has %d bytes", file, info.Size())
		}
	}
	if !strings.HasSuffix(l.tail(), "the end") || !l.mentions("FATAL") {
		t.Errorf("tail: %q", l.tail())
	}
	if _, err := l.Write(line); err != nil {
		t.Errorf("a late message: %v", err)
	}
}

// TestLogBelongsToTheServer: a log made while root starts the server must not keep the server's own
// account from opening it later, and one that cannot be opened must not keep it from starting.
func TestLogBelongsToTheServer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "postgres.log")
	acc := account{uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}
	if os.Geteuid() == 0 {
		acc = account{uid: 65534, gid: 65534, drop: true}
	}
	openLog(path, acc).close()
	info, err := os.Stat(path)
	check(t, err)
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != acc.uid {
		t.Errorf("the log belongs to %d, not to %d", uid, acc.uid)
	}
	l := openLog(filepath.Join(path, "below-a-file"), acc)
	if n, err := l.Write([]byte("FATAL:  said\n")); err != nil || n == 0 || !l.mentions("said") {
		t.Error("without a file the messages are not even kept in memory", err)
	}
	l.close()
}

func TestBlockedAt(t *testing.T) {
	base := t.TempDir()
	closed := filepath.Join(base, "closed")
	dir := filepath.Join(closed, "data")
	check(t, os.MkdirAll(dir, 0o755))
	check(t, os.Chmod(closed, 0o710))
	info, err := os.Stat(closed)
	check(t, err)
	group := info.Sys().(*syscall.Stat_t).Gid
	tests := map[string]struct {
		acc  account
		pass bool
	}{
		"owner":         {account{uid: ownerOf(info)}, true},
		"group":         {account{uid: 4242, gid: group}, true},
		"further group": {account{uid: 4242, gid: 4242, groups: []uint32{group}}, true},
		"somebody":      {account{uid: 4242, gid: 4242}, false},
	}
	for who, test := range tests {
		if got := test.acc.mayPass(info); got != test.pass {
			t.Errorf("%s may pass: %v", who, got)
		}
	}
	if got := (account{uid: 4242, gid: 4242}).blockedAt(dir); !strings.HasPrefix(closed, got) || got == "" {
		t.Errorf("blocked at %q", got)
	}
}
