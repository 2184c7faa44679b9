package telegram

import (
	"context"
	"sync"
	"time"
)

// window is what a poller knows of the updates that Telegram has given and that are not confirmed yet.
//
// Telegram confirms by "everything below this number", so a single update that takes long keeps all later
// ones unconfirmed however long they are done: they are given again, and this is where they are recognised.
type window struct {
	mu      sync.Mutex
	open    map[int64]bool // update → done
	left    int            // of these, not done
	next    int64          // what to ask from when none is open; 0 = from the beginning
	asking  int64          // what was asked from last
	hold    time.Duration  // how long to wait for open updates before asking for more
	news    time.Time      // when the last new update came
	drained chan struct{}  // a hint that all are done
}

func newWindow() window {
	return window{open: map[int64]bool{}, hold: patience, news: time.Now(), drained: make(chan struct{}, 1)}
}

// add notes a new update; false if it is known. What is confirmed is known for good: a server that gives it again does not look at
// what it is asked.
func (w *window) add(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if id < w.next {
		return false
	}
	if _, known := w.open[id]; known {
		return false
	}
	w.open[id] = false
	w.left++
	w.news = time.Now()
	return true
}

// done notes that an update may be confirmed.
func (w *window) done(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if finished, known := w.open[id]; !known || finished {
		return
	}
	w.open[id] = true
	if w.left--; w.left == 0 {
		select {
		case w.drained <- struct{}{}:
		default:
		}
	}
}

// asked notes that an answer was worked through, and whether it brought anything new.
func (w *window) asked(fresh bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if fresh {
		w.hold = patience
	} else {
		w.hold = min(2*w.hold, longPatience)
	}
}

// under is how many updates are under way.
func (w *window) under() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.left
}

// await says from which update on to ask next. It first waits for those under way, but not for ever: busy
// means that some are not done yet.
func (w *window) await(ctx context.Context) (offset int64, busy bool) {
	w.mu.Lock()
	hold, left := w.hold, w.left
	w.mu.Unlock()
	if left > 0 {
		late := time.NewTimer(hold)
		defer late.Stop()
		for waiting := true; waiting && w.under() > 0; {
			select {
			case <-w.drained:
			case <-late.C:
				waiting = false
			case <-ctx.Done():
				waiting = false
			}
		}
	}
	offset, busy, _ = w.offset()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asking = offset
	return offset, busy
}

// offset is what to ask from now: everything before it is done. news tells that it differs from last time.
func (w *window) offset() (offset int64, busy, news bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left == 0 {
		for id := range w.open {
			w.next = max(w.next, id+1)
		}
		clear(w.open)
		w.hold = patience
		if time.Since(w.news) > forgetOffset {
			w.next = 0
		}
		return w.next, false, w.next != w.asking
	}
	for id, finished := range w.open {
		if !finished && (offset == 0 || id < offset) {
			offset = id
		}
	}
	for id := range w.open {
		if id < offset {
			delete(w.open, id)
		}
	}
	return offset, true, offset != w.asking
}
