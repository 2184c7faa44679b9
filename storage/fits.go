package storage

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ErrAddress is returned for the address of a database that cannot be read. Its text is not shown, it may hold a password.
var ErrAddress = errors.New("not a PostgreSQL URL or key=value string (its text is not shown, it may hold a password)")

// EncodingError is of a database that cannot hold every letter of Vietnamese.
type EncodingError struct{ Encoding string }

func (e *EncodingError) Error() string {
	return "the database is encoded in " + e.Encoding + ", not UTF8"
}

// RightsError is of a user who may not make the tables.
type RightsError struct{ User, Database string }

func (e *RightsError) Error() string {
	return fmt.Sprintf("user %s may not make tables in schema public of database %s", e.User, e.Database)
}

// checkAddress refuses a URL in which a sign of the password was taken for one of the address: part of the password would stand
// for the host or the name of the database, and errors name those.
func checkAddress(dsn string) error {
	if !strings.HasPrefix(dsn, "postgres://") && !strings.HasPrefix(dsn, "postgresql://") {
		return nil
	}
	u, err := url.Parse(dsn)
	if err != nil || u.User == nil && strings.Contains(dsn, "@") || u.Fragment != "" || strings.Contains(u.Path, "@") || strings.Contains(u.RawQuery, "@") {
		return ErrAddress
	}
	return nil
}

// checkFit refuses a database in which the tables cannot be, or cannot be made.
func checkFit(ctx context.Context, tx pgx.Tx) error {
	var encoding, user, database string
	var there, may bool
	err := tx.QueryRow(ctx, `SELECT current_setting('server_encoding'), current_user, current_database(), to_regclass('migration') IS NOT NULL,
			coalesce(has_schema_privilege(current_user, current_schema(), 'CREATE'), false)`).Scan(&encoding, &user, &database, &there, &may)
	switch {
	case err != nil:
		return err
	case encoding != "UTF8":
		return &EncodingError{encoding}
	case !there && !may:
		return &RightsError{user, database}
	case there:
		return nil
	}
	_, err = tx.Exec(ctx, `CREATE TABLE migration (name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())`)
	return err
}
