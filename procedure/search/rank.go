package search

import "slices"

// scored is a unit with its score for one question.
type scored struct {
	unit  *unit
	score float64 // on the scale of a logarithm: one more is e times the chance
	best  float64 // how well its best name fits, 0 to 1
	share float64 // of the question's words, how much occurs in its names, 0 to 1
}

// candidate is a unit a question may be about, with what speaks for it.
type candidate struct {
	unit     int32
	facts    evidence
	question float64 // weight of the question as the unit is compared with it
}

// rank scores the candidates of a question, about n procedures, best first.
func (ix *index) rank(q query, n int) []scored {
	found := ix.candidates(q, n)
	out := make([]scored, 0, len(found))
	for _, c := range found {
		out = append(out, scored{
			unit: &ix.units[c.unit], score: ix.judge(c.unit, c.facts, c.question),
			best: c.facts.best, share: c.facts.named / max(c.question, 0.1),
		})
	}
	slices.SortFunc(out, better)
	return out
}

// candidates are about n procedures that share most with what a question is about, and the outside matters that share anything
// with the whole of it.
func (ix *index) candidates(q query, n int) []candidate {
	b := ix.scratch.Get().(*board)
	defer ix.scratch.Put(b)
	out := ix.compare(b, q.about, ix.promising(b, ix.touch(b, q.about, 0, ix.firstOutside), n), nil)
	return ix.compare(b, q.whole, ix.promising(b, ix.touch(b, q.whole, ix.firstOutside, int32(len(ix.units))), outsiders), out)
}

// board is the working space of one search, all zero between searches.
type board struct {
	asked []float64  // weight of each term, if the question has it
	facts []evidence // of each unit
	seen  []bool     // units touched
	units []int32    // units touched
}

func newBoard(terms, units int) *board {
	return &board{asked: make([]float64, terms), facts: make([]evidence, units), seen: make([]bool, units)}
}

// touch enters what the terms of q say about the units numbered from first to before end, and lists those units.
func (ix *index) touch(b *board, q bag, first, end int32) []int32 {
	b.units = b.units[:0]
	for _, id := range q.terms {
		w := ix.weight[id]
		for _, c := range within(ix.inName[id], first, end) {
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
	return b.units
}

// within is the part of calls, which are ordered by unit, from first to before end.
func within(calls []call, first, end int32) []call {
	from, to := 0, len(calls)
	for from < to && calls[from].unit < first {
		from++
	}
	for to > from && calls[to-1].unit >= end {
		to--
	}
	return calls[from:to]
}

// How many procedures and how many outside matters are looked at closely. What stands behind them shares too little to win:
// with five times as many not one answer to the questions of the tests is another.
const (
	contenders = 40
	outsiders  = 10
)

// promising keeps about n of the units, those that share most; the others are forgotten.
func (ix *index) promising(b *board, units []int32, n int) []int32 {
	if len(units) <= n {
		return units
	}
	least := leastOf(b, units, n)
	kept := units[:0]
	for _, u := range units {
		if b.facts[u].promise() >= least {
			kept = append(kept, u)
		} else {
			b.facts[u], b.seen[u] = evidence{}, false
		}
	}
	return kept
}

// leastOf is a promise that about as many units reach as there may be contenders. Counting in steps is faster than
// sorting thousands for every question.
func leastOf(b *board, units []int32, enough int) float64 {
	top := 0.0
	for _, u := range units {
		top = max(top, b.facts[u].promise())
	}
	const steps = 512
	var count [steps + 1]int
	for _, u := range units {
		count[int(b.facts[u].promise()/top*steps)]++
	}
	n, step := 0, steps
	for ; step > 0 && n+count[step] <= enough; step-- {
		n += count[step]
	}
	return float64(step+1) / steps * top
}

// compare looks closely at units: what else of the question their records explain, and which of their names fit best. It
// appends them to out and leaves the board empty.
func (ix *index) compare(b *board, q bag, units []int32, out []candidate) []candidate {
	for _, id := range q.terms {
		b.asked[id] = ix.weight[id]
	}
	for _, u := range units {
		e := b.facts[u]
		for _, id := range ix.bodies[u] {
			e.known += b.asked[id]
		}
		ix.fit(b, &e, u, q.weight)
		out = append(out, candidate{unit: u, facts: e, question: q.weight})
		b.facts[u], b.seen[u] = evidence{}, false
	}
	for _, id := range q.terms {
		b.asked[id] = 0
	}
	return out
}

// How much is taken off for words of a name that the question lacks, and for words of the question that the name
// lacks. Questions carry a story around the matter, names do not: the first weighs more.
const (
	lackInQuestion = 0.45
	lackInName     = 0.30
	explained      = 0.9 // share of lackInName forgiven for words found elsewhere in the record
)

// fit finds the names of a unit that fit best. How well one fits is a Tversky similarity: what question and name share,
// over that plus what either lacks.
func (ix *index) fit(b *board, e *evidence, u int32, question float64) {
	for _, ph := range ix.phrases[ix.firstPhrase[u]:ix.firstPhrase[u+1]] {
		m := 0.0
		for _, id := range ph.terms {
			m += b.asked[id]
		}
		if m == 0 {
			continue
		}
		rest := question - m - explained*max(e.known-m, 0)
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
}
