package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// The ways by which a leader can say so, besides chats, whose way is the name of their channel.
const (
	WayRoom    = "room"
	WayCommand = "command"
)

// Published says when and how a period's figures came to be public.
type Published struct {
	Unit      int32
	Period    calendar.Period
	Way       string     // WayRoom, WayCommand or the name of a channel
	At        time.Time  // the first time
	Updated   time.Time  // the last time; At when there was no other
	Withdrawn *time.Time // nil while citizens see it
}

// Shown reports whether citizens see it.
func (p Published) Shown() bool { return p.Withdrawn == nil }

// Again reports whether it was published more than once.
func (p Published) Again() bool { return p.Updated.After(p.At) }

// Publication is what was published: the figures as they stood when a leader said so, and their chart.
type Publication struct {
	Published
	Figures report.Public
	Chart   []byte // PNG; empty where no share is published
}

const publishedColumns = `unit, period, way, published_at, updated_at, withdrawn_at`

// Publications are all of a unit, withdrawn ones too, the newest period first; of periods that end together the shortest.
func (db *DB) Publications(ctx context.Context, unit int32) ([]Published, error) {
	rows, err := db.pool.Query(ctx, `SELECT `+publishedColumns+` FROM publication WHERE unit = $1`, unit)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (Published, error) {
		var p Published
		err := p.scan(r)
		return p, err
	})
	slices.SortFunc(all, func(a, b Published) int {
		return cmp.Or(cmp.Compare(b.Period.Last(), a.Period.Last()), cmp.Compare(b.Period.First(), a.Period.First()))
	})
	return all, err
}

// scan reads publishedColumns, and what follows them.
func (p *Published) scan(r pgx.Row, more ...any) error {
	var period string
	if err := r.Scan(append([]any{&p.Unit, &period, &p.Way, &p.At, &p.Updated, &p.Withdrawn}, more...)...); err != nil {
		return err
	}
	return p.Period.UnmarshalText([]byte(period))
}

// Publishing are the units of which citizens see something.
func (db *DB) Publishing(ctx context.Context) (map[int32]bool, error) {
	rows, err := db.pool.Query(ctx, `SELECT DISTINCT unit FROM publication WHERE withdrawn_at IS NULL`)
	if err != nil {
		return nil, err
	}
	units := map[int32]bool{}
	var unit int32
	_, err = pgx.ForEachRow(rows, []any{&unit}, func() error {
		units[unit] = true
		return nil
	})
	return units, err
}

// Publication reads what was published of a period, also when it was withdrawn since; ErrNotFound if nothing ever was.
// The chart is not read, see PublicationChart.
func (db *DB) Publication(ctx context.Context, unit int32, p calendar.Period) (Publication, error) {
	var pub Publication
	var body []byte
	err := pub.scan(db.pool.QueryRow(ctx, `SELECT `+publishedColumns+`, body FROM publication WHERE unit = $1 AND period = $2`, unit, p.String()), &body)
	if errors.Is(err, pgx.ErrNoRows) {
		return pub, ErrNotFound
	}
	if err == nil {
		err = json.Unmarshal(body, &pub.Figures)
	}
	if err != nil {
		return pub, fmt.Errorf("publication %s of unit %d: %w", p, unit, err)
	}
	pub.Figures.AsOf = pub.Figures.AsOf.In(org.Location())
	return pub, nil
}

// PublicationChart reads the chart that was published of a period, also when it was withdrawn since; ErrNotFound if there
// is none.
func (db *DB) PublicationChart(ctx context.Context, unit int32, p calendar.Period) ([]byte, error) {
	var chart []byte
	err := db.pool.QueryRow(ctx, `SELECT chart FROM publication WHERE unit = $1 AND period = $2`, unit, p.String()).Scan(&chart)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && len(chart) == 0 {
		return nil, ErrNotFound
	}
	return chart, err
}

// PublishFigures shows figures to everybody from now on. Those shown before give way; when they first were is kept.
func (db *DB) PublishFigures(ctx context.Context, p Publication, now time.Time) error {
	return db.tx(ctx, func(tx pgx.Tx) error { return publish(ctx, tx, p, now) })
}

func publish(ctx context.Context, tx pgx.Tx, p Publication, now time.Time) error {
	body, err := json.Marshal(p.Figures)
	if err != nil {
		return err
	}
	chart := p.Chart
	if chart == nil {
		chart = []byte{}
	}
	_, err = tx.Exec(ctx, `INSERT INTO publication (unit, period, body, chart, way, published_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
		ON CONFLICT (unit, period) DO UPDATE SET body = excluded.body, chart = excluded.chart, way = excluded.way,
			updated_at = excluded.updated_at, withdrawn_at = NULL`,
		p.Unit, p.Period.String(), string(body), chart, p.Way, now)
	return err
}

// WithdrawFigures hides what was published of a period; ErrNotFound if nothing is shown. Wishes of chats to publish it that were not
// carried out yet are dropped: what a leader withdraws must not come back by itself.
func (db *DB) WithdrawFigures(ctx context.Context, unit int32, p calendar.Period, way string, now time.Time) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		hidden, err := withdraw(ctx, tx, unit, p, way, now, "")
		if err == nil && !hidden {
			err = ErrNotFound
		}
		return err
	})
}

// withdraw says whether something was shown until now. Of the wishes it drops those made before the one named; all if none is.
func withdraw(ctx context.Context, tx pgx.Tx, unit int32, p calendar.Period, way string, now time.Time, wish string) (hidden bool, err error) {
	if _, err := tx.Exec(ctx, `UPDATE duty SET done_at = now(), error = 'withdrawn' WHERE job = $1 AND unit = $2 AND done_at IS NULL
		AND note::jsonb @> jsonb_build_object('period', $3::text, 'do', $4::text) AND ($5 = '' OR period < $5)`,
		turn.PublishJob, unit, p.String(), string(turn.PublishDo), wish); err != nil {
		return false, err
	}
	tag, err := tx.Exec(ctx, `UPDATE publication SET withdrawn_at = $3, way = $4 WHERE unit = $1 AND period = $2 AND withdrawn_at IS NULL`,
		unit, p.String(), now, way)
	return tag.RowsAffected() > 0, err
}

// DonePublishing marks a duty as done and, in the same transaction, publishes pub if it is not nil and posts the answer.
func (db *DB) DonePublishing(ctx context.Context, d turn.Owing, holder string, pub *Publication, now time.Time, answer turn.Post) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if err := settle(ctx, tx, d.Duty, holder, now, d.Note); err != nil {
			return err
		}
		if pub != nil {
			if err := publish(ctx, tx, *pub, now); err != nil {
				return err
			}
		}
		return post(ctx, tx, answer)
	})
}

// DoneWithdrawing marks a duty as done and, in the same transaction, withdraws what was published of a period and posts
// the answer, which is told whether something was shown.
func (db *DB) DoneWithdrawing(ctx context.Context, d turn.Owing, holder string, p calendar.Period, way string, now time.Time, answer func(hidden bool) (turn.Post, error)) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if err := settle(ctx, tx, d.Duty, holder, now, d.Note); err != nil {
			return err
		}
		hidden, err := withdraw(ctx, tx, d.Unit, p, way, now, d.Period)
		if err != nil {
			return err
		}
		a, err := answer(hidden)
		if err != nil {
			return err
		}
		return post(ctx, tx, a)
	})
}

// MonthsWithResponses are the months in which a unit got responses, oldest first.
func (db *DB) MonthsWithResponses(ctx context.Context, unit int32) ([]calendar.Month, error) {
	rows, err := db.pool.Query(ctx, `SELECT month FROM figure WHERE unit = $1 AND by = 'c' AND question = ANY($2)
		GROUP BY month HAVING sum(n) > 0 ORDER BY month`, unit, []string{survey.QStarted, survey.QFinished, survey.QPartial})
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[calendar.Month])
}
