package report

import (
	"cmp"
	"slices"

	"motcua/survey"
)

// The headline by field and the headline by reception point are two tables of which many know how they hang together: the name of a
// counter says which fields it serves, and a kiosk stands at one of them. A counter less its fields is a group of its own, be it
// of one person. So before a month is issued, the two are made of the same cells, those of one field at one point: a cell of fewer
// than MinShown answers stands in neither, but with the others of its kind in one row of both, which has MinShown answers or
// more. Whatever is added and subtracted then is made of whole cells. Where that would take too much out of the tables, or channels and
// evidence still gave a few people away, points are not told at all and fields stay as they are.
//
// Longer periods add up what months were issued with, so they say nothing that those do not.

// Place is how many responses of a unit's month that have all this in common gave a choice to the headline.
type Place struct {
	Point, Field      string // keys as survey.Count has them
	Channel, Evidence string
	Choice, N         int
}

// keyApart is the row of what is told of no field and no point by itself.
const keyApart = "~"

// tooMuchApart is which share of the answers, one in so many, may stand in that row.
const tooMuchApart = 10

// KeepPlaces gives the counts of one unit's month as they are to be issued. places are the responses they count; where those are
// not all there any more, points are not told.
func KeepPlaces(q *survey.Question, places []Place, counts []survey.Count) []survey.Count {
	if len(pointsIn(q, counts)) < 2 {
		return counts // the one point is the whole
	}
	t := newPlaceTable(q, places)
	if total := tableTotal(q, counts, survey.ByPoint); total != t.total || total != tableTotal(q, counts, survey.ByField) {
		return pointsApart(q, counts)
	}
	t.chooseApart()
	if tooMuchApart*t.answersApart() > t.total || t.tellsOfFew() {
		return pointsApart(q, counts)
	}
	moved := slices.Clone(counts)
	for i := range places {
		if p := &places[i]; t.apart[cellOf(p)] {
			moved = t.move(moved, counts, p)
		}
	}
	return survey.Add(moved...)
}

// tableTotal is how many answers a table has.
func tableTotal(q *survey.Question, counts []survey.Count, by survey.Property) int {
	n := 0
	for _, c := range counts {
		if c.By == by && c.Question == q.ID && hasOpinion(q, c.Choice) {
			n += c.N
		}
	}
	return n
}

// pointsApart tells nothing of points.
func pointsApart(q *survey.Question, counts []survey.Count) []survey.Count {
	all := slices.Clone(counts)
	for i := range all {
		if c := &all[i]; c.By == survey.ByPoint && c.Question == q.ID {
			c.Key = keyApart
		}
	}
	return survey.Add(all...)
}

// placeCell is a field at a point, by what hangs together with points: a kiosk stands at one, paper is keyed in for none, and of codes
// and screens not every point has some.
type placeCell struct{ point, field, means string }

func cellOf(p *Place) placeCell {
	means := evidenceKey(p.Evidence)
	if _, whole := evidenceOf(p.Channel); whole {
		means = p.Channel
	}
	return placeCell{p.Point, p.Field, means}
}

// placeTable is the answers of a month by field and point.
type placeTable struct {
	q      *survey.Question
	places []Place
	size   map[placeCell]int
	total  int
	apart  map[placeCell]bool
}

func newPlaceTable(q *survey.Question, places []Place) *placeTable {
	t := &placeTable{q: q, places: places, size: map[placeCell]int{}, apart: map[placeCell]bool{}}
	for i := range places {
		if p := &places[i]; hasOpinion(q, p.Choice) {
			t.size[cellOf(p)] += p.N
			t.total += p.N
		}
	}
	return t
}

// pointsIn are those with answers.
func pointsIn(q *survey.Question, counts []survey.Count) map[string]bool {
	points := map[string]bool{}
	for _, c := range counts {
		if c.By == survey.ByPoint && c.Question == q.ID && c.N > 0 && hasOpinion(q, c.Choice) {
			points[c.Key] = true
		}
	}
	return points
}

// chooseApart puts the cells of few answers apart, and more, smallest first, until they are MinShown together.
func (t *placeTable) chooseApart() {
	var cells []placeCell
	for c := range t.size {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b placeCell) int {
		return cmp.Or(cmp.Compare(t.size[a], t.size[b]), cmp.Compare(a.point, b.point), cmp.Compare(a.field, b.field), cmp.Compare(a.means, b.means))
	})
	for _, c := range cells {
		if n := t.answersApart(); t.size[c] < MinShown || 0 < n && n < MinShown {
			t.apart[c] = true
		}
	}
}

func (t *placeTable) answersApart() int {
	n := 0
	for c := range t.apart {
		n += t.size[c]
	}
	return n
}

// move takes what a place counts out of the rows of its field and its point. like are the counts as they were.
func (t *placeTable) move(counts, like []survey.Count, p *Place) []survey.Count {
	for by, key := range map[survey.Property]string{survey.ByField: p.Field, survey.ByPoint: p.Point} {
		i := slices.IndexFunc(like, func(c survey.Count) bool {
			return c.By == by && c.Question == t.q.ID && c.Key == key && c.Choice == p.Choice
		})
		if i < 0 {
			continue // a choice that is no opinion and was not counted
		}
		out, in := like[i], like[i]
		out.N, in.N, in.Key = -p.N, p.N, keyApart
		counts = append(counts, out, in)
	}
	return counts
}

// notSplit says what the tables by field and by point do not tell by itself.
func (f *Figures) notSplit() []string {
	apart := func(t Table) bool { return slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Key == keyApart }) }
	points := slices.ContainsFunc(f.ByPoint.Rows, func(r Row) bool { return r.Key != keyApart })
	switch {
	case apart(f.ByPoint) && !points:
		return []string{wordPointsNotTold}
	case apart(f.ByPoint) || apart(f.ByField):
		return []string{wordCellsNotTold}
	}
	return nil
}
