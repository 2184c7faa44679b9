package engine_test

import (
	"log/slog"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/org/directory"
	"motcua/scheduler"
)

// complaint is a line in which PostgreSQL finds something wrong or odd about a statement.
var complaint = regexp.MustCompile(`(?m)^.* (?:DEBUG|NOTICE|WARNING|ERROR|FATAL|PANIC): .*(?:\n\t.*|\n.* (?:DETAIL|HINT|CONTEXT|STATEMENT): .*)*`)

// An operator reads the database's log when something is wrong. So it says nothing as long as nothing is: not while
// people talk, messages are delivered, digests are sent and what is old is deleted.
func TestServerLogIsQuiet(t *testing.T) {
	t.Parallel()
	pg := pgtest.Talkative(t)
	if err := testkit.Database(pg.DSN(), commune); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	t.Run("scripts", func(t *testing.T) {
		for i, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".txt")
			t.Run(name, func(t *testing.T) {
				h := openHouse(t, pg.Copy(name), "")
				playScript(h, file)
				if i == 0 {
					lookAround(h)
				}
			})
		}
	})
	for _, lines := range complaint.FindAllString(pg.Log(), -1) {
		if !stopped(lines) {
			t.Error(lines)
		}
	}
}

// stopped is the one error that belongs to the work: an event came a second time, as the scripts make some do, or its
// conversation had gone on meanwhile, and a guard stopped the transaction. PostgreSQL knows no quiet way to stop one.
func stopped(lines string) bool {
	return strings.Contains(lines, "ERROR:  division by zero") && strings.Contains(lines, "SELECT 1 / (CASE WHEN count(*)")
}

// lookAround does what the clock asks for: digests of all kinds to a room, and the daily clean-up.
func lookAround(h *house) {
	h.t.Helper()
	ctx := h.t.Context()
	if err := testkit.Exec(ctx, h.dsn, `UPDATE unit SET created_at = created_at - interval '3 months'`); err != nil {
		h.t.Fatal(err)
	}
	dir, err := h.db.Directory(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.db.OpenRoom(ctx, h.unit.ID, "web:room"); err != nil {
		h.t.Fatal(err)
	}
	s := scheduler.New(scheduler.Options{
		DB: h.db, Turn: h.engine.Turn, Look: h.sender.Look,
		Directory: func() *directory.Directory { return dir }, Log: slog.New(slog.DiscardHandler),
	})
	y, m, d := time.Now().In(org.Location()).Date()
	s.Look(ctx, time.Date(y, m, d, 12, 0, 0, 0, org.Location())) // whatever the hour: all is owed at noon
	h.settled("web:room", 0)
	if n := h.scalar(`SELECT count(*) FROM duty WHERE done_at IS NULL OR error IS NOT NULL`); n != "0" {
		h.t.Errorf("%s duties were not done", n)
	}
	if n := h.scalar(`SELECT count(DISTINCT job) FROM duty WHERE job IN ('digest', 'sweep', 'forget')`); n != "3" {
		h.t.Errorf("only %s of 3 kinds of duties were owed", n)
	}
}
