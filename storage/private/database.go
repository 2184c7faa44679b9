package private

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// probeTimeout bounds one connection attempt; a local server that needs longer
// is not ready.
const probeTimeout = 5 * time.Second

// dsn writes a keyword/value connection string.
func dsn(socket, database string) string {
	quote := strings.NewReplacer(`\`, `\\`, `'`, `\'`)
	return fmt.Sprintf("host='%s' port=%s user=%s dbname='%s' sslmode=disable",
		quote.Replace(socket), port, superuser, quote.Replace(database))
}

// connect opens one connection to a maintenance database.
func connect(ctx context.Context, dsn string) (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	cfg.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol // one round trip; nothing here is repeated
	return pgx.ConnectConfig(ctx, cfg)
}

// probe asks the server behind a socket for its version and makes sure that it
// is the server of this cluster and no other that found its way to the socket.
func probe(ctx context.Context, cluster, socket string) (version string, err error) {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	c, err := connect(ctx, dsn(socket, "postgres"))
	if err != nil {
		return "", err
	}
	defer c.Close(context.WithoutCancel(ctx))
	var dir string
	err = c.QueryRow(ctx, "SELECT current_setting('server_version'), current_setting('data_directory')").Scan(&version, &dir)
	if err != nil {
		return "", err
	}
	if filepath.Clean(dir) != filepath.Clean(cluster) {
		return "", fmt.Errorf("the server at %s serves %s, not %s", socket, dir, cluster)
	}
	version, _, _ = strings.Cut(version, " ") // "15.18 (Debian …)"
	return version, nil
}

// EnsureDatabase creates a database unless it exists, and says whether it did.
// Several processes may call it at once.
func (s *Server) EnsureDatabase(ctx context.Context, name string) (created bool, err error) {
	c, err := connect(ctx, s.DSN("postgres"))
	if err != nil {
		return false, fmt.Errorf("creating database %q: %w", name, err)
	}
	defer c.Close(context.WithoutCancel(ctx))
	var there bool
	err = c.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there)
	if err != nil {
		return false, fmt.Errorf("looking for database %q: %w", name, err)
	}
	if there {
		return false, nil
	}
	// template0, because a visitor in template1 would make the command fail.
	_, err = c.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE template0")
	if alreadyThere(err) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("creating database %q: %w", name, err)
	}
	return true, nil
}

// alreadyThere recognises that somebody else has just created the database:
// duplicate_database, or the unique index of pg_database when both were equally
// fast.
func alreadyThere(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "42P04" || pg.Code == "23505")
}
