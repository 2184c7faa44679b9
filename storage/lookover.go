package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/odd"
)

// LookOver looks for odd batches in the unit's months that have ended, each once. Reports do so themselves before they say
// anything of a month; this is for leaders who want to decide before.
func (db *DB) LookOver(ctx context.Context, u UnitRow, now time.Time) error {
	rows, err := db.pool.Query(ctx, `SELECT DISTINCT month FROM response r WHERE unit = $1 AND month <= $2
		AND NOT EXISTS (SELECT FROM looked_over l WHERE l.unit = r.unit AND l.month = r.month) ORDER BY month`,
		u.ID, int32(calendar.WindowOf(u.Settings).LastMonth(now)))
	if err != nil {
		return err
	}
	months, err := pgx.CollectRows(rows, pgx.RowTo[calendar.Month])
	if err != nil || len(months) == 0 {
		return err
	}
	if err := db.clockHeld(ctx); err != nil {
		return err
	}
	for _, m := range months {
		if err := db.alone(ctx, func(tx pgx.Tx) error { return lookOver(ctx, tx, u, m, now) }); err != nil {
			return err
		}
	}
	return nil
}

// lookOver looks for the odd batches of one month, unless that was done.
func lookOver(ctx context.Context, tx pgx.Tx, u UnitRow, m calendar.Month, now time.Time) error {
	tag, err := tx.Exec(ctx, `INSERT INTO looked_over (unit, month, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, u.ID, int32(m), now)
	if err != nil || tag.RowsAffected() == 0 {
		return err
	}
	if _, err := tx.Exec(ctx, crowdSQL, calendar.WindowOf(u.Settings).End(calendar.MonthPeriod(m)).Format(time.DateOnly), odd.CrowdSize); err != nil {
		return err
	}
	responses, err := monthForms(ctx, tx, u.ID, m)
	if err != nil {
		return err
	}
	b := &pgx.Batch{}
	for i, found := range odd.Find(responses, report.OpenHours(u.Unit)) {
		b.Queue(`WITH b AS (INSERT INTO batch (unit, month, no, kind, mark, whole, point, n, times, most, first_at)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id),
			l AS (INSERT INTO batch_log (batch, step, state, reason, by, at) SELECT id, 1, $12, '', $13, $14 FROM b)
			INSERT INTO batch_response (response, batch) SELECT unnest($15::bigint[]), id FROM b`,
			u.ID, int32(m), i+1, string(found.Kind), string(found.Mark), found.Unit, found.Point, len(found.Forms), found.Times, found.Most, found.First,
			string(report.Flagged), WaySystem, now, found.Forms)
	}
	return tx.SendBatch(ctx, b).Close()
}

// WaySystem stands in the log of decisions for what no leader said.
const WaySystem = "system"

// monthForms reads how the responses of a unit's month came in. The keys by which devices are told apart stay in here.
func monthForms(ctx context.Context, tx pgx.Tx, unit int32, m calendar.Month) ([]odd.Response, error) {
	rows, err := tx.Query(ctx, `SELECT id, started_at, point, channel, fives, ones, crowd, evidence,
			CASE WHEN respondent IN (SELECT respondent FROM response WHERE unit = $1 AND month = $2 AND often) THEN respondent ELSE '' END
		FROM response WHERE unit = $1 AND month = $2 ORDER BY started_at, id`, unit, int32(m))
	if err != nil {
		return nil, err
	}
	var (
		responses   []odd.Response
		f           odd.Response
		channel     string
		fives, ones bool
		respondent  string
	)
	devices := map[string]int{}
	_, err = pgx.ForEachRow(rows, []any{&f.ID, &f.At, &f.Point, &channel, &fives, &ones, &f.Crowd, &f.Evidence, &respondent}, func() error {
		f.Self, f.Kiosk, f.Mark, f.Device = report.Self(channel), report.AtKiosk(channel), odd.Mixed, 0
		switch {
		case fives:
			f.Mark = odd.Fives
		case ones:
			f.Mark = odd.Ones
		}
		if respondent != "" {
			if devices[respondent] == 0 {
				devices[respondent] = len(devices) + 1
			}
			f.Device = devices[respondent]
		}
		responses = append(responses, f)
		return nil
	})
	return responses, err
}

var (
	// ErrDecided: somebody else decided on the batch since it was looked at.
	ErrDecided = errors.New("batch was decided on meanwhile")
	// ErrMerged: the batch was restored before the month was first reported on; what was issued holds its responses for good.
	ErrMerged = errors.New("batch is part of what was issued")
)
