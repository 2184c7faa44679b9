package storage

import (
	"context"
	"errors"
	"time"

	"motcua/bot/turn"

	"github.com/jackc/pgx/v5"
)

// DutyState is what became of a duty.
type DutyState struct {
	DoneAt *time.Time
	Note   string
	Tries  int
	Error  string
}

// Duty reads what became of a duty; ErrNotFound if nobody has taken it up yet.
func (db *DB) Duty(ctx context.Context, d turn.Duty) (DutyState, error) {
	var s DutyState
	err := db.pool.QueryRow(ctx, `SELECT done_at, coalesce(note, ''), tries, coalesce(error, '') FROM duty
		WHERE job = $1 AND unit = $2 AND period = $3`, d.Job, d.Unit, d.Period).Scan(&s.DoneAt, &s.Note, &s.Tries, &s.Error)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, ErrNotFound
	}
	return s, err
}

// DutiesDone gives all duties of a job that are done, and when they were.
func (db *DB) DutiesDone(ctx context.Context, job string) (map[turn.Duty]time.Time, error) {
	rows, err := db.pool.Query(ctx, `SELECT job, unit, period, done_at FROM duty WHERE job = $1 AND done_at IS NOT NULL`, job)
	if err != nil {
		return nil, err
	}
	done := map[turn.Duty]time.Time{}
	var d turn.Duty
	var at time.Time
	_, err = pgx.ForEachRow(rows, []any{&d.Job, &d.Unit, &d.Period, &at}, func() error {
		done[d] = at
		return nil
	})
	return done, err
}

// Owe makes a duty owed again that was done at a moment; false if somebody else did so, or did it anew, meanwhile.
func (db *DB) Owe(ctx context.Context, d turn.Duty, doneAt time.Time, why string) (bool, error) {
	tag, err := db.pool.Exec(ctx, `UPDATE duty SET done_at = NULL, lease = NULL, holder = NULL, error = $5
		WHERE job = $1 AND unit = $2 AND period = $3 AND done_at = $4`, d.Job, d.Unit, d.Period, doneAt, why)
	return tag.RowsAffected() > 0, err
}

// OpenDuties gives the duties of a job that turns have made and nobody has done, oldest first, with their notes.
func (db *DB) OpenDuties(ctx context.Context, job string) ([]turn.Owing, error) {
	rows, err := db.pool.Query(ctx, `SELECT job, unit, period, coalesce(note, '') FROM duty
		WHERE job = $1 AND done_at IS NULL AND (lease IS NULL OR lease < now()) ORDER BY period LIMIT 100`, job)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (turn.Owing, error) {
		var o turn.Owing
		err := r.Scan(&o.Job, &o.Unit, &o.Period, &o.Note)
		return o, err
	})
}

// Claim takes a duty up for the length of lease: true for exactly one caller until the lease ends or the
// duty is failed; never again once it is done.
func (db *DB) Claim(ctx context.Context, d turn.Duty, holder string, lease time.Duration) (bool, error) {
	var won bool
	err := db.pool.QueryRow(ctx, `INSERT INTO duty AS d (job, unit, period, holder, lease, tries)
		VALUES ($1, $2, $3, $4, now() + $5::interval, 1)
		ON CONFLICT (job, unit, period) DO UPDATE SET holder = excluded.holder, lease = excluded.lease, tries = d.tries + 1
		WHERE d.done_at IS NULL AND (d.lease IS NULL OR d.lease < now())
		RETURNING true`, d.Job, d.Unit, d.Period, holder, lease).Scan(&won)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return won, err
}

// Fail gives a duty back, to be tried again after wait, and remembers why.
func (db *DB) Fail(ctx context.Context, d turn.Duty, holder string, cause error, wait time.Duration) error {
	_, err := db.pool.Exec(ctx, `UPDATE duty SET lease = now() + $5::interval, error = $6
		WHERE job = $1 AND unit = $2 AND period = $3 AND holder = $4 AND done_at IS NULL`, d.Job, d.Unit, d.Period, holder, wait, cause.Error())
	return err
}

// ErrLost is returned when a duty's lease has gone to somebody else meanwhile.
var ErrLost = errors.New("the duty is somebody else's by now")

// Done marks a duty as done at a moment of the database's clock and, in the same transaction, stores files and puts messages into the
// outbox: either both have happened or neither. makePosts gets the ids of the files in their order.
func (db *DB) Done(ctx context.Context, d turn.Duty, holder string, at time.Time, note string, files [][]byte, makePosts func(blobs []int64) ([]turn.Post, error)) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if err := settle(ctx, tx, d, holder, at, note); err != nil {
			return err
		}
		blobs := make([]int64, len(files))
		for i, f := range files {
			if err := tx.QueryRow(ctx, `INSERT INTO blob (body) VALUES ($1) RETURNING id`, f).Scan(&blobs[i]); err != nil {
				return err
			}
		}
		posts, err := makePosts(blobs)
		if err != nil {
			return err
		}
		for _, p := range posts {
			if err := post(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// settle marks a duty as done; ErrLost when it is not the holder's any more.
func settle(ctx context.Context, tx pgx.Tx, d turn.Duty, holder string, at time.Time, note string) error {
	tag, err := tx.Exec(ctx, `UPDATE duty SET done_at = $6, note = $5, error = NULL
		WHERE job = $1 AND unit = $2 AND period = $3 AND holder = $4 AND done_at IS NULL`, d.Job, d.Unit, d.Period, holder, note, at)
	if err == nil && tag.RowsAffected() == 0 {
		return ErrLost
	}
	return err
}

// post puts one message into the outbox outside a turn. It moves the conversation's version on, which
// gives the message its place in the order, and makes its lane due.
func post(ctx context.Context, tx pgx.Tx, p turn.Post) error {
	_, err := tx.Exec(ctx, postSQL, p.Conv, p.Unit, p.Body)
	return err
}

// postSQL is one statement, so that it can stand in a turn's batch as well.
const postSQL = `WITH c AS (
		INSERT INTO conversation AS c (conv, unit, version) VALUES ($1, nullif($2, 0), 1)
		ON CONFLICT (conv) DO UPDATE SET version = c.version + 1 RETURNING version),
	o AS (
		INSERT INTO pending (conv, seq, body) SELECT $1, version * 16, convert_from($3, 'UTF8') FROM c)
	INSERT INTO lane AS l (conv, due) VALUES ($1, now()) ON CONFLICT (conv) DO UPDATE SET due = coalesce(l.due, now())`
