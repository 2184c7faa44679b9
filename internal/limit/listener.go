package limit

import (
	"hash/maphash"
	"net"
	"net/netip"
	"sync"
	"time"
)

// Listener bounds the connections of a listener, in all and for each address.
type Listener struct {
	net.Listener
	plan     Plan
	trusted  Proxies
	refusals *Refusals
	seed     maphash.Seed

	mu   sync.Mutex
	open int
	by   map[uint64]int // connections by the hash of their address
}

// NewListener bounds l by a plan. Trusted proxies speak for many and are bounded by the total alone.
func NewListener(l net.Listener, p Plan, trusted Proxies, r *Refusals) *Listener {
	return &Listener{Listener: l, plan: p, trusted: trusted, refusals: r, seed: maphash.MakeSeed(), by: map[uint64]int{}}
}

// Accept waits for the next connection that has a place. One that has none is answered and closed at once.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		key, bounded := l.keyOf(c.RemoteAddr())
		of := l.take(key, bounded)
		if of == "" {
			return &conn{Conn: c, leave: sync.OnceFunc(func() { l.leave(key, bounded) })}, nil
		}
		l.refusals.Add("connection", of)
		turnAway(c)
	}
}

// Open is how many connections are open.
func (l *Listener) Open() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// Crowded reports whether most places are taken, so that nobody should keep one he does not use.
func (l *Listener) Crowded() bool { return l.Open() > l.plan.Connections/4*3 }

// take gives a connection a place, or says whose bound stands against it.
func (l *Listener) take(key uint64, bounded bool) (of string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.open >= l.plan.Connections:
		return All
	case bounded && l.by[key] >= l.plan.PerAddress:
		return Address
	}
	l.open++
	if bounded {
		l.by[key]++
	}
	return ""
}

func (l *Listener) leave(key uint64, bounded bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if !bounded {
		return
	}
	if l.by[key]--; l.by[key] <= 0 {
		delete(l.by, key)
	}
}

// keyOf is under what a peer is counted; not bounded where it speaks for others or has no address (a socket of this machine).
func (l *Listener) keyOf(peer net.Addr) (key uint64, bounded bool) {
	at, err := netip.ParseAddrPort(peer.String())
	if err != nil || l.trusted.Trust(at.Addr()) {
		return 0, false
	}
	return maphash.String(l.seed, Network(at.Addr())), true
}

// full is the answer to a connection without a place. It fits into the buffer of a fresh socket, so writing it waits for nobody.
const full = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

func turnAway(c net.Conn) {
	_ = c.SetWriteDeadline(time.Now().Add(100 * time.Millisecond)) // best effort: it may have gone already
	_, _ = c.Write([]byte(full))
	_ = c.Close()
}

// conn gives its place back when it is closed.
type conn struct {
	net.Conn
	leave func()
}

func (c *conn) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
