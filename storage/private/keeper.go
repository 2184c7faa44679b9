package private

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"
)

const (
	firstDelay   = 20 * time.Millisecond // before the first restart
	longestDelay = 10 * time.Second
	healthyAfter = 30 * time.Second // a life of this length makes the next delay short again
)

// keeper is the owner's watch over the server: it starts a postmaster that dies
// again, until it is closed. It holds the lock all the while.
type keeper struct {
	launch *launch
	held   *lock
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}

	mu  sync.Mutex
	err error // of the last restart, and in the end of the stop
}

// keepAlive watches over a postmaster that has just been started.
func keepAlive(l *launch, pm *postmaster, held *lock, o Options) *keeper {
	ctx, cancel := context.WithCancel(context.Background())
	k := &keeper{launch: l, held: held, log: o.Log, cancel: cancel, done: make(chan struct{})}
	go k.watch(ctx, pm)
	return k
}

func (k *keeper) watch(ctx context.Context, pm *postmaster) {
	defer close(k.done)
	delay := firstDelay
	for born := time.Now(); ; born = time.Now() {
		select {
		case <-ctx.Done():
			k.setError(pm.stop(k.launch.grace))
			return
		case <-pm.gone:
		}
		if time.Since(born) > healthyAfter {
			delay = firstDelay
		}
		k.log.Warn("private PostgreSQL died; starting it again", "dir", k.launch.cluster, "exit", pm.err)
		if pm, delay = k.restart(ctx, delay); pm == nil {
			k.setError(nil)
			return
		}
	}
}

// restart tries until the server runs, or gives up with nil when ctx ends. It
// returns the delay for the next time.
func (k *keeper) restart(ctx context.Context, delay time.Duration) (*postmaster, time.Duration) {
	for ; ; delay = min(2*delay, longestDelay) {
		if pause(ctx, delay) != nil {
			return nil, delay
		}
		begin := time.Now()
		attempt, cancel := context.WithTimeout(ctx, openTimeout)
		pm, _, err := k.launch.start(attempt)
		cancel()
		if ctx.Err() != nil && pm == nil {
			return nil, delay
		}
		k.setError(err)
		if err == nil {
			k.log.Info("private PostgreSQL runs again", "dir", k.launch.cluster, "took", time.Since(begin).Round(time.Millisecond))
			return pm, min(2*delay, longestDelay)
		}
		k.log.Error("private PostgreSQL does not start", "dir", k.launch.cluster, "error", err, "next_try_in", min(2*delay, longestDelay))
	}
}

// close stops the server, then lets go of the lock: a process that gets it can
// be sure that the cluster is free.
func (k *keeper) close() error {
	k.cancel()
	<-k.done
	if filepath.Dir(k.launch.socket) != filepath.Dir(k.launch.cluster) {
		_ = os.Remove(k.launch.socket) // a short one among the temporary directories, empty now or kept
	}
	return errors.Join(k.lastError(), k.held.release())
}

func (k *keeper) setError(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.err = err
}

func (k *keeper) lastError() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err
}
