package scheduler_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"motcua/bot"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/org/directory"
	"motcua/scheduler"
	"motcua/storage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// house is a database with two units, and what schedulers are made from.
type house struct {
	t   testing.TB
	dsn string
	db  *storage.DB
	sql *pgxpool.Pool
	dir *directory.Directory
	log *slog.Logger
}

// older makes the two units differ in age.
const older = `UPDATE unit SET created_at = CASE code WHEN 'gia' THEN timestamptz '2026-09-20 10:00+07' ELSE timestamptz '2026-10-31 23:59+07' END`

// twoUnits makes two units. Neither has a room yet.
func twoUnits(ctx context.Context, db *storage.DB) error {
	for _, code := range []string{"gia", "tre"} {
		if _, _, err := db.SaveUnit(ctx, org.Unit{Code: code, Name: "xã " + code}); err != nil {
			return err
		}
	}
	return nil
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, dsn: testkit.Start(t, "scheduler", twoUnits, older), log: slog.New(slog.DiscardHandler)}
	h.db, h.sql = h.open(), testkit.Pool(t, h.dsn)
	var err error
	if h.dir, err = h.db.Directory(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) open() *storage.DB {
	h.t.Helper()
	return testkit.Open(h.t, h.dsn)
}

// scheduler is one replica, with connections of its own. looked counts how often it called the sender.
func (h *house) scheduler(turn func(context.Context, bot.Event) error) *replica {
	r := &replica{}
	r.Scheduler = scheduler.New(scheduler.Options{
		DB: h.open(), Turn: turn, Look: func() { r.looked++ }, Directory: func() *directory.Directory { return h.dir }, Log: h.log,
	})
	return r
}

type replica struct {
	*scheduler.Scheduler
	looked int
}

// room gives a unit a room.
func (h *house) room(code string) string {
	h.t.Helper()
	conv := "web:room-" + code
	if _, err := h.db.OpenRoom(h.t.Context(), h.unit(code).ID, conv); err != nil {
		h.t.Fatal(err)
	}
	return conv
}

func (h *house) unit(code string) *directory.Unit {
	h.t.Helper()
	u, ok := h.dir.UnitByCode(code)
	if !ok {
		h.t.Fatalf("no unit %q", code)
	}
	return u
}

func (h *house) exec(sql string, args ...any) {
	h.t.Helper()
	if _, err := h.sql.Exec(h.t.Context(), sql, args...); err != nil {
		h.t.Fatalf("%s: %v", sql, err)
	}
}

func (h *house) count(sql string, args ...any) int {
	h.t.Helper()
	var n int
	if err := h.sql.QueryRow(h.t.Context(), sql, args...).Scan(&n); err != nil {
		h.t.Fatalf("%s: %v", sql, err)
	}
	return n
}

// endLeases lets the leases of duties under way, and the waits after failures, come to their end.
func (h *house) endLeases() {
	h.t.Helper()
	h.exec(`UPDATE duty SET lease = now() - interval '1 second' WHERE done_at IS NULL`)
}

// sent are the messages put into the outbox for a conversation, in order.
func (h *house) sent(conv string) []bot.Message {
	h.t.Helper()
	owed, err := h.db.Owed(h.t.Context(), []string{conv})
	if err != nil {
		h.t.Fatal(err)
	}
	var out []bot.Message
	for _, o := range owed {
		var m bot.Message
		if err := json.Unmarshal(o.Body, &m); err != nil {
			h.t.Fatal(err)
		}
		out = append(out, m)
	}
	return out
}

// periods are those whose digests stand in the outbox for a conversation, in order, as their charts are named.
func (h *house) periods(conv string) []string {
	h.t.Helper()
	var out []string
	for _, m := range h.sent(conv) {
		if len(m.Files) != 3 || !m.Files[0].Photo { // the chart, the workbook and the draft of the letter
			h.t.Fatalf("a message with %d files", len(m.Files))
		}
		out = append(out, strings.TrimSuffix(strings.TrimPrefix(m.Files[0].Name, "bieu-do-"), ".png"))
	}
	return out
}

// noTurn is for schedulers that have nobody to wake.
func noTurn(context.Context, bot.Event) error { return nil }

// vietnam is a moment by Vietnam's clock.
func vietnam(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05", s, org.Location())
	if err != nil {
		t.Fatal(err)
	}
	return at
}
