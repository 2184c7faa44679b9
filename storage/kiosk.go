package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// Arrival is somebody who begins at a kiosk.
type Arrival struct {
	Chat string        // his conversation, good for nothing but what is done at this kiosk until the next one comes
	From string        // the page he stands before, which names itself anew each time it is loaded
	Idle time.Duration // after how long without a touch the visitor before has gone
}

// Received is how a kiosk received somebody.
type Received struct {
	Code   string        // of a ticket for his visit, which shares the pace of the screen's QR codes; "" = not now
	Wait   time.Duration // for how long there is no room
	Taken  bool          // because another page of the same link has a visitor
	Former string        // the visitor before, whose response may still be open; "" = none
}

// Receive gives a kiosk a new visitor. Who stands before the same page is the next; on another page the visit under way comes first:
// whoever has copied the link of a kiosk sends nobody away.
func (db *DB) Receive(ctx context.Context, screen int32, a Arrival, r ScreenRules) (got Received, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		s, err := lockScreen(ctx, tx, screen, r.Show, r.Pace)
		if err != nil {
			return err
		}
		if s.visitor != "" && s.from != a.From && s.quiet < a.Idle {
			got = Received{Wait: a.Idle - s.quiet, Taken: true}
			return nil
		}
		if s.behind > 0 {
			got = Received{Wait: s.behind}
			return nil
		}
		got = Received{Former: s.visitor}
		if got.Code, _, err = issueScreenTicket(ctx, tx, s.place, r.Life); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE screen SET visitor = $2, visited_from = $3, visited_at = now(), booked = greatest(booked, now()) + $4::interval
			WHERE id = $1`, screen, a.Chat, a.From, r.Pace.Every)
		return err
	})
	return got, err
}

// Visits notes that the visitor of a kiosk does something; false when he is not its visitor, or not any more.
func (db *DB) Visits(ctx context.Context, screen int32, chat string) (bool, error) {
	tag, err := db.pool.Exec(ctx, `UPDATE screen SET visited_at = now() WHERE id = $1 AND visitor = $2 AND visitor <> '' AND revoked_at IS NULL`, screen, chat)
	return err == nil && tag.RowsAffected() == 1, err
}

// Leaves ends a visit; the conversation is good for nothing more.
func (db *DB) Leaves(ctx context.Context, screen int32, chat string) error {
	_, err := db.pool.Exec(ctx, `UPDATE screen SET visitor = '' WHERE id = $1 AND visitor = $2`, screen, chat)
	return err
}

// Left gives the visitor of a kiosk who has done nothing for so long, e.g. because its power went; "" = none. The visit goes on
// until Leaves.
func (db *DB) Left(ctx context.Context, screen int32, idle time.Duration) (chat string, err error) {
	err = db.pool.QueryRow(ctx, `SELECT visitor FROM screen WHERE id = $1 AND visitor <> '' AND visited_at <= now() - $2::interval`, screen, idle).Scan(&chat)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return chat, err
}

// KioskRules bound the responses begun at a kiosk.
type KioskRules struct {
	Pace  Pace
	Day   int // so many of its reception point on a day by Vietnam's calendar,
	Times int // … or so many times what a usual day of the whole unit had in the last four weeks
}

// BookKioskForm takes a place for a response that is about to be begun at a kiosk; without room wait says for how long.
func (db *DB) BookKioskForm(ctx context.Context, screen int32, r KioskRules) (wait time.Duration, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `SELECT greatest('0', coalesce(forms_booked - now() - $2::interval, '0'),
				CASE WHEN (SELECT count(*) FROM response r WHERE r.unit = s.unit AND r.month >= to_char(now() - interval '1 day', 'YYYYMM')::int
					AND r.started_at >= current_date AND r.point = s.point AND r.channel = 'kiosk') >= greatest($3, $4 * `+usualDay+`)
				THEN current_date + 1 - now() ELSE '0' END)
			FROM screen s WHERE id = $1 FOR UPDATE`, screen, r.Pace.ahead(), r.Day, r.Times).Scan(&wait)
		if err != nil || wait > 0 {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE screen SET forms_booked = greatest(forms_booked, now()) + $2::interval WHERE id = $1`, screen, r.Pace.Every)
		return err
	})
	return wait, err
}

// usualDay is how many responses the unit of screen s had on a usual day of the last four weeks: the median of those with any.
const usualDay = `coalesce((SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY n) FROM (
	SELECT count(*) AS n FROM response r WHERE r.unit = s.unit AND r.month >= to_char(now() - interval '28 days', 'YYYYMM')::int
		AND r.started_at > now() - interval '28 days' AND r.started_at < current_date GROUP BY (r.started_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) days), 0)`

// ReceiptOf is the receipt code of the response a respondent sent in for a unit; ErrNotFound if there is none that has ended.
func (db *DB) ReceiptOf(ctx context.Context, unit int32, respondent string) (code string, err error) {
	err = db.pool.QueryRow(ctx, `SELECT receipt FROM response WHERE unit = $1 AND respondent = $2 AND status <> 'open'`, unit, respondent).Scan(&code)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrNotFound
	}
	return code, err
}
