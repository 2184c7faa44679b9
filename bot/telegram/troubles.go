package telegram

import (
	"sync"
	"time"
)

// troubles tells an outage from an update that is at fault itself: one that fails again and again while
// others get through.
type troubles struct {
	mu        sync.Mutex
	successes int64
	since     time.Time // of the first failure after the last success; zero = all is well
	of        map[int64]*trouble
}

type trouble struct {
	successes int64 // how many there had been at the last failure
	lonely    int   // failures since which others had got through
}

const (
	lonelyLimit   = 10     // failures of one update between which others got through, before it is at fault
	troublesLimit = 10_000 // updates watched at a time
)

// success notes that an event was stored.
func (t *troubles) success() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.successes++
	t.since = time.Time{}
}

// again notes one more failure of an update and reports whether it is at fault itself.
func (t *troubles) again(id int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.since.IsZero() {
		t.since = time.Now()
	}
	w := t.of[id]
	if w == nil {
		if t.of == nil || len(t.of) >= troublesLimit {
			t.of = map[int64]*trouble{}
		}
		t.of[id] = &trouble{successes: t.successes}
		return false
	}
	if t.successes > w.successes {
		w.successes = t.successes
		w.lonely++
	}
	return w.lonely >= lonelyLimit
}

// over forgets an update that is settled.
func (t *troubles) over(id int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.of, id)
}

// lasted is for how long nothing has got through, 0 when all is well.
func (t *troubles) lasted() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.since.IsZero() {
		return 0
	}
	return time.Since(t.since)
}
