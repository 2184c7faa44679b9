package search

import "math"

// evidence is what speaks for one unit as the matter of a question. Every figure grows with the fit.
type evidence struct {
	best   float64 // similarity of the name or wording that fits best, 0 to 1
	second float64 // the same of the one that fits second best
	title  float64 // how much the question and the official or short name share
	named  float64 // weight of the question's words that occur in any name or wording of the unit
	pairs  float64 // weight of the question's pairs of neighbours that do
	points float64 // how exclusively the question's words point to the unit, summed over them
	known  float64 // weight of the question's words that occur anywhere in the record
}

// promise is a rough measure of whether a closer look is worth while.
func (e evidence) promise() float64 { return e.named + e.points }

// The features of the model, in the order of its weights.
const (
	fBest = iota
	fSecond
	fTitle
	fNamed // shares of the question …
	fNamedLong
	fPairs
	fPairsLong
	fPoints
	fPointsLong
	fKnown
	fKnownLong
	fWays    // logarithm of the number of wordings: common matters have more
	fPrior   // logarithm of the prior: special and outdated records are meant less often
	fOutside // 1 for a matter outside the catalogue
	features
)

// vector is the evidence as the model weighs it. Words count as a share of the question and, damped, as they are: half
// of a long story says more than half of two words.
func (ix *index) vector(u int32, e evidence, question float64) [features]float64 {
	whole := max(question, 0.1)
	long := math.Sqrt(whole)
	v := [features]float64{
		fBest: e.best, fSecond: e.second, fTitle: e.title,
		fNamed: e.named / whole, fNamedLong: e.named / long,
		fPairs: e.pairs / whole, fPairsLong: e.pairs / long,
		fPoints: e.points / whole, fPointsLong: e.points / long,
		fKnown: e.known / whole, fKnownLong: e.known / long,
		fWays: ix.ways[u], fPrior: math.Log(ix.units[u].prior),
	}
	if ix.units[u].outside != nil {
		v[fOutside] = 1
	}
	return v
}

// judge turns the evidence for a unit into its score, on the scale of a logarithm: one more is e times the chance.
func (ix *index) judge(u int32, e evidence, question float64) float64 {
	v := ix.vector(u, e, question)
	s := 0.0
	for i, w := range weights {
		s += w * v[i]
	}
	return s
}
