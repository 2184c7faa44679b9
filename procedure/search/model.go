package search

// weights of the features, fitted by MOTCUA_FIT=1 go test -run 'TestFit$' (fit_test.go).
var weights = [features]float64{
	fBest: 8.06, fSecond: 10.68, fTitle: 1.99, fNamed: 9.49, fNamedLong: 2.37, fPairs: -13.26, fPairsLong: -0.75,
	fPoints: 3.72, fPointsLong: -2.24, fKnown: -5.20, fKnownLong: 0.84, fWays: -0.09, fPrior: 12.07, fOutside: 2.34,
}

// showWeights and clearWeights of the decision, fitted by TestFitDecision.
var (
	showWeights  = [decisionFeatures]float64{dOne: -1.66, dScore: 0.11, dBest: 0.51, dShare: -1.14, dGap: 0.33, dOutside: 0.66}
	clearWeights = [decisionFeatures]float64{dOne: -2.69, dScore: 0.05, dBest: 0.79, dShare: -0.85, dGap: 0.71, dOutside: 0.44}
)

// showFrom is the chance from which procedures are shown at all, clearFrom that from which one card is shown at once.
const (
	showFrom  = 0.6
	clearFrom = 0.75
)
