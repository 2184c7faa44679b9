package search

import "slices"

// scored is a unit with its score for one question.
type scored struct {
	unit  *unit
	score float64
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
	shared  []float64 // weight each phrase has in common with the question
	known   []float64 // weight of the question's terms found anywhere in each procedure
	best    []float64 // best score of each unit
	phrases []int32   // phrases touched
	units   []int32   // units touched
}

func newBoard(phrases, units int) *board {
	return &board{shared: make([]float64, phrases), known: make([]float64, units), best: make([]float64, units)}
}

// rank scores every unit that shares a term with the question, best first. The score of a name is a Tversky
// similarity: what both share, over that plus what either lacks; a unit scores by its best name.
func (ix *index) rank(q query) []scored {
	b := ix.scratch.Get().(*board)
	defer ix.scratch.Put(b)
	ix.score(b, q.about, 0, ix.outside)
	ix.score(b, q.whole, ix.outside, int32(len(ix.phrases)))
	out := make([]scored, 0, len(b.units))
	for _, u := range b.units {
		out = append(out, scored{unit: &ix.units[u], score: b.best[u]})
		b.best[u] = 0
	}
	b.units = b.units[:0]
	slices.SortFunc(out, better)
	return out
}

// score enters the phrases numbered from first to before end into the board.
func (ix *index) score(b *board, q bag, first, end int32) {
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
		for _, u := range ix.inUnit[id] {
			b.known[u] += w
		}
	}
	for _, f := range b.phrases {
		ph := ix.phrases[f]
		m := b.shared[f]
		b.shared[f] = 0
		rest := q.weight - m - explained*max(b.known[ph.unit]-m, 0)
		s := m / (m + lackInQuestion*(ph.weight-m) + lackInName*rest) * ix.units[ph.unit].prior
		if b.best[ph.unit] == 0 {
			b.units = append(b.units, ph.unit)
		}
		b.best[ph.unit] = max(b.best[ph.unit], s)
	}
	b.phrases = b.phrases[:0]
	for _, id := range q.terms {
		for _, u := range ix.inUnit[id] {
			b.known[u] = 0
		}
	}
}
