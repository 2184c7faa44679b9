package telegram

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	answerWorkers  = 8
	answerQueue    = 256
	answerDeadline = 10 * time.Second // a spinner that still turns after this has been given up by its owner
	answerDrain    = 2 * time.Second  // for the last ones when we stop
	answerMemory   = 1024             // taps remembered as answered
)

// answerer tells Telegram that taps have arrived, so that the button stops spinning. It is a courtesy: it
// goes out at once, beside the turn, and its failure means nothing. "Query is too old" is the usual one.
type answerer struct {
	api   *client
	log   *slog.Logger
	queue chan string

	mu     sync.Mutex
	recent map[string]bool // answered, or about to be: a webhook call that is repeated is not answered twice
	ring   []string        // the same, oldest first from at
	at     int
}

func newAnswerer(api *client, log *slog.Logger) *answerer {
	return &answerer{api: api, log: log, queue: make(chan string, answerQueue), recent: make(map[string]bool, answerMemory)}
}

// add has a tap answered. It never waits: when too many wait already, this one spins out by itself.
func (a *answerer) add(id string) {
	if id == "" || !a.fresh(id) {
		return
	}
	select {
	case a.queue <- id:
	default:
	}
}

// fresh notes an id and reports whether it had not been noted before.
func (a *answerer) fresh(id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.recent[id] {
		return false
	}
	if len(a.ring) < answerMemory {
		a.ring = append(a.ring, id)
	} else {
		delete(a.recent, a.ring[a.at])
		a.ring[a.at] = id
		a.at = (a.at + 1) % answerMemory
	}
	a.recent[id] = true
	return true
}

// run answers until ctx ends, then what is left for a short while.
func (a *answerer) run(ctx context.Context) {
	last, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(answerDrain, cancel) })()
	var wg sync.WaitGroup
	for range answerWorkers {
		wg.Go(func() {
			for {
				select {
				case id := <-a.queue:
					a.answer(last, id)
					continue
				default:
				}
				select {
				case id := <-a.queue:
					a.answer(last, id)
				case <-ctx.Done():
					return
				}
			}
		})
	}
	wg.Wait()
}

func (a *answerer) answer(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(ctx, answerDeadline)
	defer cancel()
	err := a.api.call(ctx, a.api.send, "answerCallbackQuery", struct {
		ID string `json:"callback_query_id"`
	}{id}, nil)
	if err != nil && ctx.Err() == nil {
		a.log.Debug("tap not answered", "err", err)
	}
}
