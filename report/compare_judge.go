package report

import "motcua/report/claim"

// judge decides which units' changes and which differences from the others can be told from chance, as one family: among a
// hundred units five would move "clearly" in every month in which nothing happened.
func (c *Comparison) judge() {
	var a family
	ranked := 0
	k, n := 0, 0
	for _, s := range c.Units {
		if s.Rank > 0 {
			ranked, k, n = ranked+1, k+s.Score.Satisfied, n+s.N
		}
	}
	for i := range c.Units {
		s := &c.Units[i]
		if s.Change != nil && s.Change.Points != nil {
			s.Change.Verdict = Unclear
			a.change(&Rating{N: s.N, Score: s.Score}, s.Change, weightChange)
		}
		if s.Rank > 0 && ranked > 1 {
			x := beside{k: s.Score.Satisfied, n: s.N, restK: k - s.Score.Satisfied, restN: n - s.N}
			side := Higher
			if x.lower() {
				side = Lower
			}
			a.add(claim.MidP(x.k, x.n, x.restK, x.restN), weightChange, func() { s.Beside = side })
		}
	}
	a.judge()
	for _, s := range c.Units {
		if s.Change != nil {
			s.Change.Text = wordChange(s.Change)
		}
	}
}

// beside are the ranked units on one side of the others, the farthest off first.
func (c Comparison) beside(side Side) []Standing {
	var units []Standing
	for _, s := range c.Ranked() {
		if s.Beside == side {
			units = append(units, s)
		}
	}
	return units
}
