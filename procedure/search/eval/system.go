package main

import (
	"context"
	"strings"

	"golang.org/x/text/unicode/norm"

	"motcua/procedure/search"
)

// hitsAsked is how many procedures each system is asked for.
const hitsAsked = 5

// verdict is what a citizen gets.
type verdict int

const (
	refused verdict = iota // told that there is no answer
	offered                // asked back: some candidates to choose from
	card                   // one procedure is shown
)

// answer is what a system makes of a question.
type answer struct {
	hits    []hit // best first, also where it is refused
	verdict verdict
}

// hit is a procedure with the system's own score, comparable within one system only.
type hit struct {
	key   string
	score float64
}

// system answers questions: ours, or a baseline with a threshold.
type system interface {
	name() string
	ask(ctx context.Context, q string) (answer, error)
}

// ours is the look-up as the program and "motcua lookup --json" use it.
type ours struct {
	label  string
	finder *search.Finder
}

func (o ours) name() string { return o.label }

func (o ours) ask(_ context.Context, q string) (answer, error) {
	r := o.finder.Search(q, hitsAsked)
	a := answer{verdict: map[search.Verdict]verdict{search.None: refused, search.Several: offered, search.Clear: card}[r.Verdict]}
	for _, h := range r.Hits {
		a.hits = append(a.hits, hit{h.P.Key, h.Score})
	}
	return a, nil
}

// ranker is a baseline before it has a threshold: it ranks, and never refuses.
type ranker interface {
	setting() string
	rank(ctx context.Context, q string) ([]hit, error)
}

// previewer is a ranker that is quicker to tune than to ask.
type previewer interface {
	preview(ctx context.Context, q string) ([]hit, error)
}

// judged is a baseline with a threshold: below it the question is refused, from it on the first hit is the answer. A
// baseline does not ask back.
type judged struct {
	label     string
	ranker    ranker
	scale     scale
	threshold float64
}

func (j judged) name() string { return j.label }

func (j judged) ask(ctx context.Context, q string) (answer, error) {
	hits, err := j.ranker.rank(ctx, normal(q))
	if err != nil {
		return answer{}, err
	}
	a := answer{hits: hits, verdict: card}
	if j.scale.confidence(q, hits) < j.threshold {
		a.verdict = refused
	}
	return a, nil
}

// normal composes letters and marks, as every client of a baseline would: neither takes decomposed text apart itself.
func normal(q string) string { return norm.NFC.String(q) }

// words is the number of words of a question.
func words(q string) int { return len(strings.Fields(q)) }
