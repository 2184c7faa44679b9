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

// apart works it out. The answers of each batch are a lump: told whole or not at all.
func (in *Input) apart(f *Figures) *Apart {
	a := &Apart{}
	for _, b := range f.Suspicious {
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
	a.Text = wordApart(*a, f.Overall)
	return a
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

// restoredForms counts the responses that were restored after their month was first reported on.
func (in *Input) restoredForms() int {
	n := 0
	for _, c := range in.Counts {
		if c.Batch != 0 && c.By == survey.ByChannel && c.Question == survey.QStarted && in.Period.Contains(c.Month) {
			n += c.N
		}
	}
	return n
}
