package report

import (
	"cmp"
	"slices"
)

// Finding is something in a report that somebody can do something about.
type Finding struct {
	Kind FindingKind `json:"kind"`
	Text string      `json:"text"` // a sentence without its full stop
}

// FindingKind is what a finding is about.
type FindingKind string

const (
	FindingOutside      FindingKind = "outside"       // papers or money were asked for beyond what is posted up, or harassment was reported
	FindingFall         FindingKind = "fall"          // a question fell beyond chance
	FindingWeakQuestion FindingKind = "weak-question" // Figures.WeakestQuestion
	FindingWeakField    FindingKind = "weak-field"    // Figures.WeakestField
	FindingLow          FindingKind = "low"           // a share is below LowShare beyond chance
	FindingLate         FindingKind = "late"          // results came late
	FindingSuggestion   FindingKind = "suggestion"    // several citizens suggested the same
	FindingMiss         FindingKind = "miss"          // the look-up could not answer
	FindingBatch        FindingKind = "batch"         // forms came in oddly
)

const (
	// LowShare is the share of satisfied citizens below which a question, field or place is called low, if even the
	// upper end of its interval lies below it. It is the aim that the national programme for measuring satisfaction
	// had set for 2020 (Decision 2640/QĐ-BNV of 2017); the aim for 2030, 95 %, would make nearly everything a finding.
	LowShare = 0.8
	// findingsEach is how many findings of one kind are named: what is done about three is worth more than a list of twenty.
	findingsEach = 3
)

// Findings lists what a reader of the figures can do something about, the gravest first. It is made of what the figures
// publish and of nothing else, so that it tells nothing they do not.
func Findings(f Figures) []Finding {
	findings := []Finding{}
	add := func(kind FindingKind, texts ...string) {
		for _, t := range texts[:min(len(texts), findingsEach)] {
			findings = append(findings, Finding{kind, t})
		}
	}
	add(FindingOutside, f.chosen(outsideOptions())...)
	add(FindingFall, f.falls()...)
	if r := f.WeakestQuestion.Found; r != nil {
		add(FindingWeakQuestion, weakQuestionFinding(*r))
	}
	if r := f.WeakestField.Found; r != nil {
		add(FindingWeakField, weakFieldFinding(*r))
	}
	add(FindingLow, f.lows()...)
	add(FindingLate, f.chosen(lateOptions())...)
	add(FindingSuggestion, f.repeatedSuggestions()...)
	add(FindingMiss, f.unanswered()...)
	if len(f.Suspicious) > 0 {
		add(FindingBatch, batchFinding(f.Suspicious))
	}
	return findings
}

// option names an answer by the questionnaire it stands in, the question and its value. void is a value of the same
// question that is no case of it, 0 without one.
type option struct {
	form, question string
	value, void    int
}

// outsideOptions are the answers that tell of demands beyond what is posted up, or of harassment.
func outsideOptions() []option {
	return []option{{form: "mau-v1", question: "q7", value: 2}, {form: "tt01-2018", question: "c7", value: 3}}
}

// lateOptions are the answers that tell of a late result. Who is still waiting for his day has had none.
func lateOptions() []option {
	return []option{{form: "mau-v1", question: "q6", value: 3, void: 4}}
}

// chosen writes about those of the options that were chosen, where the figures publish it.
func (f Figures) chosen(options []option) []string {
	var texts []string
	for _, o := range options {
		i := slices.IndexFunc(f.Other, func(t Tally) bool { return t.ID == o.question })
		if o.form != f.Form.ID || i < 0 {
			continue
		}
		n, c := f.Other[i].N, Choice{}
		for _, d := range f.Other[i].Distribution {
			switch d.Value {
			case o.value:
				c = d
			case o.void:
				n -= d.N
			}
		}
		if c.N > 0 && n >= MinShown {
			texts = append(texts, chosenFinding(f.Other[i].Label, c, n))
		}
	}
	return texts
}

// Moved are the questions that rose or fell beyond chance, the largest change first.
func (f Figures) Moved() (up, down []Rating) {
	for _, r := range f.Rated {
		if r.Change == nil || r.Change.Points == nil {
			continue
		}
		switch r.Change.Verdict {
		case Up:
			up = append(up, r)
		case Down:
			down = append(down, r)
		}
	}
	slices.SortStableFunc(up, func(a, b Rating) int { return cmp.Compare(*b.Change.Points, *a.Change.Points) })
	slices.SortStableFunc(down, func(a, b Rating) int { return cmp.Compare(*a.Change.Points, *b.Change.Points) })
	return up, down
}

func (f Figures) falls() []string {
	_, down := f.Moved()
	texts := make([]string, len(down))
	for i, r := range down {
		texts[i] = fallFinding(r)
	}
	return texts
}

// lows are the questions, fields and places that are clearly low, the lowest first, without the weakest, which are named
// anyway.
func (f Figures) lows() []string {
	type low struct {
		row   Row
		write func(Row) string
	}
	var all []low
	add := func(rows []Row, named *Row, write func(Row) string) {
		for _, r := range rows {
			if r.Score != nil && r.N >= MinRanked && r.Score.High < LowShare && (named == nil || named.Key != r.Key) {
				all = append(all, low{r, write})
			}
		}
	}
	overall := "" // the headline is what all of it adds up to
	if f.Overall != nil {
		overall = f.Overall.ID
	}
	add(questionRows(f.Rated, overall), f.WeakestQuestion.Found, lowQuestionFinding)
	add(namedRows(f.ByField.Rows), f.WeakestField.Found, lowFieldFinding)
	add(namedRows(f.ByPoint.Rows), nil, lowPointFinding)
	slices.SortStableFunc(all, func(a, b low) int { return cmp.Compare(a.row.Score.Share, b.row.Score.Share) })
	texts := make([]string, len(all))
	for i, l := range all {
		texts[i] = l.write(l.row)
	}
	return texts
}

// repeatedSuggestions are what more than one citizen suggested. Figures.Suggestions has the most frequent first.
func (f Figures) repeatedSuggestions() []string {
	var texts []string
	for _, g := range f.Suggestions {
		if g.N > 1 {
			texts = append(texts, suggestionFinding(g))
		}
	}
	return texts
}

func (f Figures) unanswered() []string {
	texts := make([]string, len(f.Misses))
	for i, m := range f.Misses {
		texts[i] = missFinding(m)
	}
	return texts
}
