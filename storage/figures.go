package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/survey"
)

// ReportInput reads everything a unit's report of a period is made of, as of one moment. What it says of answers it says of
// months that have ended, and as they stood when a report first said something of them: the first one to ask keeps them so.
// The figures are kept ready: their cost does not grow with the number of answers. ErrNotEnded if there is nothing to say
// yet.
func (db *DB) ReportInput(ctx context.Context, u UnitRow, questionnaire *survey.Questionnaire, p calendar.Period, now time.Time) (report.Input, error) {
	in := report.Input{Unit: u.Unit, Points: u.Points, Questionnaire: questionnaire, Period: p, Now: now}
	d, err := db.descent(ctx, u, &in)
	if err != nil {
		return in, err
	}
	if !calendar.WindowOf(u.Settings).Ended(calendar.MonthPeriod(p.First()), now) {
		return in, fmt.Errorf("%s: %w", p, ErrNotEnded)
	}
	if err := db.issue(ctx, d.looksAt(p), now); err != nil {
		return in, err
	}
	b := &pgx.Batch{} // one round trip, and nothing is read twice
	b.Queue(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`)
	queueFigures(b, d, &in)
	queueIssued(b, d, &in)
	queueSince(b, d, &in)
	queueBatchStates(b, d, &in)
	queueApart(b, d, &in)
	queueReportMisses(b, u.ID, &in)
	queueReportActions(b, u.ID, &in)
	queueFacts(b, u.ID, &in)
	b.Queue(`COMMIT`)
	if err := db.pool.SendBatch(ctx, b).Close(); err != nil {
		return in, err
	}
	in.Questionnaires, err = db.otherQuestionnaires(ctx, questionnaire, slices.Concat(in.Counts, in.Apart)) // published questionnaires do not change
	return in, err
}

// Recount counts a unit's figures from the single answers. It exists to check those that are kept (doctor, tests) and is
// as slow as the number of answers is large. Whole responses that left no response (opened, declined) are not
// in it.
func (db *DB) Recount(ctx context.Context, unit int32, questionnaire *survey.Questionnaire) ([]survey.Count, error) {
	rows, err := db.pool.Query(ctx, `SELECT s.id, s.unit, s.month, s.questionnaire, s.channel, s.point, s.slip, s.evidence, s.status,
			coalesce(array_agg(a.question) FILTER (WHERE a.question IS NOT NULL), '{}'),
			coalesce(array_agg(a.choice) FILTER (WHERE a.question IS NOT NULL), '{}')
		FROM response s LEFT JOIN answer a ON a.response = s.id WHERE s.unit = $1 AND s.questionnaire = $2 GROUP BY s.id`, unit, questionnaire.ID)
	if err != nil {
		return nil, err
	}
	var (
		all       []survey.Count
		s         survey.Response
		questions []string
		choices   []int16
	)
	_, err = pgx.ForEachRow(rows, []any{&s.ID, &s.Unit, &s.Month, &s.Questionnaire, &s.Channel, &s.Point, &s.Slip, &s.Evidence, &s.Status, &questions, &choices}, func() error {
		s.Answers = map[string]survey.Answer{}
		for i, q := range questions {
			s.Answers[q] = survey.Answer{Choice: int(choices[i])}
		}
		all = append(all, s.Counts(questionnaire)...)
		return nil
	})
	return survey.Add(all...), err
}

// Rollup reads a unit's figures as they stand, month by month.
func (db *DB) Rollup(ctx context.Context, unit int32) ([]survey.Count, error) {
	rows, err := db.pool.Query(ctx, `SELECT unit, month, by, questionnaire, question, key, choice, n FROM figure WHERE unit = $1 AND n <> 0`, unit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (survey.Count, error) {
		var c survey.Count
		err := r.Scan(&c.Unit, &c.Month, &c.By, &c.Questionnaire, &c.Question, &c.Key, &c.Choice, &c.N)
		return c, err
	})
}
