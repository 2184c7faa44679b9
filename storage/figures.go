package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/report"
	"motcua/survey"
)

// missesShown is how many groups of unanswered questions a report names.
const missesShown = 10

// ReportInput reads everything a unit's report of a period is made of, as of one moment. The figures come from the
// rollups: their cost does not grow with the number of answers. Only how the forms came in, and what was suggested, is
// read from the period's own forms; once they are deleted after the time they are kept, a report goes without.
func (db *DB) ReportInput(ctx context.Context, u UnitRow, form *survey.Form, p report.Period, now time.Time) (report.Input, error) {
	in := report.Input{Unit: u.Unit, Points: u.Points, Form: form, Period: p, Now: now}
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) (err error) {
		r := rollups{tx: tx, units: []int32{u.ID}, unit: u}
		if err := r.addFormer(ctx, &in); err != nil {
			return err
		}
		if err := r.read(ctx, &in); err != nil {
			return err
		}
		if in.Batches, in.Suggestions, err = single(ctx, tx, u.ID, in); err != nil {
			return err
		}
		in.Misses, in.MissTotal, err = misses(ctx, tx, u.ID, p)
		in.Misses = in.Misses[:min(len(in.Misses), missesShown)]
		return err
	})
	return in, err
}

// missesGrouped bounds how many different questions are compared with one another; the rarest beyond it are only counted.
const missesGrouped = 2000

// misses gives what the lookup could not answer in a period, grouped by likeness, most frequent first, and how often in all.
func misses(ctx context.Context, q querier, unit int32, p report.Period) (groups []report.Miss, total int, err error) {
	rows, err := q.Query(ctx, `SELECT min(body), count(*)::int, sum(count(*)) OVER ()::int FROM lookup_miss
		WHERE unit = $1 AND month BETWEEN $2 AND $3 GROUP BY fold ORDER BY 2 DESC, 1 LIMIT $4`, unit, int32(p.First()), int32(p.Last()), missesGrouped)
	if err != nil {
		return nil, 0, err
	}
	var m report.Miss
	_, err = pgx.ForEachRow(rows, []any{&m.Text, &m.N, &total}, func() error {
		groups = append(groups, m)
		return nil
	})
	return report.GroupMisses(groups), total, err
}

// querier is the pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// Misses gives what the lookup could not answer for a unit in a period, grouped by likeness, most frequent first, and how
// often in all. The questions were masked before they were stored.
func (db *DB) Misses(ctx context.Context, unit int32, p report.Period) (groups []report.Miss, total int, err error) {
	return misses(ctx, db.pool, unit, p)
}

// Recount counts a unit's figures from the single answers. It exists to check the rollups (doctor, tests) and is
// as slow as the number of answers is large. Whole forms that left no session (opened, declined) are not
// in it.
func (db *DB) Recount(ctx context.Context, unit int32, form *survey.Form) ([]survey.Count, error) {
	rows, err := db.pool.Query(ctx, `SELECT s.id, s.unit, s.month, s.form, s.channel, s.point, s.slip, s.status,
			coalesce(array_agg(a.question) FILTER (WHERE a.question IS NOT NULL), '{}'),
			coalesce(array_agg(a.choice) FILTER (WHERE a.question IS NOT NULL), '{}')
		FROM session s LEFT JOIN answer a ON a.session = s.id WHERE s.unit = $1 AND s.form = $2 GROUP BY s.id`, unit, form.ID)
	if err != nil {
		return nil, err
	}
	var (
		all       []survey.Count
		s         survey.Session
		questions []string
		choices   []int16
	)
	_, err = pgx.ForEachRow(rows, []any{&s.ID, &s.Unit, &s.Month, &s.Form, &s.Channel, &s.Point, &s.Slip, &s.Status, &questions, &choices}, func() error {
		s.Answers = map[string]survey.Answer{}
		for i, q := range questions {
			s.Answers[q] = survey.Answer{Choice: int(choices[i])}
		}
		all = append(all, s.Counts(form)...)
		return nil
	})
	return survey.Add(all...), err
}

// Rollup reads a unit's figures as they stand, month by month.
func (db *DB) Rollup(ctx context.Context, unit int32) ([]survey.Count, error) {
	return collectCounts(db.pool.Query(ctx, `SELECT unit, month, form, question, choice, channel, point, slip, field, n
		FROM rollup WHERE unit = $1 AND n <> 0`, unit))
}

func collectCounts(rows pgx.Rows, err error) ([]survey.Count, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (survey.Count, error) {
		var c survey.Count
		err := r.Scan(&c.Unit, &c.Month, &c.Form, &c.Question, &c.Choice, &c.Channel, &c.Point, &c.Slip, &c.Field, &c.N)
		return c, err
	})
}
