package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// ErrNotEnded is returned for a report on a period of which no month has ended. What is said of a running month would be
// one thing today and another tomorrow, and the difference is what somebody answered in between.
var ErrNotEnded = errors.New("no month of the period has ended yet")

// lump is a unit's responses of one month.
type lump struct {
	unit  int32
	month calendar.Month
}

// issue keeps what reports say of the lumps in the given stretches as it stands now, where nobody has done so before, be it
// that there is nothing. Of what is deleted or comes in afterwards reports know nothing: whoever holds two of them finds
// no difference.
func (db *DB) issue(ctx context.Context, spans []span, now time.Time) error {
	missing, err := db.notIssued(ctx, spans, calendar.MonthOf(now.In(org.Location())))
	if err != nil || len(missing) == 0 {
		return err
	}
	units, err := db.Units(ctx)
	if err != nil {
		return err
	}
	missing = slices.DeleteFunc(missing, func(l lump) bool { return running(units, l, now) })
	if len(missing) == 0 {
		return nil
	}
	if err := db.clockHeld(ctx); err != nil {
		return err
	}
	if missing, err = db.withFigures(ctx, missing); err != nil {
		return err
	}
	for _, l := range missing {
		i := slices.IndexFunc(units, func(u UnitRow) bool { return u.ID == l.unit })
		if i < 0 {
			return fmt.Errorf("issue %s of unit %d: %w", l.month, l.unit, ErrNotFound)
		}
		if err := db.issueLump(ctx, units[i], l.month, now); err != nil {
			return fmt.Errorf("issue %s of unit %s: %w", l.month, units[i].Code, err)
		}
	}
	return nil
}

// running reports whether a lump's month has not ended, by the days on which months of its unit do.
func running(units []UnitRow, l lump, now time.Time) bool {
	i := slices.IndexFunc(units, func(u UnitRow) bool { return u.ID == l.unit })
	return i < 0 || !calendar.WindowOf(units[i].Settings).Ended(calendar.MonthPeriod(l.month), now)
}

// notIssued are the lumps of the stretches, up to a month, that were not issued yet.
func (db *DB) notIssued(ctx context.Context, spans []span, last calendar.Month) ([]lump, error) {
	var units, months []int32
	asked := map[lump]bool{}
	for _, s := range spans {
		for m := s.first; m <= min(s.last, last); m = m.Add(1) {
			if l := (lump{s.unit, m}); !asked[l] {
				asked[l] = true
				units, months = append(units, s.unit), append(months, int32(m))
			}
		}
	}
	rows, err := db.pool.Query(ctx, `SELECT u, m FROM unnest($1::int[], $2::int[]) w (u, m)
		WHERE NOT EXISTS (SELECT FROM issued WHERE unit = u AND month = m)`, units, months)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanLump)
}

func scanLump(r pgx.CollectableRow) (l lump, err error) {
	err = r.Scan(&l.unit, &l.month)
	return l, err
}

// withFigures keeps those lumps of which there is nothing, and gives the others.
func (db *DB) withFigures(ctx context.Context, missing []lump) ([]lump, error) {
	if len(missing) == 0 {
		return nil, nil
	}
	units, months := make([]int32, len(missing)), make([]int32, len(missing))
	for i, l := range missing {
		units[i], months[i] = l.unit, int32(l.month)
	}
	rows, err := db.pool.Query(ctx, `WITH w AS (
			SELECT u, m, EXISTS (SELECT FROM figure WHERE unit = u AND by = 'c' AND month = m AND n <> 0)
				OR EXISTS (SELECT FROM figure WHERE unit = u AND by = 'p' AND month = m AND n <> 0) AS has FROM unnest($1::int[], $2::int[]) w (u, m)),
		empty AS (INSERT INTO issued (unit, month, odd, said) SELECT u, m, '[]', '[]' FROM w WHERE NOT has ON CONFLICT DO NOTHING)
		SELECT u, m FROM w WHERE has`, units, months)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanLump)
}

// issueLump keeps one lump. Whoever comes second finds it done.
func (db *DB) issueLump(ctx context.Context, u UnitRow, m calendar.Month, now time.Time) error {
	return db.alone(ctx, func(tx pgx.Tx) error {
		if err := lookOver(ctx, tx, u, m, now); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `INSERT INTO issued (unit, month, odd, said) VALUES ($1, $2, '[]', '[]') ON CONFLICT DO NOTHING`, u.ID, int32(m))
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO issued_figure (unit, by, month, questionnaire, question, key, choice, n)
			SELECT unit, by, month, questionnaire, question, key, choice, n FROM figure WHERE unit = $1 AND month = $2 AND n <> 0
				AND by = ANY (ARRAY['c', 'f', 'p', 's', 'e', 'a']::"char"[])`, u.ID, int32(m))
		if err != nil {
			return err
		}
		batches, err := db.setApart(ctx, tx, lump{u.ID, m}, now)
		if err != nil {
			return err
		}
		if err := db.keepPlaces(ctx, tx, lump{u.ID, m}); err != nil {
			return err
		}
		in, err := db.lumpInput(ctx, tx, u, m, now)
		if err != nil {
			return err
		}
		odd, said, err := lumpNotes(in, batches)
		if err != nil {
			return err
		}
		if _, err = tx.Exec(ctx, `UPDATE issued SET odd = $3, said = $4 WHERE unit = $1 AND month = $2`, u.ID, int32(m), odd, said); err != nil {
			return err
		}
		return keepSince(ctx, tx, u, m)
	})
}

// alone does what is done once, as of one moment. If somebody else has just done it, or a part of it, it looks again.
func (db *DB) alone(ctx context.Context, do func(pgx.Tx) error) error {
	for {
		err := pgx.BeginTxFunc(ctx, db.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead}, do)
		if code(err) != "40001" {
			return err
		}
	}
}

// lumpInput reads what a report on one unit's month alone is made of, as it is being issued.
func (db *DB) lumpInput(ctx context.Context, tx pgx.Tx, u UnitRow, m calendar.Month, now time.Time) (report.Input, error) {
	in := report.Input{Unit: u.Unit, Points: u.Points, Period: calendar.MonthPeriod(m), Now: now}
	d := descent{units: []int32{u.ID}}
	var texts []string
	b := &pgx.Batch{}
	queueParts(b, d.parts(in.Period, survey.ByChannel, survey.ByField, survey.ByPoint, survey.BySlip), func(all []survey.Count) { in.Counts = all })
	queueSuggestions(b, d, in.Period, &texts)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return in, err
	}
	in.Suggestions = report.GroupSuggestions(texts)
	questionnaires, err := db.published(ctx, tx, responsesIn(in.Counts))
	if err == nil && len(questionnaires) > 0 {
		in.Questionnaire, in.Questionnaires = questionnaires[0], questionnaires[1:]
	}
	return in, err
}

// lumpNotes writes what is kept of a lump besides its figures.
func lumpNotes(in report.Input, found []Batch) (odd, said []byte, err error) {
	batches := []report.Batch{}
	for _, b := range found {
		batches = append(batches, report.BatchOf(in, b.No, b.N, b.Found, b.Merged))
	}
	if odd, err = json.Marshal(batches); err != nil {
		return nil, nil, err
	}
	said, err = json.Marshal(in.Suggestions)
	return odd, said, err
}

// responsesIn are the questionnaires that counts are about, without the look-up.
func responsesIn(counts []survey.Count) []string {
	ids := []string{}
	for _, c := range counts {
		if c.Question != survey.QLookup && !slices.Contains(ids, c.Questionnaire) {
			ids = append(ids, c.Questionnaire)
		}
	}
	return ids
}

// queueNotes reads what was kept of the period's lumps besides their figures.
func queueIssued(b *pgx.Batch, d descent, in *report.Input) {
	for _, s := range d.spans(in.Period) {
		b.Queue(`SELECT month, odd, said, at FROM issued WHERE unit = $1 AND month BETWEEN $2 AND $3 ORDER BY month`, s.args()...).
			Query(func(rows pgx.Rows) error {
				lumps, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (report.Issued, error) {
					l := report.Issued{Unit: s.unit}
					err := r.Scan(&l.Month, &l.Odd, &l.Said, &l.At)
					return l, err
				})
				in.Issued = append(in.Issued, lumps...)
				return err
			})
	}
}
