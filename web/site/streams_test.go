package site

import (
	"testing"

	"motcua/internal/limit"
)

func TestSeats(t *testing.T) {
	var s streams
	p := limit.Plan{Streams: 5, StreamsPerAddress: 3}
	take := func(conv, net string) *seat {
		t.Helper()
		seat, of := s.take(conv, net, 2, p)
		if of != "" {
			t.Fatalf("no seat for %s: limit of %s", conv, of)
		}
		return seat
	}
	a, b := take("x", "n1"), take("x", "n1")
	take("y", "n1")
	c := take("x", "n1")
	select {
	case <-a.lost:
	default:
		t.Error("the oldest kept its seat")
	}
	s.leave(a) // late, and without effect
	if s.n != 3 || len(s.open["x"]) != 2 || s.by["n1"] != 3 {
		t.Errorf("%d seats, %d of x, %d of the network", s.n, len(s.open["x"]), s.by["n1"])
	}
	if _, of := s.take("z", "n1", 2, p); of != limit.Address {
		t.Errorf("a fourth seat of a network: limit of %q", of)
	}
	take("z", "n2")
	take("z", "n2")
	if _, of := s.take("w", "n3", 2, p); of != limit.All {
		t.Errorf("a seat in a full house: limit of %q", of)
	}
	s.leave(b)
	s.leave(c)
	if _, ok := s.open["x"]; ok || s.n != 3 || s.by["n1"] != 1 {
		t.Errorf("seats left: %v, %d, %v", s.open, s.n, s.by)
	}
}
