package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// scale is how the score of the first hit becomes the confidence that is held against the threshold. Scores of both
// baselines grow with the number of words asked for, so a threshold on the bare score would be unfair to them.
type scale struct {
	name  string
	power float64 // of the number of words the score is divided by
}

var scales = []scale{{"score", 0}, {"score/√words", 0.5}, {"score/words", 1}}

func (s scale) confidence(q string, hits []hit) float64 {
	if len(hits) == 0 {
		return math.Inf(-1)
	}
	return hits[0].score / math.Pow(float64(max(words(q), 1)), s.power)
}

// tuning is one setting of a baseline with what it reaches on the questions it is tuned on.
type tuning struct {
	judged  judged
	figures figures
	balance float64 // balanced accuracy of refusing: mean of the shares rightly answered and rightly refused
}

// tune tries all settings of a baseline on the development questions and gives all of them, best first: by recall@1,
// then by MRR. The threshold of each is the one with the highest balanced accuracy.
func tune(ctx context.Context, label string, settings []ranker, qs []question) ([]tuning, error) {
	var out []tuning
	for _, r := range settings {
		t, err := tuneOne(ctx, label, r, qs)
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", label, r.setting(), err)
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b tuning) int {
		return cmp.Or(cmp.Compare(b.figures.first, a.figures.first), cmp.Compare(b.figures.reciprocal, a.figures.reciprocal))
	})
	return out, nil
}

func tuneOne(ctx context.Context, label string, r ranker, qs []question) (tuning, error) {
	rank := r.rank
	if p, ok := r.(previewer); ok {
		rank = p.preview
	}
	ranked := make([][]hit, len(qs))
	for i, q := range qs {
		hits, err := rank(ctx, normal(q.text))
		if err != nil {
			return tuning{}, err
		}
		ranked[i] = hits
	}
	t := tuning{judged: judged{label: label, ranker: r}, balance: -1}
	for _, s := range scales {
		threshold, balance := bestThreshold(s, ranked, qs)
		if balance > t.balance {
			t.judged.scale, t.judged.threshold, t.balance = s, threshold, balance
		}
	}
	for i, q := range qs {
		a := answer{hits: ranked[i], verdict: card}
		if t.judged.scale.confidence(q.text, ranked[i]) < t.judged.threshold {
			a.verdict = refused
		}
		t.figures.add(q, a)
	}
	return t, nil
}

// bestThreshold finds the threshold with the highest balanced accuracy: half way between two confidences that occur.
func bestThreshold(s scale, ranked [][]hit, qs []question) (threshold, balance float64) {
	type point struct {
		confidence float64
		answerable bool
	}
	var points []point
	good, bad := 0, 0
	for i, q := range qs {
		switch q.group {
		case answerable:
			good++
		case unanswerable:
			bad++
		default:
			continue
		}
		points = append(points, point{s.confidence(q.text, ranked[i]), q.group == answerable})
	}
	slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.confidence, b.confidence) })
	threshold, balance = math.Inf(-1), 0.5
	lost, held := 0, 0
	for i, p := range points[:max(len(points)-1, 0)] {
		if p.answerable {
			lost++
		} else {
			held++
		}
		next := points[i+1].confidence
		if next == p.confidence {
			continue
		}
		if b := (share(good-lost, good) + share(held, bad)) / 2; b > balance {
			threshold, balance = (max(p.confidence, 0)+next)/2, b
		}
	}
	return threshold, balance
}
