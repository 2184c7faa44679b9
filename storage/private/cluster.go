package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// cluster is a PostgreSQL data directory that is ready to be started.
type cluster struct {
	dir     string
	bin     binaries
	account account
}

func clusterDir(home string, major int) string {
	return filepath.Join(home, "pg"+strconv.Itoa(major))
}

// clustersIn lists the major versions of the clusters below home, newest first.
func clustersIn(home string) ([]int, error) {
	entries, err := os.ReadDir(home)
	if err != nil {
		return nil, err
	}
	var majors []int
	for _, e := range entries {
		digits, ok := strings.CutPrefix(e.Name(), "pg")
		if !ok {
			continue
		}
		major, err := strconv.Atoi(digits)
		if err == nil && exists(filepath.Join(home, e.Name(), "PG_VERSION")) {
			majors = append(majors, major)
		}
	}
	slices.Sort(majors)
	slices.Reverse(majors)
	return majors, nil
}

// cluster finds the cluster below home, or makes one when there is none. The
// caller holds the lock.
func (s *Server) cluster(ctx context.Context) (cluster, error) {
	majors, err := clustersIn(s.home)
	if err != nil {
		return cluster{}, err
	}
	if len(majors) > 1 {
		s.opt.Log.Warn("several private clusters; the newest is used", "dir", s.home, "majors", majors)
	}
	if len(majors) > 0 {
		return existing(ctx, s.home, majors[0])
	}
	acc, err := serviceAccount()
	if err != nil {
		return cluster{}, err
	}
	bin, err := findBinaries(ctx, acc, 0, "")
	if err != nil {
		return cluster{}, err
	}
	c := cluster{dir: clusterDir(s.home, bin.major), bin: bin, account: acc}
	s.opt.Log.Info("creating a private PostgreSQL cluster", "dir", c.dir, "programs", bin.dir, "account", acc.name)
	return c, c.create(ctx, s.opt.Settings["fsync"] == "off")
}

// existing checks a cluster before it is touched.
func existing(ctx context.Context, home string, major int) (cluster, error) {
	dir := clusterDir(home, major)
	text, err := os.ReadFile(filepath.Join(dir, "PG_VERSION"))
	if err != nil {
		return cluster{}, err
	}
	if made := strings.TrimSpace(string(text)); made != strconv.Itoa(major) {
		return cluster{}, fmt.Errorf("%s holds a cluster of PostgreSQL %q, not %d; it is left alone: move it to where it belongs", dir, made, major)
	}
	acc, err := accountOf(dir)
	if err != nil {
		return cluster{}, err
	}
	if acc.drop {
		if blocked := acc.blockedAt(dir); blocked != "" {
			return cluster{}, fmt.Errorf("user %s, to whom the cluster %s belongs, cannot pass %s (chmod o+x %s)", acc.name, dir, blocked, blocked)
		}
	}
	bin, err := findBinaries(ctx, acc, major, dir)
	return cluster{dir: dir, bin: bin, account: acc}, err
}

// create runs initdb in a directory beside the final one and renames it when it
// is complete, so that a crash in between can never leave a cluster that looks
// whole.
func (c cluster) create(ctx context.Context, unsynced bool) error {
	if err := refuseForeign(c.dir); err != nil {
		return err
	}
	half := c.dir + ".init"
	if err := removeHalfMade(half); err != nil {
		return err
	}
	if err := os.Mkdir(half, 0o700); err != nil {
		return err
	}
	if err := errors.Join(c.account.own(half), c.initdb(ctx, half, unsynced)); err != nil {
		return errors.Join(err, removeHalfMade(half))
	}
	if err := appendSettings(filepath.Join(half, "postgresql.conf")); err != nil {
		return err
	}
	if err := os.Rename(half, c.dir); err != nil {
		return err
	}
	return syncDir(filepath.Dir(c.dir))
}

// refuseForeign ends in an error when something else lies where the cluster
// should be. An empty directory is all right.
func refuseForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s holds files but no PostgreSQL cluster (no PG_VERSION, but %s); it is left alone: move it away", dir, entries[0].Name())
	}
	return nil
}

// removeHalfMade clears what an interrupted initdb left behind. A directory in
// which a server has ever run, which postmaster.opts shows, is never removed.
func removeHalfMade(half string) error {
	if exists(filepath.Join(half, "postmaster.opts")) {
		return fmt.Errorf("%s should be an unfinished cluster, but a server has run in it; it is left alone: move it away", half)
	}
	return os.RemoveAll(half)
}

func (c cluster) initdb(ctx context.Context, dir string, unsynced bool) error {
	args := []string{
		"--pgdata=" + dir,
		"--username=" + superuser,
		"--auth-local=trust", // the socket's directory is closed to everybody else
		"--auth-host=reject",
		"--encoding=UTF8",
		"--locale=C", // the same order on every machine, whatever its C library
		"--lc-ctype=" + letters(runtime.GOOS),
		"--data-checksums",
		"--no-instructions",
	}
	if unsynced {
		args = append(args, "--no-sync")
	}
	cmd := exec.CommandContext(ctx, c.bin.path("initdb"), args...)
	cmd.Dir = dir
	cmd.Env = environment()
	cmd.SysProcAttr = childAttr(c.account)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // initdb then takes its own children along
	cmd.WaitDelay = quitPatience
	runtime.LockOSThread() // see childAttr
	defer runtime.UnlockOSThread()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("initdb in %s: %w: %s%s", dir, err, lastLines(string(out), 4), hint(string(out)))
	}
	return nil
}

// hint explains what initdb's own words do not.
func hint(output string) string {
	if strings.Contains(output, "could not look up effective user ID") {
		return "; PostgreSQL needs an entry for its user in /etc/passwd: run this program as a user who has one, or set DATABASE_URL"
	}
	return ""
}

// letters is a character type that knows Vietnamese letters; under plain C,
// lower() and pg_trgm lose them.
func letters(goos string) string {
	if goos == "darwin" {
		return "en_US.UTF-8" // macOS has no C.UTF-8
	}
	return "C.UTF-8"
}

// settings are our defaults, which an operator may change in postgresql.conf.
// Statements and row values stay out of the log, as they may hold personal data.
const settings = `
# Một Cửa
max_wal_size = 256MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_error_verbosity = terse
log_min_error_statement = panic
log_line_prefix = '%m [%p] '
`

func appendSettings(path string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(settings)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir makes a rename in a directory durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], " / ")
}
