package live

import (
	"net"
	"sync"
)

// buffered makes writes to an in-memory pipe return at once. A bare net.Pipe
// has no buffer: when a client sends many commands before it reads, the server
// waits with its first answer for the client to read, and the client for the
// server to take the rest.
type buffered struct {
	net.Conn

	mu     sync.Mutex
	more   sync.Cond
	queue  []byte
	closed bool
	err    error // of an earlier write
	done   chan struct{}
}

func newBuffered(c net.Conn) *buffered {
	b := &buffered{Conn: c, done: make(chan struct{})}
	b.more.L = &b.mu
	go b.pump()
	return b
}

// Write queues p. The length of the queue is bounded by what one call of the
// client sends, as the client reads all answers before its next one.
func (b *buffered) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return 0, net.ErrClosed
	}
	if b.err != nil {
		return 0, b.err
	}
	b.queue = append(b.queue, p...)
	b.more.Signal()
	return len(p), nil
}

// pump hands the queue on until Close.
func (b *buffered) pump() {
	defer close(b.done)
	var taken []byte
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.err == nil {
		for len(b.queue) == 0 && !b.closed {
			b.more.Wait()
		}
		if b.closed {
			return
		}
		taken, b.queue = b.queue, taken[:0]
		b.mu.Unlock()
		_, err := b.Conn.Write(taken)
		b.mu.Lock()
		b.err = err
	}
}

// Close ends the connection and waits for the pump.
func (b *buffered) Close() error {
	b.mu.Lock()
	b.closed = true
	b.more.Signal()
	b.mu.Unlock()
	err := b.Conn.Close()
	<-b.done
	return err
}
