package auditor

import (
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// scene is a history of one unit that opened on 30 July 2026.
type scene struct{ History }

func newScene() *scene {
	opened := time.Date(2026, 7, 30, 8, 0, 0, 0, org.Location())
	return &scene{History{Units: []org.Unit{{ID: 1, Code: "u1", Name: "xã 1", Created: opened}}}}
}

// forms come in a month, a third of them on paper.
func (s *scene) forms(month calendar.Month, n int) {
	for i := range n {
		f := response{unit: 1, month: month, channel: "web", field: "a", asked: [len(questions)]bool{true, true, true}, come: len(s.Steps), gone: never}
		if i%3 == 2 {
			f.channel = "paper"
		}
		s.Forms = append(s.Forms, f)
	}
}

func (s *scene) do(what deed, period, day string) {
	p, err := calendar.ParsePeriod(period)
	if err != nil {
		panic(err)
	}
	now, err := time.ParseInLocation(time.DateOnly, day, org.Location())
	if err != nil {
		panic(err)
	}
	s.Steps = append(s.Steps, step{what, 1, p, now.Add(8 * time.Hour)})
}

// The ways in which somebody was given away once: each would be again without one of the rules.
func TestScenes(t *testing.T) {
	nested := func(what deed) *scene {
		s := newScene()
		s.forms(202607, 1)
		s.do(what, "2026-07", "2026-08-01")
		s.forms(202608, 45)
		s.do(what, "2026-08", "2026-09-01")
		s.forms(202609, 52)
		s.do(what, "2026-09", "2026-10-01")
		s.do(what, "2026-Q3", "2026-10-01")
		return s
	}
	erased := func(n int) *scene {
		s := newScene()
		s.forms(202608, 45)
		s.do(hand, "2026-08", "2026-09-01")
		s.forms(202609, 52)
		for i := range n {
			s.Forms[i].gone = len(s.Steps)
		}
		return s
	}
	next, again, trend, published, late := erased(1), erased(1), erased(2), erased(3), erased(0)
	next.do(hand, "2026-09", "2026-10-01")
	again.do(hand, "2026-08", "2026-10-01")
	trend.forms(202610, 30)
	trend.do(hand, "2026-10", "2026-11-01")
	published.do(publish, "2026-08", "2026-10-01")
	late.forms(202608, 2)
	late.do(hand, "2026-09", "2026-10-01")
	late.do(hand, "2026-Q3", "2026-10-01")
	merged := newScene()
	merged.Units = append(merged.Units, org.Unit{ID: 2, Code: "u2", Name: "xã 2", Created: merged.Units[0].Created})
	merged.Units[0].Settings = org.Settings{Predecessors: []string{"u2"}, MergedFrom: "2026-09"}
	merged.forms(202608, 45)
	for i := range merged.Forms {
		merged.Forms[i].unit = 2
	}
	merged.Units = append(merged.Units, org.Unit{ID: 100, Code: "tinh", Name: "tỉnh"})
	merged.do(hand, "2026-08", "2026-09-01")
	merged.Steps[0].unit = 2
	merged.forms(202608, 2)
	merged.do(hand, "2026-08", "2026-10-01")
	for _, c := range []struct {
		name string
		*scene
	}{
		{"a month of one form in a quarter", nested(hand)},
		{"the same, from what is published alone", nested(publish)},
		{"one form deleted, then the next month's report", next},
		{"one form deleted, then the report shown again", again},
		{"two forms deleted, then a trend", trend},
		{"three forms deleted, then published", published},
		{"two forms keyed in late, then the quarter", late},
		{"two forms of a unit that took another over", merged},
	} {
		found, err := Audit(&c.History)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		for _, f := range found {
			t.Errorf("%s: %v", c.name, f)
		}
	}
}
