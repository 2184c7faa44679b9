package survey

// Fact is one index of a period as the unit itself entered it: for an index of single dossiers how many of them got 2, 1 and 0
// points, for an index of the whole agency its points. An index nobody has entered has no Fact.
type Fact struct {
	Two, One, Zero int
	Points         *int // 0 to MaxPoints; nil for an index of dossiers
}
