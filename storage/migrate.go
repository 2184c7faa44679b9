package storage

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock is the advisory lock under which migrations run: eight replicas starting on an empty
// database would otherwise create the same tables at the same time.
const migrationLock = 0x6d6f74637561 // "motcua"

// ErrBefore is returned for a database that was made before the first release. Its tables have other names, and no program leads
// from them to those of today; it is left as it is.
var ErrBefore = errors.New("the database was made before the first release")

// firstBefore is the migration that every database of before has applied. No migration has this name any more.
const firstBefore = "0001_start.sql"

// Migrate brings the schema up to date, in one transaction, and reports what it applied. It refuses a
// database whose applied migrations differ from the ones in this program, e.g. one of a newer release;
// ErrBefore if it is of before the first one; *EncodingError and *RightsError for one the tables cannot be made in.
//
// A migration that was released is never edited (migrations/SUMS holds what it was): a database that has
// applied it would be refused.
func (db *DB) Migrate(ctx context.Context) (applied []string, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(migrationLock)); err != nil {
			return err
		}
		if err := checkFit(ctx, tx); err != nil {
			return err
		}
		applied, err = applyMissing(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	return applied, nil
}

func applyMissing(ctx context.Context, tx pgx.Tx) ([]string, error) {
	have, err := appliedMigrations(ctx, tx)
	if err != nil {
		return nil, err
	}
	if _, before := have[firstBefore]; before {
		return nil, ErrBefore
	}
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var applied []string
	for _, file := range files { // Glob sorts
		body, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		name, hash := strings.TrimPrefix(file, "migrations/"), sha(body)
		if was, ok := have[name]; ok {
			if was != hash {
				return nil, fmt.Errorf("%s was applied in another wording; this program does not fit this database", name)
			}
			delete(have, name)
			continue
		}
		if _, err := tx.Exec(ctx, string(body)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if _, err := tx.Exec(ctx, `INSERT INTO migration (name, hash) VALUES ($1, $2)`, name, hash); err != nil {
			return nil, err
		}
		applied = append(applied, name)
	}
	for name := range have {
		return nil, fmt.Errorf("the database knows %s, this program does not: it is older than the database", name)
	}
	return applied, nil
}

func appliedMigrations(ctx context.Context, tx pgx.Tx) (map[string]string, error) {
	rows, err := tx.Query(ctx, `SELECT name, hash FROM migration`)
	if err != nil {
		return nil, err
	}
	have := map[string]string{}
	var name, hash string
	_, err = pgx.ForEachRow(rows, []any{&name, &hash}, func() error {
		have[name] = hash
		return nil
	})
	return have, err
}

func sha(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
