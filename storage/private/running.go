package private

import (
	"context"
	"fmt"
	"io"
	"log/slog"
)

// Running finds the private PostgreSQL that is at work for a data directory that has one, and returns how to reach its
// databases. It starts nothing: a command that only looks must not take a second to start a server, nor stop one
// again that others have begun to use.
func Running(ctx context.Context, dir string) (dsn func(database string) string, err error) {
	home, err := locate(dir, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", dir, err)
	}
	at, err := join(ctx, home)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", home, err)
	}
	s := &Server{at: at}
	return s.DSN, nil
}
