package search

import (
	"cmp"
	"slices"
)

// maxChoices is how many candidates a citizen is asked to choose from; more would be a list, not a question.
const maxChoices = 5

// nearest is how many near misses a refusal offers.
const nearest = 3

// Thresholds of the verdict. They were read off the scores of some 390 questions, right answers against wrong ones and
// against questions nothing answers, with all, half, a quarter and none of the everyday wordings in place, so that
// they also fit questions nobody has thought of. With the outside matters left out as well, nine in ten unanswerable
// questions stay below 0.65 and three in four below 0.51; nine in ten right answers reach 0.57 with half the wordings.
const (
	clearScore   = 0.58 // a card is shown at once from here on
	clearMargin  = 0.06 // unless the second is this close
	severalScore = 0.40 // below this nothing is offered as an answer
	choiceMargin = 0.18 // candidates this far behind the best are not offered
	choiceShare  = 0.60 // except a second one that reaches this share of the best
)

// Search finds the procedures a question is about, at most n of them. It never fails: a question without an answer
// has verdict None. It is a pure function of the question and the catalogue.
func (f *Finder) Search(q string, n int) Result {
	r := Result{Query: q}
	n = max(n, 0)
	if p, ok := f.ByCode(q); ok {
		r.Aspect, _ = AspectOf(q)
		r.Verdict = Clear
		r.Hits = firstN([]Hit{{P: p, Score: 1}}, n)
		return r
	}
	query := f.index.analyse(q)
	r.Aspect = query.aspect
	ranked := f.index.rank(query)
	return decide(r, ranked, n)
}

// decide turns a ranking into a verdict.
func decide(r Result, ranked []scored, n int) Result {
	outside := 0.0
	var hits []Hit
	for _, s := range ranked {
		if s.unit.outside == nil {
			hits = append(hits, Hit{P: s.unit.p, Score: s.score})
			continue
		}
		if s.score > outside {
			outside = s.score
			r.Outside = s.unit.outside
		}
	}
	if len(hits) == 0 || hits[0].Score < severalScore || outside >= hits[0].Score {
		if outside < severalScore {
			r.Outside = nil
		}
		r.Verdict = None
		r.Hits = firstN(hits, min(n, nearest))
		return r
	}
	r.Outside = nil
	best := hits[0].Score
	if best >= clearScore && (len(hits) == 1 || best-hits[1].Score >= clearMargin) {
		r.Verdict = Clear
		r.Hits = firstN(hits, n)
		return r
	}
	r.Verdict = Several
	r.Hits = firstN(hits, min(n, choices(hits)))
	return r
}

// choices is how many candidates are worth offering.
func choices(hits []Hit) int {
	best := hits[0].Score
	near := slices.IndexFunc(hits, func(h Hit) bool { return best-h.Score > choiceMargin })
	if near < 0 {
		near = len(hits)
	}
	if near == 1 && len(hits) > 1 && hits[1].Score >= choiceShare*best {
		near = 2
	}
	return min(near, maxChoices)
}

func firstN(hits []Hit, n int) []Hit { return slices.Clip(hits[:min(n, len(hits))]) }

// better orders by score, and equal scores in catalogue order, so that a question always has the same answer.
func better(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.unit.order, b.unit.order))
}
