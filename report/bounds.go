package report

import "motcua/survey"

// Bounds are the shares the headline would have if all who were asked had answered, and those who did not had all been
// unsatisfied, or all satisfied. However large a survey is, nothing but answers makes this range smaller.
type Bounds struct {
	Out  int `json:"out"`  // responses handed out, without Apart; of channels whose number is not known, those that came back
	Left int `json:"left"` // of them, without an opinion on the headline
	Low  int `json:"k_lo"` // satisfied of Out, if none of Left is
	High int `json:"k_hi"` // satisfied of Out, if all of Left are
	// Apart are the responses that are counted apart: they answered, so nothing is supposed of them.
	Apart int `json:"apart,omitempty"`
}

// bounds works them out, from numbers that are published anyway.
func (f *Figures) bounds() {
	if f.ReturnRate.Rate == nil || f.Overall == nil || f.Overall.Score == nil {
		return
	}
	out := 0
	for _, c := range f.Channels {
		out += max(c.Opened, c.Returned) - c.Apart
	}
	k, n := f.Overall.Score.Satisfied, f.Overall.N
	out = max(out, n)
	f.Bounds = &Bounds{Out: out, Left: out - n, Low: k, High: k + out - n, Apart: f.Forms.Apart}
}

// unasked is how many responses never reached a question, of which dealtWith dealt with it. It is nil where something of all its
// answers is not told: whoever answered in a month that is left out was asked.
func (f *Figures) unasked(all, told []survey.Count, dealtWith int) *int {
	if sum(all) != sum(told) {
		return nil
	}
	n := max(0, f.Forms.Returned-f.Forms.Apart-dealtWith)
	return &n
}

// without counts the answers that are no opinion and no case: skipped, or not known.
func without(counts []survey.Count) int {
	given := values(counts)
	return given[survey.NotApplicable] + given[survey.Skipped]
}

func sum(counts []survey.Count) int {
	n := 0
	for _, c := range counts {
		n += c.N
	}
	return n
}

// waiting are the answers to q that are no case of it yet: a result whose day has not come is neither early nor late. They
// are published where with the others there are enough.
func waiting(q *survey.Question, given map[int]int) []Choice {
	var choices []Choice
	for _, o := range q.Options {
		if o.Apart() {
			choices = append(choices, Choice{Value: o.Value, Label: o.Label, N: given[o.Value]})
		}
	}
	if numberOf(choices)+valid(q, given) < MinShown {
		return nil
	}
	return choices
}

// numberOf counts those who chose one of them.
func numberOf(choices []Choice) int {
	n := 0
	for _, c := range choices {
		n += c.N
	}
	return n
}

// waitingFor counts the answers that are no case yet, told or not.
func waitingFor(q *survey.Question, counts []survey.Count) int {
	n := 0
	given := values(counts)
	for _, o := range q.Options {
		if o.Apart() {
			n += given[o.Value]
		}
	}
	return n
}
