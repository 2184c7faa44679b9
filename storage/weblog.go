package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// WebEntry is one delivered message of the web chat; Body is bot.Message as JSON.
type WebEntry struct {
	Conv string
	Seq  int64
	Body []byte
	At   time.Time
}

// AppendWeblog stores delivered messages. A message that stands there already is left as it is, so that
// the web chat delivers exactly once.
func (db *DB) AppendWeblog(ctx context.Context, entries []WebEntry) error {
	convs, seqs, bodies := make([]string, len(entries)), make([]int64, len(entries)), make([]string, len(entries))
	for i, e := range entries {
		convs[i], seqs[i], bodies[i] = e.Conv, e.Seq, string(e.Body)
	}
	_, err := db.pool.Exec(ctx, `INSERT INTO weblog (conv, seq, body)
		SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) ORDER BY 1, 2 ON CONFLICT DO NOTHING`, convs, seqs, bodies)
	return err
}

// Weblog reads what was shown in a conversation after sequence number after, oldest first: the last
// limit messages at the most.
func (db *DB) Weblog(ctx context.Context, conv string, after int64, limit int) ([]WebEntry, error) {
	rows, err := db.pool.Query(ctx, `SELECT conv, seq, body, at FROM (
			SELECT conv, seq, body, at FROM weblog WHERE conv = $1 AND seq > $2 ORDER BY seq DESC LIMIT $3) t
		ORDER BY seq`, conv, after, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[WebEntry])
}

// Blob reads a stored file.
func (db *DB) Blob(ctx context.Context, id int64) ([]byte, error) {
	var b []byte
	err := db.pool.QueryRow(ctx, `SELECT body FROM blob WHERE id = $1`, id).Scan(&b)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, ErrNotFound
	}
	return b, err
}
