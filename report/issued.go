package report

import (
	"slices"
	"time"

	"motcua/internal/calendar"
)

// Issued is what was kept of a unit's month besides its counts, when a report first said something of it.
type Issued struct {
	Unit  int32
	Month calendar.Month
	Odd   []Batch // without odd responses: empty
	Said  []Group
	At    time.Time // when it was kept; zero where that is not known
}

// asOf is when the figures were closed: when the last of the months was kept or, where none was, now. It is never later than that,
// whatever another clock says.
func (in *Input) asOf() time.Time {
	var last time.Time
	for _, month := range in.Issued {
		if month.At.After(last) {
			last = month.At
		}
	}
	if last.IsZero() || last.After(in.Now) {
		return in.Now
	}
	return last
}

// Decided notes how a batch of the month stands.
func (i *Issued) Decided(no int, state BatchState) {
	for j := range i.Odd {
		if i.Odd[j].No == no {
			i.Odd[j].State = state
		}
	}
}

// oddOnes are the odd batches of the period as the reports on its months found them: those of one kind at one place about
// which the same was decided together. A batch does not reach from one month into the next.
func (in *Input) oddOnes() []Batch {
	all := []Batch{}
	for _, month := range in.Issued {
		former := in.Predecessors[month.Unit]
		for _, b := range month.Odd {
			if former != "" && b.Where != "" {
				b.Where += " (" + former + ")"
			}
			i := slices.IndexFunc(all, func(o Batch) bool {
				return o.Kind == b.Kind && o.Mark == b.Mark && o.Where == b.Where && o.State == b.State && o.Merged == b.Merged
			})
			if i < 0 {
				all = append(all, b)
				continue
			}
			all[i].join(b)
		}
	}
	inOrder(all)
	for i := range all {
		all[i].Text = wordBatch(all[i])
	}
	return all
}

// join adds a batch of another month.
func (b *Batch) join(other Batch) {
	b.No, b.N, b.Times = 0, b.N+other.N, b.Times+other.Times
	if other.Most > b.Most {
		b.Most, b.At = other.Most, other.At
	}
}

// suggestions are those of the period's months, grouped anew where there are several.
func (in *Input) suggestions() []Group {
	var said []Issued
	for _, month := range in.Issued {
		if len(month.Said) > 0 {
			said = append(said, month)
		}
	}
	switch len(said) {
	case 0:
		return append([]Group{}, in.Suggestions...)
	case 1:
		return append([]Group{}, said[0].Said...)
	}
	var texts []string
	for _, month := range said {
		for _, g := range month.Said {
			texts = append(texts, g.Examples...)
			texts = append(texts, slices.Repeat([]string{g.Text}, g.N-len(g.Examples))...)
		}
	}
	return GroupSuggestions(texts)
}
