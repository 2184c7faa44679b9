package storage

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// rollups reads the figures of one unit, and for the months before it was merged those of its predecessors.
type rollups struct {
	tx     pgx.Tx
	unit   UnitRow
	units  []int32      // the unit first, then its predecessors
	merged survey.Month // predecessors count before this month
	since  time.Time    // when the first of them was made
}

// addFormer finds the predecessors of the unit, and theirs, with their reception points.
func (r *rollups) addFormer(ctx context.Context, in *report.Input) (err error) {
	r.since, r.merged = r.unit.Created, survey.MonthOf(r.unit.Created.In(org.Location()))
	if len(r.unit.Settings.Predecessors) == 0 {
		return nil
	}
	if from := r.unit.Settings.MergedFrom; from != "" {
		if r.merged, err = survey.ParseMonth(from); err != nil {
			return fmt.Errorf("unit %s: merged: %w", r.unit.Code, err)
		}
	}
	rows, err := r.tx.Query(ctx, `WITH RECURSIVE former AS (
			SELECT id, name, settings, created_at FROM unit WHERE code = ANY($1)
			UNION SELECT u.id, u.name, u.settings, u.created_at FROM former f
			JOIN unit u ON u.code IN (SELECT jsonb_array_elements_text(f.settings->'predecessors')))
		SELECT id, name, created_at FROM former WHERE id <> $2 ORDER BY id`, r.unit.Settings.Predecessors, r.unit.ID)
	if err != nil {
		return err
	}
	var (
		id   int32
		name string
		made time.Time
	)
	in.Predecessors = map[int32]string{}
	if _, err = pgx.ForEachRow(rows, []any{&id, &name, &made}, func() error {
		in.Predecessors[id], r.units = name, append(r.units, id)
		if made.Before(r.since) {
			r.since = made
		}
		return nil
	}); err != nil {
		return err
	}
	rows, err = r.tx.Query(ctx, `SELECT unit, id, code, name FROM point WHERE unit = ANY($1) ORDER BY unit, id`, r.units[1:])
	if err != nil {
		return err
	}
	points, err := pgx.CollectRows(rows, pgx.RowToStructByPos[org.Point])
	in.Points = slices.Concat(in.Points, points)
	return err
}

// read fills in the counts of the period and of those it is compared with.
func (r *rollups) read(ctx context.Context, in *report.Input) (err error) {
	if in.Counts, err = r.counts(ctx, in.Period); err != nil {
		return err
	}
	if in.Forms, err = r.forms(ctx, in.Form, in.Counts); err != nil {
		return err
	}
	if in.Previous, err = r.before(ctx, in.Period.Previous()); err != nil {
		return err
	}
	if in.YearAgo, err = r.before(ctx, in.Period.YearAgo()); err != nil {
		return err
	}
	in.History, err = r.history(ctx, slices.Concat(in.Forms, []*survey.Form{in.Form}), in.Period)
	for _, c := range in.Counts {
		if c.Question == survey.QLookup && c.Unit == r.unit.ID {
			in.Lookups += c.N
		}
	}
	return err
}

// each asks for the months from first to last, of the unit and, up to the one in which it was merged, of its predecessors.
// One unit at a time, the rows come in the order of the index, and grouping them takes no sorting.
func (r *rollups) each(ctx context.Context, first, last survey.Month, sql string, more ...any) ([]survey.Count, error) {
	all := []survey.Count{} // not nil: the unit existed, and nobody answered
	for _, unit := range r.units {
		until := last
		if unit != r.unit.ID {
			until = min(last, r.merged.Add(-1))
		}
		if until < first {
			continue
		}
		counts, err := collectCounts(r.tx.Query(ctx, sql, append([]any{unit, int32(first), int32(until)}, more...)...))
		if err != nil {
			return nil, err
		}
		all = append(all, counts...)
	}
	return all, nil
}

// counts reads the figures of a period, month by month.
func (r *rollups) counts(ctx context.Context, p report.Period) ([]survey.Count, error) {
	return r.each(ctx, p.First(), p.Last(), `SELECT unit, month, form, question, choice, channel, point, slip, field, n
		FROM rollup WHERE unit = $1 AND month BETWEEN $2 AND $3 AND n <> 0`)
}

// before reads the figures of an earlier period, summed over all but what comparing takes. They are nil if neither the
// unit nor a predecessor existed then.
func (r *rollups) before(ctx context.Context, p report.Period) ([]survey.Count, error) {
	all, err := r.each(ctx, p.First(), p.Last(), `SELECT unit, month, form, question, choice, channel, 0::smallint, '', '', sum(n)::int
		FROM rollup WHERE unit = $1 AND month BETWEEN $2 AND $3 GROUP BY unit, month, form, question, choice, channel HAVING sum(n) <> 0`)
	if len(all) == 0 && !p.End(org.Location()).After(r.since) {
		return nil, err
	}
	return all, err
}

// history reads the headline month by month, up to the end of the period. A month takes one look at the index.
func (r *rollups) history(ctx context.Context, forms []*survey.Form, p report.Period) ([]survey.Count, error) {
	var all []survey.Count
	for _, f := range forms {
		counts, err := r.each(ctx, p.Last().Add(1-report.TrendMonths), p.Last(), `SELECT $1::int, m.month, $4, $5, r.choice, '', 0::smallint, '', '', r.n
			FROM (SELECT y * 100 + i AS month FROM generate_series($2 / 100, $3 / 100) y, generate_series(1, 12) i) m
			CROSS JOIN LATERAL (SELECT choice, sum(n)::int AS n FROM rollup
				WHERE unit = $1 AND month = m.month AND form = $4 AND question = $5 GROUP BY choice HAVING sum(n) <> 0) r
			WHERE m.month BETWEEN $2 AND $3`, f.ID, f.Overall)
		if err != nil {
			return nil, err
		}
		all = append(all, counts...)
	}
	return all, nil
}

// forms reads the questionnaires answered in a period besides the one the unit asks now.
func (r *rollups) forms(ctx context.Context, now *survey.Form, counts []survey.Count) ([]*survey.Form, error) {
	others := map[string]bool{}
	for _, c := range counts {
		if c.Form != now.ID && c.Question != survey.QLookup {
			others[c.Form] = true
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	return published(ctx, r.tx, slices.Collect(maps.Keys(others)))
}

// published reads questionnaires as they were published, in the order of their ids.
func published(ctx context.Context, q querier, ids []string) ([]*survey.Form, error) {
	rows, err := q.Query(ctx, `SELECT source FROM form WHERE id = ANY($1) ORDER BY id`, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*survey.Form, error) {
		var source string
		if err := row.Scan(&source); err != nil {
			return nil, err
		}
		return survey.ParseForm([]byte(source))
	})
}
