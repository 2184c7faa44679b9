package storage

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// CompareInputs reads what a comparison of units over a period takes, in the order of the units: the headline, this time
// and the time before, and how many forms there were. All units are read at once.
func (db *DB) CompareInputs(ctx context.Context, units []UnitRow, p report.Period, now time.Time) ([]report.Input, error) {
	ins := make([]report.Input, len(units))
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) error {
		forms, err := allForms(ctx, tx)
		if err != nil {
			return err
		}
		current, err := headlines(ctx, tx, units, forms, p)
		if err != nil {
			return err
		}
		before, err := headlines(ctx, tx, units, forms, p.Previous())
		if err != nil {
			return err
		}
		for i, u := range units {
			ins[i] = report.Input{Unit: u.Unit, Period: p, Now: now, Counts: current[u.ID], Previous: before[u.ID]}
			if ins[i].Previous == nil && p.Previous().End(org.Location()).After(u.Created) {
				ins[i].Previous = []survey.Count{}
			}
			for _, form := range forms {
				if form.ID == u.FormID {
					ins[i].Form = form
				} else {
					ins[i].Forms = append(ins[i].Forms, form)
				}
			}
			if ins[i].Form == nil {
				return fmt.Errorf("unit %s: form %s: %w", u.Code, u.FormID, ErrNotFound)
			}
		}
		return nil
	})
	return ins, err
}

// allForms reads every published questionnaire.
func allForms(ctx context.Context, tx pgx.Tx) ([]*survey.Form, error) {
	rows, err := tx.Query(ctx, `SELECT id FROM form`)
	if err != nil {
		return nil, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	return published(ctx, tx, ids)
}

// headlines reads the answers to the headline and the numbers of forms of units in a period, by unit. A unit's figures
// from before it was merged are those of its predecessors, which stand as units of their own, so they are not added here.
// Each unit, month and question is looked up by itself: left to choose, the database reads whole units.
func headlines(ctx context.Context, tx pgx.Tx, units []UnitRow, forms []*survey.Form, p report.Period) (map[int32][]survey.Count, error) {
	var of, months []int32
	var ids, questions []string
	for _, f := range forms {
		for _, q := range []string{f.Overall, survey.QOpened, survey.QDeclined, survey.QStarted, survey.QFinished, survey.QPartial} {
			ids, questions = append(ids, f.ID), append(questions, q)
		}
	}
	for _, u := range units {
		of = append(of, u.ID)
	}
	for m := p.First(); m <= p.Last(); m = m.Add(1) {
		months = append(months, int32(m))
	}
	all, err := collectCounts(tx.Query(ctx, `SELECT u, $5::int, f, q, r.choice, r.channel, 0::smallint, '', '', sum(r.n)::int
		FROM unnest($1::int[]) u, unnest($2::int[]) m, unnest($3::text[], $4::text[]) t (f, q)
		CROSS JOIN LATERAL (SELECT choice, channel, sum(n) AS n FROM rollup
			WHERE unit = u AND month = m AND form = f AND question = q GROUP BY choice, channel) r
		GROUP BY u, f, q, r.choice, r.channel HAVING sum(r.n) <> 0`, of, months, ids, questions, int32(p.First())))
	by := map[int32][]survey.Count{}
	for _, c := range all {
		by[c.Unit] = append(by[c.Unit], c)
	}
	return by, err
}
