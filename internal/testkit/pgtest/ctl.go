package pgtest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"motcua/storage/private"
)

// Ctl is a PostgreSQL of one test, to be stopped, started and killed in
// the middle of what the test does.
type Ctl struct {
	t        testing.TB
	dir      string
	dsn      string
	settings map[string]string
	pg       *private.Server // nil: stopped
}

// Server starts a durable PostgreSQL for this test alone and stops it at the end. Its
// methods must be called from the test's own goroutine.
func Server(t testing.TB) *Ctl {
	t.Helper()
	return control(t, nil)
}

// Talkative is Server for a test that reads the server's log: everything from notices on is written down, and
// errors with their statements, while PostgreSQL's own default begins with warnings. It does not wait for the disk.
func Talkative(t testing.TB) *Ctl {
	t.Helper()
	settings := maps.Clone(fast.settings)
	settings["log_min_messages"], settings["log_min_error_statement"] = "notice", "error"
	return control(t, settings)
}

func control(t testing.TB, settings map[string]string) *Ctl {
	t.Helper()
	c := &Ctl{t: t, dir: DataDir(t), settings: settings}
	c.Start()
	t.Cleanup(c.Stop)
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	if _, err := c.pg.EnsureDatabase(ctx, "test"); err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	c.dsn = c.pg.DSN("test")
	return c
}

// DSN is the address of an empty database, the same through all restarts.
func (c *Ctl) DSN() string { return c.dsn }

// Copy returns the address of a further database, a copy of the one at DSN, to which nobody may be connected meanwhile. It
// ends with the server.
func (c *Ctl) Copy(name string) string {
	c.t.Helper()
	if err := execute(c.pg.DSN("postgres"), "CREATE DATABASE "+quote(name)+" TEMPLATE test"); err != nil {
		c.t.Fatalf("pgtest: %v", err)
	}
	return c.pg.DSN(name)
}

// Log is what the server has written down since it was made.
func (c *Ctl) Log() string {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(filepath.Dir(c.pg.Dir()), "postgres.log"))
	if err != nil {
		c.t.Fatalf("pgtest: %v", err)
	}
	return string(text)
}

// Start starts the server again after Stop; while it runs, Start does nothing.
func (c *Ctl) Start() {
	c.t.Helper()
	if c.pg != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	pg, err := private.Open(ctx, private.Options{Dir: c.dir, Settings: c.settings})
	if err != nil {
		c.t.Fatalf("pgtest: %v", err)
	}
	c.pg = pg
}

// Stop stops the server cleanly: connections are cut, and new ones are refused
// until Start. While it is stopped, Stop does nothing.
func (c *Ctl) Stop() {
	c.t.Helper()
	if c.pg == nil {
		return
	}
	pg := c.pg
	c.pg = nil
	if err := pg.Close(); err != nil {
		c.t.Errorf("pgtest: %v", err)
	}
}

// Kill kills the postmaster with signal 9. As in an installation, it is started
// again at once and recovers what was committed; Kill returns when connections
// are taken again, the old ones being cut.
func (c *Ctl) Kill() {
	c.t.Helper()
	pid, err := c.pid()
	if err != nil {
		c.t.Fatalf("pgtest: %v", err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		c.t.Fatalf("pgtest: killing the postmaster: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for pid == c.current(pid) {
		if ctx.Err() != nil {
			c.t.Fatal("pgtest: no new postmaster")
		}
		if err := c.pg.Revive(ctx); err != nil {
			c.t.Fatalf("pgtest: %v", err)
		}
	}
	if err := c.pg.Revive(ctx); err != nil {
		c.t.Fatalf("pgtest: %v", err)
	}
}

// current is the number of the present postmaster, or old while there is none.
func (c *Ctl) current(old int) int {
	if pid, err := c.pid(); err == nil {
		return pid
	}
	return old
}

func (c *Ctl) pid() (int, error) {
	if c.pg == nil {
		return 0, fmt.Errorf("the server is stopped")
	}
	text, err := os.ReadFile(filepath.Join(c.pg.Dir(), "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strconv.Atoi(strings.TrimSpace(line))
}
