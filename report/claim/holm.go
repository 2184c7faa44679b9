package claim

import (
	"cmp"
	"slices"
)

// Claim is something a report would like to say.
type Claim struct {
	P      float64 // p-value of its not being so
	Weight float64 // its part of the error the report may make, relative to the others; not negative
}

// Holm tells which of the claims may be made, so that the probability that any of them is false is at most alpha, whatever
// is true of the others and however they hang together. One with weight 0 is never made.
// Source: S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979,
// sections 2 and 4 (weights).
func Holm(claims []Claim, alpha float64) []bool {
	var order []int
	left := 0.0
	for i, c := range claims {
		if c.Weight > 0 {
			order, left = append(order, i), left+c.Weight
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(claims[a].P/claims[a].Weight, claims[b].P/claims[b].Weight)
	})
	made := make([]bool, len(claims))
	for _, i := range order {
		if claims[i].P*left > alpha*claims[i].Weight {
			break
		}
		made[i], left = true, left-claims[i].Weight
	}
	return made
}
