package webchat

import (
	"context"
	"sync"
	"time"

	"motcua/storage"
)

// writeTimeout bounds one write to the log. Whoever leads a write waits for it even if his own caller
// has given up, because others wait for it too.
const writeTimeout = 10 * time.Second

// gatherer makes one commit of what many want to store at once. A lone entry is written at once; those
// that arrive while a write is under way wait for its end and go together in the next.
type gatherer struct {
	store   func(context.Context, []storage.WebEntry) error
	writing chan struct{} // holds a token while a write is under way

	mu   sync.Mutex
	next *batch // being filled; nil when nobody waits
}

// batch is what goes into one write. The one who put the first entry in leads it.
type batch struct {
	entries []storage.WebEntry
	done    chan struct{} // closed after the write
	errs    []error       // one per entry, set before done is closed
}

// add stores an entry, together with those of others. When ctx ends first the entry may still be
// stored; that is harmless, since storing it again changes nothing.
func (g *gatherer) add(ctx context.Context, e storage.WebEntry) error {
	b, i := g.join(e)
	if i == 0 {
		g.lead(ctx, b)
		return b.errs[0]
	}
	select {
	case <-b.done:
		return b.errs[i]
	case <-ctx.Done():
		return ctx.Err()
	}
}

// join puts an entry into the batch that is being filled and says at which place.
func (g *gatherer) join(e storage.WebEntry) (*batch, int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.next == nil {
		g.next = &batch{done: make(chan struct{})}
	}
	g.next.entries = append(g.next.entries, e)
	return g.next, len(g.next.entries) - 1
}

// lead waits for the write under way, closes the batch to newcomers and writes it.
func (g *gatherer) lead(ctx context.Context, b *batch) {
	g.writing <- struct{}{}
	g.mu.Lock()
	g.next = nil
	g.mu.Unlock()

	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTimeout)
	b.errs = g.storeAll(ctx, b.entries)
	cancel()
	<-g.writing
	close(b.done)
}

// storeAll stores entries together. If the database refuses them as a whole it stores them one by one,
// so that a bad one does not hold up its neighbours for ever.
func (g *gatherer) storeAll(ctx context.Context, entries []storage.WebEntry) []error {
	errs := make([]error, len(entries))
	err := g.store(ctx, entries)
	for i := range entries {
		errs[i] = err
		if err != nil && len(entries) > 1 && !storage.Unavailable(err) {
			errs[i] = g.store(ctx, entries[i:i+1])
		}
	}
	return errs
}
