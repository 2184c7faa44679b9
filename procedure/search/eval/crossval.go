package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"motcua/procedure"
	"motcua/procedure/search"
)

// seeds is how often a part of the wordings is taken out anew.
const seeds = 5

// removal is a way of taking wordings out.
type removal struct {
	name string
	keep func(random *rand.Rand) func(list search.List, head, entry string) bool
	sure bool // the same for every seed
}

var removals = []removal{
	{name: "nothing", sure: true, keep: func(*rand.Rand) func(search.List, string, string) bool { return keepAll }},
	{name: "a quarter of all wordings", keep: someWordings(0.25)},
	{name: "half of all wordings", keep: someWordings(0.5)},
	{name: "all everyday wordings", sure: true, keep: func(*rand.Rand) func(search.List, string, string) bool {
		return func(list search.List, _, _ string) bool { return list != search.Everyday }
	}},
	{name: "half of the outside matters", keep: someMatters(0.5)},
}

func keepAll(search.List, string, string) bool { return true }

// someWordings takes out each wording, of procedures and of outside matters, with a chance.
func someWordings(chance float64) func(*rand.Rand) func(search.List, string, string) bool {
	return func(random *rand.Rand) func(search.List, string, string) bool {
		return func(search.List, string, string) bool { return random.Float64() >= chance }
	}
}

// someMatters takes out whole matters outside the catalogue: what nobody has thought of at all must be refused too.
func someMatters(chance float64) func(*rand.Rand) func(search.List, string, string) bool {
	return func(random *rand.Rand) func(search.List, string, string) bool {
		gone := map[string]bool{}
		return func(list search.List, head, _ string) bool {
			if list == search.Everyday {
				return true
			}
			if _, ok := gone[head]; !ok {
				gone[head] = random.Float64() < chance
			}
			return !gone[head]
		}
	}
}

// crossRow is what ours makes of a file without some wordings: mean and spread over the seeds.
type crossRow struct {
	File     string `json:"file"`
	Without  string `json:"without"`
	First    spread `json:"recall_1"`
	Three    spread `json:"recall_3"`
	Refused  spread `json:"refused"`
	Wrong    spread `json:"wrong_card"`
	Answered spread `json:"unanswerable_answered"`
	Card     spread `json:"unanswerable_card"`
}

// spread is the mean of some shares with the lowest and the highest.
type spread struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	n    int
}

func (s *spread) add(x float64) {
	if s.n == 0 {
		s.Low, s.High = x, x
	}
	s.n++
	s.Mean += (x - s.Mean) / float64(s.n)
	s.Low, s.High = min(s.Low, x), max(s.High, x)
}

func (r *crossRow) add(f *figures) {
	r.First.add(share(f.first, f.n))
	r.Three.add(share(f.three, f.n))
	r.Refused.add(share(f.refused, f.n))
	r.Wrong.add(share(f.wrongCard, f.n))
	r.Answered.add(share(f.answered, f.hopeless))
	r.Card.add(share(f.hopelessCard, f.hopeless))
}

// crossValidate measures ours on questions nobody has thought of, as far as those can who have thought of them: a
// random part of the wordings is taken out, whatever they were written for.
func crossValidate(ctx context.Context, c *procedure.Catalog, sets questionSets) ([]crossRow, error) {
	rows := make([]crossRow, 0, len(sets)*len(removals))
	for _, set := range sets {
		for _, r := range removals {
			rows = append(rows, crossRow{File: set.file.name, Without: r.name})
		}
	}
	for k, r := range removals {
		for seed := range r.rounds() {
			finder, err := search.NewPartial(c, r.keep(rand.New(rand.NewPCG(uint64(seed), 4))))
			if err != nil {
				return nil, fmt.Errorf("search without %s: %w", r.name, err)
			}
			for i, set := range sets {
				f, err := answersOf(ctx, ours{"ours", finder}, set)
				if err != nil {
					return nil, err
				}
				rows[i*len(removals)+k].add(f)
			}
		}
	}
	return rows, nil
}

func (r removal) rounds() int {
	if r.sure {
		return 1
	}
	return seeds
}

// answersOf is measure without splits and times.
func answersOf(ctx context.Context, s system, set questionSet) (*figures, error) {
	var f figures
	for _, q := range set.questions {
		a, err := s.ask(ctx, q.text)
		if err != nil {
			return nil, err
		}
		f.add(q, a)
	}
	return &f, ctx.Err()
}
