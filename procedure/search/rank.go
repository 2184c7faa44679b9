package search

import "slices"

// scored is a unit with its score for one question.
type scored struct {
	unit  *unit
	score float64 // on the scale of a logarithm: one more is e times the chance
	best  float64 // how well its best name fits, 0 to 1
	share float64 // of the question's words, how much occurs in its names, 0 to 1
}

// How much is taken off for words of a name that the question lacks, and for words of the question that the name
// lacks. Questions carry a story around the matter, names do not: the first weighs more.
const (
	lackInQuestion = 0.45
	lackInName     = 0.30
	explained      = 0.9 // share of lackInName forgiven for words found elsewhere in the record
)

// board is the working space of one search, all zero between searches.
type board struct {
	shared  []float64  // weight each phrase has in common with the question
	facts   []evidence // of each unit
	seen    []bool     // units touched
	phrases []int32    // phrases touched
	units   []int32    // units touched
}

func newBoard(phrases, units int) *board {
	return &board{shared: make([]float64, phrases), facts: make([]evidence, units), seen: make([]bool, units)}
}

// rank scores every unit that shares a term with the question, best first.
func (ix *index) rank(q query) []scored {
	b := ix.scratch.Get().(*board)
	defer ix.scratch.Put(b)
	ix.gather(b, q.about, 0, ix.outside)
	ix.gather(b, q.whole, ix.outside, int32(len(ix.phrases)))
	out := make([]scored, 0, len(b.units))
	for _, u := range b.units {
		weight := q.about.weight
		if ix.units[u].outside != nil {
			weight = q.whole.weight
		}
		e := b.facts[u]
		out = append(out, scored{unit: &ix.units[u], score: ix.judge(u, e, weight), best: e.best, share: e.named / max(weight, 0.1)})
		b.facts[u], b.seen[u] = evidence{}, false
	}
	b.units = b.units[:0]
	slices.SortFunc(out, better)
	return out
}

// gather enters what the terms of q say about the units of the phrases numbered from first to before end.
func (ix *index) gather(b *board, q bag, first, end int32) {
	if first == end {
		return
	}
	from, to := ix.phrases[first].unit, ix.phrases[end-1].unit
	for _, id := range q.terms {
		w := ix.weight[id]
		for _, f := range ix.inPhrase[id] {
			if f < first || f >= end {
				continue
			}
			if b.shared[f] == 0 {
				b.phrases = append(b.phrases, f)
			}
			b.shared[f] += w
		}
		for _, c := range ix.inName[id] {
			if c.unit < from || c.unit > to {
				continue
			}
			if !b.seen[c.unit] {
				b.seen[c.unit] = true
				b.units = append(b.units, c.unit)
			}
			e := &b.facts[c.unit]
			e.named += w
			e.points += w * c.share
			if ix.pair[id] {
				e.pairs += w
			}
		}
	}
	for _, id := range q.terms {
		for _, u := range ix.inUnit[id] {
			if b.seen[u] && u >= from && u <= to {
				b.facts[u].known += ix.weight[id]
			}
		}
	}
	ix.compare(b, q)
}

// compare finds for each unit the phrases that fit best. How well one fits is a Tversky similarity: what question and
// phrase share, over that plus what either lacks.
func (ix *index) compare(b *board, q bag) {
	for _, f := range b.phrases {
		ph := ix.phrases[f]
		m := b.shared[f]
		b.shared[f] = 0
		e := &b.facts[ph.unit]
		rest := q.weight - m - explained*max(e.known-m, 0)
		s := m / (m + lackInQuestion*(ph.weight-m) + lackInName*rest)
		if ph.title {
			e.title = max(e.title, m/(m+0.5*(ph.weight-m)+0.1*rest))
		}
		switch {
		case s > e.best:
			e.best, e.second = s, e.best
		case s > e.second:
			e.second = s
		}
	}
	b.phrases = b.phrases[:0]
}
