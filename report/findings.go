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

// The kinds, in the order of a list, the gravest first. Late results stand behind what is low unless they are many.
const (
	FindingOutside      FindingKind = "outside"       // papers or money were asked for beyond what is posted up, or harassment was reported
	FindingFall         FindingKind = "fall"          // a question fell beyond chance
	FindingPoint        FindingKind = "point"         // Figures.WeakestPoint
	FindingLate         FindingKind = "late"          // results came late
	FindingWeakField    FindingKind = "weak-field"    // Figures.WeakestField
	FindingWeakQuestion FindingKind = "weak-question" // Figures.WeakestQuestion
	FindingLow          FindingKind = "low"           // a share is below LowShare beyond chance
	FindingOverdue      FindingKind = "overdue"       // what was to be done about an earlier report is late
	FindingMiss         FindingKind = "miss"          // the look-up could not answer
	FindingBatch        FindingKind = "batch"         // responses came in oddly, and no leader has decided on them
)

const (
	// LowShare is the share of satisfied citizens below which a question, field or place is called low, if chance does not
	// explain it and even the upper end of its interval lies below it. It is the aim that the national programme for
	// measuring satisfaction had set for 2020 (Decision 2640/QĐ-BNV of 2017); the aim for 2030, 95 %, would make nearly
	// everything a finding.
	LowShare = 0.8
	// lateGrave is the share of late results from which on they are among the gravest findings.
	lateGrave = 0.05
	// missShare is the share of look-ups without an answer from which on they are a finding: the province portals that
	// publish how much they answer promise nine of ten.
	missShare = 0.1
	// missEach is the share of all look-ups from which on one question without an answer is named.
	missEach = 0.01
	// findingsEach is how many findings of one kind are named: what is done about three is worth more than a list of twenty.
	findingsEach = 3
)

// Findings lists what a reader of the figures can do something about, the gravest first. Digest, chart, draft and the page on
// which actions are taken up all take theirs from it. It is made of what the figures publish and of nothing else, so
// that it tells nothing they do not. What citizens wrote is no finding by itself: most of it is praise, and no rule here can tell
// praise from blame. It is quoted where it is counted, and people choose from it.
func Findings(f Figures) []Finding {
	findings := []Finding{}
	add := func(kind FindingKind, texts ...string) {
		for _, t := range texts[:min(len(texts), findingsEach)] {
			findings = append(findings, Finding{kind, t})
		}
	}
	late, grave := f.late()
	add(FindingOutside, f.chosen(survey.SignalOutside, wordChosenFinding)...)
	add(FindingFall, f.falls()...)
	if r := f.WeakestPoint.Found; r != nil {
		add(FindingPoint, wordWeakPointFinding(*r))
	}
	if grave {
		add(FindingLate, late...)
	}
	if r := f.WeakestField.Found; r != nil {
		add(FindingWeakField, wordWeakFieldFinding(*r))
	}
	if r := f.WeakestQuestion.Found; r != nil {
		add(FindingWeakQuestion, wordWeakQuestionFinding(*r))
	}
	add(FindingLow, f.lows()...)
	if !grave {
		add(FindingLate, late...)
	}
	add(FindingOverdue, f.overdue()...)
	add(FindingMiss, f.unanswered()...)
	if n, forms := flagged(f.Suspicious); n > 0 {
		add(FindingBatch, wordBatchFinding(n, forms))
	}
	return findings
}

// answered is how often options with a signal were chosen at a question, of how many; 0 where it is not published.
func answered(t Tally, signal survey.Signal) (k, n int) {
	for _, c := range t.Distribution {
		if c.Signal == signal {
			k += c.N
		}
	}
	return k, t.N
}

// asked are the questions whose answers are published. One that is put in the same words to those who came by different slips,
// because its answers count for something with some of them only, is one here.
func (f Figures) asked() []Tally {
	var all []Tally
	for _, t := range f.Other {
		if len(t.Distribution) == 0 {
			continue
		}
		same := func(o Tally) bool {
			return o.Asked != "" && o.Asked == t.Asked && slices.EqualFunc(o.Distribution, t.Distribution, func(a, b Choice) bool {
				return a.Value == b.Value && a.Label == b.Label && a.Signal == b.Signal && a.Says == b.Says
			})
		}
		i := slices.IndexFunc(all, same)
		if i < 0 {
			t.Distribution = slices.Clone(t.Distribution)
			all = append(all, t)
			continue
		}
		all[i].N += t.N
		for j, c := range t.Distribution {
			all[i].Distribution[j].N += c.N
		}
	}
	return all
}

// chosen writes about the questions at which options with a signal were chosen, where the figures publish it.
func (f Figures) chosen(signal survey.Signal, write func(Tally, survey.Signal) string) []string {
	var texts []string
	for _, t := range f.asked() {
		if k, n := answered(t, signal); k > 0 && n >= MinShown {
			texts = append(texts, write(t, signal))
		}
	}
	return texts
}

// late writes about late results, and says whether they are so many that they are among the gravest findings. Who is still
// waiting for his day is counted apart.
func (f Figures) late() (texts []string, grave bool) {
	for _, t := range f.asked() {
		k, n := answered(t, survey.SignalLate)
		grave = grave || k > 0 && float64(k) >= lateGrave*float64(n)
	}
	return f.chosen(survey.SignalLate, wordLateFinding), grave
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
		texts[i] = wordFallFinding(r)
	}
	return texts
}

// lows are the questions, fields and points that are clearly low, the lowest first, without those that are named anyway.
func (f Figures) lows() []string {
	type low struct {
		row   Row
		write func(Row) string
	}
	var all []low
	add := func(rows []Row, named *Row, write func(Row) string) {
		for _, r := range rows {
			if r.Low && (named == nil || named.Key != r.Key) {
				all = append(all, low{r, write})
			}
		}
	}
	add(questionRows(f.Rated, f.overallID()), f.WeakestQuestion.Found, wordLowQuestionFinding)
	add(f.ByField.Rows, f.WeakestField.Found, wordLowFieldFinding)
	add(f.ByPoint.Rows, f.WeakestPoint.Found, wordLowPointFinding)
	slices.SortStableFunc(all, func(a, b low) int { return cmp.Compare(a.row.Score.Share, b.row.Score.Share) })
	texts := make([]string, len(all))
	for i, l := range all {
		texts[i] = l.write(l.row)
	}
	return texts
}

// overdue are the actions whose day has passed.
func (f Figures) overdue() []string {
	var texts []string
	for _, a := range f.Actions {
		if a.State == ActionLate {
			texts = append(texts, wordOverdueFinding(a))
		}
	}
	return texts
}

// unanswered are the questions the look-up could not answer, if that is often the case: those that were asked often enough to be
// no single citizen's words, and to matter among all that was asked.
func (f Figures) unanswered() []string {
	if float64(f.MissTotal) < missShare*float64(max(f.Lookups, f.MissTotal)) {
		return nil
	}
	var texts []string
	for _, m := range f.Misses {
		if m.N >= MinShown && float64(m.N) >= missEach*float64(f.Lookups) {
			texts = append(texts, wordMissFinding(m))
		}
	}
	return texts
}
