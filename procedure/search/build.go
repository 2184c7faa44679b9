package search

import (
	"math"
	"slices"

	"motcua/procedure"
)

// builder collects what buildIndex needs only once.
type builder struct {
	ix    *index
	texts [][]int32 // terms of each phrase
	buf   []int32
}

func buildIndex(ps []*procedure.Procedure, lex *lexicon) *index {
	b := &builder{ix: &index{lex: lex, terms: newVocabulary()}}
	for i, p := range ps {
		b.addProcedure(i, p)
	}
	b.ix.firstOutside = int32(len(ps))
	for i := range lex.outside {
		b.addUnit(unit{outside: &lex.outside[i].Outside, order: len(ps) + i, prior: 1})
		for _, text := range lex.outside[i].phrases {
			b.addPhrase(text, false)
		}
	}
	b.finish()
	return b.ix
}

func (b *builder) addProcedure(order int, p *procedure.Procedure) {
	b.addUnit(unit{p: p, order: order, prior: prior(p)})
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
	b.ix.bodies[len(b.ix.units)-1] = slices.Clip(slices.Compact(body))
}

func (b *builder) addUnit(u unit) {
	b.ix.units = append(b.ix.units, u)
	b.ix.bodies = append(b.ix.bodies, nil)
	b.ix.firstPhrase = append(b.ix.firstPhrase, int32(len(b.ix.phrases)))
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
		b.ix.phrases = append(b.ix.phrases, phrase{title: title})
		b.texts = append(b.texts, terms)
	}
	return terms
}

// termsOf numbers the terms of a text, each once.
func (b *builder) termsOf(text string) []int32 {
	b.buf = b.buf[:0]
	for t := range b.ix.lex.terms(b.ix.lex.words(text)) {
		b.buf = append(b.buf, b.ix.terms.add(t))
	}
	slices.Sort(b.buf)
	return slices.Clone(slices.Compact(b.buf))
}

func (b *builder) finish() {
	ix := b.ix
	ix.firstPhrase = append(ix.firstPhrase, int32(len(ix.phrases)))
	all, calls := ix.terms.all(), b.calls()
	ix.weigh(all, calls)
	tells := func(id int32) bool { return ix.weight[id] > 0 }
	for i, terms := range b.texts {
		b.texts[i] = filter(terms, tells)
		for _, id := range b.texts[i] {
			ix.phrases[i].weight += ix.weight[id]
		}
	}
	for u, terms := range ix.bodies {
		ix.bodies[u] = filter(terms, tells)
	}
	together(b.texts)
	together(ix.bodies)
	for i, terms := range b.texts {
		ix.phrases[i].terms = terms
	}
	ix.inName = shares(calls)
	ix.ways = make([]float64, len(ix.units))
	for u := range ix.ways {
		ix.ways[u] = math.Log(1 + float64(ix.firstPhrase[u+1]-ix.firstPhrase[u]))
	}
	ix.words = newSpelling(ix.terms, all, ix.lex.same.words())
	ix.learnBacks()
	ix.scratch.New = func() any { return newBoard(len(all), len(ix.units)) }
}

// together moves lists that are read one after the other into one stretch of memory.
func together(lists [][]int32) {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	all := make([]int32, 0, n)
	for i, l := range lists {
		all = append(all, l...)
		lists[i] = all[len(all)-len(l) : len(all) : len(all)]
	}
}

// filter is the terms that satisfy a condition, in place.
func filter(terms []int32, good func(int32) bool) []int32 {
	return slices.DeleteFunc(terms, func(id int32) bool { return !good(id) })
}

// use is how many phrases of a unit have a term.
type use struct {
	unit int32
	n    int
}

// calls counts for each term the phrases of each unit that have it. Words that only occur in lists of papers are not
// among them: they do not make a name less telling.
func (b *builder) calls() [][]use {
	out := make([][]use, b.ix.terms.size)
	for u := range b.ix.units {
		for _, terms := range b.texts[b.ix.firstPhrase[u]:b.ix.firstPhrase[u+1]] {
			for _, id := range terms {
				if n := len(out[id]); n > 0 && out[id][n-1].unit == int32(u) {
					out[id][n-1].n++
				} else {
					out[id] = append(out[id], use{unit: int32(u), n: 1})
				}
			}
		}
	}
	return out
}

// weigh gives each term its weight: the fewer units are called by it, the more it tells.
func (ix *index) weigh(all []term, calls [][]use) {
	n := float64(len(ix.units))
	ix.weight, ix.pair = make([]float64, len(all)), make([]bool, len(all))
	for id, t := range all {
		ix.pair[id] = t.second != ""
		ix.weight[id] = ix.share(t) * math.Log(1+n/float64(max(len(calls[id]), 1)))
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
