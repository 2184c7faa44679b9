package report

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"motcua/internal/calendar"
)

// cellAt is what one row of a table says in one month.
type cellAt struct {
	key   string
	month calendar.Month
}

// audit is what a reader of the reports on the parts of a period does not know, and the sums of it that he does. An
// unknown is a cell withheld in the report of its month; everything else of the months he can read. The same holds for
// the numbers of answers and of those satisfied, which are published together.
type audit struct {
	s       *split
	p       calendar.Period
	unknown map[cellAt]int              // its place in a vector
	months  map[string][]calendar.Month // in which a key is unknown
	small   []smallCell                 // the unknowns that somebody might work out
	known   [][]int                     // sums the parts and the totals tell: how often each unknown is in it
	blind   []int                       // a blind of known, see blind
}

func (s *split) audit(p calendar.Period) *audit {
	a := &audit{s: s, p: p, unknown: map[cellAt]int{}, months: map[string][]calendar.Month{}}
	for _, m := range p.Months() {
		for _, k := range s.keys(calendar.MonthPeriod(m)) {
			if s.withhold(calendar.MonthPeriod(m))[k] {
				a.unknown[cellAt{k, m}] = len(a.unknown)
				a.months[k] = append(a.months[k], m)
			}
		}
	}
	for _, part := range append(p.Parts(), p) {
		a.read(part)
	}
	a.small = a.smallCells()
	a.blind = blind(a.known, len(a.unknown))
	return a
}

// read notes what the report on one part tells, of the whole only the total.
func (a *audit) read(part calendar.Period) {
	total := make([]int, len(a.unknown))
	for _, k := range a.s.keys(part) {
		v := a.sum(k, part)
		for i := range total {
			total[i] += v[i]
		}
		if part != a.p && !a.s.withhold(part)[k] {
			a.known = append(a.known, v)
		}
	}
	a.known = append(a.known, total)
}

// sum is the vector of a key over a period.
func (a *audit) sum(key string, p calendar.Period) []int {
	v := make([]int, len(a.unknown))
	for _, m := range a.months[key] {
		if p.Contains(m) {
			v[a.unknown[cellAt{key, m}]] = 1
		}
	}
	return v
}

// leaks reports whether something comes out when the given rows of the whole are shown: what 1 to 4 people said in some
// rows in some months. What comes out of the totals alone does not count: withholding rows would not help.
func (a *audit) leaks(shown ...string) bool {
	known := a.known
	for _, k := range shown {
		known = append(known[:len(known):len(known)], a.sum(k, a.p))
	}
	return a.few(blind(known, len(a.unknown)))
}

// smallCell is an unknown of fewer than MinShown answers.
type smallCell struct{ at, n int }

// smallCells are those there are, the smallest first.
func (a *audit) smallCells() []smallCell {
	var all []smallCell
	for c, at := range a.unknown {
		if n := a.s.n(c.key, calendar.MonthPeriod(c.month)); n < MinShown {
			all = append(all, smallCell{at, n})
		}
	}
	slices.SortFunc(all, func(a, b smallCell) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.at, b.at)) })
	return all
}

// few reports whether the sum of some cells, of fewer than MinShown answers, follows with b and did not before.
func (a *audit) few(b []int) bool { return fewFollow(a.small, b, a.blind) }

// fewFollow reports whether the sum of some of the cells, smallest first, of fewer than MinShown answers, is nothing to one blind and
// something to another.
func fewFollow(small []smallCell, b, former []int) bool {
	var try func(from, answers, with, before int) bool
	try = func(from, answers, with, before int) bool {
		for i, c := range small[from:] {
			n := answers + c.n
			if n >= MinShown {
				return false // those behind are no smaller
			}
			w, old := (with+b[c.at])%prime, (before+former[c.at])%prime
			if w == 0 && old != 0 || try(from+i+1, n, w, old) {
				return true
			}
		}
		return false
	}
	return try(0, 0, 0, 0)
}

// prime is the modulus of all sums here: exact, and without fractions that grow.
const prime = 1<<31 - 1

// blind gives a vector that what is known does not see: any sum that follows from the known ones gives 0 with it, modulo
// prime. It is chosen at random among all such, always the same, so that every other sum gives something else but
// for one in two thousand million; then a row more than needed is withheld.
func blind(known [][]int, size int) []int {
	rows := make([][]int, size) // by the place of the first number that is not zero, which is 1
	for _, v := range known {
		eliminate(rows, v)
	}
	random := rand.New(rand.NewPCG(1, uint64(size)))
	b := make([]int, size)
	for i := size - 1; i >= 0; i-- {
		if rows[i] == nil {
			b[i] = 1 + random.IntN(prime-1)
			continue
		}
		for j := i + 1; j < size; j++ {
			b[i] = (b[i] + (prime-rows[i][j])*b[j]) % prime
		}
	}
	return b
}

// eliminate adds to a triangle of rows what of v they do not make up already.
func eliminate(rows [][]int, v []int) {
	v = append([]int(nil), v...)
	for i := range v {
		switch f := v[i]; {
		case f == 0:
		case rows[i] == nil:
			inverse := power(f, prime-2)
			for j := i; j < len(v); j++ {
				v[j] = v[j] * inverse % prime
			}
			rows[i] = v
			return
		default:
			for j := i; j < len(v); j++ {
				v[j] = (v[j] + (prime-f)*rows[i][j]) % prime
			}
		}
	}
}

// power is b to the e, modulo prime.
func power(b, e int) int {
	x := 1
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			x = x * b % prime
		}
		b = b * b % prime
	}
	return x
}
