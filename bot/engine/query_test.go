package engine_test

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// scalar runs a query of a test and gives its one value as text.
func (h *house) scalar(sql string, args ...any) string {
	h.t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, h.dsn)
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	var v any
	if err := conn.QueryRow(ctx, sql, args...).Scan(&v); err != nil {
		h.t.Fatalf("%s: %v", sql, err)
	}
	return fmt.Sprint(v)
}
