package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// Receive gives a kiosk a new visitor: chat is his conversation, good for nothing but what is done at this kiosk until the next
// one comes. The code is that of a ticket for his visit, which shares the pace of the screen's QR codes. Without room for one it
// is "", and wait says for how long. former is the visitor before, whose response may still be open; "" = none.
func (db *DB) Receive(ctx context.Context, screen int32, chat string, r ScreenRules) (code, former string, wait time.Duration, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		s, err := lockScreen(ctx, tx, screen, r.Show, r.Pace)
		if err != nil {
			return err
		}
		if s.behind > 0 {
			wait = s.behind
			return nil
		}
		if code, _, err = issueScreenTicket(ctx, tx, s.place, r.Life); err != nil {
			return err
		}
		former = s.visitor
		_, err = tx.Exec(ctx, `UPDATE screen SET visitor = $2, visited_at = now(), booked = greatest(booked, now()) + $3::interval WHERE id = $1`,
			screen, chat, r.Pace.Every)
		return err
	})
	return code, former, wait, err
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

// BookKioskForm takes a place for a response that is about to be begun at a kiosk; without room wait says for how long.
func (db *DB) BookKioskForm(ctx context.Context, screen int32, p Pace) (wait time.Duration, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `SELECT coalesce(forms_booked - now() - $2::interval, '0') FROM screen WHERE id = $1 FOR UPDATE`, screen, p.ahead()).Scan(&wait)
		if err != nil || wait > 0 {
			return err
		}
		wait = 0
		_, err = tx.Exec(ctx, `UPDATE screen SET forms_booked = greatest(forms_booked, now()) + $2::interval WHERE id = $1`, screen, p.Every)
		return err
	})
	return wait, err
}

// ReceiptOf is the receipt code of the response a respondent sent in for a unit; ErrNotFound if there is none that has ended.
func (db *DB) ReceiptOf(ctx context.Context, unit int32, respondent string) (code string, err error) {
	err = db.pool.QueryRow(ctx, `SELECT receipt FROM response WHERE unit = $1 AND respondent = $2 AND status <> 'open'`, unit, respondent).Scan(&code)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", ErrNotFound
	}
	return code, err
}
