package storage

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/odd"
)

// Batch is an odd batch and what was decided about it.
type Batch struct {
	ID     int32
	Unit   int32
	Month  calendar.Month
	No     int // within the unit and month, from 1
	Found  odd.Batch
	N      int // responses, when it was found
	State  report.BatchState
	Step   int  // of the log; a decision names the one it was made on
	Merged bool // restored before the month was first reported on: for good
	Log    []Decision
}

// Decision is one step of a batch's log. The first is the finding itself.
type Decision struct {
	State  report.BatchState
	Reason string
	By     string // WayRoom, WayCommand or WaySystem; never a person
	At     time.Time
}

const batchColumns = `b.id, b.unit, b.month, b.no, b.kind, b.mark, b.whole, b.point, b.n, b.times, b.most, b.first_at, b.state, b.step, b.merged`

func scanBatch(r pgx.CollectableRow) (Batch, error) {
	var b Batch
	err := r.Scan(&b.ID, &b.Unit, &b.Month, &b.No, &b.Found.Kind, &b.Found.Mark, &b.Found.Unit, &b.Found.Point, &b.N, &b.Found.Times, &b.Found.Most,
		&b.Found.First, &b.State, &b.Step, &b.Merged)
	return b, err
}

// Batches are the odd batches of a unit's months, the newest month first, with their logs.
func (db *DB) Batches(ctx context.Context, unit int32) ([]Batch, error) {
	rows, err := db.pool.Query(ctx, `SELECT `+batchColumns+` FROM batch b WHERE unit = $1 ORDER BY month DESC, no`, unit)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, scanBatch)
	if err != nil {
		return nil, err
	}
	rows, err = db.pool.Query(ctx, `SELECT l.batch, l.state, l.reason, l.by, l.at FROM batch_log l JOIN batch b ON b.id = l.batch
		WHERE b.unit = $1 ORDER BY l.batch, l.step`, unit)
	if err != nil {
		return nil, err
	}
	var (
		id int32
		d  Decision
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &d.State, &d.Reason, &d.By, &d.At}, func() error {
		if i := slices.IndexFunc(all, func(b Batch) bool { return b.ID == id }); i >= 0 {
			all[i].Log = append(all[i].Log, d)
		}
		return nil
	})
	return all, err
}

// Decide changes the state of a batch as it was looked at, and logs it. ErrNotFound, ErrMerged, or ErrDecided if somebody else
// was faster.
func (db *DB) Decide(ctx context.Context, b Batch, d Decision) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		var step int
		var merged bool
		err := tx.QueryRow(ctx, `SELECT step, merged FROM batch WHERE id = $1 FOR NO KEY UPDATE`, b.ID).Scan(&step, &merged)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			return ErrNotFound
		case err != nil:
			return err
		case merged:
			return ErrMerged
		case step != b.Step:
			return ErrDecided
		}
		return logDecision(ctx, tx, b.ID, d)
	})
}

func logDecision(ctx context.Context, tx pgx.Tx, id int32, d Decision) error {
	_, err := tx.Exec(ctx, `WITH b AS (UPDATE batch SET state = $2, step = step + 1 WHERE id = $1 RETURNING step)
		INSERT INTO batch_log (batch, step, state, reason, by, at) SELECT $1, step, $2, $3, $4, $5 FROM b`, id, string(d.State), d.Reason, d.By, d.At)
	return err
}

// IsIssued reports whether a report has said something of a unit's month.
func (db *DB) IsIssued(ctx context.Context, unit int32, m calendar.Month) (bool, error) {
	var is bool
	err := db.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM issued WHERE unit = $1 AND month = $2)`, unit, int32(m)).Scan(&is)
	return is, err
}
