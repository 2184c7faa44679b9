package search

import (
	"math"
	"slices"
	"strings"
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
	unit   int32
	weight float64 // sum of the weights of its terms
}

// index is the search index: phrases by term for how well a question matches a name, and units by term for what
// else of the question the record explains. It is not changed once built.
type index struct {
	lex      *lexicon
	units    []unit // procedures first, then outside matters
	phrases  []phrase
	outside  int32 // the first phrase of an outside matter
	terms    map[string]int32
	weight   []float64 // of each term: how much it tells
	inPhrase [][]int32 // term → phrases that contain it
	inUnit   [][]int32 // term → procedures that contain it anywhere
	words    *spelling
	scratch  sync.Pool // *board, the working space of one search
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
func (ix *index) share(term string) float64 {
	first, second, pair := strings.Cut(term, " ")
	stop := ix.lex.ask.stop
	switch {
	case !pair && stop[first]:
		return 0
	case !pair:
		return singleShare
	case stop[first] && stop[second]:
		return stopPairShare
	default:
		return pairShare
	}
}

// builder collects what buildIndex needs only once.
type builder struct {
	ix     *index
	bodies [][]int32 // terms of each procedure, wherever they stand
	texts  [][]int32 // terms of each phrase
}

func buildIndex(ps []*procedure.Procedure, lex *lexicon) *index {
	b := &builder{ix: &index{lex: lex, terms: map[string]int32{}}}
	for i, p := range ps {
		b.addProcedure(i, p)
	}
	b.ix.outside = int32(len(b.ix.phrases))
	for i := range lex.outside {
		b.ix.units = append(b.ix.units, unit{outside: &lex.outside[i].Outside, order: len(ps) + i, prior: 1})
		for _, text := range lex.outside[i].phrases {
			b.addPhrase(text)
		}
	}
	b.finish()
	return b.ix
}

func (b *builder) addProcedure(order int, p *procedure.Procedure) {
	b.ix.units = append(b.ix.units, unit{p: p, order: order, prior: prior(p)})
	var body []int32
	for _, text := range names(p, b.ix.lex) {
		body = append(body, b.addPhrase(text)...)
	}
	for _, text := range bodyTexts(p) {
		body = append(body, b.termsOf(text)...)
	}
	slices.Sort(body)
	b.bodies = append(b.bodies, slices.Compact(body))
}

// names are the ways a procedure is called, each once.
func names(p *procedure.Procedure, lex *lexicon) []string {
	out := []string{procedure.PlainName(p.Name)}
	if p.ShortName != "" && p.ShortName != out[0] {
		out = append(out, p.ShortName)
	}
	return append(out, lex.everyday[p.Key]...)
}

// bodyTexts is what else of a record can explain words of a question.
func bodyTexts(p *procedure.Procedure) []string {
	out := []string{p.Name, p.Field}
	for _, d := range p.Documents {
		out = append(out, d.Name)
	}
	return append(out, p.Result...)
}

// prior discounts records that describe a special or an outdated case, so that the plain question finds the plain procedure.
func prior(p *procedure.Procedure) float64 {
	f := 1.0
	if p.Currency == procedure.Older {
		f *= 0.85
	}
	if p.Completeness == procedure.NameOnly && p.ShortName == "" {
		f *= 0.97
	}
	return f
}

func (b *builder) addPhrase(text string) []int32 {
	terms := b.termsOf(text)
	if len(terms) > 0 {
		b.ix.phrases = append(b.ix.phrases, phrase{unit: int32(len(b.ix.units) - 1)})
		b.texts = append(b.texts, terms)
	}
	return terms
}

// termsOf numbers the terms of a text, each once.
func (b *builder) termsOf(text string) []int32 {
	var out []int32
	for t := range b.ix.lex.terms(b.ix.lex.words(text)) {
		id, ok := b.ix.terms[t]
		if !ok {
			id = int32(len(b.ix.terms))
			b.ix.terms[t] = id
		}
		out = append(out, id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (b *builder) finish() {
	ix := b.ix
	ix.weigh(b.unitsNamedBy())
	ix.inPhrase = make([][]int32, len(ix.terms))
	ix.inUnit = make([][]int32, len(ix.terms))
	for i, terms := range b.texts {
		for _, id := range terms {
			if ix.weight[id] > 0 {
				ix.inPhrase[id] = append(ix.inPhrase[id], int32(i))
				ix.phrases[i].weight += ix.weight[id]
			}
		}
	}
	for u, terms := range b.bodies {
		for _, id := range terms {
			if ix.weight[id] > 0 {
				ix.inUnit[id] = append(ix.inUnit[id], int32(u))
			}
		}
	}
	ix.words = newSpelling(ix.terms)
	ix.scratch.New = func() any { return newBoard(len(ix.phrases), len(ix.units)) }
}

// weigh gives each term its weight: the fewer units are called by it, the more it tells.
func (ix *index) weigh(named []int) {
	n := float64(len(ix.units))
	ix.weight = make([]float64, len(ix.terms))
	for text, id := range ix.terms {
		ix.weight[id] = ix.share(text) * math.Log(1+n/float64(max(named[id], 1)))
	}
}

// unitsNamedBy counts for each term the units that have it in one of their phrases. Words that only occur in lists
// of papers do not make a name less telling.
func (b *builder) unitsNamedBy() []int {
	last := make([]int32, len(b.ix.terms))
	count := make([]int, len(b.ix.terms))
	for i := range last {
		last[i] = -1
	}
	for i, terms := range b.texts {
		u := b.ix.phrases[i].unit
		for _, id := range terms {
			if last[id] != u {
				last[id] = u
				count[id]++
			}
		}
	}
	return count
}
