package odd_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"motcua/org"
	"motcua/report/odd"
)

func open(t time.Time) bool {
	t = t.In(org.Location())
	return t.Weekday() >= time.Monday && t.Weekday() <= time.Friday && t.Hour() >= 7 && t.Hour() < 17
}

// ordinary are forms of office hours, at two points, a third of them with nothing but the best mark.
func ordinary() []odd.Response {
	r := rand.New(rand.NewPCG(1, 2))
	var responses []odd.Response
	for id := int64(1); len(responses) < 300; id++ {
		at := time.Date(2026, 10, 1+r.IntN(31), 7, r.IntN(600), r.IntN(60), 0, org.Location())
		if open(at) {
			responses = append(responses, odd.Response{ID: id, At: at, Point: int16(1 + r.IntN(2)), Self: true, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[r.IntN(3)]})
		}
	}
	return responses
}

// Each kind of attack is found by its rule, whole, at its place; the same on paper or without a pattern is not.
func TestKinds(t *testing.T) {
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, 10, day, hour, minute, 0, 0, org.Location())
	}
	for name, c := range map[string]struct {
		n     int
		form  func(i int) odd.Response
		kind  odd.Kind // "" = nothing
		mark  odd.Mark
		whole bool
	}{
		"worst marks in an hour":        {30, func(i int) odd.Response { return odd.Response{At: at(13, 9, i), Point: 1, Self: true, Mark: odd.Ones} }, odd.Surge, odd.Ones, false},
		"best marks in an hour":         {40, func(i int) odd.Response { return odd.Response{At: at(13, 9, i), Point: 1, Self: true, Mark: odd.Fives} }, odd.Surge, odd.Fives, false},
		"four a minute with any mark":   {960, func(i int) odd.Response { return odd.Response{At: at(13, 9, i/4), Point: 1, Self: true} }, odd.Surge, odd.Mixed, false},
		"a run on paper":                {60, func(i int) odd.Response { return odd.Response{At: at(18, 9, i), Point: 1, Mark: odd.Fives} }, odd.AllFives, odd.Fives, false},
		"a run of worst marks on paper": {14, func(i int) odd.Response { return odd.Response{At: at(18, 9, i), Point: 2, Mark: odd.Ones} }, odd.AllOnes, odd.Ones, false},
		"a drip over day and night": {40, func(i int) odd.Response {
			return odd.Response{At: at(1, 0, 997*i), Point: 1, Self: true, Mark: odd.Ones}
		}, odd.Even, odd.Ones, false},
		"a crowd in a minute": {12, func(int) odd.Response { return odd.Response{At: at(13, 9, 5), Point: 1, Self: true} }, odd.SameMinute, odd.Mixed, false},
		"at night":            {9, func(i int) odd.Response { return odd.Response{At: at(13, 2, 7*i%60), Point: 1, Self: true} }, odd.ClosedHours, odd.Mixed, false},
		"one device in a day": {8, func(i int) odd.Response {
			return odd.Response{At: at(13, 8, 61*i), Point: int16(1 + i%2), Self: true, Device: 7}
		}, odd.OneDevice, odd.Mixed, true},
		"a kiosk at its full pace": {160, func(i int) odd.Response {
			return odd.Response{At: at(13, 8, 3*i), Point: 1, Self: true, Kiosk: true, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[i%3]}
		}, odd.Machine, odd.Mixed, false},
		"a screen at its full pace": {80, func(i int) odd.Response {
			return odd.Response{At: at(13, 9, 3*i/4), Point: 1, Self: true, Evidence: org.Screen, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[i%3]}
		}, odd.Machine, odd.Mixed, false},
		"a screen people use": {400, func(i int) odd.Response {
			return odd.Response{At: at(2+i/20, 8, (i%20)*23+i%11), Point: 1, Self: true, Evidence: org.Screen, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[i*7%5%3]}
		}, "", "", false},
		"a day at a kiosk": {60, func(i int) odd.Response {
			return odd.Response{At: at(13, 8, 9*i+i*i%7), Point: 1, Self: true, Kiosk: true, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[i%3]}
		}, "", "", false}, // the first of the month there: what is usual is not known
		"a kiosk people use": {400, func(i int) odd.Response {
			return odd.Response{At: at(2+i/20, 8, (i%20)*23+i%11), Point: 1, Self: true, Kiosk: true, Mark: []odd.Mark{odd.Fives, odd.Mixed, odd.Mixed}[i*7%5%3]}
		}, "", "", false},
		"one device, now and then": {12, func(i int) odd.Response { return odd.Response{At: at(1+2*i, 9, 7*i), Point: 1, Self: true, Device: 7} }, "", "", false},
		"a pile of paper": {80, func(i int) odd.Response {
			return odd.Response{At: at(16, 19, i/2), Point: 1, Mark: []odd.Mark{odd.Fives, odd.Mixed}[i%2]}
		}, "", "", false},
		"a village": {90, func(i int) odd.Response {
			return odd.Response{At: at(17, 8, (i*37)%120), Point: 2, Self: true, Crowd: true, Mark: []odd.Mark{odd.Fives, odd.Mixed}[i*7%11%2]}
		}, "", "", false},
	} {
		responses := ordinary()
		for i := range c.n {
			f := c.form(i)
			f.ID = int64(10000 + i)
			responses = append(responses, f)
		}
		found := odd.Find(responses, open)
		if c.kind == "" {
			if len(found) > 0 {
				t.Errorf("%s: found %s %s, %d forms", name, found[0].Kind, found[0].Mark, len(found[0].Forms))
			}
			continue
		}
		got := 0
		for _, b := range found {
			for _, id := range b.Forms {
				if id >= 10000 && b.Kind == c.kind && b.Mark == c.mark && b.Unit == c.whole {
					got++
				}
			}
		}
		if got < c.n*9/10 {
			t.Errorf("%s: %d of %d forms", name, got, c.n)
		}
	}
}

// A form is in one batch at the most, and no batch is of fewer than five.
func TestBatchesShareNothing(t *testing.T) {
	responses := ordinary()
	for i := range 200 {
		responses = append(responses, odd.Response{ID: int64(10000 + i), At: time.Date(2026, 10, 13, 1, i/6, 0, 0, org.Location()), Point: 1, Self: true, Crowd: true, Device: 1 + i%3, Mark: odd.Ones})
	}
	seen := map[int64]bool{}
	for _, b := range odd.Find(responses, open) {
		if len(b.Forms) < odd.MinBatch {
			t.Errorf("%s of %d forms", b.Kind, len(b.Forms))
		}
		for _, id := range b.Forms {
			if seen[id] {
				t.Errorf("form %d is in two", id)
			}
			seen[id] = true
		}
	}
	if len(seen) < 190 {
		t.Errorf("%d forms are found", len(seen))
	}
	if found := odd.Find(nil, open); found != nil {
		t.Errorf("found %v among none", found)
	}
}
