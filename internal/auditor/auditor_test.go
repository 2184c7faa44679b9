package auditor

import (
	"flag"
	"sync/atomic"
	"testing"
)

var (
	histories = flag.Int("histories", usual, "how many random histories are audited")
	first     = flag.Int64("first", 1, "the first of them; one that was found is played again with -first N -histories 1")
)

// From everything issued in a random history nothing about 1 to 4 respondents can be worked out.
func TestNobodyIsGivenAway(t *testing.T) {
	var next, bad atomic.Int64
	next.Store(*first - 1)
	last := *first + int64(*histories) - 1
	t.Run("histories", func(t *testing.T) {
		for range 4 {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for seed := next.Add(1); seed <= last; seed = next.Add(1) {
					h := Random(uint64(seed))
					found, err := Audit(h)
					if err != nil {
						t.Errorf("history %d: %v", seed, err)
					}
					if len(found) > 0 {
						if bad.Add(1) <= 10 {
							t.Errorf("history %d: %v", seed, found[0])
						}
					}
				}
			})
		}
	})
	if n := bad.Load(); n > 0 {
		t.Errorf("%d of %d histories give somebody away", n, *histories)
	}
}
