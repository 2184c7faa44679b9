package storage

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"time"

	"motcua/bot/turn"

	"github.com/jackc/pgx/v5"
)

// NewLinkCode makes a one-time code with which a chat becomes a destination of a unit's digests.
func (db *DB) NewLinkCode(ctx context.Context, unit int32, life time.Duration) (string, error) {
	code := turn.NewLinkCode(func(b []byte) { _, _ = rand.Read(b) }) // never fails
	_, err := db.pool.Exec(ctx, `INSERT INTO link_code (hash, unit, expires_at) VALUES ($1, $2, now() + $3::interval)`, turn.LinkHash(code), unit, life)
	return code, err
}

// Leaders reads what is known of a chat, and of the link code with the given hash (nil = none). With topics, what is known of the
// topics of a group counts as known of the group.
func (db *DB) Leaders(ctx context.Context, conv string, code []byte, topics bool) (turn.Leaders, error) {
	var l turn.Leaders
	err := db.pool.QueryRow(ctx, `SELECT
			coalesce((SELECT unit FROM destination WHERE conv = $1 OR $3 AND starts_with(conv, $1 || '/') ORDER BY created_at LIMIT 1), 0),
			coalesce((SELECT unit FROM link_code WHERE hash = $2 AND expires_at > now()), 0),
			EXISTS (SELECT FROM refusal WHERE conv = $1 OR $3 AND starts_with(conv, $1 || '/'))`, conv, code, topics).Scan(&l.Unit, &l.Offers, &l.Refused)
	if err != nil || l.Unit == 0 {
		return l, err
	}
	to, err := db.Destinations(ctx, l.Unit)
	for _, other := range to {
		if other != conv && !(topics && strings.HasPrefix(other, conv+"/")) {
			l.Others = append(l.Others, other)
		}
	}
	return l, err
}

// MoveConv makes a conversation go on under another key, with all that is owed in it: a group became a
// supergroup. Doing it twice changes nothing.
func (db *DB) MoveConv(ctx context.Context, from, to string) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM lane WHERE conv = ANY($1) ORDER BY conv FOR UPDATE`, []string{from, to}); err != nil {
			return err
		}
		var unit int32
		err := tx.QueryRow(ctx, `DELETE FROM conversation WHERE conv = $1 RETURNING coalesce(unit, 0)`, from).Scan(&unit)
		if err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		rows, err := tx.Query(ctx, `WITH o AS (DELETE FROM pending WHERE conv = $1 RETURNING seq, body) SELECT body FROM o ORDER BY seq`, from)
		if err != nil {
			return err
		}
		owed, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
		if err != nil {
			return err
		}
		for _, body := range owed {
			if err := post(ctx, tx, turn.Post{Conv: to, Unit: unit, Body: body}); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `WITH gone AS (DELETE FROM destination WHERE conv = $1 RETURNING unit, created_at)
			INSERT INTO destination (unit, conv, created_at) SELECT unit, $2, created_at FROM gone ON CONFLICT DO NOTHING`, from, to)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, forgetRefusalsSQL, from); err != nil { // whether the new chat refuses it too will be seen
			return err
		}
		if err := moveFollows(ctx, tx, from, to); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE lane SET holder = NULL, due = NULL WHERE conv = $1`, from)
		return err
	})
}

// DeadLetter keeps an event that could not be taken in, once.
func (db *DB) DeadLetter(ctx context.Context, channel, event, kind, cause string) error {
	_, err := db.pool.Exec(ctx, `INSERT INTO dead_letter (channel, event, kind, error) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, channel, event, kind, cause)
	return err
}

// DeadEvent is an event that could not be taken in; nothing of what the person wrote is in it.
type DeadEvent struct {
	Channel, Event, Kind, Error string
	At                          time.Time
}

// DeadLetters counts them and gives the newest, at most limit.
func (db *DB) DeadLetters(ctx context.Context, limit int) (newest []DeadEvent, total int, err error) {
	rows, err := db.pool.Query(ctx, `SELECT channel, event, kind, error, at, (count(*) OVER ())::int FROM dead_letter ORDER BY id DESC LIMIT $1`, limit)
	if err != nil {
		return nil, 0, err
	}
	var e DeadEvent
	_, err = pgx.ForEachRow(rows, []any{&e.Channel, &e.Event, &e.Kind, &e.Error, &e.At, &total}, func() error {
		newest = append(newest, e)
		return nil
	})
	return newest, total, err
}

// Lease takes or keeps work that one process at a time may do: true while this holder has it.
func (db *DB) Lease(ctx context.Context, name, holder string, ttl time.Duration) (bool, error) {
	var held bool
	err := db.pool.QueryRow(ctx, `INSERT INTO lease AS l (name, holder, until) VALUES ($1, $2, now() + $3::interval)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
		WHERE l.holder = excluded.holder OR l.until < now()
		RETURNING true`, name, holder, ttl).Scan(&held)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return held, err
}
