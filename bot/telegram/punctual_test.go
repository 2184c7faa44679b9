package telegram

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// Who misses his place gives it up; who misses several is judged more and more mildly, so that a machine that
// is always late still sends.
func TestPlaceMissedIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, c := range map[string]struct {
			late []time.Duration // of each place, as the process comes to it
			used int             // which of them is used
		}{
			"on time":            {[]time.Duration{0}, 0},
			"as timers are":      {[]time.Duration{4 * time.Millisecond}, 0},
			"held up once":       {[]time.Duration{100 * time.Millisecond, 0}, 1},
			"a slow machine":     {[]time.Duration{40 * time.Millisecond, 40 * time.Millisecond}, 1},
			"asleep for an hour": {[]time.Duration{time.Hour, time.Hour, time.Hour, time.Hour}, 3},
		} {
			var p punctuality
			for i, late := range c.late {
				use, err := p.await(t.Context(), time.Now(), -late)
				if err != nil || use != (i == c.used) {
					t.Errorf("%s: place %d used: %v, %v", name, i, use, err)
				}
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var p punctuality
		if use, err := p.await(ctx, time.Now(), time.Hour); use || !errors.Is(err, context.Canceled) {
			t.Errorf("after the end: %v, %v", use, err)
		}
	})
}
