package search

import (
	"cmp"
	"math"
	"slices"

	"motcua/procedure"
)

// maxChoices is how many candidates a citizen is asked to choose from; more would be a list, not a question.
const maxChoices = 5

// nearest is how many near misses a refusal offers.
const nearest = 3

// choiceGap is how far behind the best, on the scale of a logarithm, candidates are still offered beside it.
const choiceGap = 3.0

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
	_, q, _ = procedure.CutCode(q) // the digits of a code nobody has say nothing
	query := f.index.analyse(q)
	r.Aspect = query.aspect
	r = decide(r, f.index.rank(query, contenders), n)
	r = f.askBack(r, query, n)
	r.Also = f.also(q, r)
	return r
}

// decide turns a ranking into a verdict.
func decide(r Result, ranked []scored, n int) Result {
	found := split(ranked)
	for _, h := range found.inside {
		r.Hits = append(r.Hits, Hit{P: h.unit.p})
	}
	show, clear := found.chances()
	for i, h := range found.inside {
		r.Hits[i].Score = clear * math.Exp(h.score-found.inside[0].score)
	}
	switch {
	case show < showFrom || found.lead() < 0 || clear >= clearFrom && bare(r.Hits[0].P):
		r.Verdict = None
		if found.outside != nil && found.outside.best >= outsideFit && found.lead() < outsideGap {
			r.Outside = found.outside.unit.outside
		}
		r.Hits = firstN(r.Hits, min(n, nearest))
	case clear >= clearFrom:
		r.Verdict = Clear
		r.Hits = firstN(r.Hits, n)
	default:
		r.Verdict = Several
		r.Hits = firstN(r.Hits, min(n, found.choices()))
	}
	return r
}

// bare tells that of a procedure nothing is known but what it is called: neither a code to look it up by nor a paper, a
// time or a fee. Its name answers no question; it is offered as the nearest, and the question is noted as one that could
// not be answered, so that somebody completes the record.
func bare(p *procedure.Procedure) bool {
	return p.Code == "" && p.Completeness == procedure.NameOnly
}

// ranking is the units found for a question.
type ranking struct {
	inside  []scored // procedures, best first
	outside *scored  // the outside matter that fits best
}

func split(ranked []scored) ranking {
	var r ranking
	for i, s := range ranked {
		switch {
		case s.unit.outside == nil:
			r.inside = append(r.inside, s)
		case r.outside == nil:
			r.outside = &ranked[i]
		}
	}
	return r
}

// lead is how far the best procedure stands above the best outside matter, at most gapLimit either way.
func (r ranking) lead() float64 {
	switch {
	case len(r.inside) == 0:
		return -gapLimit
	case r.outside == nil:
		return gapLimit
	default:
		return max(min(r.inside[0].score-r.outside.score, gapLimit), -gapLimit)
	}
}

// choices is how many candidates are worth offering: at least two where there are, at most maxChoices.
func (r ranking) choices() int {
	n := 0
	for n < len(r.inside) && n < maxChoices && r.inside[0].score-r.inside[n].score <= choiceGap {
		n++
	}
	return max(n, min(2, len(r.inside)))
}

// firstN is the first n hits.
func firstN(hits []Hit, n int) []Hit { return slices.Clip(hits[:min(n, len(hits))]) }

// better orders by score, and equal scores in catalogue order, so that a question always has the same answer.
func better(a, b scored) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.unit.order, b.unit.order))
}
