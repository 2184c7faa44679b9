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

// setApart takes the responses of a month's odd batches out of the figures that are being issued, and keeps what they say beside
// them, by channel and as a whole. What a leader has restored by now stays in for good, and so does a batch of which so few
// responses are left that nothing may be said of it: it is none of the batches it gives. They have as many responses as are left.
func (db *DB) setApart(ctx context.Context, tx pgx.Tx, l lump, now time.Time) ([]Batch, error) {
	rows, err := tx.Query(ctx, `SELECT `+batchColumns+` FROM batch b WHERE unit = $1 AND month = $2 ORDER BY no`, l.unit, int32(l.month))
	if err != nil {
		return nil, err
	}
	batches, err := pgx.CollectRows(rows, scanBatch)
	if err != nil || len(batches) == 0 {
		return nil, err
	}
	counts, left, err := db.batchCounts(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	var apart []survey.Count
	var told []Batch
	for i := range batches {
		b := &batches[i]
		if b.State != report.Restored && left[b.ID] < report.MinShown {
			b.State = report.Restored
			if err := logDecision(ctx, tx, b.ID, Decision{report.Restored, wordTooFewLeft, WaySystem, now}); err != nil {
				return nil, err
			}
		}
		if left[b.ID] >= report.MinShown {
			b.N, b.Merged = left[b.ID], b.State == report.Restored
			told = append(told, *b)
		}
		if b.State != report.Restored {
			apart = append(apart, counts[b.ID]...)
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE batch SET merged = true WHERE id = $1`, b.ID); err != nil {
			return nil, err
		}
	}
	return told, moveApart(ctx, tx, apart)
}

// wordTooFewLeft is the reason in the log when citizens have deleted so many responses of a batch that it is none any more.
const wordTooFewLeft = "Còn dưới 5 phiếu nên không để riêng."

// moveApart moves counts from the month's own figures to those of their batches. How many responses stand on what, and how many
// visit codes were used, is no opinion and changes by no decision: it stays.
func moveApart(ctx context.Context, tx pgx.Tx, apart []survey.Count) error {
	apart = slices.DeleteFunc(slices.Clone(apart), func(c survey.Count) bool { return c.By != survey.ByChannel && survey.OfResponses(c.Question) })
	var total []survey.Count
	for _, c := range apart {
		c.Batch = 0
		total = append(total, c)
	}
	total = survey.Add(total...)
	b := &pgx.Batch{}
	units, months, by, forms, questions, keys, choices, _, ns := columns(total)
	b.Queue(`UPDATE issued_figure f SET n = f.n - d.n
		FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::int[]) AS d (unit, month, by, questionnaire, question, key, choice, n)
		WHERE f.unit = d.unit AND f.month = d.month AND f.by = d.by::"char" AND f.questionnaire = d.questionnaire AND f.question = d.question
			AND f.key = d.key AND f.choice = d.choice AND f.batch = 0`, units, months, by, forms, questions, keys, choices, ns)
	b.Queue(`DELETE FROM issued_figure WHERE unit = ANY($1) AND month = ANY($2) AND n = 0`, units, months)
	kept := slices.DeleteFunc(slices.Clone(apart), func(c survey.Count) bool { return c.By != survey.ByChannel && c.By != survey.Whole })
	units, months, by, forms, questions, keys, choices, batches, ns := columns(kept)
	b.Queue(`INSERT INTO issued_figure (unit, month, by, questionnaire, question, key, choice, batch, n)
		SELECT unit, month, by::"char", questionnaire, question, key, choice, batch, n
		FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::int[], $9::int[])
			AS t (unit, month, by, questionnaire, question, key, choice, batch, n)`, units, months, by, forms, questions, keys, choices, batches, ns)
	return tx.SendBatch(ctx, b).Close()
}

func columns(all []survey.Count) (units, months []int32, by, forms, questions, keys []string, choices []int16, batches, ns []int32) {
	for _, c := range all {
		units, months, by = append(units, c.Unit), append(months, int32(c.Month)), append(by, c.By.String())
		forms, questions, keys = append(forms, c.Questionnaire), append(questions, c.Question), append(keys, c.Key)
		choices, batches, ns = append(choices, int16(c.Choice)), append(batches, c.Batch), append(ns, int32(c.N))
	}
	return units, months, by, forms, questions, keys, choices, batches, ns
}

// batchCounts counts the responses of a month's batches, by batch, and says how many there are.
func (db *DB) batchCounts(ctx context.Context, tx pgx.Tx, l lump) (counts map[int32][]survey.Count, left map[int32]int, err error) {
	published, err := db.published(ctx, tx, nil)
	if err != nil {
		return nil, nil, err
	}
	asked := map[string]*survey.Questionnaire{}
	for _, f := range published {
		asked[f.ID] = f
	}
	rows, err := tx.Query(ctx, `SELECT m.batch, s.id, s.unit, s.month, s.questionnaire, s.channel, s.point, s.slip, s.evidence, s.status,
			coalesce(array_agg(a.question) FILTER (WHERE a.question IS NOT NULL), '{}'),
			coalesce(array_agg(a.choice) FILTER (WHERE a.question IS NOT NULL), '{}')
		FROM batch b JOIN batch_response m ON m.batch = b.id JOIN response s ON s.id = m.response LEFT JOIN answer a ON a.response = s.id
		WHERE b.unit = $1 AND b.month = $2 GROUP BY m.batch, s.id`, l.unit, int32(l.month))
	if err != nil {
		return nil, nil, err
	}
	var (
		batch     int32
		s         survey.Response
		questions []string
		choices   []int16
	)
	counts, left = map[int32][]survey.Count{}, map[int32]int{}
	_, err = pgx.ForEachRow(rows, []any{&batch, &s.ID, &s.Unit, &s.Month, &s.Questionnaire, &s.Channel, &s.Point, &s.Slip, &s.Evidence, &s.Status, &questions, &choices}, func() error {
		questionnaire := asked[s.Questionnaire]
		if questionnaire == nil {
			return fmt.Errorf("questionnaire %s: %w", s.Questionnaire, ErrNotFound)
		}
		s.Answers = map[string]survey.Answer{}
		for i, q := range questions {
			s.Answers[q] = survey.Answer{Choice: int(choices[i])}
		}
		for _, c := range s.Counts(questionnaire) {
			c.Batch = batch
			counts[batch] = append(counts[batch], c)
		}
		left[batch]++
		return nil
	})
	for id, all := range counts {
		counts[id] = survey.Add(all...)
	}
	return counts, left, err
}

// queueApart reads what the responses of the period say that are counted apart, by channel.
func queueApart(b *pgx.Batch, d descent, in *report.Input) {
	for _, s := range d.spans(in.Period) {
		b.Queue(`SELECT f.month, f.questionnaire, f.question, f.key, f.choice, f.batch, f.n FROM issued_figure f
			WHERE f.unit = $1 AND f.by = 'c' AND f.month BETWEEN $2 AND $3 AND `+countedApart, s.args()...).
			Query(func(rows pgx.Rows) error {
				c := survey.Count{Cell: survey.Cell{Unit: s.unit, By: survey.ByChannel}}
				_, err := pgx.ForEachRow(rows, []any{&c.Month, &c.Questionnaire, &c.Question, &c.Key, &c.Choice, &c.Batch, &c.N}, func() error {
					in.Apart = append(in.Apart, c)
					return nil
				})
				return err
			})
	}
}

// batchStates reads how the batches of the period stand now; what was kept of them when they were issued does not say.
func queueBatchStates(b *pgx.Batch, d descent, in *report.Input) {
	for _, s := range d.spans(in.Period) {
		b.Queue(`SELECT month, no, state FROM batch WHERE unit = $1 AND month BETWEEN $2 AND $3`, s.args()...).
			Query(func(rows pgx.Rows) error {
				var (
					m     calendar.Month
					no    int
					state report.BatchState
				)
				_, err := pgx.ForEachRow(rows, []any{&m, &no, &state}, func() error {
					for i := range in.Issued {
						if in.Issued[i].Unit == s.unit && in.Issued[i].Month == m {
							in.Issued[i].Decided(no, state)
						}
					}
					return nil
				})
				return err
			})
	}
}
