// Package storage is the only place that speaks SQL. It knows rows and transactions, not conversations:
// what a turn means is decided elsewhere and handed over as plain values.
package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// DB is the installation's database. It is safe for concurrent use.
type DB struct {
	pool  *pgxpool.Pool
	log   *slog.Logger
	forms questionnaires
	writes
}

// Open connects to dsn (a URL or key=value string) and waits until the database answers or ctx ends.
func Open(ctx context.Context, dsn string, log *slog.Logger) (*DB, error) {
	cfg, err := Config(dsn)
	if err != nil {
		return nil, err
	}
	db := &DB{log: log}
	cfg.ConnConfig.OnPgError = db.hear
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("database: %w", redact(err))
	}
	db.pool = pool
	return db, nil
}

// redact drops the address from an error of the driver's parser, since it may hold a password.
func redact(err error) error {
	var p *pgconn.ParseConfigError
	if errors.As(err, &p) {
		return ErrAddress
	}
	return err
}

// Close gives all connections back. It waits for those that are being made, because nobody does any more whose caller has given
// up, and the pool would cut them in the middle.
func (db *DB) Close() {
	for late := time.Now().Add(connectTimeout); db.pool.Stat().ConstructingConns() > 0 && time.Now().Before(late); {
		time.Sleep(time.Millisecond)
	}
	db.pool.Close()
}

// Ping asks the database for a sign of life.
func (db *DB) Ping(ctx context.Context) error { return db.pool.Ping(ctx) }

// tx runs fn in one transaction.
func (db *DB) tx(ctx context.Context, fn func(pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, db.pool, fn)
}

// code is the SQLSTATE of err, "" if the server did not send one.
func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// constraint is the name of the constraint that err is about, "" if the server named none.
func constraint(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}

// Unavailable reports whether err means that the database is away rather than that it refused
// something: the same call may go through a moment later.
func Unavailable(err error) bool {
	var f interface{ Final() bool }
	if err == nil || (errors.As(err, &f) && f.Final()) { // it says so itself: no database had a part in it
		return false
	}
	switch c := code(err); {
	case c == "": // no answer at all: connection refused, reset, timed out
		return !ours(err)
	case c[:2] == "57", c[:2] == "53", c[:2] == "08", c == "25006": // shutting down, out of resources, connection, read-only
		return true
	}
	return false
}

// ours reports whether err is a finding of this package: the database was there and said so.
func ours(err error) bool {
	for _, known := range []error{ErrClash, ErrSeen, ErrAnswered, ErrFormGone, ErrNotFound, ErrLost, ErrKind, ErrBefore} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// ErrNotFound is returned where exactly one thing was asked for and there is none.
var ErrNotFound = errors.New("not found")
