package report

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/vntext"
)

// Public is what citizens are shown of a period's figures, once a leader has said so: a projection of Figures that names
// every field it takes. What is not in here is not published, whatever else a Figures comes to hold: not the words of
// citizens, not what the look-up could not answer, not how responses came in, not reception points, and of earlier periods
// only how the headline moved.
//
// It keeps what Figures promises of months, quarters and years held side by side (see lump and withhold).
type Public struct {
	Unit     Unit            `json:"unit"`
	Demo     bool            `json:"demo"` // sample data: the page says so
	Period   calendar.Period `json:"period"`
	Days     Days            `json:"days"`
	Form     string          `json:"form"` // title of the questionnaire
	AsOf     time.Time       `json:"as_of"`
	Forms    PublicFlow      `json:"forms"`
	Channels []PublicFlow    `json:"channels"` // most returned first
	Response string          `json:"response"` // "62,4%" or "không xác định"
	Overall  *PublicRating   `json:"overall"`  // nil if the questionnaire has no headline
	// Evidence says what the responses stand on; where it leads, the headline is that of its visits, and Overall has all responses.
	Evidence *PublicEvidence `json:"evidence,omitempty"`
	Changes  []string        `json:"changes"`         // how the headline moved, as sentences
	Rated    []PublicRating  `json:"rated"`           // the other questions on the scale, in the order of the questionnaire
	Other    []PublicRating  `json:"other"`           // questions with other choices; without Score
	Fields   []PublicRow     `json:"fields"`          // the headline by field; withheld ones are left out
	Apart    *Apart          `json:"apart,omitempty"` // responses that are counted apart; the sentence is among the cautions, too
	Cautions []string        `json:"cautions"`
	Actions  []PublicAction  `json:"actions"` // done ones first, then those under way, then dropped ones
}

// PublicFlow counts responses, in all or of one channel.
type PublicFlow struct {
	Label    string `json:"label,omitempty"`
	Opened   int    `json:"opened"` // 0 = not known, or none
	Returned int    `json:"returned"`
}

// PublicRating is one question.
type PublicRating struct {
	Label        string   `json:"label"`
	N            int      `json:"n"`
	Score        *Score   `json:"score,omitempty"` // nil when N < MinShown
	Distribution []Choice `json:"distribution"`    // empty when N < MinShown
}

// PublicEvidence says what the responses stand on.
type PublicEvidence struct {
	Text   string     `json:"text"`             // numbers of responses and of visit codes, as sentences
	Visits *PublicRow `json:"visits,omitempty"` // the headline, where it is of the responses with evidence of a visit
}

// PublicRow is one field.
type PublicRow struct {
	Label string `json:"label"`
	N     int    `json:"n"`
	Score Score  `json:"score"`
}

// PublicAction is something the unit undertook upon what citizens said.
type PublicAction struct {
	Finding string `json:"finding,omitempty"` // "" when it is about what is not published
	What    string `json:"what"`
	Due     string `json:"due"`   // 2026-11-30
	State   string `json:"state"` // as in Action
	Done    string `json:"done,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Public makes the projection. With a headline of fewer than MinShown answers it holds nothing but numbers of responses and
// what was done.
func (f Figures) Public() Public {
	p := Public{
		Unit: f.Unit, Demo: f.Demo, Period: f.Period, Days: f.Days, Form: f.Questionnaire.Title, AsOf: f.AsOf,
		Forms: PublicFlow{Opened: f.Forms.Opened, Returned: f.Forms.Returned}, Channels: []PublicFlow{}, Response: f.ReturnRate.Text,
		Changes: []string{}, Rated: []PublicRating{}, Other: []PublicRating{}, Fields: []PublicRow{}, Actions: f.publicActions(),
	}
	for _, c := range f.Channels {
		if c.Returned > 0 || c.Opened > 0 {
			p.Channels = append(p.Channels, PublicFlow{c.Label, c.Opened, c.Returned})
		}
	}
	if f.Overall != nil {
		overall := publicRating(*f.Overall)
		p.Overall = &overall
	}
	p.Evidence = f.publicEvidence()
	shown := Figures{Days: f.Days, NotCompared: f.NotCompared, Questionnaire: f.Questionnaire, Overall: f.Overall, ReturnRate: f.ReturnRate, Silent: f.Silent, Predecessor: f.Predecessor, Apart: f.Apart}
	if p.Enough() {
		p.opinions(f)
		shown.ByField, shown.OtherQuestionnaires, shown.LeftOut, shown.Restored = f.ByField, f.OtherQuestionnaires, f.LeftOut, f.Restored
		shown.Evidence = f.Evidence
		p.Apart = f.Apart
	}
	p.Cautions = cautions(shown)
	return p
}

// MarkAll is that of Figures.
func (p Public) MarkAll() string {
	if p.Evidence != nil && p.Evidence.Visits != nil {
		return wordOfAll
	}
	return ""
}

// Enough reports whether there are enough answers to the headline to publish opinions at all.
func (p Public) Enough() bool { return p.Overall == nil || p.Overall.Score != nil }

// Empty reports whether nobody answered: there is nothing to publish.
func (p Public) Empty() bool { return p.Forms.Returned == 0 && (p.Overall == nil || p.Overall.N == 0) }

// opinions fills in what citizens said.
func (p *Public) opinions(f Figures) {
	before, yearAgo := f.HeadlineChanges()
	for _, c := range []*Change{before, yearAgo} {
		if c != nil && c.Points != nil {
			p.Changes = append(p.Changes, c.Text)
		}
	}
	for _, r := range f.Rated {
		if f.Overall == nil || r.ID != f.Overall.ID {
			p.Rated = append(p.Rated, publicRating(r))
		}
	}
	for _, t := range f.Other {
		if !t.Text {
			p.Other = append(p.Other, PublicRating{Label: t.Label, N: t.N, Distribution: publicChoices(t.Distribution)})
		}
	}
	for _, r := range namedFirst(f.ByField.Shown()) {
		p.Fields = append(p.Fields, PublicRow{r.Label, r.N, *r.Score})
	}
}

// publicEvidence is nil where nothing was counted by evidence.
func (f *Figures) publicEvidence() *PublicEvidence {
	e := f.Evidence
	if e == nil {
		return nil
	}
	p := &PublicEvidence{Text: strings.Join(known(e.ClassesText(), e.CodesText()), " ")}
	if e.Leads {
		p.Visits = &PublicRow{e.Visits.Label, e.Visits.N, *e.Visits.Score}
	}
	return p
}

func publicRating(r Rating) PublicRating {
	return PublicRating{r.Label, r.N, r.Score, slices.Clone(r.Distribution)}
}

// publicChoices leaves out what the answers mean to those inside.
func publicChoices(all []Choice) []Choice {
	all = slices.Clone(all)
	for i := range all {
		all[i].Signal, all[i].Says = "", ""
	}
	return all
}

// publicActions takes what may be told of the actions. Offices and numbers stay inside, and what was written is masked once
// more: it goes to everybody now. What is done about odd responses is no answer to citizens.
func (f Figures) publicActions() []PublicAction {
	public := []PublicAction{}
	for _, state := range []string{ActionDone, ActionOpen, ActionLate, ActionDropped} {
		for _, a := range f.Actions {
			if a.State == state && !strings.Contains(a.Finding, wordOddFinding) {
				public = append(public, PublicAction{
					f.publicFinding(a.Finding), vntext.Mask(a.What), a.Due, a.State, vntext.Mask(a.Done), vntext.Mask(a.Note),
				})
			}
		}
	}
	return public
}

var quoted = regexp.MustCompile(`[\s:]*“([^”]*)(”|$)`)

// publicFinding leaves out of a finding what is not published: the words of citizens, and findings about what is not on the
// page at all. The words of a question, and of an answer that could be chosen, stay.
func (f Figures) publicFinding(text string) string {
	for _, inside := range wordInsideFindings() {
		if strings.Contains(text, inside) {
			return ""
		}
	}
	choices := map[string]bool{}
	for _, r := range f.Rated {
		for _, c := range r.Distribution {
			choices[c.Label] = true
		}
	}
	for _, t := range f.Other {
		choices[t.Asked] = true
		for _, c := range t.Distribution {
			choices[c.Label] = true
		}
	}
	return vntext.Mask(quoted.ReplaceAllStringFunc(text, func(match string) string {
		if choices[quoted.FindStringSubmatch(match)[1]] {
			return match
		}
		return ""
	}))
}

// Over is what takes the place of what was published before. Where a question differs by the answers of fewer than
// MinShown people, the former figures stay, and kept is true: whoever has seen both would know what the few said. That
// can be where an earlier release published, which did not keep what it had issued; otherwise nothing differs. Actions are
// always the new ones.
func (p Public) Over(former Public) (now Public, kept bool) {
	if !p.Enough() || !former.Enough() || !p.differsByFew(former) {
		return p, false
	}
	former.Unit, former.Demo, former.Actions = p.Unit, p.Demo, p.Actions
	return former, true
}

// differsByFew reports whether the number of answers to some question shown in both has changed by fewer than MinShown.
func (p Public) differsByFew(former Public) bool {
	before := former.questions()
	for label, now := range p.questions() {
		then := before[label]
		if len(now) == 0 || len(then) == 0 {
			continue
		}
		if n := moved(now, then); n > 0 && n < MinShown {
			return true
		}
	}
	return false
}

// questions are the distributions by question.
func (p Public) questions() map[string][]Choice {
	all := map[string][]Choice{}
	for _, r := range slices.Concat(p.Rated, p.Other) {
		all[r.Label] = r.Distribution
	}
	if p.Overall != nil {
		all[p.Overall.Label] = p.Overall.Distribution
	}
	return all
}

// moved is by how many the number of answers differs. It looks at how many there are and not at what they say, so that what is shown
// tells nothing of them either.
func moved(now, then []Choice) int {
	sum := 0
	for _, c := range now {
		sum += c.N
	}
	for _, c := range then {
		sum -= c.N
	}
	return max(sum, -sum)
}
