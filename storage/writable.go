package storage

import (
	"context"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	// readOnly is the SQLSTATE of a server that takes no writes: a standby, or a primary that was told to stop taking them.
	readOnly = "25006"
	// refusedFor is how long a refused write is remembered: those of a conversation are tried again within it, so that a
	// database that still refuses is not called ready in between.
	refusedFor = 30 * time.Second
	// askedFor is how long an answer of Writable holds: whoever asks often makes no writes of it.
	askedFor = time.Second
)

// writes is what is known of whether the database takes writes.
type writes struct {
	mu      sync.Mutex
	refused error // the last refusal that was no fault of what was written
	at      time.Time
	asked   time.Time
	answer  error
}

// hear hears each error the server sends and reports whether the connection is to be kept. One that was told that nothing can be
// written is not: it would say so long after the server takes writes again.
func (w *writes) hear(_ *pgconn.PgConn, err *pgconn.PgError) bool {
	if err.Code == readOnly || err.Code[:min(2, len(err.Code))] == "53" { // out of resources: its disk is full, say
		w.mu.Lock()
		w.refused, w.at = err, time.Now()
		w.mu.Unlock()
	}
	return err.Code != readOnly && err.SeverityUnlocalized != "FATAL"
}

// lately is the last refusal, if it was not long ago.
func (w *writes) lately() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.refused != nil && time.Since(w.at) < refusedFor {
		return w.refused
	}
	return nil
}

// Writable reports whether answers of citizens can be stored now: the database is there, takes writes, and has not refused one
// for want of room lately. Whoever asks again within a second gets the same answer.
func (db *DB) Writable(ctx context.Context) error {
	w := &db.writes
	if err := w.lately(); err != nil {
		return err
	}
	w.mu.Lock()
	fresh, answer := time.Since(w.asked) < askedFor, w.answer
	w.mu.Unlock()
	if fresh && answer == nil { // it may have gone since
		return db.Ping(ctx)
	}
	if fresh {
		return answer
	}
	_, err := db.pool.Exec(ctx, `UPDATE heartbeat SET at = at`)
	if ctx.Err() == nil { // a caller who has gone learnt nothing
		w.mu.Lock()
		w.asked, w.answer = time.Now(), err
		w.mu.Unlock()
	}
	return err
}
