package auditor

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"

	"motcua/survey"
)

// system is what a reader knows of the answers to one question, as equations. The unknowns are counts: how many of the
// respondents of a cell gave the good answer. A cell is a block, which is the responses of a unit and month that came and went
// at the same times, or the part of it with one value of one property of the visit. Cells by different properties are
// bound together by their block alone: for any counts in the one there are responses with any counts in the other. But what
// responses stand on and by which channel they came are one property: all from a kiosk stand on the screen, none on paper on
// anything, and everybody knows that. So are the field and the reception point: the name of a counter says whom it serves.
//
// The reader is given more than he is promised not to have: he knows which cells are empty.
type system struct {
	question int
	cells    []cell
	at       map[cell]int
	people   []int   // by cell
	inCells  [][]int // by class of responses, its cells
	members  []int   // by class of responses, how many answered

	rows  []map[int]int64 // equations
	names []string        // of the equations
}

// cell is a block (property "") or a part of one.
type cell struct{ block, property, key string }

// properties of a response that tables are made by.
var properties = []struct {
	name string
	of   func(response) string
}{
	{"place", func(f response) string { return f.field + " " + survey.PointKey(f.point) }},
	{"way", func(f response) string { return f.channel + " " + string(f.evidence) }},
	{"slip", func(f response) string { return f.slip }},
}

func newSystem(h *History, question int, known []observation) (*system, error) {
	s := &system{question: question, at: map[cell]int{}}
	w := newWorld(h)
	for _, c := range w.classes {
		// A batch that was restored before its month was first reported on is part of the month: no number holds the one without
		// the other, and who is in it nobody is told.
		if !w.apart[c.batch] {
			c.batch = 0
		}
		s.addClass(c.response, c.n)
	}
	if question == 0 { // tables are of the headline alone
		s.bind()
	}
	for _, o := range known {
		if o.question == question {
			v, err := s.express(o)
			if err != nil {
				return nil, err
			}
			s.add(o.where, v)
		}
	}
	return s, nil
}

// addClass notes the cells of responses that are alike.
func (s *system) addClass(f response, n int) {
	if !f.asked[s.question] {
		s.inCells, s.members = append(s.inCells, nil), append(s.members, 0)
		return
	}
	block := fmt.Sprintf("unit %d %s stored %d", f.unit, f.month, f.come)
	if f.gone != never {
		block += fmt.Sprintf(" deleted %d", f.gone)
	}
	if f.batch > 0 {
		block += fmt.Sprintf(" batch %d", f.batch)
	}
	of := []int{s.number(cell{block: block}, n)}
	if s.question == 0 {
		for _, p := range properties {
			of = append(of, s.number(cell{block, p.name, p.of(f)}, n))
		}
	}
	s.inCells, s.members = append(s.inCells, of), append(s.members, n)
}

func (s *system) number(c cell, n int) int {
	i, known := s.at[c]
	if !known {
		i = len(s.cells)
		s.at[c], s.cells, s.people = i, append(s.cells, c), append(s.people, 0)
	}
	s.people[i] += n
	return i
}

// bind says that the parts of a block by one property are the block.
func (s *system) bind() {
	for b, block := range s.cells {
		if block.property != "" {
			continue
		}
		for _, p := range properties {
			v := map[int]int64{b: 1}
			for i, c := range s.cells {
				if c.block == block.block && c.property == p.name {
					v[i] = -1
				}
			}
			s.add("", v)
		}
	}
}

// express writes what a number counts as a sum of cells: of parts by the property its table is made by, else of whole blocks.
// That two properties go together in all responses there are, the reader does not know.
func (s *system) express(o observation) (map[int]int64, error) {
	v, ok := s.sum(o, tableOf(o.where))
	if !ok {
		return nil, fmt.Errorf("%s counts neither blocks nor parts of them by its property", o.where)
	}
	return v, nil
}

// tableOf is the place of a number's property among those of a response, from 1; 0 if it stands in no table.
func tableOf(where string) int {
	for i, words := range [][]string{{".ByField", ".Fields", ".WeakestField", ".ByPoint"}, {".ByChannel", ".Evidence"}, {".BySlip"}} {
		for _, w := range words {
			if strings.Contains(where, w) {
				return i + 1
			}
		}
	}
	return 0
}

func (s *system) sum(o observation, level int) (map[int]int64, bool) {
	v := map[int]int64{}
	counted := map[int]int{}
	for c, in := range o.forms {
		if in && len(s.inCells[c]) > level {
			counted[s.inCells[c][level]] += s.members[c]
		} else if in && s.members[c] > 0 {
			return nil, false
		}
	}
	for i, n := range counted {
		if n != s.people[i] {
			return nil, false
		}
		v[i] = 1
	}
	return v, true
}

func (s *system) add(name string, v map[int]int64) {
	s.rows, s.names = append(s.rows, v), append(s.names, name)
}

// solve looks for a group of 1 to 4 respondents whose count follows. Candidates are found with a vector at which every
// equation is zero; each is then proved by exact elimination.
func (s *system) solve() *Finding {
	blind := s.blind()
	for _, property := range append([]string{""}, propertyNames()...) {
		if f := s.search(property, blind); f != nil {
			return f
		}
	}
	return nil
}

func propertyNames() []string {
	var names []string
	for _, p := range properties {
		names = append(names, p.name)
	}
	return names
}

// search tries all groups of up to 4 respondents made of cells by one property.
func (s *system) search(property string, blind []uint64) *Finding {
	var small []int
	for i, c := range s.cells {
		if c.property == property && 0 < s.people[i] && s.people[i] < MinGroup {
			small = append(small, i)
		}
	}
	slices.SortFunc(small, func(a, b int) int { return s.people[a] - s.people[b] })
	var try func(from, people int, sum uint64, group []int) *Finding
	try = func(from, people int, sum uint64, group []int) *Finding {
		for i := from; i < len(small); i++ {
			n := people + s.people[small[i]]
			if n >= MinGroup {
				break // sorted: those behind are no smaller
			}
			with := (sum + blind[small[i]]) % prime
			group := append(group, small[i])
			if with == 0 {
				if f := s.prove(group, n); f != nil {
					return f
				}
			}
			if f := try(i+1, n, with, group); f != nil {
				return f
			}
		}
		return nil
	}
	return try(0, 0, 0, nil)
}

// prime is the modulus of the search, 2^31 - 1.
const prime = 1<<31 - 1

// blind is a random vector, modulo prime, at which every equation is zero. What follows from the equations is zero there
// too; anything else is not, but for one in two thousand million.
func (s *system) blind() []uint64 {
	rows := make([][]uint64, len(s.cells))
	for _, equation := range s.rows {
		v := make([]uint64, len(s.cells))
		for i, f := range equation {
			v[i] = uint64(f+prime) % prime
		}
		reduce(rows, v)
	}
	random := rand.New(rand.NewPCG(7, uint64(len(s.cells))))
	b := make([]uint64, len(s.cells))
	for i := len(b) - 1; i >= 0; i-- {
		if rows[i] == nil {
			b[i] = 1 + random.Uint64N(prime-1)
			continue
		}
		for j := i + 1; j < len(b); j++ {
			b[i] = (b[i] + (prime-rows[i][j])*b[j]) % prime
		}
	}
	return b
}

func reduce(rows [][]uint64, v []uint64) {
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

func power(b, e uint64) uint64 {
	x := uint64(1)
	for ; e > 0; e >>= 1 {
		if e&1 == 1 {
			x = x * b % prime
		}
		b = b * b % prime
	}
	return x
}

// prove writes the count of a group as a sum of what was issued, exactly; nil if it cannot be.
func (s *system) prove(group []int, people int) *Finding {
	target := map[int]int64{}
	var who []string
	for _, i := range group {
		target[i] = 1
		c := s.cells[i]
		who = append(who, strings.TrimSpace(fmt.Sprintf("%d of %s %s %s", s.people[i], c.block, c.property, c.key)))
	}
	factors, ok := combination(s.rows, target, len(s.cells))
	if !ok {
		return nil
	}
	f := &Finding{Question: questions[s.question], People: people, Group: strings.Join(who, " + ")}
	for _, i := range slices.Sorted(maps.Keys(factors)) {
		if s.names[i] != "" {
			f.From = append(f.From, factors[i].RatString()+" × "+s.names[i])
		}
	}
	return f
}

// sparse is a vector without its zeros.
type sparse map[int]*big.Rat

func newSparse(v map[int]int64) sparse {
	m := sparse{}
	for i, f := range v {
		m[i] = big.NewRat(f, 1)
	}
	return m
}

// less takes a multiple of another vector away.
func (v sparse) less(what sparse, factor *big.Rat) {
	for i, f := range what {
		if v[i] == nil {
			v[i] = new(big.Rat)
		}
		if v[i].Sub(v[i], new(big.Rat).Mul(factor, f)); v[i].Sign() == 0 {
			delete(v, i)
		}
	}
}

// triangle are equations so reduced that each begins at a place of its own, with 1, and of which rows each was made.
type triangle map[int]struct{ row, made sparse }

// reduce takes from a row what the triangle makes up; left is false if nothing remains, else first is where it begins.
func (t triangle) reduce(row, made sparse, size int) (first int, left bool) {
	for at := range size {
		if row[at] == nil {
			continue
		}
		p, ok := t[at]
		if !ok {
			return at, true
		}
		factor := new(big.Rat).Set(row[at])
		row.less(p.row, factor)
		made.less(p.made, factor)
	}
	return 0, false
}

// combination finds factors with which rows add up to v, by Gauss's elimination in fractions; not ok if there are none.
func combination(rows []map[int]int64, v map[int]int64, size int) (factors sparse, ok bool) {
	t := triangle{}
	for i, r := range rows {
		row, made := newSparse(r), sparse{i: big.NewRat(1, 1)}
		at, left := t.reduce(row, made, size)
		if !left {
			continue
		}
		inverse := new(big.Rat).Inv(row[at])
		for _, m := range []sparse{row, made} {
			for _, f := range m {
				f.Mul(f, inverse)
			}
		}
		t[at] = struct{ row, made sparse }{row, made}
	}
	factors = sparse{}
	if _, left := t.reduce(newSparse(v), factors, size); left {
		return nil, false
	}
	for _, f := range factors {
		f.Neg(f)
	}
	return factors, true
}
