package letter

import (
	"cmp"
	"slices"

	"motcua/report"
)

// move is a question whose share changed so much that chance does not explain it.
type move struct {
	label  string
	points float64
}

// moved are the questions that rose or fell beyond chance, largest change first.
func moved(f report.Figures) (up, down []move) {
	for _, r := range f.Rated {
		if r.Change == nil || r.Change.Points == nil {
			continue
		}
		m := move{r.Label, *r.Change.Points}
		switch r.Change.Verdict {
		case report.Up:
			up = append(up, m)
		case report.Down:
			down = append(down, m)
		}
	}
	slices.SortStableFunc(up, func(a, b move) int { return cmp.Compare(b.points, a.points) })
	slices.SortStableFunc(down, func(a, b move) int { return cmp.Compare(a.points, b.points) })
	return up, down
}

// praised are the facts that speak well of the service.
func praised(f report.Figures) []string {
	var facts []string
	if f.BestQuestion != nil {
		facts = append(facts, wordBest(*f.BestQuestion))
	}
	if up, _ := moved(f); len(up) > 0 {
		facts = append(facts, wordUp(up))
	}
	return facts
}

// criticised are the facts that show where it falls short: the findings of the report, as everywhere. How responses came in is no
// shortcoming of the service and stands in part I.
func criticised(f report.Figures) []string {
	var facts []string
	for _, found := range report.Findings(f) {
		if found.Kind != report.FindingBatch {
			facts = append(facts, found.Text)
		}
	}
	return facts
}

// open are those of them that something is still to be undertaken about; what is overdue stands in the table before.
func open(f report.Figures) []string {
	var facts []string
	for _, found := range report.Findings(f) {
		if found.Kind != report.FindingBatch && found.Kind != report.FindingOverdue {
			facts = append(facts, found.Text)
		}
	}
	return facts
}

func countState(actions []report.Action, state string) int {
	n := 0
	for _, a := range actions {
		if a.State == state {
			n++
		}
	}
	return n
}
