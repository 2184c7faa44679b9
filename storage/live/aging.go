package live

import (
	"net"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
)

const (
	ageStep = 250 * time.Millisecond // how late a key may expire at least
	// ageShare keeps the cost of expiry below one part in this many of the time:
	// a pass that takes long makes the next one come later.
	ageShare = 100
)

// aging makes the keys of a miniredis expire. miniredis ages keys only when
// told to; its own ClockTTL does so at every single command and each time walks
// over all keys, which slows every turn down as conversations add up. Here
// time is moved on in steps, when a call comes along and a step is due.
type aging struct {
	mini *miniredis.Miniredis

	mu   sync.Mutex
	last time.Time
	step time.Duration
}

func newAging(m *miniredis.Miniredis) *aging {
	return &aging{mini: m, last: time.Now(), step: ageStep}
}

// dial opens a connection that needs no network.
func (a *aging) dial() (net.Conn, error) {
	c, err := a.mini.Dial()
	if err != nil {
		return nil, err
	}
	return newBuffered(c), nil
}

// advance moves the keys' time on to now when a step is due.
func (a *aging) advance() {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := time.Now()
	elapsed := now.Sub(a.last)
	if elapsed < a.step {
		return
	}
	a.last = now
	a.mini.FastForward(elapsed)
	a.step = max(ageStep, ageShare*time.Since(now))
}
