package report

import (
	"motcua/survey"
)

// Apart are the responses that are counted apart, and the headline as it would be with them. Nobody is to wonder what was left out:
// both figures are shown.
type Apart struct {
	Forms   int `json:"forms"`   // in all batches that are counted apart
	Batches int `json:"batches"` // how many there are
	Open    int `json:"open"`    // of them, how many nobody has decided on
	// With is the headline with them; nil where it, or what they say themselves, is of fewer than MinShown answers.
	With  *Score `json:"with"`
	WithN int    `json:"with_n"`
	Text  string `json:"text"`
}

// Included are the responses of odd batches that are in the figures, and the headline as it would be without those restored after
// their month was first reported on. How it would be without the others nobody can tell: no figure holds the one without the other.
type Included struct {
	Forms   int `json:"forms"`   // in all batches that were restored
	Batches int `json:"batches"` // how many there are
	// Merged of Forms, in so many batches, were restored before the first report: they are in every figure, for good.
	Merged        int `json:"merged"`
	MergedBatches int `json:"merged_batches"`
	// Without is the headline of all responses but those restored later; nil where there are none or either part is of fewer than
	// MinShown answers.
	Without  *Score `json:"without"`
	WithoutN int    `json:"without_n"`
	Text     string `json:"text"`
}

// batches are all odd batches of the period's months, one by one.
func (in *Input) batches() []Batch {
	var all []Batch
	for _, month := range in.Issued {
		all = append(all, month.Odd...)
	}
	return all
}

// apart works it out. The answers of each batch are a lump: told whole or not at all.
func (in *Input) apart(f *Figures) *Apart {
	a := &Apart{}
	for _, b := range in.batches() {
		if b.State.Counts() {
			continue
		}
		a.Batches, a.Forms = a.Batches+1, a.Forms+b.N
		if b.State == Flagged {
			a.Open++
		}
	}
	if a.Batches == 0 {
		return nil
	}
	if q, ok := in.Questionnaire.Question(in.Questionnaire.Overall); ok && f.Overall != nil && f.Overall.Score != nil {
		told := in.disclosed(q, sift(in.Apart, in.Questionnaire.ID, in.Period)[q.ID], in.Period)
		if valid(q, values(told)) > 0 {
			all := append(told, in.disclosed(q, sift(in.Counts, in.Questionnaire.ID, in.Period)[q.ID], in.Period)...)
			a.With, a.WithN = score(q, values(all)), valid(q, values(all))
		}
	}
	a.Text = wordApart(*a, f)
	return a
}

// restored works it out, of lumps as well.
func (in *Input) restored(f *Figures) *Included {
	r := &Included{}
	for _, b := range in.batches() {
		if !b.State.Counts() {
			continue
		}
		r.Batches, r.Forms = r.Batches+1, r.Forms+b.N
		if b.Merged {
			r.MergedBatches, r.Merged = r.MergedBatches+1, r.Merged+b.N
		}
	}
	if r.Batches == 0 {
		return nil
	}
	if q, ok := in.Questionnaire.Question(in.Questionnaire.Overall); ok && f.Overall.Score != nil {
		own := values(withoutBatches(in.disclosed(q, sift(in.Counts, in.Questionnaire.ID, in.Period)[q.ID], in.Period)))
		if n := valid(q, own); n < f.Overall.N {
			r.Without, r.WithoutN = score(q, own), n
		}
	}
	r.Text = wordRestored(*r, f)
	return r
}

// withoutBatches leaves out what was restored after its month was first reported on. Tables are of what was in that report:
// with more in them, their rows less those of that report would be what few said.
func withoutBatches(counts []survey.Count) []survey.Count {
	var own []survey.Count
	for _, c := range counts {
		if c.Batch == 0 {
			own = append(own, c)
		}
	}
	return own
}
