package telegram

import (
	"testing"
	"testing/synctest"
	"time"
)

// Who goes ahead late makes everything after it late by as much, and that is made up for slowly.
func TestDrift(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d drift
		wait := func(places time.Duration) time.Duration {
			began := time.Now()
			if !d.await(t.Context(), places) {
				t.Fatal("broken off")
			}
			return time.Since(began)
		}
		if got := wait(time.Second); got != time.Second {
			t.Errorf("on time: %v", got)
		}
		wait(-100 * time.Millisecond) // the place was free 100 ms ago
		if got := wait(time.Second); got < 1085*time.Millisecond || got > 1100*time.Millisecond {
			t.Errorf("after 100 ms of lateness: %v", got)
		}
		wait(-3 * time.Millisecond)
		time.Sleep(10 * time.Second)
		if got := wait(time.Second); got != time.Second {
			t.Errorf("after 10 s: %v", got)
		}
		wait(-time.Hour)
		if got := wait(0); got > driftMost {
			t.Errorf("after an hour's sleep of the machine: %v", got)
		}
	})
}
