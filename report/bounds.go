package report

import "motcua/survey"

// Bounds are the shares the headline would have if all who were asked had answered, and those who did not had all been
// unsatisfied, or all satisfied. However large a survey is, nothing but answers makes this range smaller.
type Bounds struct {
	Out  int `json:"out"`            // responses handed out, without Apart, and Back
	Back int `json:"back,omitempty"` // that came back beyond what is known to have been handed out
	Left int `json:"left"`           // of Out, without an opinion that is in the headline
	// Withheld of Left have one that may not be told (see Figures.LeftOut).
	Withheld int `json:"withheld,omitempty"`
	Low      int `json:"k_lo"` // satisfied of Out, if none of Left is
	High     int `json:"k_hi"` // satisfied of Out, if all of Left are
	// Apart are the responses that are counted apart: they answered, so nothing is supposed of them.
	Apart int `json:"apart,omitempty"`
	// OfAll says that they are of all responses, and the headline is not.
	OfAll bool `json:"of_all,omitempty"`
}

// bounds works them out, from numbers that are published anyway.
func (f *Figures) bounds() {
	if f.ReturnRate.Rate == nil || f.Overall == nil || f.Overall.Score == nil {
		return
	}
	b := Bounds{Apart: f.Forms.Apart, OfAll: f.Evidence.leads()}
	for _, c := range f.Channels {
		b.Out += max(c.Opened, c.Returned) - c.Apart
		b.Back += max(0, c.Returned-c.Opened)
	}
	k, n := f.Overall.Score.Satisfied, f.Overall.N
	b.Out = max(b.Out, n)
	b.Left, b.Low, b.High = b.Out-n, k, k+b.Out-n
	if f.LeftOut != nil {
		b.Withheld = f.LeftOut.N
	}
	f.Bounds = &b
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
