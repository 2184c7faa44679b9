package storage

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/survey"
)

// CompleteResponse is a complete response that comes from elsewhere than a conversation.
type CompleteResponse struct {
	turn.OpenedResponse
	FinishedAt time.Time
}

// Import stores complete responses, further counts and look-up misses in one transaction, figures included.
func (db *DB) Import(ctx context.Context, questionnaire *survey.Questionnaire, forms []CompleteResponse, counts []survey.Count, misses []turn.Miss) error {
	all := slices.Clone(counts)
	for _, f := range forms {
		all = append(all, f.Counts(questionnaire)...)
	}
	return db.tx(ctx, func(tx pgx.Tx) error {
		if err := copySessions(ctx, tx, questionnaire, forms); err != nil {
			return err
		}
		if err := copyAnswers(ctx, tx, forms); err != nil {
			return err
		}
		b := &pgx.Batch{}
		queueCounts(b, []*Turn{{Effects: turn.Effects{Counts: all}}})
		queueMisses(b, []*Turn{{Effects: turn.Effects{Misses: misses}}})
		return tx.SendBatch(ctx, b).Close()
	})
}

func copySessions(ctx context.Context, tx pgx.Tx, questionnaire *survey.Questionnaire, forms []CompleteResponse) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"response"},
		[]string{"id", "unit", "questionnaire", "questionnaire_hash", "channel", "point", "slip", "evidence", "month", "day", "respondent", "receipt", "notice", "status", "started_at", "finished_at", "fives", "ones", "said"},
		pgx.CopyFromSlice(len(forms), func(i int) ([]any, error) {
			f, marks := forms[i], forms[i].Marks(questionnaire)
			return []any{f.ID, f.Unit, f.Questionnaire, f.QuestionnaireHash, f.Channel, f.Point, f.Slip, string(f.Evidence), int32(f.Month), f.Day, f.Respondent, f.Receipt, f.Notice, string(f.Status), f.Started, f.FinishedAt, marks.Fives, marks.Ones, marks.Said}, nil
		}))
	if err != nil {
		return err
	}
	ids := make([]int64, len(forms))
	for i, f := range forms {
		ids[i] = f.ID
	}
	_, err = tx.Exec(ctx, `UPDATE response s SET often = true WHERE id = ANY($1)
		AND (SELECT count(*) FILTER (WHERE o.month = s.month) FROM response o WHERE o.unit = s.unit AND o.respondent = s.respondent) > $2`, ids, oftenAfter)
	return err
}

func copyAnswers(ctx context.Context, tx pgx.Tx, forms []CompleteResponse) error {
	var rows [][]any
	for _, f := range forms {
		for question, a := range f.Answers {
			var body *string
			if a.Text != "" {
				body = &a.Text
			}
			rows = append(rows, []any{f.ID, question, int16(a.Choice), body, f.FinishedAt})
		}
	}
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"answer"}, []string{"response", "question", "choice", "body", "at"}, pgx.CopyFromRows(rows))
	return err
}
