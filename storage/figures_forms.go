package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"motcua/report"
	"motcua/survey"
)

// suggestionsRead bounds how many suggestions are compared with one another, the newest first.
const suggestionsRead = 5000

// single reads what only the single forms of the period tell: how they came in, and what was suggested. The database
// counts; nothing that leads to a person leaves it.
func single(ctx context.Context, tx pgx.Tx, unit int32, in report.Input) (b report.Batches, suggestions []report.Group, err error) {
	forms := append([]*survey.Form{in.Form}, in.Forms...)
	if b.Arrivals, err = arrivals(ctx, tx, unit, forms, in.Period); err != nil {
		return b, nil, err
	}
	if b.Repeats, err = repeats(ctx, tx, unit, in.Period); err != nil {
		return b, nil, err
	}
	texts, err := suggested(ctx, tx, unit, forms, in.Period)
	return b, report.GroupSuggestions(texts), err
}

// arrivals counts the forms begun in each minute, and of them those with nothing but the best mark.
func arrivals(ctx context.Context, tx pgx.Tx, unit int32, forms []*survey.Form, p report.Period) ([]report.Arrival, error) {
	var rated, headlines []string
	least := 2 // one five alone is no pattern
	for _, f := range forms {
		n := 0
		for _, q := range f.Questions {
			if q.Rated {
				rated, n = append(rated, q.ID), n+1
			}
		}
		headlines, least = append(headlines, f.Overall), min(least, n)
	}
	rows, err := tx.Query(ctx, `SELECT date_trunc('minute', s.started_at), s.channel, s.unit, s.point, count(*)::int, count(*) FILTER (WHERE a.best)::int
		FROM session s LEFT JOIN LATERAL (
			SELECT min(choice) = 5 AND count(*) >= $5 AND bool_or(question = ANY($6)) AS best
			FROM answer WHERE session = s.id AND question = ANY($4) AND choice > 0) a ON true
		WHERE s.unit = $1 AND s.month BETWEEN $2 AND $3 GROUP BY 1, 2, 3, 4`,
		unit, int32(p.First()), int32(p.Last()), rated, max(least, 1), headlines)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[report.Arrival])
}

// repeats counts the forms of respondents who sent in many within a month. The key they were told apart by stays here.
func repeats(ctx context.Context, tx pgx.Tx, unit int32, p report.Period) ([]report.Repeat, error) {
	rows, err := tx.Query(ctx, `SELECT channel, count(*)::int FROM session WHERE unit = $1 AND month BETWEEN $2 AND $3
		GROUP BY channel, month, respondent HAVING count(*) >= $4`, unit, int32(p.First()), int32(p.Last()), report.MinBatch)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[report.Repeat])
}

// suggested reads what was written in answer to the questions for a text. It was masked before it was stored.
func suggested(ctx context.Context, tx pgx.Tx, unit int32, forms []*survey.Form, p report.Period) ([]string, error) {
	var questions []string
	for _, f := range forms {
		for _, q := range f.Questions {
			if q.Kind == survey.Text {
				questions = append(questions, q.ID)
			}
		}
	}
	rows, err := tx.Query(ctx, `SELECT a.body FROM session s JOIN answer a ON a.session = s.id AND a.question = ANY($4)
		WHERE s.unit = $1 AND s.month BETWEEN $2 AND $3 AND a.body <> '' ORDER BY a.at DESC, a.body LIMIT $5`,
		unit, int32(p.First()), int32(p.Last()), questions, suggestionsRead)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
