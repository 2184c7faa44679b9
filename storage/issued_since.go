package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// keepSince notes with a lump that is being issued on which day the unit's first response came, as it is known now: that of the
// month, if no month before has a response. Like all that is kept of a lump it does not change when a response is deleted later.
func keepSince(ctx context.Context, tx pgx.Tx, u UnitRow, m calendar.Month) error {
	_, err := tx.Exec(ctx, `UPDATE issued SET since = coalesce(
			(SELECT min(since) FROM issued WHERE unit = $1 AND month < $2),
			CASE WHEN EXISTS (SELECT FROM figure WHERE unit = $1 AND by = 'c' AND month < $2 AND n > 0 AND question = ANY ($3)) THEN $4::date
				ELSE (SELECT min(started_at AT TIME ZONE $5)::date FROM response WHERE unit = $1 AND month = $2) END)
		WHERE unit = $1 AND month = $2`, u.ID, int32(m), []string{survey.QStarted, survey.QFinished, survey.QPartial},
		calendar.WindowOf(u.Settings).Start(calendar.MonthPeriod(m)).Format(time.DateOnly), org.Location().String())
	return err
}

// sinceSQL reads on which day the first response of each of some units came, as their reports know it.
const sinceSQL = `SELECT unit, min(since) FROM issued WHERE unit = ANY ($1) AND since IS NOT NULL GROUP BY unit`

// queueSince reads since when the unit of a report, or one of its predecessors, has had responses.
func queueSince(b *pgx.Batch, d descent, in *report.Input) {
	b.Queue(sinceSQL, d.units).Query(func(rows pgx.Rows) error {
		days, err := collectSince(rows)
		for _, day := range days {
			in.Since = earlier(in.Since, day)
		}
		return err
	})
}

// sinceOf reads the same for several units, by the unit whose report it is.
func sinceOf(ctx context.Context, tx querier, heirs []heir) (map[int32]time.Time, error) {
	var units []int32
	for _, h := range heirs {
		units = append(units, h.unit)
		for id := range h.former {
			units = append(units, id)
		}
	}
	rows, err := tx.Query(ctx, sinceSQL, units)
	if err != nil {
		return nil, err
	}
	days, err := collectSince(rows)
	begun := map[int32]time.Time{}
	for _, h := range heirs {
		first := days[h.unit]
		for id := range h.former {
			first = earlier(first, days[id])
		}
		begun[h.unit] = first
	}
	return begun, err
}

func collectSince(rows pgx.Rows) (map[int32]time.Time, error) {
	days := map[int32]time.Time{}
	var unit int32
	var day time.Time
	_, err := pgx.ForEachRow(rows, []any{&unit, &day}, func() error {
		days[unit] = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, org.Location())
		return nil
	})
	return days, err
}

// earlier is the first of two days of which either may be unknown.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
