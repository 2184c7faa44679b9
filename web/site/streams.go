package site

import (
	"slices"
	"sync"

	"motcua/internal/limit"
)

// streams are the open event streams by conversation. When one conversation has too many, its oldest has
// to go: after a change of network a telephone leaves streams behind that nobody reads any more.
type streams struct {
	mu   sync.Mutex
	open map[string][]*seat
	of   map[string][]*seat // by browser
	by   map[string]int     // open streams by network
	n    int
}

// browserStreams is how many streams the pages of one browser hold together, whatever they show. A browser has six connections to
// a server (HTTP/1.1), and pages with a stream each would take all of them: the next page would never load.
const browserStreams = 4

// seat is the place of one stream.
type seat struct {
	conv string
	net  string        // from which network, hashed
	with string        // with which browser, hashed
	lost chan struct{} // closed when the seat was given to another
}

// take gives a stream of a conversation from a network and a browser a seat, at most so many of them to a conversation; or it says
// whose bound stands against it.
func (s *streams) take(conv, net, with string, most int, p limit.Plan) (new *seat, of string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open, s.of, s.by = map[string][]*seat{}, map[string][]*seat{}, map[string]int{}
	}
	for len(s.open[conv]) >= most {
		close(s.open[conv][0].lost)
		s.remove(conv, 0)
	}
	for len(s.of[with]) >= browserStreams {
		oldest := s.of[with][0]
		close(oldest.lost)
		s.remove(oldest.conv, slices.Index(s.open[oldest.conv], oldest))
	}
	switch {
	case s.n >= p.Streams:
		return nil, limit.All
	case s.by[net] >= p.StreamsPerAddress:
		return nil, limit.Address
	}
	new = &seat{conv: conv, net: net, with: with, lost: make(chan struct{})}
	s.open[conv] = append(s.open[conv], new)
	s.of[with] = append(s.of[with], new)
	s.by[net]++
	s.n++
	return new, ""
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
	old := s.open[conv][i]
	net := old.net
	s.of[old.with] = slices.DeleteFunc(s.of[old.with], func(other *seat) bool { return other == old })
	if len(s.of[old.with]) == 0 {
		delete(s.of, old.with)
	}
	if s.by[net]--; s.by[net] <= 0 {
		delete(s.by, net)
	}
	s.open[conv] = slices.Delete(s.open[conv], i, i+1)
	if len(s.open[conv]) == 0 {
		delete(s.open, conv)
	}
}
