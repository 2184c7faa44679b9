package web

import (
	"slices"
	"sync"
)

const (
	chatStreams = 4      // open pages of one citizen
	roomStreams = 64     // open pages of one leadership room
	allStreams  = 20_000 // of this process, so that idle connections cannot eat its memory
)

// streams are the open event streams by conversation. When one conversation has too many, its oldest has
// to go: after a change of network a telephone leaves streams behind that nobody reads any more.
type streams struct {
	mu   sync.Mutex
	open map[string][]*seat
	n    int
}

// seat is the place of one stream.
type seat struct {
	conv string
	lost chan struct{} // closed when the seat was given to another
}

// take gives a stream a seat; nil when the whole house is full.
func (s *streams) take(conv string, limit int) *seat {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n >= allStreams {
		return nil
	}
	if s.open == nil {
		s.open = map[string][]*seat{}
	}
	for len(s.open[conv]) >= limit {
		close(s.open[conv][0].lost)
		s.remove(conv, 0)
	}
	new := &seat{conv: conv, lost: make(chan struct{})}
	s.open[conv] = append(s.open[conv], new)
	s.n++
	return new
}

// leave gives a seat back; one that was lost is back already.
func (s *streams) leave(old *seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.open[old.conv], old); i >= 0 {
		s.remove(old.conv, i)
	}
}

func (s *streams) remove(conv string, i int) {
	s.n--
	s.open[conv] = slices.Delete(s.open[conv], i, i+1)
	if len(s.open[conv]) == 0 {
		delete(s.open, conv)
	}
}
