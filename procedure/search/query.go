package search

import (
	"slices"

	"motcua/procedure"
)

// query is a question as the index sees it.
type query struct {
	aspect procedure.Aspect
	about  bag      // without the phrases of asking, to find procedures by
	whole  bag      // with them, to recognise what is no question about a procedure
	words  []string // of about, before synonyms become one
}

// bag is the terms of a text.
type bag struct {
	terms  []int32 // known terms, distinct
	weight float64 // of all its words, known or not
}

// analyse reads a question: what is asked is set apart from what it is asked about, spelling is repaired, everyday
// words become those of the catalogue.
func (ix *index) analyse(q string) query {
	words := ix.words.repair(ix.lex.plain(q))
	aspect, about := ix.lex.ask.strip(words)
	return query{aspect: aspect, about: ix.bag(about), whole: ix.bag(words), words: about}
}

func (ix *index) bag(words []string) bag {
	var b bag
	for t := range ix.lex.terms(ix.lex.concepts(words)) {
		id, ok := ix.terms.find(t)
		switch {
		case !ok && t.second == "" && !ix.lex.ask.stop[t.first]:
			b.weight += singleShare * unknownWeight
		case ok && ix.weight[id] > 0:
			b.terms = append(b.terms, id)
		}
	}
	slices.Sort(b.terms)
	b.terms = slices.Compact(b.terms)
	for _, id := range b.terms {
		b.weight += ix.weight[id]
	}
	return b
}
