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
	title  bool    // the official or the short name
	weight float64 // sum of the weights of its terms
}

// call is a unit that is called by a term.
type call struct {
	unit  int32
	share float64 // of all uses of the term, how many are this unit's; 1 when no other has it
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
	inName   [][]call  // term → units with it in any phrase
	inUnit   [][]int32 // term → procedures that contain it anywhere
	pair     []bool    // term is a pair of words
	ways     []float64 // of each unit: logarithm of the number of its phrases
	words    *spelling
	back     map[string]*askBack // gist of a question → what is asked back
	scratch  sync.Pool           // *board, the working space of one search
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

// termsAtLeast is about how many terms the bundled catalogue has; room for them is made at once.
const termsAtLeast = 1 << 16

func buildIndex(ps []*procedure.Procedure, lex *lexicon) *index {
	b := &builder{ix: &index{lex: lex, terms: make(map[string]int32, termsAtLeast)}}
	for i, p := range ps {
		b.addProcedure(i, p)
	}
	b.ix.outside = int32(len(b.ix.phrases))
	for i := range lex.outside {
		b.ix.units = append(b.ix.units, unit{outside: &lex.outside[i].Outside, order: len(ps) + i, prior: 1})
		for _, text := range lex.outside[i].phrases {
			b.addPhrase(text, false)
		}
	}
	b.finish()
	return b.ix
}

func (b *builder) addProcedure(order int, p *procedure.Procedure) {
	b.ix.units = append(b.ix.units, unit{p: p, order: order, prior: prior(p)})
	var body []int32
	for _, text := range titles(p) {
		body = append(body, b.addPhrase(text, true)...)
	}
	for _, text := range b.ix.lex.everyday[p.Key] {
		body = append(body, b.addPhrase(text, false)...)
	}
	for _, text := range bodyTexts(p) {
		body = append(body, b.termsOf(text)...)
	}
	slices.Sort(body)
	b.bodies = append(b.bodies, slices.Compact(body))
}

// titles are the names a procedure has in the record, each once.
func titles(p *procedure.Procedure) []string {
	out := []string{procedure.PlainName(p.Name)}
	if p.ShortName != "" && p.ShortName != out[0] {
		out = append(out, p.ShortName)
	}
	return out
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

func (b *builder) addPhrase(text string, title bool) []int32 {
	terms := b.termsOf(text)
	if len(terms) > 0 {
		b.ix.phrases = append(b.ix.phrases, phrase{unit: int32(len(b.ix.units) - 1), title: title})
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
	calls := b.calls()
	ix.weigh(calls)
	ix.pair = make([]bool, len(ix.terms))
	for text, id := range ix.terms {
		ix.pair[id] = strings.Contains(text, " ")
	}
	ix.inPhrase = make([][]int32, len(ix.terms))
	for i, terms := range b.texts {
		for _, id := range terms {
			if ix.weight[id] > 0 {
				ix.inPhrase[id] = append(ix.inPhrase[id], int32(i))
				ix.phrases[i].weight += ix.weight[id]
			}
		}
	}
	ix.inUnit = make([][]int32, len(ix.terms))
	for u, terms := range b.bodies {
		for _, id := range terms {
			if ix.weight[id] > 0 {
				ix.inUnit[id] = append(ix.inUnit[id], int32(u))
			}
		}
	}
	ix.inName = shares(calls)
	ix.ways = make([]float64, len(ix.units))
	for _, ph := range ix.phrases {
		ix.ways[ph.unit]++
	}
	for u, n := range ix.ways {
		ix.ways[u] = math.Log(1 + n)
	}
	ix.words = newSpelling(ix.terms, ix.lex.same.words())
	ix.learnBacks()
	ix.scratch.New = func() any { return newBoard(len(ix.phrases), len(ix.units)) }
}

// use is how many phrases of a unit have a term.
type use struct {
	unit int32
	n    int
}

// calls counts for each term the phrases of each unit that have it. Words that only occur in lists of papers are not
// among them: they do not make a name less telling.
func (b *builder) calls() [][]use {
	out := make([][]use, len(b.ix.terms))
	for i, terms := range b.texts {
		u := b.ix.phrases[i].unit
		for _, id := range terms {
			if n := len(out[id]); n > 0 && out[id][n-1].unit == u {
				out[id][n-1].n++
			} else {
				out[id] = append(out[id], use{unit: u, n: 1})
			}
		}
	}
	return out
}

// weigh gives each term its weight: the fewer units are called by it, the more it tells.
func (ix *index) weigh(calls [][]use) {
	n := float64(len(ix.units))
	ix.weight = make([]float64, len(ix.terms))
	for text, id := range ix.terms {
		ix.weight[id] = ix.share(text) * math.Log(1+n/float64(max(len(calls[id]), 1)))
	}
}

// shares tells how exclusively a term belongs to each unit called by it. Roots keep a unit with many spelt-out
// alternatives from owning every word it uses; the one added is the use nobody has written down yet.
func shares(calls [][]use) [][]call {
	out := make([][]call, len(calls))
	for id, uses := range calls {
		total := 1.0
		for _, u := range uses {
			total += math.Sqrt(float64(u.n))
		}
		out[id] = make([]call, 0, len(uses))
		for _, u := range uses {
			out[id] = append(out[id], call{unit: u.unit, share: math.Sqrt(float64(u.n)) / total})
		}
	}
	return out
}
