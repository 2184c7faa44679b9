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
		seat, of := s.take(conv, net, conv+net, 2, p)
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
	if _, of := s.take("z", "n1", "b", 2, p); of != limit.Address {
		t.Errorf("a fourth seat of a network: limit of %q", of)
	}
	take("z", "n2")
	take("z", "n2")
	if _, of := s.take("w", "n3", "b", 2, p); of != limit.All {
		t.Errorf("a seat in a full house: limit of %q", of)
	}
	s.leave(b)
	s.leave(c)
	if _, ok := s.open["x"]; ok || s.n != 3 || s.by["n1"] != 1 {
		t.Errorf("seats left: %v, %d, %v", s.open, s.n, s.by)
	}
}

// The pages of one browser hold four streams together, in whatever rooms; the oldest makes room and asks by itself. Somebody
// else in the same network keeps his.
func TestSeatsOfOneBrowser(t *testing.T) {
	var s streams
	p := limit.Plan{Streams: 50, StreamsPerAddress: 50}
	var seats []*seat
	for _, conv := range []string{"room", "room", "chat", "room", "chat", "room", "room"} {
		seat, of := s.take(conv, "n1", "browser", 64, p)
		if of != "" {
			t.Fatalf("limit of %s", of)
		}
		seats = append(seats, seat)
	}
	other, _ := s.take("room", "n1", "another", 64, p)
	for i, seat := range append(seats, other) {
		select {
		case <-seat.lost:
			if i >= 3 {
				t.Errorf("seat %d was lost", i)
			}
		default:
			if i < 3 {
				t.Errorf("seat %d was kept", i)
			}
		}
	}
	for _, seat := range append(seats, other) {
		s.leave(seat)
	}
	if s.n != 0 || len(s.of) != 0 || len(s.open) != 0 {
		t.Errorf("left: %+v", &s)
	}
}
