package storage

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Installation says what this database is.
type Installation struct {
	Demo   bool
	Secret []byte // 32 bytes; start payloads and respondent keys hang on it
}

// ErrKind is returned when a database of the one kind is opened as the other.
var ErrKind = errors.New("demo data and real data never share a database")

// Install reads what this database is, and on the first start decides it: demo or real, for good.
func (db *DB) Install(ctx context.Context, demo bool) (Installation, error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	if _, err := db.pool.Exec(ctx, `INSERT INTO installation (demo, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING`, demo, secret); err != nil {
		return Installation{}, err
	}
	in, err := db.Installation(ctx)
	if err == nil && in.Demo != demo {
		is := map[bool]string{true: "the demo", false: "a real installation"}
		return in, fmt.Errorf("this database holds %s, not %s: %w", is[in.Demo], is[demo], ErrKind)
	}
	return in, err
}

// Installation reads what this database is; ErrNotFound if it was never started.
func (db *DB) Installation(ctx context.Context) (Installation, error) {
	var in Installation
	err := db.pool.QueryRow(ctx, `SELECT demo, secret FROM installation`).Scan(&in.Demo, &in.Secret)
	if errors.Is(err, pgx.ErrNoRows) {
		return in, ErrNotFound
	}
	return in, err
}
