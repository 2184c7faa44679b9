package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/org"
)

// Kept says how long the traces are kept that serve the running of the service rather than the figures.
const (
	keepSeen   = "7 days"   // platforms repeat an event for a day at the most
	keepWeblog = "30 days"  // what the web chat shows again after a reload
	keepBlobs  = "400 days" // files of digests
	keepChats  = "180 days" // conversations nobody has written in
	keepVisits = "1 day"    // those of visitors of a kiosk, which nobody comes back to
	keepCodes  = "60 days"  // visit codes past their time, so that who comes late hears why; those of a screen go after a day
)

// Forget deletes what is past its time: single responses of a unit begun before cutoff, with their answers, and what was
// suggested in the months before. The figures stay; they hold nothing of a single response. It returns how many responses went.
func (db *DB) Forget(ctx context.Context, u org.Unit, cutoff time.Time, c Cleaning) (n int64, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `WITH gone AS (DELETE FROM response WHERE unit = $1 AND started_at < $2 RETURNING id),
			said AS (UPDATE issued SET said = '[]' WHERE unit = $1 AND month < $3 AND said <> '[]'),
			odd AS (DELETE FROM batch_response WHERE response IN (SELECT id FROM gone)),
			answers AS (DELETE FROM answer WHERE response IN (SELECT id FROM gone))
			SELECT count(*) FROM gone`, u.ID, cutoff, int32(calendar.WindowOf(u.Settings).MonthOf(cutoff))).Scan(&n)
		if err != nil {
			return err
		}
		return cleaned(ctx, tx, u.ID, c)
	})
	return n, err
}

// Sweep deletes traces that were past their time at a moment: seen-marks, shown web chat messages, old files, visit codes, and
// conversations nobody has written in for half a year and that wait for nothing.
func (db *DB) Sweep(ctx context.Context, c Cleaning) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		for _, sql := range []string{
			`DELETE FROM seen WHERE day < $1::timestamptz::date - interval '` + keepSeen + `'`,
			`DELETE FROM weblog WHERE at < $1::timestamptz - interval '` + keepWeblog + `' AND NOT EXISTS (SELECT FROM destination d WHERE d.conv = weblog.conv)`,
			`DELETE FROM blob WHERE created_at < $1::timestamptz - interval '` + keepBlobs + `'`,
			`DELETE FROM conversation c WHERE active_at < $1::timestamptz::date - interval '` + keepChats + `' AND wake_at IS NULL
				AND NOT EXISTS (SELECT FROM destination d WHERE d.conv = c.conv) AND NOT EXISTS (SELECT FROM pending o WHERE o.conv = c.conv)`,
			`DELETE FROM ticket WHERE expires_at < $1::timestamptz - CASE kind WHEN 'screen' THEN interval '1 day' ELSE interval '` + keepCodes + `' END`,
			`DELETE FROM conversation WHERE conv LIKE 'kiosk:%' AND active_at < $1::timestamptz::date - interval '` + keepVisits + `' AND wake_at IS NULL`,
			`DELETE FROM lookup_miss WHERE at < $1::timestamptz - interval '` + keepBlobs + `'`,
		} {
			if _, err := tx.Exec(ctx, sql, c.At); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `DELETE FROM lane l WHERE due IS NULL AND NOT EXISTS (SELECT FROM conversation c WHERE c.conv = l.conv)`); err != nil {
			return err
		}
		return cleaned(ctx, tx, Service, c)
	})
}
