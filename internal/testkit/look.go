package testkit

import (
	"context"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"motcua/storage"
)

// Pool opens connections for a test's own statements, with the zone and the settings of the product's, and closes them
// when the test ends. Tests open none in another way: under the zone of the machine, current_date is another day than
// the product's for hours of each day.
func Pool(t testing.TB, dsn string) *pgxpool.Pool {
	t.Helper()
	cfg, err := storage.Config(dsn)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// Exec runs statements one after the other in one session like those of Pool.
func Exec(ctx context.Context, dsn string, statements ...string) error {
	return visit(ctx, dsn, func(conn *pgx.Conn) error {
		for _, sql := range statements {
			if _, err := conn.Exec(ctx, sql); err != nil {
				return fmt.Errorf("%.80s: %w", sql, err)
			}
		}
		return nil
	})
}

// Value is the one value of a query in a session like those of Pool.
func Value[T any](t testing.TB, dsn, sql string, args ...any) (v T) {
	t.Helper()
	// Not the test's context: tests look at what is stored in their clean-up, too.
	ctx := context.Background()
	err := visit(ctx, dsn, func(conn *pgx.Conn) error { return conn.QueryRow(ctx, sql, args...).Scan(&v) })
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return v
}

// visit opens one connection for fn.
func visit(ctx context.Context, dsn string, fn func(*pgx.Conn) error) error {
	cfg, err := storage.Config(dsn)
	if err != nil {
		return err
	}
	conn, err := pgx.ConnectConfig(ctx, cfg.ConnConfig)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return fn(conn)
}
