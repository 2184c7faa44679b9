package report

import (
	"cmp"
	"slices"

	"motcua/survey"
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
	add(FindingOutside, f.chosen(survey.SignalOutside)...)
	add(FindingFall, f.falls()...)
	if r := f.WeakestQuestion.Found; r != nil {
		add(FindingWeakQuestion, weakQuestionFinding(*r))
	}
	if r := f.WeakestField.Found; r != nil {
		add(FindingWeakField, weakFieldFinding(*r))
	}
	add(FindingLow, f.lows()...)
	add(FindingLate, f.chosen(survey.SignalLate)...)
	add(FindingSuggestion, f.repeatedSuggestions()...)
	add(FindingMiss, f.unanswered()...)
	if len(f.Suspicious) > 0 {
		add(FindingBatch, batchFinding(f.Suspicious))
	}
	return findings
}

// chosen writes about the options that carry a signal and were chosen, where the figures publish it. Who is still waiting for
// his day can tell nothing of a late result and is not counted there.
func (f Figures) chosen(signal survey.Signal) []string {
	var texts []string
	for _, t := range f.Other {
		n := t.N
		if signal == survey.SignalLate {
			n -= signalled(t, survey.SignalWaiting)
		}
		if n < MinShown {
			continue
		}
		for _, c := range t.Distribution {
			if c.Signal == signal && c.N > 0 {
				texts = append(texts, chosenFinding(t.Label, c, n))
			}
		}
	}
	return texts
}

// signalled counts the answers to a question that carry a signal.
func signalled(t Tally, signal survey.Signal) int {
	n := 0
	for _, c := range t.Distribution {
		if c.Signal == signal {
			n += c.N
		}
	}
	return n
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
