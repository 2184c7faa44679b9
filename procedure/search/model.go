package search

// weights of the features, fitted by MOTCUA_FIT=1 go test -run 'TestFit$' (fit_test.go).
var weights = [features]float64{
	fBest: 9.25, fSecond: 6.82, fTitle: 2.33, fNamed: 3.44, fNamedLong: 1.78, fPairs: -9.33, fPairsLong: -0.65,
	fPoints: 2.67, fPointsLong: -1.08, fKnown: -5.34, fKnownLong: 1.44, fWays: -0.43, fPrior: 12.18, fOutside: 1.98,
}

// showWeights and clearWeights of the decision, fitted by TestFitDecision.
var (
	showWeights  = [decisionFeatures]float64{dOne: -2.62, dScore: 0.18, dBest: 0.24, dShare: -0.41, dGap: 0.38, dOutside: 0.53}
	clearWeights = [decisionFeatures]float64{dOne: -2.92, dScore: 0.07, dBest: 0.99, dShare: -0.46, dGap: 0.66, dOutside: 0.39}
)

// showFrom is the chance from which procedures are shown at all, clearFrom that from which one card is shown at once.
const (
	showFrom  = 0.5
	clearFrom = 0.75
)
