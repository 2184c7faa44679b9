package storage

import (
	"context"
)

// BusiestHour is how many responses were begun in a busy hour of a unit in the last four weeks: in the hour that only one in
// twenty of those with responses exceeds, so that one flood does not make room for the next. 0 without responses.
func (db *DB) BusiestHour(ctx context.Context, unit int32) (int, error) {
	var n int
	err := db.pool.QueryRow(ctx, `SELECT coalesce(percentile_disc(0.95) WITHIN GROUP (ORDER BY n), 0)::int FROM (
			SELECT count(*) AS n FROM response
			WHERE unit = $1 AND month >= to_char(now() - interval '28 days', 'YYYYMM')::int AND started_at BETWEEN now() - interval '28 days' AND now()
			GROUP BY date_trunc('hour', started_at)) hours`, unit).Scan(&n)
	return n, err
}
