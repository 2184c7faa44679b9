package search

import (
	"fmt"
	"slices"
	"strings"
)

// askBack is a question back for a matter that is too general for one answer.
type askBack struct {
	question string
	ways     []string // the ways of asking that are too general
	options  []askOption
}

type askOption struct{ label, key string }

// addAskBack reads a line of askback.tsv: name, question, ways of asking, options.
func (lex *lexicon) addAskBack(cells []string) error {
	a := askBack{question: cells[1], ways: entries(cells[2])}
	for _, option := range strings.Split(cells[3], "|") {
		label, key, ok := strings.Cut(strings.TrimSpace(option), "=")
		if !ok {
			return fmt.Errorf("option %q: want label=key", option)
		}
		a.options = append(a.options, askOption{label: label, key: key})
	}
	lex.backs = append(lex.backs, a)
	return nil
}

// learnBacks enters the ways of asking too generally, by their gist.
func (ix *index) learnBacks() {
	ix.back = map[string]*askBack{}
	for i := range ix.lex.backs {
		a := &ix.lex.backs[i]
		for _, way := range a.ways {
			_, about := ix.lex.ask.strip(ix.lex.plain(way))
			if gist := ix.gist(about); gist != "" {
				ix.back[gist] = a
			}
		}
	}
}

// gist is the words of a question that tell something, in an order of their own, as one text. A word that tells little
// alone does tell something in a known pair: đang is also the đăng of đăng ký.
func (ix *index) gist(words []string) string {
	words = ix.lex.concepts(words)
	var telling []string
	for i, w := range words {
		if !ix.lex.ask.stop[w] || ix.words.fits(words, i) {
			telling = append(telling, w)
		}
	}
	slices.Sort(telling)
	return strings.Join(slices.Compact(telling), " ")
}

// askBack adds the question back, when all that was asked is the general matter: one telling word more and the search
// decides by itself. Options whose procedure the catalogue does not have are left out.
func (f *Finder) askBack(r Result, q query, n int) Result {
	a := f.index.back[f.index.gist(q.words)]
	if a == nil {
		return r
	}
	ask := &Ask{Question: a.question}
	for _, o := range a.options {
		if p, ok := f.ByKey(o.key); ok {
			ask.Options = append(ask.Options, Option{Label: o.label, P: p})
		}
	}
	if len(ask.Options) < 2 {
		return r
	}
	if r.Verdict == None {
		r.Hits, r.Outside = nil, nil
		for _, o := range ask.Options {
			r.Hits = append(r.Hits, Hit{P: o.P, Score: showFrom})
		}
		r.Hits = firstN(r.Hits, n)
	}
	r.Verdict, r.Ask = Several, ask
	return r
}
