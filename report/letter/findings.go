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

// best is the counterpart of Figures.WeakestQuestion, by the same rules: among questions with enough answers the one with
// the highest share, by the mean if two are equal; none if nothing is called the weakest.
func best(f report.Figures) (report.Rating, bool) {
	if f.WeakestQuestion.Found == nil {
		return report.Rating{}, false
	}
	var top report.Rating
	for _, r := range f.Rated {
		if r.Score == nil || r.N < report.MinRanked || f.Overall != nil && r.ID == f.Overall.ID {
			continue
		}
		if top.Score == nil || cmp.Or(cmp.Compare(r.Score.Share, top.Score.Share), cmp.Compare(r.Score.Mean, top.Score.Mean)) > 0 {
			top = r
		}
	}
	return top, top.Score != nil
}

// praised are the facts that speak well of the service.
func praised(f report.Figures) []string {
	var facts []string
	if r, ok := best(f); ok {
		facts = append(facts, bestText(r))
	}
	if up, _ := moved(f); len(up) > 0 {
		facts = append(facts, upText(up))
	}
	return facts
}

// criticised are the facts that show where it falls short.
func criticised(f report.Figures) []string {
	var facts []string
	if r := f.WeakestQuestion.Found; r != nil {
		facts = append(facts, weakQuestionText(*r))
	}
	if r := f.WeakestField.Found; r != nil {
		facts = append(facts, weakFieldText(*r))
	}
	if _, down := moved(f); len(down) > 0 {
		facts = append(facts, downText(down))
	}
	if f.MissTotal > 0 {
		facts = append(facts, missesText(f))
	}
	if n := countState(f.Actions, report.ActionLate); n > 0 {
		facts = append(facts, lateText(n))
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
