package report

import (
	"cmp"
	"slices"

	"motcua/survey"
)

// way is by which channel and on what evidence responses of a field came at a point.
type way struct {
	placeCell
	channel string
	part    string // of the evidence
}

// joint is what is told of one month's headline by point, field, channel and evidence, for somebody who knows which of their
// combinations there are.
type joint struct {
	at    map[way]int // its place in a vector
	sizes []int
}

// tellsOfFew reports whether the answers of 1 to 4 people follow from those tables together, and did not without that by point.
func (t *placeTable) tellsOfFew() bool {
	j := newJoint(t.q, t.places)
	apart := func(w way) string { return map[bool]string{true: keyApart}[t.apart[w.placeCell]] }
	known := slices.Concat(
		j.rows(func(way) string { return "" }),
		j.rows(func(w way) string { return w.channel }),
		j.rows(func(w way) string { return w.part }),
		j.rows(func(w way) string { return cmp.Or(apart(w), "of "+w.field) }),
	)
	points := j.rows(func(w way) string { return cmp.Or(apart(w), "at "+w.point) })
	return fewFollow(j.small(), blind(append(slices.Clone(known), points...), len(j.sizes)), blind(known, len(j.sizes)))
}

func newJoint(q *survey.Question, places []Place) *joint {
	j := &joint{at: map[way]int{}}
	for i := range places {
		p := &places[i]
		if !hasOpinion(q, p.Choice) {
			continue
		}
		w := way{placeCell: cellOf(p), channel: p.Channel, part: evidenceKey(p.Evidence)}
		if _, known := j.at[w]; !known {
			j.at[w] = len(j.sizes)
			j.sizes = append(j.sizes, 0)
		}
		j.sizes[j.at[w]] += p.N
	}
	return j
}

// rows are the vectors of a table whose rows key names, without those of fewer than MinShown answers, which it withholds.
func (j *joint) rows(key func(way) string) [][]int {
	byKey, n := map[string][]int{}, map[string]int{}
	for w, i := range j.at {
		k := key(w)
		if byKey[k] == nil {
			byKey[k] = make([]int, len(j.sizes))
		}
		byKey[k][i] = 1
		n[k] += j.sizes[i]
	}
	var rows [][]int
	for _, k := range sortedKeys(byKey) {
		if n[k] >= MinShown {
			rows = append(rows, byKey[k])
		}
	}
	return rows
}

// small are the cells of fewer than MinShown answers, the smallest first.
func (j *joint) small() []smallCell {
	var all []smallCell
	for i, n := range j.sizes {
		if n < MinShown {
			all = append(all, smallCell{i, n})
		}
	}
	slices.SortFunc(all, func(a, b smallCell) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.at, b.at)) })
	return all
}
