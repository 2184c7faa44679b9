package telegram

import (
	"context"
	"strconv"
	"sync"
	"time"

	"motcua/bot"
	"motcua/storage/live"
)

// progress knows how far messages of several calls have come, so that a message that failed in the middle
// goes on from there and citizens do not get its beginning twice. It is kept in memory, and beside that in
// Redis for the case that another replica goes on. If both are gone, the parts go out once more.
type progress struct {
	live *live.Live
	mu   sync.Mutex
	of   map[string]int
}

const (
	progressLimit = 10_000 // messages remembered at a time
	progressTime  = 24 * time.Hour
)

func progressKey(d bot.Delivery) string {
	return "tg:" + d.Conv + ":" + strconv.FormatInt(d.Seq, 10)
}

// read returns how many calls of a delivery were made before.
func (p *progress) read(ctx context.Context, d bot.Delivery) int {
	key := progressKey(d)
	p.mu.Lock()
	n, known := p.of[key]
	p.mu.Unlock()
	if known {
		return n
	}
	stored := p.live.States(ctx, []string{key})[key]
	n, err := strconv.Atoi(string(stored))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// note remembers that so many calls of a delivery are made.
func (p *progress) note(ctx context.Context, d bot.Delivery, n int) {
	key := progressKey(d)
	p.mu.Lock()
	if len(p.of) >= progressLimit {
		clear(p.of)
	}
	p.of[key] = n
	p.mu.Unlock()
	p.live.PutStates(ctx, map[string][]byte{key: []byte(strconv.Itoa(n))}, progressTime)
}

// forget drops what is known of a delivery that is over.
func (p *progress) forget(ctx context.Context, d bot.Delivery) {
	key := progressKey(d)
	p.mu.Lock()
	delete(p.of, key)
	p.mu.Unlock()
	p.live.DropStates(ctx, []string{key})
}
