package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Service is the unit number under which what is kept for the whole service is cleaned.
const Service int32 = 0

// Cleaned gives the day up to which a unit, or the service, has been cleaned, as midnight UTC. Before the first clean-up
// that is the day on which it was made.
func (db *DB) Cleaned(ctx context.Context, unit int32) (time.Time, error) {
	var upto time.Time
	err := db.pool.QueryRow(ctx, `SELECT coalesce(
			(SELECT upto FROM cleaned WHERE unit = $1),
			(SELECT created_at::date FROM unit WHERE id = $1),
			(SELECT created_at::date FROM installation),
			current_date)`, unit).Scan(&upto)
	return upto, err
}

// Cleaning says how far a clean-up goes: everything is deleted that was past its time at the moment At, and from then on
// the unit counts as cleaned up to Day.
type Cleaning struct {
	At  time.Time
	Day time.Time // midnight UTC of the day of At in Vietnam
}

// cleaned notes how far a unit was cleaned. It never goes back.
func cleaned(ctx context.Context, tx pgx.Tx, unit int32, c Cleaning) error {
	_, err := tx.Exec(ctx, `INSERT INTO cleaned AS c (unit, upto) VALUES ($1, $2)
		ON CONFLICT (unit) DO UPDATE SET upto = greatest(c.upto, excluded.upto)`, unit, c.Day)
	return err
}

// Overdue counts the responses of a unit that a clean-up would delete.
func (db *DB) Overdue(ctx context.Context, unit int32, cutoff time.Time) (int64, error) {
	var n int64
	err := db.pool.QueryRow(ctx, `SELECT count(*) FROM response WHERE unit = $1 AND started_at < $2`, unit, cutoff).Scan(&n)
	return n, err
}
