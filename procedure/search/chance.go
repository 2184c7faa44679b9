package search

import "math"

// The features of the decision, about the ranking as a whole.
const (
	dOne     = iota
	dScore   // score of the best procedure
	dBest    // how well its best name fits
	dShare   // how much of the question its names know
	dGap     // how far the second is behind, at most gapLimit
	dOutside // how far the best outside matter is behind it, between -gapLimit and gapLimit
	decisionFeatures
)

const gapLimit = 5

// outsideGap is how far an outside matter may stand behind the best procedure and still explain a refusal.
const outsideGap = 1.0

// outsideFit is how well an outside matter must fit to be named: one digit in common with "phiếu số 1" is no request for it.
const outsideFit = 0.25

func (r ranking) vector() (v [decisionFeatures]float64) {
	v[dOne] = 1
	if len(r.inside) == 0 {
		v[dOutside] = r.lead()
		return v
	}
	top := r.inside[0]
	v[dScore], v[dBest], v[dShare], v[dGap], v[dOutside] = top.score, top.best, top.share, gapLimit, r.lead()
	if len(r.inside) > 1 {
		v[dGap] = min(top.score-r.inside[1].score, gapLimit)
	}
	return v
}

// chances are the chance that one of the first three procedures answers the question, and that the first does. Both are
// calibrated: of a hundred questions with a chance of 0.8, about eighty are so.
func (r ranking) chances() (show, clear float64) {
	if len(r.inside) == 0 {
		return 0, 0
	}
	v := r.vector()
	return logistic(dotD(showWeights, v)), logistic(dotD(clearWeights, v))
}

func dotD(w, v [decisionFeatures]float64) (s float64) {
	for i := range w {
		s += w[i] * v[i]
	}
	return s
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
