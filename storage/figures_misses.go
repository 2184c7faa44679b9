package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
)

const (
	// missesShown is how many groups of unanswered questions a report names.
	missesShown = 10
	// missesGrouped bounds how many different questions are compared with one another; the rarest beyond it are only counted.
	missesGrouped = 2000
)

// missesSQL counts what the lookup could not answer in a period, by its folded words.
const missesSQL = `SELECT min(body), count(*)::int, sum(count(*)) OVER ()::int FROM lookup_miss
	WHERE unit = $1 AND month BETWEEN $2 AND $3 GROUP BY fold ORDER BY 2 DESC, 1 LIMIT $4`

func missesArgs(unit int32, p calendar.Period) []any {
	return []any{unit, int32(p.First()), int32(p.Last()), missesGrouped}
}

func collectMisses(rows pgx.Rows) (groups []report.Miss, total int, err error) {
	var m report.Miss
	_, err = pgx.ForEachRow(rows, []any{&m.Text, &m.N, &total}, func() error {
		groups = append(groups, m)
		return nil
	})
	return report.GroupMisses(groups), total, err
}

// Misses gives what the lookup could not answer for a unit in a period, grouped by likeness, most frequent first, and how
// often in all. The questions were masked before they were stored.
func (db *DB) Misses(ctx context.Context, unit int32, p calendar.Period) (groups []report.Miss, total int, err error) {
	rows, err := db.pool.Query(ctx, missesSQL, missesArgs(unit, p)...)
	if err != nil {
		return nil, 0, err
	}
	return collectMisses(rows)
}

// queueReportMisses reads those a report names.
func queueReportMisses(b *pgx.Batch, unit int32, in *report.Input) {
	b.Queue(missesSQL, missesArgs(unit, in.Period)...).Query(func(rows pgx.Rows) (err error) {
		in.Misses, in.MissTotal, err = collectMisses(rows)
		in.Misses = in.Misses[:min(len(in.Misses), missesShown)]
		return err
	})
}
