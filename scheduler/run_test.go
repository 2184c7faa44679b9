package scheduler_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

// What was missed is sent at the start, without waiting for the clock; then it runs until it is told to stop.
func TestRun(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	h.exec(`UPDATE unit SET created_at = now() - interval '40 days' WHERE code = 'tre'`) // a month has ended since
	var err error
	if h.dir, err = h.db.Directory(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := h.scheduler(noTurn)
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	for deadline := time.Now().Add(30 * time.Second); len(h.sent(room)) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nothing was sent")
		}
	}
	cancel()
	running.Wait()
}

// The operator hears of a duty that could not be done, once for each look; not of one that was broken off
// because the program stops.
func TestTroubleIsLogged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var log bytes.Buffer
	h.log = slog.New(slog.NewTextHandler(&log, nil))
	now := vietnam(t, "2026-11-01 08:00:00")
	s := h.scheduler(noTurn)
	s.Look(t.Context(), now)
	if n := strings.Count(log.String(), "level=ERROR"); n != 3 || strings.Count(log.String(), "job=digest") != 3 || !strings.Contains(log.String(), "destination") {
		t.Errorf("%d errors:\n%s", n, log.String())
	}
	log.Reset()
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	h.endLeases()
	s.Look(stopped, now)
	if log.Len() > 0 {
		t.Errorf("while stopping:\n%s", log.String())
	}
}
