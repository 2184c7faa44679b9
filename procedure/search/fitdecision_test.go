package search

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// decision is a question as the decision sees it when it is fitted.
type decision struct {
	v            [decisionFeatures]float64
	show, clear  bool // whether one of the first three, or the first, is right
	unanswerable bool
}

func (f *Finder) decisions(qs []question) []decision {
	var all []decision
	for _, q := range qs {
		r := split(f.index.rank(f.index.analyse(q.text), contenders))
		d := decision{v: r.vector(), unanswerable: q.right == nil}
		for i, h := range r.inside[:min(3, len(r.inside))] {
			if slices.Contains(q.right, h.unit.p.Key) {
				d.show = true
				d.clear = d.clear || i == 0
			}
		}
		all = append(all, d)
	}
	return all
}

// fitLogistic fits weights to the chance of what, by gradient descent with a little l2.
func fitLogistic(all []decision, what func(decision) bool) (w [decisionFeatures]float64) {
	var mean, square [decisionFeatures]float64
	const steps, rate, l2 = 3000, 0.03, 0.001
	for step := 1; step <= steps; step++ {
		grad := w
		for i := range grad {
			grad[i] *= l2
		}
		for _, d := range all {
			miss := logistic(dotD(w, d.v))
			if what(d) {
				miss--
			}
			for i, x := range d.v {
				grad[i] += miss * x / float64(len(all))
			}
		}
		for i := range w {
			mean[i] = 0.9*mean[i] + 0.1*grad[i]
			square[i] = 0.99*square[i] + 0.01*grad[i]*grad[i]
			m, v := mean[i]/(1-math.Pow(0.9, float64(step))), square[i]/(1-math.Pow(0.99, float64(step)))
			w[i] -= rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	return w
}

// TestFitDecision fits the weights of the decision, and prints what each threshold gives: the calibration of the verdict.
func TestFitDecision(t *testing.T) {
	if os.Getenv("MOTCUA_FIT") == "" {
		t.Skip("MOTCUA_FIT is not set")
	}
	c := bundled(t)
	r := rand.New(rand.NewPCG(3, 4))
	half, err := NewPartial(c.Catalog, func(List, string, string) bool { return r.IntN(2) == 0 })
	if err != nil {
		t.Fatal(err)
	}
	authored := c.decisions(single(readQuestions(t, "testdata/authored-a.tsv", 3)))
	dev := c.decisions(single(readQuestions(t, "testdata/dev.tsv", 3)))
	// The word lists were written with the other two files in sight; with half of them gone their questions are as
	// strange to the search as those of a citizen.
	train := slices.Concat(authored, half.decisions(single(readQuestions(t, "testdata/dev.tsv", 3))), half.decisions(readQuestions(t, "testdata/questions.tsv", 2)))
	show := fitLogistic(train, func(d decision) bool { return d.show })
	clear := fitLogistic(train, func(d decision) bool { return d.clear })
	t.Logf("show: %.2f", show)
	t.Logf("clear: %.2f", clear)
	for _, set := range []struct {
		name string
		all  []decision
	}{{"fitted to", train}, {"authored", authored}, {"development", dev}} {
		for _, at := range []float64{0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6} {
			var refused, wrong, n, un int
			for _, d := range set.all {
				shown := logistic(dotD(show, d.v)) >= at && d.v[dOutside] >= 0
				switch {
				case d.unanswerable:
					un++
					if shown {
						wrong++
					}
				default:
					n++
					if !shown {
						refused++
					}
				}
			}
			t.Logf("%-12s show from %.2f: answerable refused %4.1f %% of %d, unanswerable shown %4.1f %% of %d", set.name, at, percent(refused, n), n, percent(wrong, un), un)
		}
		for _, at := range []float64{0.5, 0.6, 0.7, 0.8, 0.9} {
			var right, wrong int
			for _, d := range set.all {
				if logistic(dotD(clear, d.v)) >= at {
					if d.clear {
						right++
					} else {
						wrong++
					}
				}
			}
			t.Logf("%-12s clear from %.2f: %d right, %d wrong of %d", set.name, at, right, wrong, len(set.all))
		}
	}
}
