package storage

import (
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/survey"
)

// SetFacts writes what a unit enters for indices of a period, by the number of the index; nil takes an entry away. Each is a row of
// its own: what others enter for other indices at the same time, or change about the unit, stays. All are written or none; the
// database refuses a unit that is not there and numbers no index can have.
func (db *DB) SetFacts(ctx context.Context, unit int32, p calendar.Period, facts map[int]*survey.Fact) error {
	if len(facts) == 0 {
		return nil
	}
	b := &pgx.Batch{}
	for _, number := range slices.Sorted(maps.Keys(facts)) { // in order: two who enter the same wait for each other
		f := facts[number]
		if f == nil {
			b.Queue(`DELETE FROM fact WHERE unit = $1 AND period = $2 AND number = $3`, unit, p.String(), int16(number))
			continue
		}
		b.Queue(`INSERT INTO fact (unit, period, number, two, one, zero, points) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (unit, period, number) DO UPDATE SET two = excluded.two, one = excluded.one, zero = excluded.zero,
				points = excluded.points, entered_at = now()`, unit, p.String(), int16(number), f.Two, f.One, f.Zero, f.Points)
	}
	return db.pool.SendBatch(ctx, b).Close()
}

const factsSQL = `SELECT number, two, one, zero, points FROM fact WHERE unit = $1 AND period = $2`

// Facts are what a unit has entered for the indices of a period, by number.
func (db *DB) Facts(ctx context.Context, unit int32, p calendar.Period) (map[int]survey.Fact, error) {
	rows, err := db.pool.Query(ctx, factsSQL, unit, p.String())
	if err != nil {
		return nil, err
	}
	return collectFacts(rows)
}

// queueFacts reads the same together with the rest of a report.
func queueFacts(b *pgx.Batch, unit int32, in *report.Input) {
	b.Queue(factsSQL, unit, in.Period.String()).Query(func(rows pgx.Rows) (err error) {
		in.Facts, err = collectFacts(rows)
		return err
	})
}

func collectFacts(rows pgx.Rows) (map[int]survey.Fact, error) {
	facts := map[int]survey.Fact{}
	var (
		number int
		f      survey.Fact
		points *int
	)
	_, err := pgx.ForEachRow(rows, []any{&number, &f.Two, &f.One, &f.Zero, &points}, func() error {
		f.Points = points
		facts[number] = f
		return nil
	})
	return facts, err
}
