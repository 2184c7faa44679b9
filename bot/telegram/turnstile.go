package telegram

import (
	"context"
	"slices"
	"sync"
)

// turnstile lets one at a time through for each chat, in the order in which they came, however they came:
// by poll, by webhook, or by both while the mode is being changed. Chats do not wait for each other.
type turnstile struct {
	mu    sync.Mutex
	lines map[int64][]*ticket
}

// ticket is a place in the line of a chat. It must be left, once, whether its turn came or not.
type ticket struct {
	of   *turnstile
	chat int64
	turn chan struct{} // closed when it is this one's turn
}

// enter takes the last place in a chat's line, without waiting.
func (t *turnstile) enter(chat int64) *ticket {
	t.mu.Lock()
	defer t.mu.Unlock()
	k := &ticket{of: t, chat: chat, turn: make(chan struct{})}
	if t.lines == nil {
		t.lines = map[int64][]*ticket{}
	}
	line := append(t.lines[chat], k)
	t.lines[chat] = line
	if len(line) == 1 {
		close(k.turn)
	}
	return k
}

// wait waits for one's turn, or for the end of ctx.
func (k *ticket) wait(ctx context.Context) error {
	select {
	case <-k.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave gives the place up; the next one's turn comes if it was this one's.
func (k *ticket) leave() {
	t := k.of
	t.mu.Lock()
	defer t.mu.Unlock()
	line := t.lines[k.chat]
	at := slices.Index(line, k)
	line = slices.Delete(line, at, at+1)
	if len(line) == 0 {
		delete(t.lines, k.chat)
		return
	}
	t.lines[k.chat] = line
	if at == 0 {
		close(line[0].turn)
	}
}
