package storage

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"github.com/jackc/pgx/v5"
)

// Room is a web page on which a unit's leaders find its digests.
type Room struct {
	Conv string
	Unit int32
}

// OpenRoom gives a unit a leadership room and a new secret for its link; the former link stops working.
// The secret is returned once and kept only as a hash. The room becomes a destination of the digests.
func (db *DB) OpenRoom(ctx context.Context, unit int32, conv string) (token string, err error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	token = base64.RawURLEncoding.EncodeToString(secret)
	err = db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO room (conv, unit, token_hash) VALUES ($1, $2, $3)
			ON CONFLICT (conv) DO UPDATE SET token_hash = excluded.token_hash`, conv, unit, tokenHash(token)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO destination (unit, conv) VALUES ($1, $2) ON CONFLICT DO NOTHING`, unit, conv)
		return err
	})
	return token, err
}

// Room finds the room a secret opens; ErrNotFound for any other. Looking up the hash rather than the
// secret leaves nothing to be learnt from how long it takes.
func (db *DB) Room(ctx context.Context, token string) (Room, error) {
	return db.room(ctx, `SELECT conv, unit FROM room WHERE token_hash = $1`, tokenHash(token))
}

// RoomOf finds the room of a unit; ErrNotFound if it has none.
func (db *DB) RoomOf(ctx context.Context, unit int32) (Room, error) {
	return db.room(ctx, `SELECT conv, unit FROM room WHERE unit = $1 ORDER BY created_at LIMIT 1`, unit)
}

func (db *DB) room(ctx context.Context, sql string, arg any) (Room, error) {
	var r Room
	err := db.pool.QueryRow(ctx, sql, arg).Scan(&r.Conv, &r.Unit)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNotFound
	}
	return r, err
}

func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Destinations are the conversations a unit's digests go to.
func (db *DB) Destinations(ctx context.Context, unit int32) ([]string, error) {
	rows, err := db.pool.Query(ctx, `SELECT conv FROM destination WHERE unit = $1 ORDER BY created_at, conv`, unit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}
