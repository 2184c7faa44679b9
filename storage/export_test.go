package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report/odd"
)

// MonthForms reads how the forms of a month came in, as they stand.
func (db *DB) MonthForms(ctx context.Context, unit int32, m calendar.Month) (responses []odd.Response, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		responses, err = monthForms(ctx, tx, unit, m)
		return err
	})
	return responses, err
}
