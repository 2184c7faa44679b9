package storage_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/internal/testkit"
	"motcua/storage"
)

// Events are delivered again while the database is away, and dropped when it refused them: the one must not
// be taken for the other.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	pg := func(code string) error { return &pgconn.PgError{Code: code} }
	for _, c := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{pg("57P01"), true}, {pg("57P02"), true}, {pg("57P03"), true}, {pg("57014"), true}, // shut down, crashed, starting, cancelled
		{pg("53300"), true}, {pg("53100"), true}, // too many connections, disk full
		{pg("08006"), true}, {pg("08P01"), true}, // connection
		{pg("25006"), true}, // read-only: the primary has moved
		{pg("23505"), false}, {pg("23503"), false}, {pg("22021"), false}, {pg("22012"), false}, {pg("42P01"), false}, {pg("42601"), false},
		{pg("25001"), false}, {pg("40001"), false}, {pg("40P01"), false}, {pg("XX000"), false},
		{fmt.Errorf("turn: %w", pg("57P01")), true}, {fmt.Errorf("turn: %w", pg("23505")), false},
		{io.ErrUnexpectedEOF, true}, {&net.OpError{Op: "dial", Err: errors.New("refused")}, true}, {context.DeadlineExceeded, true},
		{storage.ErrClash, false}, {storage.ErrSeen, false}, {storage.ErrAnswered, false}, {storage.ErrNotFound, false},
		{storage.ErrLost, false}, {storage.ErrKind, false}, {fmt.Errorf("record: %w", storage.ErrNotFound), false},
	} {
		if got := storage.Unavailable(c.err); got != c.want {
			t.Errorf("%v: %t, want %t", c.err, got, c.want)
		}
	}
}

// A commit whose connection is cut while it waits: nothing is stored, and the caller is told that it may
// try again. The next commit goes through on a new connection.
func TestCommitCutOff(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("A", b.turn("web:a", 0))
	tx, err := b.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `SELECT FROM conversation FOR UPDATE`); err != nil {
		t.Fatal(err)
	}
	var failed error
	var all sync.WaitGroup
	all.Go(func() { _, failed = b.Commit(t.Context(), "A", []*storage.Turn{b.turn("web:a", 1, `{}`)}) })
	eventually(t, "the commit waits", func() bool { return b.waiting() == 1 })
	b.exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
	all.Wait()
	if !storage.Unavailable(failed) {
		t.Errorf("error is %v", failed)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := b.count(`SELECT count(*) FROM pending`); n != 0 {
		t.Errorf("%d messages were stored", n)
	}
	b.commit("A", b.turn("web:a", 1, `{}`))
}

// After a failover the old primary takes no writes.
func TestCommitReadOnly(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	name := value[string](b, `SELECT current_database()::text`)
	b.exec(`ALTER DATABASE ` + name + ` SET default_transaction_read_only = on`)
	db := testkit.Open(t, b.dsn)
	if _, err := db.Commit(t.Context(), "A", []*storage.Turn{b.turn("web:a", 0)}); !storage.Unavailable(err) {
		t.Errorf("error is %v", err)
	}
}

func TestClosedDatabase(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	db := testkit.Open(t, b.dsn)
	if err := db.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	db.Close()
	if err := db.Ping(t.Context()); !storage.Unavailable(err) {
		t.Errorf("error is %v", err)
	}
}
