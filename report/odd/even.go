package odd

import (
	"math"
	"slices"
	"sort"
	"time"
)

// Somebody who wants to go unnoticed lets a program send a response now and then, at even distances. People come by chance, and
// rather in clumps. Evenness is looked for by three clocks: one that never stops, one that runs in open hours only, and one
// that runs in closed hours only.

// moments are the responses with a mark at a place on one of the clocks.
type moments struct {
	forms []*Response
	at    []float64 // minutes of that clock
}

// evenly finds responses with one mark that come too evenly.
func evenly(m *month) []finding {
	if len(m.forms) == 0 {
		return nil
	}
	clocks := m.clocks()
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		for _, mark := range []Mark{Fives, Ones} {
			some := with(mark, s.self)
			for _, clock := range clocks {
				x := clock(some)
				for _, chain := range x.chains(len(m.scopes)) {
					found = append(found, s.finding(Even, mark, chain))
				}
				if x.tooEven() {
					found = append(found, s.finding(Even, mark, x.forms))
				}
			}
		}
	}
	return found
}

// clocks take the responses that lie on them.
func (m *month) clocks() []func([]*Response) moments {
	first, last := m.forms[0].At.Truncate(time.Hour), m.forms[len(m.forms)-1].At
	// How many open quarters of an hour lie before each quarter of the month.
	const quarter = 15 * time.Minute
	n := int(last.Sub(first)/quarter) + 2
	before := make([]int, n+1)
	openAt := make([]bool, n)
	for i := range n {
		openAt[i] = m.open(first.Add(time.Duration(i) * quarter))
		before[i+1] = before[i]
		if openAt[i] {
			before[i+1]++
		}
	}
	clock := func(runs func(open bool) bool, gone func(i int) int) func([]*Response) moments {
		return func(responses []*Response) moments {
			var x moments
			for _, f := range responses {
				since := f.At.Sub(first)
				if i := int(since / quarter); runs(openAt[i]) {
					x.forms, x.at = append(x.forms, f), append(x.at, float64(15*gone(i))+(since%quarter).Minutes())
				}
			}
			return x
		}
	}
	return []func([]*Response) moments{
		clock(func(bool) bool { return true }, func(i int) int { return i }),
		clock(func(open bool) bool { return open }, func(i int) int { return before[i] }),
		clock(func(open bool) bool { return !open }, func(i int) int { return i - before[i] }),
	}
}

const (
	leastEven = 8 // responses
	// evenBy is how many standard deviations below its mean Moran's statistic is too small: never by chance in a month.
	evenBy = -4.5
)

// tooEven judges the distances by Moran's statistic, the sum of -ln of each in units of the mean distance: small when they are
// alike. Chance gives n·γ on average, with the variance n·(π²/6 - 1).
func (x moments) tooEven() bool {
	n := len(x.at) - 1
	if n+1 < leastEven {
		return false
	}
	mean := (x.at[n] - x.at[0]) / float64(n)
	sum := 0.0
	for i := range n {
		sum -= math.Log(max(x.at[i+1]-x.at[i], 1e-3) / max(mean, 1e-3))
	}
	const euler = 0.5772156649
	z := (sum - float64(n)*euler) / math.Sqrt(float64(n)*(math.Pi*math.Pi/6-1))
	return z < evenBy
}

const (
	// lookAhead is how many responses behind the first the second of a chain may be: those of honest people lie between them.
	lookAhead = 25
	// mayMiss is how many links in a row may be missing: weekends, a restart.
	mayMiss = 2
	// nearMinutes is how far around a link responses are counted to see how likely one would be there anyway.
	nearMinutes = 120
	// chanceOfChain is the chance of a chain in an honest month, before those who came are clumpier than chance.
	chanceOfChain = 1e-7
)

// chains finds responses at equal distances among others, longest first; each response is in one.
func (x moments) chains(places int) [][]*Response {
	n := len(x.at)
	if n < leastEven {
		return nil
	}
	enough := math.Log(float64(n) * lookAhead * float64(places) * 12 / chanceOfChain)
	type candidate struct{ links []int }
	var all []candidate
	followed := map[[2]int]bool{} // neighbours in a chain that was found: it need not be found again from there
	for i := range n {
		for j := i + 1; j < n && j <= i+lookAhead; j++ {
			if followed[[2]int{i, j}] {
				continue
			}
			for _, tight := range []bool{true, false} {
				links, score := x.chain(i, j, tight)
				if score < enough || len(links) < leastEven {
					continue
				}
				all = append(all, candidate{links})
				for l := range len(links) - 1 {
					followed[[2]int{links[l], links[l+1]}] = true
				}
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return len(b.links) - len(a.links) })
	used := make([]bool, n)
	var found [][]*Response
	for _, c := range all {
		var responses []*Response
		for _, i := range c.links {
			if !used[i] {
				responses = append(responses, x.forms[i])
			}
		}
		if len(responses) < max(MinBatch, len(c.links)/2) { // mostly the links of one that was found
			continue
		}
		for _, i := range c.links {
			used[i] = true
		}
		found = append(found, responses)
	}
	return found
}

// chain follows the distance of two responses as far as it goes. The score is how unlikely its links are by chance, as a sum of
// logarithms.
func (x moments) chain(i, j int, tight bool) (links []int, score float64) {
	step := x.at[j] - x.at[i]
	if step < 2 {
		return nil, 0 // a crowd, not a drip
	}
	tolerance := min(10, max(0.35, 0.05*step))
	if tight {
		tolerance = min(1, 0.35+0.005*step)
	}
	if k := x.nearest(x.at[j]+step, j); k < 0 || math.Abs(x.at[k]-x.at[j]-step) > tolerance {
		return nil, 0 // most end here
	}
	links = append(make([]int, 0, 16), i, j)
	missed := 0
	for at := x.at[j] + step; at <= x.at[len(x.at)-1]+tolerance; {
		k := x.nearest(at, links[len(links)-1])
		if k < 0 || math.Abs(x.at[k]-at) > tolerance {
			if missed++; missed > mayMiss || missed >= len(links)-1 {
				break
			}
			score -= math.Ln2
			at += step
			continue
		}
		missed = 0
		links, score = append(links, k), score-math.Log(x.chanceNear(at, tolerance))
		step += (x.at[k] - at) / float64(len(links)+2) // clocks of programs drift
		at = x.at[k] + step
	}
	return links, score
}

// nearest is the response nearest to a moment among those behind one; -1 if there is none.
func (x moments) nearest(at float64, behind int) int {
	k := behind + 1 + sort.SearchFloat64s(x.at[behind+1:], at)
	if k >= len(x.at) || k-1 > behind && at-x.at[k-1] < x.at[k]-at {
		k--
	}
	if k <= behind {
		return -1
	}
	return k
}

// chanceNear is the chance that somebody comes by chance so near a moment, judged by how many came in the hours around it. One
// is taken off for the link itself.
func (x moments) chanceNear(at, tolerance float64) float64 {
	from, to := sort.SearchFloat64s(x.at, at-nearMinutes), sort.SearchFloat64s(x.at, at+nearMinutes)
	rate := (max(0, float64(to-from)-1) + 0.5) / (2 * nearMinutes)
	return 1 - math.Exp(-rate*2*tolerance)
}
