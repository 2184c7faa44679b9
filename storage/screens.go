package storage

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// Screen is a page that a tablet or monitor at a counter shows. Whoever has its link may show it; only a hash of the link is kept.
type Screen struct {
	ID      int32
	Unit    int32
	Point   int16  // reception point, 0 = none
	Slip    string // org.Slip code
	Kiosk   bool   // responses can be filled in on it
	Created time.Time
	Revoked *time.Time // since when the link opens nothing; nil while it does
}

// NewScreen makes a screen and the secret of its link, which is returned once. ID, Created and Revoked of s are not looked at.
func (db *DB) NewScreen(ctx context.Context, s Screen) (id int32, token string, err error) {
	secret := make([]byte, 24) // 192 bits: never guessed, and short enough to be typed into a tablet once
	_, _ = rand.Read(secret)   // never fails
	token = base64.RawURLEncoding.EncodeToString(secret)
	err = db.pool.QueryRow(ctx, `INSERT INTO screen (unit, point, slip, kiosk, token_hash) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		s.Unit, s.Point, s.Slip, s.Kiosk, tokenHash(token)).Scan(&id)
	return id, token, err
}

const screenColumns = `id, unit, point, slip, kiosk, created_at, revoked_at`

func scanScreen(row pgx.CollectableRow) (s Screen, err error) {
	err = row.Scan(&s.ID, &s.Unit, &s.Point, &s.Slip, &s.Kiosk, &s.Created, &s.Revoked)
	return s, err
}

// Screen finds the screen a link opens; ErrNotFound for one that was revoked or never was.
func (db *DB) Screen(ctx context.Context, token string) (Screen, error) {
	rows, err := db.pool.Query(ctx, `SELECT `+screenColumns+` FROM screen WHERE token_hash = $1 AND revoked_at IS NULL`, tokenHash(token))
	if err != nil {
		return Screen{}, err
	}
	s, err := pgx.CollectExactlyOneRow(rows, scanScreen)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, ErrNotFound
	}
	return s, err
}

// Screens lists the screens of a unit, also those that were revoked, the oldest first.
func (db *DB) Screens(ctx context.Context, unit int32) ([]Screen, error) {
	rows, err := db.pool.Query(ctx, `SELECT `+screenColumns+` FROM screen WHERE unit = $1 ORDER BY id`, unit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, scanScreen)
}

// ScreensInUse counts the screens of all units whose links are good.
func (db *DB) ScreensInUse(ctx context.Context) (n int, err error) {
	err = db.pool.QueryRow(ctx, `SELECT count(*) FROM screen WHERE revoked_at IS NULL`).Scan(&n)
	return n, err
}

// RevokeScreen makes the link of a unit's screen open nothing any more, and the QR codes it has shown as well. ErrNotFound if
// the unit has no such screen, or it was revoked before.
func (db *DB) RevokeScreen(ctx context.Context, unit, id int32) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		var shown, former []byte
		err := tx.QueryRow(ctx, `UPDATE screen s SET revoked_at = now(), ticket = '', ticket_hash = NULL, former = NULL, visitor = ''
			FROM (SELECT id, ticket_hash, former FROM screen WHERE id = $1 AND unit = $2 AND revoked_at IS NULL FOR UPDATE) o
			WHERE s.id = o.id RETURNING o.ticket_hash, o.former`, id, unit).Scan(&shown, &former)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		return revokeTickets(ctx, tx, shown, former)
	})
}

// revokeTickets takes tickets back that nobody has opened yet.
func revokeTickets(ctx context.Context, tx pgx.Tx, hashes ...[]byte) error {
	_, err := tx.Exec(ctx, `UPDATE ticket SET state = 'revoked' WHERE hash = ANY($1) AND state = 'open'`, hashes)
	return err
}
