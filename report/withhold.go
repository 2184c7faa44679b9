package report

import (
	"cmp"
	"maps"
	"slices"

	"motcua/internal/calendar"
	"motcua/survey"
)

// split is the headline by one property of the visit, month by month.
type split struct {
	q     *survey.Question
	given map[string]map[calendar.Month]map[int]int // by key, month and choice
	kept  map[calendar.Period]map[string]bool       // what withhold found, so that a year asks each of its months once
	ended func(calendar.Period) bool                // whether a period is over
}

// newSplit takes the counts of the question q.
func newSplit(q *survey.Question, counts []survey.Count, key func(survey.Cell) string, ended func(calendar.Period) bool) *split {
	s := &split{q, map[string]map[calendar.Month]map[int]int{}, map[calendar.Period]map[string]bool{}, ended}
	for _, c := range counts {
		k := key(c.Cell)
		if s.given[k] == nil {
			s.given[k] = map[calendar.Month]map[int]int{}
		}
		if s.given[k][c.Month] == nil {
			s.given[k][c.Month] = map[int]int{}
		}
		s.given[k][c.Month][c.Choice] += c.N
	}
	return s
}

// choices are the answers of one key in a period.
func (s *split) choices(key string, p calendar.Period) map[int]int {
	sum := map[int]int{}
	for m, given := range s.given[key] {
		if p.Contains(m) {
			for choice, n := range given {
				sum[choice] += n
			}
		}
	}
	return sum
}

// n is the number of valid answers of one key in a period.
func (s *split) n(key string, p calendar.Period) int { return valid(s.q, s.choices(key, p)) }

// keys are those with a valid answer in the period, most answers first.
func (s *split) keys(p calendar.Period) []string {
	size := map[string]int{}
	for k := range s.given {
		if n := s.n(k, p); n > 0 {
			size[k] = n
		}
	}
	return slices.SortedFunc(maps.Keys(size), func(a, b string) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(a, b))
	})
}

// withhold says which rows of the table of a month, quarter or year (see judged) are not published whole: those of a month not at all, those of a longer
// period without the months in which they were not (see shown).
//
// Guaranteed, to anybody who has this report and those of the months and quarters it is made of, adds and
// subtracts their numbers as he likes, and knows nothing else: what a row with 1 to 4 answers says in any of them
// cannot be worked out, nor what 1 to 4 people said in some rows in some of the months. To that end
//   - a row of a month with fewer than MinShown answers is withheld (the total of a table is published, so)
//   - further rows, smallest first, until the withheld ones are several, have at least MinShown answers together, and
//     not one each: otherwise they are the total less what is shown
//   - a row of a longer period is published without the months in which it was withheld, if with them, less the
//     months and quarters in which it was shown, something withheld comes out (see exposed). The answers left out are
//     in the total, like those of withheld rows.
//
// Tables by different properties do not help each other: whatever their rows are, there are responses that have them all
// and any distribution of what is withheld in one of them. Two pairs hang together in ways many know, and have rules of their own:
// field and reception point (KeepPlaces), channel and evidence (evidenceRows). Somebody who also knows these rules can sometimes tell how many
// answers a withheld row has; since the rules look at numbers of answers alone, he learns nothing of what they say.
//
// Not guaranteed: that a group of five or more is not of one mind, in which case each of its members is; anything
// against somebody who knows from elsewhere who stands in which row. That months of too few stand in no table of a longer period is seen to by table, and that a
// month is the same in all reports by storage. How many responses came in by a channel is not an opinion and is always
// published (Flow).
func (s *split) withhold(p calendar.Period) map[string]bool {
	if w, ok := s.kept[p]; ok {
		return w
	}
	keys, w := s.keys(p), map[string]bool{}
	for _, k := range keys {
		if s.n(k, p) < MinShown {
			w[k] = true
		}
	}
	next := s.exposed
	if p.Length() == calendar.Monthly {
		next = s.covering
	}
	for {
		k, ok := next(p, keys, w)
		if !ok {
			break
		}
		w[k] = true
	}
	s.kept[p] = w
	return w
}

// shown are the answers of a row as they are published; none if it is withheld.
func (s *split) shown(key string, p calendar.Period) (given map[int]int, partial bool) {
	switch {
	case !s.judged(p):
		given = s.added(key, p)
	case !s.withhold(p)[key]:
		return s.choices(key, p), false
	default:
		given, _ = s.monthly(key, p)
	}
	switch n, all := valid(s.q, given), s.n(key, p); {
	case n == all:
		return given, false
	case 2*n < all:
		return nil, false // less than half of a row does not stand for it
	}
	return given, true
}

// judged reports whether withhold looks at the period itself. The rows of the others, half a year, nine months, and a quarter or
// year that has not ended, are the sums of what the quarters and months in them show. So they tell nothing that those do not, be
// it beside each other (nine months and the second half of a year overlap) or beside the report on the whole that comes later.
func (s *split) judged(p calendar.Period) bool {
	switch p.Length() {
	case calendar.Monthly:
		return true
	case calendar.Quarterly, calendar.Yearly:
		return s.ended(p)
	}
	return false
}

// added is the sum of what the parts of a period show of a row: of its quarters, and of the months of one that has not ended.
func (s *split) added(key string, p calendar.Period) map[int]int {
	sum := map[int]int{}
	for _, part := range p.Parts() {
		quarter := calendar.QuarterOf(part.First())
		if within := part.Length() == calendar.Monthly && quarter != p && s.ended(quarter) && p.Contains(quarter.Last()); within {
			continue // its quarter stands for it
		}
		if part.Length() == calendar.Quarterly && !s.ended(part) {
			continue // its months stand for it
		}
		given, _ := s.shown(key, part)
		for choice, n := range given {
			sum[choice] += n
		}
	}
	return sum
}

// monthly are the answers of a row in the months whose reports show it; partial if there are others.
func (s *split) monthly(key string, p calendar.Period) (given map[int]int, partial bool) {
	given = map[int]int{}
	for _, m := range p.Months() {
		if month := calendar.MonthPeriod(m); month != p && !s.withhold(month)[key] {
			for choice, n := range s.choices(key, month) {
				given[choice] += n
			}
		}
	}
	return given, valid(s.q, given) < s.n(key, p)
}

// covering finds the smallest row that is still shown, if the withheld ones could be worked out without it.
func (s *split) covering(p calendar.Period, keys []string, w map[string]bool) (string, bool) {
	answers, least := 0, ""
	for _, k := range keys {
		if w[k] {
			answers += s.n(k, p)
		} else {
			least = k // may be "", what is not given
		}
	}
	all := len(w) == len(keys)
	return least, len(w) > 0 && !all && (len(w) == 1 || answers < MinShown || answers == len(w))
}

// exposed finds a row that, published whole, gives away together with the parts of the period what was withheld in them.
func (s *split) exposed(p calendar.Period, keys []string, w map[string]bool) (string, bool) {
	a := s.audit(p)
	var whole []string // smallest first
	for _, k := range slices.Backward(keys) {
		if !w[k] && len(a.months[k]) > 0 {
			whole = append(whole, k)
		}
	}
	for _, k := range whole {
		if a.leaks(k) {
			return k, true
		}
	}
	if len(whole) == 0 || !a.leaks(whole...) {
		return "", false
	}
	for i, k := range whole { // one, if that is enough
		if rest := slices.Delete(slices.Clone(whole), i, i+1); !a.leaks(rest...) {
			return k, true
		}
	}
	return whole[0], true
}
