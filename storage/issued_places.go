package storage

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"motcua/report"
	"motcua/survey"
)

// keepPlaces writes the tables by field and by reception point of a lump that is being issued as report.KeepPlaces has them, once the
// odd batches are out of them.
func (db *DB) keepPlaces(ctx context.Context, tx pgx.Tx, l lump) error {
	rows, err := tx.Query(ctx, `SELECT DISTINCT questionnaire FROM issued_figure WHERE unit = $1 AND month = $2 AND by = 'p' AND question !~ '^_'`, l.unit, int32(l.month))
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(ids) == 0 {
		return err
	}
	questionnaires, err := db.published(ctx, tx, ids)
	if err != nil {
		return err
	}
	for _, f := range questionnaires {
		q, ok := f.Question(f.Overall)
		if !ok {
			continue
		}
		if err := keepPlacesOf(ctx, tx, l, f, q); err != nil {
			return fmt.Errorf("tables by field and point of %s: %w", f.ID, err)
		}
	}
	return nil
}

func keepPlacesOf(ctx context.Context, tx pgx.Tx, l lump, f *survey.Questionnaire, q *survey.Question) error {
	rows, err := tx.Query(ctx, `SELECT by::text, key, choice, n FROM issued_figure
		WHERE unit = $1 AND month = $2 AND questionnaire = $3 AND question = $4 AND by IN ('f', 'p') AND batch = 0`, l.unit, int32(l.month), f.ID, q.ID)
	if err != nil {
		return err
	}
	counts, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (survey.Count, error) {
		c := survey.Count{Cell: survey.Cell{Unit: l.unit, Month: l.month, Questionnaire: f.ID, Question: q.ID}}
		var by string
		err := r.Scan(&by, &c.Key, &c.Choice, &c.N)
		c.By = survey.Property(by[0])
		return c, err
	})
	if err != nil {
		return err
	}
	places, err := placesOf(ctx, tx, l, f, q)
	if err != nil {
		return err
	}
	kept := report.KeepPlaces(q, places, counts)
	if slices.Equal(kept, counts) {
		return nil
	}
	return replaceTables(ctx, tx, l, f, q, kept)
}

// placesOf reads what the responses of a lump have in common that are in none of its batches kept apart.
func placesOf(ctx context.Context, tx pgx.Tx, l lump, f *survey.Questionnaire, q *survey.Question) ([]report.Place, error) {
	rows, err := tx.Query(ctx, `SELECT r.point, coalesce(a.question, ''), coalesce(a.choice, 0), r.channel, r.evidence, o.choice, count(*)
		FROM response r JOIN answer o ON o.response = r.id AND o.question = $4
			LEFT JOIN LATERAL (SELECT question, choice FROM answer WHERE response = r.id AND question = ANY($5::text[])
				ORDER BY array_position($5::text[], question) LIMIT 1) a ON true
		WHERE r.unit = $1 AND r.month = $2 AND r.questionnaire = $3
			AND NOT EXISTS (SELECT FROM batch_response m JOIN batch b ON b.id = m.batch WHERE m.response = r.id AND NOT b.merged)
		GROUP BY 1, 2, 3, 4, 5, 6`, l.unit, int32(l.month), f.ID, q.ID, f.FieldQuestions())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (p report.Place, err error) {
		var point int16
		var question string
		var choice int
		err = r.Scan(&point, &question, &choice, &p.Channel, &p.Evidence, &p.Choice, &p.N)
		p.Point, p.Field = survey.PointKey(point), f.FieldCode(question, choice)
		return p, err
	})
}

func replaceTables(ctx context.Context, tx pgx.Tx, l lump, f *survey.Questionnaire, q *survey.Question, kept []survey.Count) error {
	var by, keys []string
	var choices []int16
	var ns []int32
	for _, c := range kept {
		if c.N != 0 {
			by, keys, choices, ns = append(by, c.By.String()), append(keys, c.Key), append(choices, int16(c.Choice)), append(ns, int32(c.N))
		}
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM issued_figure WHERE unit = $1 AND month = $2 AND questionnaire = $3 AND question = $4 AND by IN ('f', 'p') AND batch = 0`,
		l.unit, int32(l.month), f.ID, q.ID)
	b.Queue(`INSERT INTO issued_figure (unit, month, questionnaire, question, by, key, choice, n)
		SELECT $1, $2, $3, $4, by::"char", key, choice, n FROM unnest($5::text[], $6::text[], $7::smallint[], $8::int[]) AS t (by, key, choice, n)`,
		l.unit, int32(l.month), f.ID, q.ID, by, keys, choices, ns)
	return tx.SendBatch(ctx, b).Close()
}
