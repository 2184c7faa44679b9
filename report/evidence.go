package report

import (
	"strings"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report/claim"
	"motcua/survey"
)

// Evidence says what the responses of the period stand on (org.Evidence), and what the headline is of those with evidence of a visit:
// a visit code, or the screen at the counter.
//
// Answers are told in two parts only, with evidence of a visit and without, as the rows of one table: the finer classes are told in
// numbers of responses, which are no opinion, like those of channels.
type Evidence struct {
	Classes []EvidenceClass `json:"classes"` // all there are, strongest first
	Codes   []CodeFlow      `json:"codes"`   // by reception point; none where no code was given out or used
	Given   int             `json:"given"`   // visit codes given out in the period, without those revoked
	Used    int             `json:"used"`    // responses begun with a code; a code given out in the period before may be among them
	// Apart are the responses of Classes, with or without a code, that are counted apart: numbers of responses are of all that came
	// back, Visits and Rest of those that count.
	Apart int `json:"apart,omitempty"`

	Visits *Row `json:"visits"` // the headline of responses with evidence of a visit; nil where there are none, or too few beside the others
	Rest   *Row `json:"rest"`   // … of those without

	// Leads says that the headline of the report is that of Visits: the unit gave codes out or had a screen, and there are enough of those responses
	// (see enough).
	Leads bool `json:"leads"`
	// Change compares Visits with the period before; nil unless the headline was of visits in both.
	Change *Change `json:"change"`
	// Differs says that the shares of Visits and Rest differ by more than chance explains (see judge).
	Differs bool `json:"differs"`
}

// EvidenceClass counts the responses of one class.
type EvidenceClass struct {
	Class    org.Evidence `json:"class"`
	Label    string       `json:"label"`
	Returned int          `json:"returned"`
}

// CodeFlow counts the visit codes of one reception point.
type CodeFlow struct {
	Point string `json:"point"` // as Row.Key of the reception points
	Label string `json:"label"`
	Given int    `json:"given"`
	Used  int    `json:"used"`
}

// The keys of the table of evidence.
const (
	keyVisits = "visit"
	keyRest   = ""
)

// evidenceKey is the row a class belongs to.
func evidenceKey(class string) string {
	if org.Evidence(class).OfVisit() {
		return keyVisits
	}
	return keyRest
}

// evidence makes them; nil for figures that were kept before responses had evidence.
func (in *Input) evidence() *Evidence {
	e := &Evidence{Classes: in.classes(), Codes: in.codes()}
	if e.Classes == nil && len(e.Codes) == 0 {
		return nil
	}
	for _, c := range e.Codes {
		e.Given, e.Used = e.Given+c.Given, e.Used+c.Used
	}
	e.Visits, e.Rest = in.evidenceRows()
	e.Leads = in.leads(e)
	if e.Leads && in.comparable(in.Period.Previous()) {
		e.Change = in.visitsChange(*e.Visits)
	}
	return e
}

// leads is the rule for Evidence.Leads.
func (in *Input) leads(e *Evidence) bool {
	means := e.Given > 0
	for _, c := range e.Classes {
		means = means || c.Class.OfVisit() && c.Returned > 0
	}
	return means && enough(e.Visits, e.Rest)
}

// enough reports whether the part with evidence can be the headline: it is told of all months, has enough answers, and at least a
// third of all there are. Otherwise a few dozen responses by a new screen, or by whoever has got hold of its link, would speak
// for a month of hundreds.
func enough(visits, rest *Row) bool {
	if visits == nil || visits.Partial || visits.N < MinReliable {
		return false
	}
	return rest == nil || 2*visits.N >= rest.N
}

// classes counts the responses by class; nil where none was counted so.
func (in *Input) classes() []EvidenceClass {
	by := map[org.Evidence]*Flow{}
	for i := range in.Counts {
		if c := &in.Counts[i]; c.By == survey.ByEvidence && c.Questionnaire == in.Questionnaire.ID && in.Period.Contains(c.Month) {
			f := by[org.Evidence(c.Key)]
			if f == nil {
				f = &Flow{}
				by[org.Evidence(c.Key)] = f
			}
			f.add(*c)
		}
	}
	all, n := []EvidenceClass{}, 0
	for _, class := range org.Evidences() {
		one := EvidenceClass{Class: class, Label: class.Label()}
		if f := by[class]; f != nil {
			one.Returned = f.returned()
		}
		all, n = append(all, one), n+one.Returned
	}
	if n == 0 {
		return nil
	}
	return all
}

// codes counts the visit codes by reception point, whatever questionnaire was asked when they were given out.
func (in *Input) codes() []CodeFlow {
	by := map[string]*CodeFlow{}
	label := in.pointLabels()
	for i := range in.Counts {
		c := &in.Counts[i]
		if c.By != survey.ByPoint || c.Question != survey.QGiven && c.Question != survey.QUsed || !in.Period.Contains(c.Month) {
			continue
		}
		k := in.key(c.Cell)
		if by[k] == nil {
			by[k] = &CodeFlow{Point: k, Label: label(k)}
		}
		if c.Question == survey.QGiven {
			by[k].Given += c.N
		} else {
			by[k].Used += c.N
		}
	}
	all := []CodeFlow{}
	for _, k := range sortedKeys(by) {
		if c := *by[k]; c.Given != 0 || c.Used != 0 {
			all = append(all, c)
		}
	}
	return all
}

// visitsChange compares with the period before, as its own report tells it.
func (in *Input) visitsChange(now Row) *Change {
	before := *in
	before.Period, before.Counts = in.Period.Previous(), in.Previous
	then := before.evidenceBefore()
	if then == nil {
		return nil
	}
	c := &Change{Period: before.Period, Label: before.Period.Label(), N: then.N, Score: then.Score}
	points := vnum.PointsOf(now.Score.Satisfied, now.N, then.Score.Satisfied, then.N)
	c.Points, c.Verdict = &points, Unclear
	return c
}

// evidenceBefore is the row of visits of a period whose headline was of them; nil if it was not.
func (in *Input) evidenceBefore() *Row {
	visits, rest := in.evidenceRows()
	if !enough(visits, rest) {
		return nil
	}
	return visits
}

// Headline is the figure the report leads with: of the responses with evidence of a visit where that is enough (Evidence.Leads), else
// Overall, of all. Nil if the questionnaire has none. Where it is of visits it has no distribution and no missing answers.
func (f *Figures) Headline() *Rating {
	if !f.Evidence.leads() || f.Overall == nil {
		return f.Overall
	}
	v := f.Evidence.Visits
	return &Rating{ID: f.Overall.ID, Label: OfQuestion(f.Overall.Label), N: v.N, Score: v.Score, Distribution: []Choice{}, Change: f.Evidence.Change}
}

// nameBase names the base of the question on satisfaction as a whole where the headline is of another: beside "80 %" of the responses
// with evidence, "57 %" of all must not look like the same figure.
func (f *Figures) nameBase() {
	if !f.Evidence.leads() || f.Overall == nil {
		return
	}
	f.Overall.Label += wordOfAll
	for i := range f.Rated {
		if f.Rated[i].ID == f.Overall.ID {
			f.Rated[i].Label += wordOfAll
		}
	}
}

// MarkAll stands behind the name of what is of all responses where the headline is of those with evidence; else it is "".
func (f *Figures) MarkAll() string {
	if f.Evidence.leads() {
		return wordOfAll
	}
	return ""
}

// MarkVisits stands behind the name of what is of the same responses as such a headline.
func (f *Figures) MarkVisits() string {
	if f.Evidence.leads() {
		return wordOfVisits
	}
	return ""
}

// OfQuestion is the label of a question without the mark of its base.
func OfQuestion(label string) string { return strings.TrimSuffix(label, wordOfAll) }

// leads is Leads, also of figures without.
func (e *Evidence) leads() bool { return e != nil && e.Leads }

// HeadlineChanges are how the headline moved since the period before and since the year before; nil where it cannot be compared.
func (f *Figures) HeadlineChanges() (before, yearAgo *Change) {
	if f.Evidence.leads() {
		return f.Evidence.Change, nil
	}
	return f.Change, f.YearAgo
}

// evidenceClaims claims that answers with evidence of a visit and without differ, and that those with it have moved.
func (f *Figures) evidenceClaims(a *family) {
	e := f.Evidence
	if e == nil {
		return
	}
	if e.Leads {
		a.change(&Rating{N: e.Visits.N, Score: e.Visits.Score}, e.Change, weightChange)
	}
	if e.Visits != nil && e.Rest != nil && min(e.Visits.N, e.Rest.N) >= MinRanked {
		p := claim.MidP(e.Visits.Score.Satisfied, e.Visits.N, e.Rest.Score.Satisfied, e.Rest.N)
		a.add(p, weightEvidence, func() { e.Differs = true })
	}
}
