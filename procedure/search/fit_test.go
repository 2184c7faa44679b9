package search

import (
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// sample is a question as the model sees it when it is fitted.
type sample struct {
	question
	rows  [][features]float64 // one for each candidate
	right []bool              // candidates that answer it; outside matters for one nothing answers
	out   []bool              // candidates that are outside matters
}

// samples are the candidates of each question and their evidence.
func (f *Finder) samples(qs []question) []sample {
	ix := f.index
	var all []sample
	for _, q := range qs {
		s := sample{question: q}
		for _, c := range ix.candidates(ix.analyse(q.text), 5*contenders) {
			u := ix.units[c.unit]
			s.rows = append(s.rows, ix.vector(c.unit, c.facts, c.question))
			s.out = append(s.out, u.outside != nil)
			s.right = append(s.right, u.outside != nil && q.right == nil || u.p != nil && slices.Contains(q.right, u.p.Key))
		}
		all = append(all, s.nearest(fitCandidates))
	}
	return all
}

// fitCandidates is how many candidates of a question the weights are fitted to; those further behind do not matter.
const fitCandidates = 80

// nearest keeps the n best candidates by the present weights, and the right ones.
func (s sample) nearest(n int) sample {
	order := make([]int, len(s.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmpFloat(dot(weights, s.rows[a]), dot(weights, s.rows[b])) })
	out := sample{question: s.question}
	for rank, i := range order {
		if rank < n || s.right[i] {
			out.rows, out.right, out.out = append(out.rows, s.rows[i]), append(out.right, s.right[i]), append(out.out, s.out[i])
		}
	}
	return out
}

// fitWeights finds the weights that make the right candidates of the samples likeliest (conditional logit), held back by l2
// on the scale of each feature.
func fitWeights(all []sample, l2 float64) [features]float64 {
	scale := spread(all)
	var w, mean, square [features]float64
	const steps, rate = 300, 0.06
	for step := 1; step <= steps; step++ {
		grad := w
		for i := range grad {
			grad[i] *= l2
		}
		for _, s := range all {
			if slices.Contains(s.right, true) {
				s.gradient(w, scale, &grad, 1/float64(len(all)))
			}
		}
		for i := range w {
			mean[i] = 0.9*mean[i] + 0.1*grad[i]
			square[i] = 0.99*square[i] + 0.01*grad[i]*grad[i]
			m, v := mean[i]/(1-math.Pow(0.9, float64(step))), square[i]/(1-math.Pow(0.99, float64(step)))
			w[i] -= rate * m / (math.Sqrt(v) + 1e-8)
		}
	}
	for i := range w {
		w[i] /= scale[i]
	}
	return w
}

func spread(all []sample) (scale [features]float64) {
	var sum, square [features]float64
	n := 0.0
	for _, s := range all {
		for _, r := range s.rows {
			n++
			for i, x := range r {
				sum[i] += x
				square[i] += x * x
			}
		}
	}
	for i := range scale {
		scale[i] = math.Sqrt(max(square[i]/n-sum[i]/n*sum[i]/n, 1e-9))
	}
	return scale
}

func (s sample) gradient(w, scale [features]float64, grad *[features]float64, share float64) {
	p := make([]float64, len(s.rows))
	top := math.Inf(-1)
	for i, r := range s.rows {
		for k, x := range r {
			p[i] += w[k] * x / scale[k]
		}
		top = max(top, p[i])
	}
	all, good := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		all += p[i]
		if s.right[i] {
			good += p[i]
		}
	}
	for i, r := range s.rows {
		d := p[i] / all
		if s.right[i] {
			d -= p[i] / max(good, 1e-300)
		}
		for k, x := range r {
			grad[k] += share * d * x / scale[k]
		}
	}
}

func dot(w, x [features]float64) (s float64) {
	for i := range w {
		s += w[i] * x[i]
	}
	return s
}

// order is the candidates inside the catalogue, best first, and whether an outside matter stands above them.
func (s sample) order(w [features]float64) (in []int, outside bool) {
	best := math.Inf(-1)
	for i, r := range s.rows {
		if s.out[i] {
			best = max(best, dot(w, r))
		} else {
			in = append(in, i)
		}
	}
	slices.SortStableFunc(in, func(a, b int) int {
		return -cmpFloat(dot(w, s.rows[a]), dot(w, s.rows[b]))
	})
	return in, len(in) == 0 || best > dot(w, s.rows[in[0]])
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// rankingOf is what weights do with samples.
func rankingOf(all []sample, w [features]float64) (first, third, answerable, out, hopeless int) {
	for _, s := range all {
		in, outside := s.order(w)
		if s.question.right == nil {
			hopeless++
			if outside {
				out++
			}
			continue
		}
		answerable++
		for rank, i := range in[:min(3, len(in))] {
			if s.right[i] {
				third++
				if rank == 0 {
					first++
				}
				break
			}
		}
	}
	return
}

// TestFit fits the weights of the model and prints them, with what they reach on questions they were not fitted to. It is
// run by hand when the lexicon has changed much.
func TestFit(t *testing.T) {
	if os.Getenv("MOTCUA_FIT") == "" {
		t.Skip("MOTCUA_FIT is not set")
	}
	c := bundled(t)
	authored := c.samples(single(readQuestions(t, "testdata/authored-a.tsv", 3)))
	dev := c.samples(single(readQuestions(t, "testdata/dev.tsv", 3)))
	aside := c.samples(single(readQuestions(t, "testdata/authored-b.tsv", 3)))
	show := func(name string, all []sample, w [features]float64) {
		f, th, n, out, h := rankingOf(all, w)
		t.Logf("%-34s first %5.1f %%, first three %5.1f %% of %d; outside recognised %d of %d", name, percent(f, n), percent(th, n), n, out, h)
	}
	for _, l2 := range []float64{0.003, 0.01, 0.03, 0.1} {
		var f, th, n int
		const folds = 5
		order := rand.New(rand.NewPCG(7, 7)).Perm(len(authored))
		for k := range folds {
			var train, test []sample
			for i, j := range order {
				if i%folds == k {
					test = append(test, authored[j])
				} else {
					train = append(train, authored[j])
				}
			}
			a, b, m, _, _ := rankingOf(test, fitWeights(train, l2))
			f, th, n = f+a, th+b, n+m
		}
		t.Logf("l2 %.3f, five folds: first %.1f %%, first three %.1f %%", l2, percent(f, n), percent(th, n))
	}
	w := fitWeights(authored, 0.01)
	show("now: authored", authored, weights)
	show("now: authored, kept aside", aside, weights)
	show("now: development", dev, weights)
	show("fitted: authored", authored, w)
	show("fitted: authored, kept aside", aside, w)
	show("fitted: development", dev, w)
	t.Logf("weights: %.2f", w)
}

// single leaves out what needs a conversation, and what has an answer without a code.
func single(qs []question) []question {
	return slices.DeleteFunc(qs, func(q question) bool {
		return q.kind == "clarify" || q.kind == "followup" || q.right == nil && q.kind == "single"
	})
}
