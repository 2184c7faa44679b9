package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// CompareInputs reads what a comparison of units over a period takes, in the order of the units: the headline, this time
// and the time before, and how many responses there were. All units are read at once. Months before a unit was merged are those
// of its predecessors, as in the unit's own report.
func (db *DB) CompareInputs(ctx context.Context, units []UnitRow, p calendar.Period, now time.Time) ([]report.Input, error) {
	for _, u := range units {
		if !calendar.WindowOf(u.Settings).Ended(calendar.MonthPeriod(p.First()), now) {
			return nil, fmt.Errorf("unit %s: %s: %w", u.Code, p, ErrNotEnded)
		}
	}
	if err := db.issueAll(ctx, units, p, now); err != nil {
		return nil, err
	}
	ins := make([]report.Input, len(units))
	snapshot := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := pgx.BeginTxFunc(ctx, db.pool, snapshot, func(tx pgx.Tx) error {
		questionnaires, err := db.published(ctx, tx, nil)
		if err != nil {
			return err
		}
		heirs, err := inherit(ctx, tx, units)
		if err != nil {
			return err
		}
		current, err := headlines(ctx, tx, heirs, questionnaires, p)
		if err != nil {
			return err
		}
		apart, err := cameBackApart(ctx, tx, heirs, questionnaires, p)
		if err != nil {
			return err
		}
		before, err := headlines(ctx, tx, heirs, questionnaires, p.Previous())
		if err != nil {
			return err
		}
		begun, err := sinceOf(ctx, tx, heirs)
		if err != nil {
			return err
		}
		for i, u := range units {
			ins[i] = report.Input{Unit: u.Unit, Period: p, Now: now, Counts: current[u.ID], Previous: before[u.ID], Apart: apart[u.ID], Predecessors: heirs[i].former, Since: begun[u.ID]}
			if ins[i].Previous == nil && calendar.WindowOf(u.Settings).End(p.Previous()).After(heirs[i].since) {
				ins[i].Previous = []survey.Count{}
			}
			for _, questionnaire := range questionnaires {
				if questionnaire.ID == u.QuestionnaireID {
					ins[i].Questionnaire = questionnaire
				} else {
					ins[i].Questionnaires = append(ins[i].Questionnaires, questionnaire)
				}
			}
			if ins[i].Questionnaire == nil {
				return fmt.Errorf("unit %s: form %s: %w", u.Code, u.QuestionnaireID, ErrNotFound)
			}
		}
		return nil
	})
	return ins, err
}

// issueAll keeps the months of units that a comparison looks at.
func (db *DB) issueAll(ctx context.Context, units []UnitRow, p calendar.Period, now time.Time) error {
	heirs, err := inherit(ctx, db.pool, units)
	if err != nil {
		return err
	}
	var all []span
	for _, h := range heirs {
		d := descent{units: []int32{h.unit}, merged: h.merged}
		for id := range h.former {
			d.units = append(d.units, id)
		}
		all = slices.Concat(all, d.spans(p), d.spans(p.Previous()))
	}
	return db.issue(ctx, all, now)
}

// heir is a unit with those merged into it.
type heir struct {
	unit   int32
	former map[int32]string // names of its predecessors, and of theirs
	merged calendar.Month   // they count before this month
	since  time.Time        // when the first of them all was made
}

// inherit finds the predecessors of units.
func inherit(ctx context.Context, tx querier, units []UnitRow) (heirs []heir, err error) {
	var with []int32
	at := map[int32]int{}
	for i, u := range units {
		h := heir{unit: u.ID, former: map[int32]string{}, since: u.Created}
		if h.merged, err = mergedFrom(u.Unit); err != nil {
			return nil, err
		}
		if len(u.Settings.Predecessors) > 0 {
			with = append(with, u.ID)
		}
		heirs, at[u.ID] = append(heirs, h), i
	}
	if len(with) == 0 {
		return heirs, nil
	}
	rows, err := tx.Query(ctx, `WITH RECURSIVE former AS (
			SELECT id AS heir, id, name, settings, created_at FROM unit WHERE id = ANY($1)
			UNION SELECT f.heir, u.id, u.name, u.settings, u.created_at FROM former f
			JOIN unit u ON u.code IN (SELECT jsonb_array_elements_text(f.settings->'predecessors')))
		SELECT heir, id, name, created_at FROM former WHERE id <> heir ORDER BY heir, id`, with)
	if err != nil {
		return nil, err
	}
	var (
		of, id int32
		name   string
		made   time.Time
	)
	_, err = pgx.ForEachRow(rows, []any{&of, &id, &name, &made}, func() error {
		h := &heirs[at[of]]
		if h.former[id] = name; made.Before(h.since) {
			h.since = made
		}
		return nil
	})
	return heirs, err
}

// mergedFrom is the first month that a unit counts by itself.
func mergedFrom(u org.Unit) (calendar.Month, error) {
	from := u.Settings.MergedFrom
	if from == "" {
		return calendar.WindowOf(u.Settings).MonthOf(u.Created), nil
	}
	m, err := calendar.ParseMonth(from)
	if err != nil {
		return 0, fmt.Errorf("unit %s: merged: %w", u.Code, err)
	}
	return m, nil
}

// headlines reads the answers to the headline and the numbers of responses of units in a period, by the unit they count for.
func headlines(ctx context.Context, tx pgx.Tx, heirs []heir, questionnaires []*survey.Questionnaire, p calendar.Period) (map[int32][]survey.Count, error) {
	var ids, questions []string
	for _, f := range questionnaires {
		for _, q := range []string{f.Overall, survey.QOpened, survey.QDeclined, survey.QStarted, survey.QFinished, survey.QPartial} {
			ids, questions = append(ids, f.ID), append(questions, q)
		}
	}
	return byHeir(ctx, tx, heirs, p, ids, questions, counted)
}

// cameBackApart reads the numbers of responses that are counted apart in the same way: they came back as well.
func cameBackApart(ctx context.Context, tx pgx.Tx, heirs []heir, questionnaires []*survey.Questionnaire, p calendar.Period) (map[int32][]survey.Count, error) {
	var ids, questions []string
	for _, f := range questionnaires {
		for _, q := range []string{survey.QStarted, survey.QFinished, survey.QPartial} {
			ids, questions = append(ids, f.ID), append(questions, q)
		}
	}
	return byHeir(ctx, tx, heirs, p, ids, questions, countedApart)
}

// byHeir reads counts by channel of some questions of questionnaires, of the rows that which picks. Each unit, month and question is
// looked up by itself: left to choose, the database reads whole units.
func byHeir(ctx context.Context, tx pgx.Tx, heirs []heir, p calendar.Period, ids, questions []string, which string) (map[int32][]survey.Count, error) {
	var of, units, months []int32
	for _, h := range heirs {
		for m := p.First(); m <= p.Last(); m = m.Add(1) {
			of, units, months = append(of, h.unit), append(units, h.unit), append(months, int32(m))
			if m >= h.merged {
				continue
			}
			for id := range h.former {
				of, units, months = append(of, h.unit), append(units, id), append(months, int32(m))
			}
		}
	}
	rows, err := tx.Query(ctx, `SELECT h, u, m, f, q, r.choice, r.key, r.batch, r.n
		FROM unnest($1::int[], $2::int[], $3::int[]) um (h, u, m), unnest($4::text[], $5::text[]) t (f, q)
		CROSS JOIN LATERAL (SELECT key, choice, batch, n FROM issued_figure
			WHERE unit = u AND month = m AND by = 'c' AND questionnaire = f AND question = q AND `+which+` OFFSET 0) r`, of, units, months, ids, questions)
	if err != nil {
		return nil, err
	}
	by := map[int32][]survey.Count{}
	var heir int32
	c := survey.Count{Cell: survey.Cell{By: survey.ByChannel}}
	_, err = pgx.ForEachRow(rows, []any{&heir, &c.Unit, &c.Month, &c.Questionnaire, &c.Question, &c.Choice, &c.Key, &c.Batch, &c.N}, func() error {
		by[heir] = append(by[heir], c)
		return nil
	})
	return by, err
}
