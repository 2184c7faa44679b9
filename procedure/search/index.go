package search

import (
	"sync"

	"motcua/procedure"
)

// unit is one thing a question can be about: a procedure, or a matter outside the catalogue.
type unit struct {
	p       *procedure.Procedure
	outside *Outside
	order   int
	prior   float64 // what the score is multiplied with; below 1 for records people rarely mean
}

// phrase is one way a unit is called: its short name, its name, an everyday wording.
type phrase struct {
	title  bool    // the official or the short name
	weight float64 // sum of the weights of its terms
	terms  []int32 // those that tell something
}

// call is a unit that is called by a term.
type call struct {
	unit  int32
	share float64 // of all uses of the term, how many are this unit's; 1 when no other has it
}

// index is the search index: phrases by term for how well a question matches a name, and units by term for what
// else of the question the record explains. It is not changed once built.
type index struct {
	lex          *lexicon
	units        []unit // procedures first, then outside matters
	firstOutside int32
	phrases      []phrase  // in the order of their units
	firstPhrase  []int32   // of each unit, and one more for the end
	bodies       [][]int32 // terms of each unit, wherever they stand in its record
	terms        *vocabulary
	weight       []float64 // of each term: how much it tells
	pair         []bool    // term is a pair of words
	inName       [][]call  // term → units with it in any phrase, in their order
	ways         []float64 // of each unit: logarithm of the number of its phrases
	words        *spelling
	back         map[string]*askBack // gist of a question → what is asked back
	scratch      sync.Pool           // *board, the working space of one search
}

// unknownWeight is the weight of a word that occurs nowhere in the catalogue: it shows that the question may be about
// something else, but less so than a known word that does not fit.
const unknownWeight = 2.2

// Shares of kinds of terms. Vietnamese words are mostly two syllables long, so that the pair carries the meaning
// and its halves mislead.
const (
	singleShare   = 0.6
	pairShare     = 0.8
	stopPairShare = 0.1 // pairs of words that tell little; such words alone do not count at all
)

// share is how much a term of its form tells.
func (ix *index) share(t term) float64 {
	stop := ix.lex.ask.stop
	switch {
	case t.second == "" && stop[t.first]:
		return 0
	case t.second == "":
		return singleShare
	case stop[t.first] && stop[t.second]:
		return stopPairShare
	default:
		return pairShare
	}
}
