package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
)

// LumpInput reads what a report on one unit's month is made of as it stands, issued or not.
func (db *DB) LumpInput(ctx context.Context, u UnitRow, m calendar.Month, now time.Time) (in report.Input, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		in, err = db.lumpInput(ctx, tx, u, m, now)
		return err
	})
	return in, err
}
