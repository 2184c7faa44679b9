package main

import (
	"context"
	"slices"
	"time"
)

// figures are what a system reached on some questions. Whether the first hit is right is counted apart from whether it
// was shown: the first measures the ranking, the second also the threshold.
type figures struct {
	n          int     // answerable questions
	first      int     // a right procedure ranked first
	three      int     // … among the first three
	reciprocal float64 // sum of 1/rank of the first right procedure among the five asked for
	shown      int     // a right procedure ranked first, and not refused
	refused    int     // refused although answerable
	offered    int     // asked back
	wrongCard  int     // a wrong procedure shown as the answer

	hopeless     int // unanswerable questions
	answered     int // … of them not refused: a card, or candidates
	hopelessCard int // … of them answered with a card

	uncoded      int // questions a procedure without code answers
	uncodedFirst int
	uncodedAnsw  int
	followups    int // left out

	took []time.Duration
}

func (f *figures) add(q question, a answer) {
	rank := slices.IndexFunc(a.hits, func(h hit) bool { return slices.Contains(q.right, h.key) })
	switch q.group {
	case answerable:
		f.addAnswerable(rank, a)
	case unanswerable:
		f.hopeless++
		f.answered += count(a.verdict != refused)
		f.hopelessCard += count(a.verdict == card)
	case uncoded:
		f.uncoded++
		f.uncodedFirst += count(rank == 0)
		f.uncodedAnsw += count(a.verdict != refused)
	case followup:
		f.followups++
	}
}

func (f *figures) addAnswerable(rank int, a answer) {
	f.n++
	f.first += count(rank == 0)
	f.three += count(rank >= 0 && rank < 3)
	if rank >= 0 {
		f.reciprocal += 1 / float64(rank+1)
	}
	f.shown += count(rank == 0 && a.verdict != refused)
	f.refused += count(a.verdict == refused)
	f.offered += count(a.verdict == offered)
	f.wrongCard += count(rank != 0 && a.verdict == card)
}

// good tells whether an answer leaves nothing to look into.
func good(q question, a answer) bool {
	switch q.group {
	case unanswerable:
		return a.verdict == refused
	case followup:
		return true
	}
	return a.verdict != refused && len(a.hits) > 0 && slices.Contains(q.right, a.hits[0].key)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// share is n of all, 0 where there are none.
func share(n, all int) float64 { return float64(n) / float64(max(all, 1)) }

// percentile of the times taken, p from 0 to 100.
func (f *figures) percentile(p int) time.Duration {
	if len(f.took) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(f.took))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

// measured is what a system made of a whole file, with the splits.
type measured struct {
	System string              `json:"system"`
	All    *figures            `json:"all"`
	Kinds  map[string]*figures `json:"kinds"`
	Types  map[string]*figures `json:"types"`
	Bins   calibration         `json:"calibration"`
	failed []failure           // never filled for a file that is kept aside
}

// failure is a question that went wrong, for -fails.
type failure struct {
	q question
	a answer
}

// repeats is how often each question is asked; the fastest time counts, as other programs use the machine too. What
// takes longer than enough is not asked again.
const (
	repeats = 3
	enough  = 10 * time.Millisecond
)

// measure asks a system all questions of a file.
func measure(ctx context.Context, s system, set questionSet) (*measured, error) {
	m := &measured{System: s.name(), All: &figures{}, Kinds: map[string]*figures{}, Types: map[string]*figures{}}
	for _, q := range set.questions {
		a, took, err := timed(ctx, s, q.text)
		if err != nil {
			return nil, err
		}
		for _, f := range []*figures{m.All, of(m.Kinds, q.kind), of(m.Types, q.typ)} {
			f.add(q, a)
			f.took = append(f.took, took)
		}
		m.Bins.add(q, a)
		if !set.file.aside && !good(q, a) {
			m.failed = append(m.failed, failure{q, a})
		}
	}
	return m, nil
}

// timed asks a question a few times and gives the answer with the shortest time it took.
func timed(ctx context.Context, s system, q string) (a answer, took time.Duration, err error) {
	for i := range repeats {
		began := time.Now()
		if a, err = s.ask(ctx, q); err != nil {
			return a, 0, err
		}
		if t := time.Since(began); i == 0 || t < took {
			took = t
		}
		if took > enough {
			break
		}
	}
	return a, took, nil
}

func of(m map[string]*figures, key string) *figures {
	if m[key] == nil {
		m[key] = &figures{}
	}
	return m[key]
}
