package auditor

import (
	"strings"
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

// stand lets n of the forms there are that stand on nothing, the last ones, stand on some evidence.
func (s *scene) stand(on org.Evidence, n int) {
	for i := len(s.Forms) - 1; n > 0; i-- {
		if s.Forms[i].evidence == org.NoEvidence {
			s.Forms[i].evidence, n = on, n-1
		}
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
	few, led := newScene(), newScene()
	few.forms(202608, 45)
	few.stand(org.Code, 2)
	few.do(hand, "2026-08", "2026-09-01")
	few.do(publish, "2026-08", "2026-09-01")
	for _, month := range []struct {
		of  calendar.Month
		day string
	}{{202608, "2026-09-01"}, {202609, "2026-10-01"}} {
		led.forms(month.of, 48)
		led.stand(org.Screen, 3)
		led.stand(org.Code, 38)
		led.do(hand, month.of.String(), month.day)
		led.do(publish, month.of.String(), month.day)
	}
	led.do(hand, "2026-Q3", "2026-10-01")
	soFar := newScene()
	for _, month := range []struct {
		of  calendar.Month
		n   int
		day string
	}{{202607, 30, "2026-08-20"}, {202608, 4, "2026-09-20"}, {202609, 13, "2026-10-01"}, {202610, 14, "2026-11-20"}, {202611, 13, "2026-12-20"}, {202612, 12, "2027-01-01"}} {
		soFar.forms(month.of, month.n)
		for _, period := range []string{"2026-Q3", "2026-9T", "2026-Q4", "2026-H2", "2026"} {
			if p, _ := calendar.ParsePeriod(period); p.First() < month.of || p.First() == month.of && p.Contains(month.of) {
				soFar.do(hand, period, month.day)
			}
		}
	}
	for _, c := range []struct {
		name string
		*scene
	}{
		{"longer periods so far, month by month, and nine months beside the second half", soFar},
		{"two forms with visit codes among others", few},
		{"a headline of visits, three of them of a screen", led},
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

// The auditor sees what is said by evidence: of a month in which both parts are told it knows the numbers of both.
func TestEvidenceIsObserved(t *testing.T) {
	s := newScene()
	s.forms(202608, 80)
	s.stand(org.Code, 40)
	s.do(hand, "2026-08", "2026-09-01")
	known, err := s.observe()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, o := range known {
		for _, part := range []string{".Evidence.Visits", ".Evidence.Rest"} {
			if strings.Contains(o.where, part) {
				found[part] = true
			}
		}
	}
	if len(found) != 2 {
		t.Errorf("seen are %v", found)
	}
}
