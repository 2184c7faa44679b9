package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// DaysOfCodes are the days since a day that are over, the newest first: the present one would tell who counts along when a code was
// used. Days and points without codes are left out. What is told of a day does not change any more: the difference would be what
// somebody has erased, or what came in late.
func (db *DB) DaysOfCodes(ctx context.Context, unit int32, since time.Time) ([]DayOfCodes, error) {
	if err := db.KeepDaysOfCodes(ctx, unit); err != nil && !errors.Is(err, ErrClockHeld) {
		return nil, err
	}
	rows, err := db.pool.Query(ctx, `SELECT day, point, given, used FROM code_day WHERE unit = $1 AND day >= $2 ORDER BY day DESC, point`, unit, since)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[DayOfCodes])
}

// KeepDaysOfCodes keeps what there is to tell of a unit's days that are over, each once; ErrClockHeld while it is not known which those are.
func (db *DB) KeepDaysOfCodes(ctx context.Context, unit int32) error {
	if err := db.clockHeld(ctx); err != nil {
		return err
	}
	return db.tx(ctx, func(tx pgx.Tx) error {
		var over bool // a day is over that is not kept; the row is locked, so that two who look keep it once
		err := tx.QueryRow(ctx, `INSERT INTO code_day_upto AS u (unit, upto) VALUES ($1, '0001-01-01')
			ON CONFLICT (unit) DO UPDATE SET upto = u.upto RETURNING upto < current_date - 1`, unit).Scan(&over)
		if err != nil || !over {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO code_day (unit, day, point, given, used) SELECT $1, day, point, sum(given), sum(used) FROM (
				SELECT day, point, given, 0 AS used FROM code_sheet WHERE unit = $1
				UNION ALL SELECT day, point, 0, 1 FROM response WHERE unit = $1 AND evidence = 'code') d
			WHERE day > (SELECT upto FROM code_day_upto WHERE unit = $1) AND day < current_date GROUP BY day, point`, unit)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE code_day_upto SET upto = current_date - 1 WHERE unit = $1`, unit)
		return err
	})
}
