package storage

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// descent is a unit and those merged into it, which count for it in the months before.
type descent struct {
	units  []int32        // the unit first, then its predecessors
	merged calendar.Month // predecessors count before this month
	since  time.Time      // when the first of them was made
	window calendar.Window
}

// descent finds the predecessors of the unit, and theirs, with their reception points.
func (db *DB) descent(ctx context.Context, u UnitRow, in *report.Input) (d descent, err error) {
	d = descent{units: []int32{u.ID}, since: u.Created, window: calendar.WindowOf(u.Settings)}
	if d.merged, err = mergedFrom(u.Unit); err != nil || len(u.Settings.Predecessors) == 0 {
		return d, err
	}
	rows, err := db.pool.Query(ctx, `WITH RECURSIVE former AS (
			SELECT id, name, settings, created_at FROM unit WHERE code = ANY($1)
			UNION SELECT u.id, u.name, u.settings, u.created_at FROM former f
			JOIN unit u ON u.code IN (SELECT jsonb_array_elements_text(f.settings->'predecessors')))
		SELECT id, name, created_at FROM former WHERE id <> $2 ORDER BY id`, u.Settings.Predecessors, u.ID)
	if err != nil {
		return d, err
	}
	var (
		id   int32
		name string
		made time.Time
	)
	in.Predecessors = map[int32]string{}
	if _, err = pgx.ForEachRow(rows, []any{&id, &name, &made}, func() error {
		in.Predecessors[id], d.units = name, append(d.units, id)
		if made.Before(d.since) {
			d.since = made
		}
		return nil
	}); err != nil {
		return d, err
	}
	rows, err = db.pool.Query(ctx, `SELECT unit, id, code, name, removed FROM point WHERE unit = ANY($1) ORDER BY unit, id`, d.units[1:])
	if err != nil {
		return d, err
	}
	points, err := pgx.CollectRows(rows, pgx.RowToStructByPos[org.Point])
	in.Points = slices.Concat(in.Points, points)
	return d, err
}

// span is a stretch of months in which a unit counts.
type span struct {
	unit        int32
	first, last calendar.Month
}

// args are the span and more as arguments of a statement.
func (s span) args(more ...any) []any {
	return append([]any{s.unit, int32(s.first), int32(s.last)}, more...)
}

// spans gives which months of a period each unit counts for.
func (d descent) spans(p calendar.Period) []span {
	var all []span
	for i, unit := range d.units {
		until := p.Last()
		if i > 0 {
			until = min(until, d.merged.Add(-1))
		}
		if until >= p.First() {
			all = append(all, span{unit, p.First(), until})
		}
	}
	return all
}

// part is a unit's figures of a stretch of months by one property; in the database they lie beside each other.
type part struct {
	span
	by survey.Property
}

// parts are those of a period by some properties.
func (d descent) parts(p calendar.Period, properties ...survey.Property) []part {
	var all []part
	for _, s := range d.spans(p) {
		for _, by := range properties {
			all = append(all, part{s, by})
		}
	}
	return all
}

// looksAt are the stretches of months a report on p says anything of.
func (d descent) looksAt(p calendar.Period) []span {
	return slices.Concat(d.spans(p), d.spans(p.Previous()), d.spans(p.YearAgo()), d.spans(report.TrendOf(p)))
}

// queueFigures reads the counts of the period and of those it is compared with, as they were issued.
func queueFigures(b *pgx.Batch, d descent, in *report.Input) {
	p, previous, yearAgo, trend := in.Period, in.Period.Previous(), in.Period.YearAgo(), report.TrendOf(in.Period)
	wanted := slices.Concat(d.parts(p, survey.ByChannel, survey.ByField, survey.ByPoint, survey.BySlip, survey.ByEvidence),
		d.parts(previous, survey.ByChannel, survey.ByEvidence), d.parts(trend, survey.Whole))
	if yearAgo != previous {
		wanted = append(wanted, d.parts(yearAgo, survey.Whole)...)
	}
	queueParts(b, wanted, func(all []survey.Count) {
		in.Counts = pick(all, p)
		in.Previous = existed(pick(all, previous, survey.ByChannel, survey.ByEvidence), d, previous)
		in.YearAgo = existed(pick(all, yearAgo, survey.Whole), d, yearAgo)
		in.History = pick(all, trend, survey.Whole)
		for _, c := range in.Counts {
			if c.Question == survey.QLookup && c.Unit == in.Unit.ID {
				in.Lookups += c.N
			}
		}
	})
}

// queueParts reads parts of what was issued. Responses that are counted apart are in no part: this is the place where they leave the
// figures of reports, and the decision of a leader brings them back.
func queueParts(b *pgx.Batch, wanted []part, take func([]survey.Count)) {
	units, by, first, last := make([]int32, len(wanted)), make([]string, len(wanted)), make([]int32, len(wanted)), make([]int32, len(wanted))
	for i, w := range wanted {
		units[i], by[i], first[i], last[i] = w.unit, w.by.String(), int32(w.first), int32(w.last)
	}
	b.Queue(`SELECT w.i::int, f.month, f.questionnaire, f.question, f.key, f.choice, f.batch, f.n
		FROM unnest($1::int[], $2::text[], $3::int[], $4::int[]) WITH ORDINALITY AS w (unit, by, first, last, i)
		CROSS JOIN LATERAL (SELECT month, questionnaire, question, key, choice, batch, n FROM issued_figure
			WHERE unit = w.unit AND by = w.by::"char" AND month BETWEEN w.first AND w.last AND `+counted+` OFFSET 0) f`, units, by, first, last).
		Query(func(rows pgx.Rows) error {
			all, err := collectParts(rows, wanted)
			if err == nil {
				take(all)
			}
			return err
		})
}

// counted picks the rows of issued_figure that count now.
const counted = `(batch = 0 OR batch IN (SELECT id FROM batch WHERE state = 'restored'))`

// countedApart picks the others.
const countedApart = `batch <> 0 AND batch IN (SELECT id FROM batch WHERE state <> 'restored')`

// collectParts takes counts that name their part by its place, from 1 on.
func collectParts(rows pgx.Rows, parts []part) ([]survey.Count, error) {
	all := make([]survey.Count, 0, 512)
	var place int
	var c survey.Count
	_, err := pgx.ForEachRow(rows, []any{&place, &c.Month, &c.Questionnaire, &c.Question, &c.Key, &c.Choice, &c.Batch, &c.N}, func() error {
		p := parts[place-1]
		c.Unit, c.By = p.unit, p.by
		all = append(all, c)
		return nil
	})
	return all, err
}

// pick gives the counts of a period, by some properties or, without one, by all. They are not nil: the unit existed, and nobody
// answered.
func pick(all []survey.Count, p calendar.Period, by ...survey.Property) []survey.Count {
	is := func(c *survey.Count) bool { return p.Contains(c.Month) && (len(by) == 0 || slices.Contains(by, c.By)) }
	n := 0
	for i := range all {
		if is(&all[i]) {
			n++
		}
	}
	picked := make([]survey.Count, 0, n)
	for i := range all {
		if is(&all[i]) {
			picked = append(picked, all[i])
		}
	}
	return picked
}

// existed is nil instead of no counts if neither the unit nor a predecessor existed then.
func existed(counts []survey.Count, d descent, p calendar.Period) []survey.Count {
	if len(counts) == 0 && !d.window.End(p).After(d.since) {
		return nil
	}
	return counts
}

// otherQuestionnaires gives the questionnaires answered in a period besides the one the unit asks now.
func (db *DB) otherQuestionnaires(ctx context.Context, now *survey.Questionnaire, counts []survey.Count) ([]*survey.Questionnaire, error) {
	others := map[string]bool{}
	for _, c := range counts {
		if c.Questionnaire != now.ID && c.Question != survey.QLookup {
			others[c.Questionnaire] = true
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	return db.published(ctx, db.pool, slices.Collect(maps.Keys(others)))
}
