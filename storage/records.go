package storage

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/survey"
)

// RecordByReceipt reads the response with a receipt code; ErrNotFound if there is none.
func (db *DB) RecordByReceipt(ctx context.Context, receipt string) (turn.Record, error) {
	r := turn.Record{Response: survey.Response{Receipt: receipt, Answers: map[string]survey.Answer{}}}
	err := db.tx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `SELECT id, unit, questionnaire, channel, point, slip, evidence, month, status, started_at, finished_at
			FROM response WHERE receipt = $1`, receipt).
			Scan(&r.ID, &r.Unit, &r.Questionnaire, &r.Channel, &r.Point, &r.Slip, &r.Evidence, &r.Month, &r.Status, &r.Started, &r.FinishedAt)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `SELECT question, choice, coalesce(body, '') FROM answer WHERE response = $1`, r.ID)
		if err != nil {
			return err
		}
		var question string
		var a survey.Answer
		_, err = pgx.ForEachRow(rows, []any{&question, &a.Choice, &a.Text}, func() error {
			r.Answers[question] = a
			return nil
		})
		return err
	})
	return r, err
}
