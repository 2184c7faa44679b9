package private

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// A server at work is found; one that is not is not started.
func TestRunning(t *testing.T) {
	dir := dataDir(t, "data")
	if _, err := Running(t.Context(), dir); err == nil {
		t.Error("found a server where there is none")
	}
	s := open(t, dir)
	dsn, err := Running(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	c, err := pgx.Connect(t.Context(), dsn("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := Running(t.Context(), dir); err == nil || time.Since(began) > time.Second {
		t.Errorf("after its end, within %v: %v", time.Since(began), err)
	}
}
