package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
)

var (
	// ErrTooManyActions: the unit has MaxOpenActions open actions already.
	ErrTooManyActions = errors.New("too many open actions")
	// ErrActionChanged: somebody else changed the action since it was read.
	ErrActionChanged = errors.New("action has changed meanwhile")
)

const actionColumns = `unit, no, period, finding, what, who, due, state, said, done_on, made_at, closed_at, version`

// addActionSQL enters an action with the number it carries; a number that is taken stops the transaction.
const addActionSQL = `WITH a AS (
		INSERT INTO action (unit, no, period, finding, what, who, due, state, said, made_at, version, entry)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', '', $8, 1, nullif($9, '')) RETURNING unit, no)
	INSERT INTO action_log (unit, no, step, state, said, by, at) SELECT unit, no, 1, 'open', '', $10, $8 FROM a`

func addActionArgs(a feedback.Action, key string, by feedback.Via) []any {
	return []any{a.Unit, a.No, a.Period, a.Finding, a.What, a.Who, a.Due, a.Made, key, string(by)}
}

// changeActionSQL changes an action if it still is as it was looked at, and says whether it did.
const changeActionSQL = `WITH a AS (
		UPDATE action SET state = $4, said = $5, done_on = $6, closed_at = $7, version = version + 1
		WHERE unit = $1 AND no = $2 AND version = $3 RETURNING unit, no, version),
	l AS (INSERT INTO action_log (unit, no, step, state, said, by, at) SELECT unit, no, version, $4, $5, $8, $9 FROM a)
	SELECT `

func changeActionArgs(w turn.ActionWrite) []any {
	a := w.Action
	return []any{a.Unit, a.No, a.Version, string(a.State), a.Said, nullTime(a.DoneOn), nullTime(a.Closed), string(w.By), w.At}
}

func nullTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// AddAction enters an action and gives it with its number. key names the form it came with: a second one with the same key
// makes no second action, but gives the first and created false. "" is no key.
func (db *DB) AddAction(ctx context.Context, a feedback.Action, key string, by feedback.Via) (added feedback.Action, created bool, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		// One at a time per unit: numbers are given in order, without gaps.
		if _, err := tx.Exec(ctx, `SELECT FROM unit WHERE id = $1 FOR NO KEY UPDATE`, a.Unit); err != nil {
			return err
		}
		old, err := collectActions(tx.Query(ctx, `SELECT `+actionColumns+` FROM action WHERE unit = $1 AND entry = nullif($2, '')`, a.Unit, key))
		if err != nil {
			return err
		}
		if len(old) > 0 {
			added = old[0]
			return nil
		}
		next, open, err := numbered(ctx, tx, a.Unit)
		if err != nil {
			return err
		}
		if open >= turn.MaxOpenActions {
			return ErrTooManyActions
		}
		a.No, a.Version = next, 1
		if _, err := tx.Exec(ctx, addActionSQL, addActionArgs(a, key, by)...); err != nil {
			return err
		}
		added, created = a, true
		return nil
	})
	return added, created, err
}

// ChangeAction stores an action that was finished, dropped or reopened. ErrActionChanged if it is not as it was any more.
func (db *DB) ChangeAction(ctx context.Context, w turn.ActionWrite) error {
	var n int
	if err := db.pool.QueryRow(ctx, changeActionSQL+`count(*) FROM a`, changeActionArgs(w)...).Scan(&n); err != nil {
		return err
	}
	if n == 0 {
		return ErrActionChanged
	}
	return nil
}

// queueActions writes what turns do about actions. One that somebody else changed or numbered meanwhile stops the batch,
// and the turn is decided again.
func queueActions(b *pgx.Batch, turns []*Turn) {
	for _, t := range turns {
		for _, w := range t.Actions {
			if w.New {
				b.Queue(addActionSQL, addActionArgs(w.Action, "", w.By)...)
			} else {
				b.Queue(changeActionSQL+`1 / count(*) FROM a`, changeActionArgs(w)...)
			}
		}
	}
}

// numbered gives the number the next action of a unit gets, and how many are open.
func numbered(ctx context.Context, tx pgx.Tx, unit int32) (next, open int, err error) {
	err = tx.QueryRow(ctx, `SELECT coalesce(max(no), 0) + 1, count(*) FILTER (WHERE state = 'open') FROM action WHERE unit = $1`, unit).Scan(&next, &open)
	return next, open, err
}

// Actions are the actions of a unit: those that are open first, by the day they are due, then the others, the one closed
// last first.
func (db *DB) Actions(ctx context.Context, unit int32) ([]feedback.Action, error) {
	return collectActions(db.pool.Query(ctx, `SELECT `+actionColumns+` FROM action WHERE unit = $1
		ORDER BY closed_at IS NOT NULL, CASE WHEN closed_at IS NULL THEN due END, closed_at DESC, no`, unit))
}

// ActionHistory gives the steps of every action of a unit, by number, in their order.
func (db *DB) ActionHistory(ctx context.Context, unit int32) (map[int][]feedback.Step, error) {
	rows, err := db.pool.Query(ctx, `SELECT no, state, said, by, at FROM action_log WHERE unit = $1 ORDER BY no, step`, unit)
	if err != nil {
		return nil, err
	}
	history := map[int][]feedback.Step{}
	var no int
	var s feedback.Step
	_, err = pgx.ForEachRow(rows, []any{&no, &s.To, &s.Said, &s.By, &s.At}, func() error {
		history[no] = append(history[no], s)
		return nil
	})
	return history, err
}

// reportedActionsSQL reads no more than what may be in a report: what was closed before its period is history.
const reportedActionsSQL = `SELECT ` + actionColumns + ` FROM action WHERE unit = $1 AND (closed_at IS NULL OR closed_at >= $2) ORDER BY no`

// ActionsFor are the actions a unit's report on p opens with, as they stand at now; report.ActionsFor has the rule.
func (db *DB) ActionsFor(ctx context.Context, u org.Unit, p calendar.Period, now time.Time) ([]report.Action, error) {
	w := calendar.WindowOf(u.Settings)
	all, err := collectActions(db.pool.Query(ctx, reportedActionsSQL, u.ID, w.Start(p)))
	return report.ActionsFor(all, w, p, now), err
}

// queueReportActions reads the same together with the rest of a report.
func queueReportActions(b *pgx.Batch, unit int32, in *report.Input) {
	w := calendar.WindowOf(in.Unit.Settings)
	b.Queue(reportedActionsSQL, unit, w.Start(in.Period)).Query(func(rows pgx.Rows) error {
		all, err := collectActions(rows, nil)
		in.Actions = report.ActionsFor(all, w, in.Period, in.Now)
		return err
	})
}

func collectActions(rows pgx.Rows, err error) ([]feedback.Action, error) {
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (feedback.Action, error) {
		var a feedback.Action
		var done, closed *time.Time
		err := r.Scan(&a.Unit, &a.No, &a.Period, &a.Finding, &a.What, &a.Who, &a.Due, &a.State, &a.Said, &done, &a.Made, &closed, &a.Version)
		if done != nil {
			a.DoneOn = *done
		}
		if closed != nil {
			a.Closed = *closed
		}
		return a, err
	})
}
