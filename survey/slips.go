package survey

import (
	"fmt"
	"slices"

	"motcua/org"
)

// UnknownSlip stands in a questionnaire for a visit of which no slip is known.
const UnknownSlip = "khong-ro"

// meant reports whether the question is for who came by that slip: who holds a receipt has had no result that could have come
// in time.
func (q *Question) meant(slip string) bool {
	if slip == "" {
		slip = UnknownSlip
	}
	return len(q.Slips) == 0 || slices.Contains(q.Slips, slip)
}

// For gives the questions that whoever came by a slip may be asked, whatever is answered; slip is an org.Slip code, "" = not known.
func (f *Questionnaire) For(slip string) []*Question {
	var out []*Question
	for i := range f.Questions {
		if q := &f.Questions[i]; q.meant(slip) {
			out = append(out, q)
		}
	}
	return out
}

// checkSlips refuses slips there are not. A headline or field that is asked of some only would make the figures those of
// some only.
func (q *Question) checkSlips() error {
	for _, s := range q.Slips {
		slip, err := org.ParseSlip(s)
		if s != UnknownSlip && (err != nil || slip.Code() != s) {
			return fmt.Errorf("no slip %q", s)
		}
	}
	if len(q.Slips) > 0 && q.Dimension != "" {
		return fmt.Errorf("the field is asked of everybody")
	}
	return nil
}
