package report

import "motcua/survey"

// BatchFigures are the headline of a batch's month without it and with it, whatever was decided about it.
type BatchFigures struct {
	Without, With   *Score // both nil where one of them, or the batch itself, is of fewer than MinShown answers
	WithoutN, WithN int
}

// WithBatch works them out of the input of the month's report. What was decided about other batches holds.
func WithBatch(in Input, batch int32) BatchFigures {
	in.lead()
	q, ok := in.Questionnaire.Question(in.Questionnaire.Overall)
	if !ok {
		return BatchFigures{}
	}
	var own, all []survey.Count
	told := in.disclosed(q, append(sift(in.Counts, in.Questionnaire.ID, in.Period)[q.ID], sift(in.Apart, in.Questionnaire.ID, in.Period)[q.ID]...), in.Period)
	apart := map[int32]bool{}
	for _, c := range in.Apart {
		apart[c.Batch] = true
	}
	for _, c := range told {
		if c.Batch != batch && !apart[c.Batch] {
			own = append(own, c)
		}
		if c.Batch == batch || !apart[c.Batch] {
			all = append(all, c)
		}
	}
	b := BatchFigures{score(q, values(own)), score(q, values(all)), valid(q, values(own)), valid(q, values(all))}
	if b.Without == nil || b.With == nil || b.WithN == b.WithoutN {
		return BatchFigures{}
	}
	return b
}
