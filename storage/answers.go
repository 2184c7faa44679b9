package storage

import (
	"context"

	"github.com/jackc/pgx/v5"

	"motcua/report"
	"motcua/survey"
)

// codeBase is what a question's place is multiplied with, so that place and choice travel as one number.
const codeBase = 1 << 15

// Answers reads the single forms of a unit, of one questionnaire and period, for the sheet of anonymous answers; none of its
// predecessors. Nothing of the visit is read but the month, and no answer the sheet may not show (see
// report.SheetQuestions). Which of the forms may be handed out is for report.PublishAnswers to say.
func (db *DB) Answers(ctx context.Context, unit int32, form *survey.Form, p report.Period) ([]report.AnswerRow, error) {
	questions := report.SheetQuestions(form)
	ids := make([]string, len(questions))
	for i, q := range questions {
		ids[i] = q.ID
	}
	rows, err := db.pool.Query(ctx, `SELECT s.id, s.month, s.status, array_agg((array_position($5::text[], a.question) - 1) * $6 + a.choice)
		FROM response s JOIN answer a ON a.response = s.id AND a.question = ANY($5) AND a.choice > 0
		WHERE s.unit = $1 AND s.questionnaire = $2 AND s.month BETWEEN $3 AND $4 GROUP BY s.id`,
		unit, form.ID, int32(p.First()), int32(p.Last()), ids, int32(codeBase))
	if err != nil {
		return nil, err
	}
	var (
		all    []report.AnswerRow
		id     int64
		month  int32
		status string
		codes  []int32
	)
	_, err = pgx.ForEachRow(rows, []any{&id, &month, &status, &codes}, func() error {
		row := report.AnswerRow{
			Month: survey.Month(month), Finished: survey.Status(status) == survey.Finished,
			Key: mixed(uint64(id)), Choices: make([]int16, len(questions)),
		}
		for _, code := range codes {
			row.Choices[code/codeBase] = int16(code % codeBase)
		}
		all = append(all, row)
		return nil
	})
	return all, err
}

// mixed makes of the number of a form another one that says nothing of the first, nor of its neighbours (the finisher of
// splitmix64). It is one to one, and always the same.
func mixed(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
