package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/survey"
)

// Comparison puts the units below one parent (the communes of a province) side by side.
type Comparison struct {
	Unit        Unit            `json:"unit"` // the parent
	Demo        bool            `json:"demo"`
	Period      calendar.Period `json:"period"`
	PeriodLabel string          `json:"period_label"`
	Days        Days            `json:"days"` // those of the first unit
	Form        Questionnaire   `json:"form"` // the questionnaire most units used; only its answers are compared
	GeneratedAt time.Time       `json:"generated_at"`
	AsOf        time.Time       `json:"as_of"`          // when the figures of the last unit were closed
	Nine        bool            `json:"nine,omitempty"` // it has the nine indices

	Units []Standing `json:"units"` // those with a rank by rank, then the others by name

	Returned int `json:"returned"` // responses of all units
	// Visits counts the units whose own report leads with the responses with evidence. They are compared on all responses, like the others.
	Visits int `json:"visits,omitempty"`
	// N and Score are of all compared units together. Units with fewer than MinShown answers are not in them:
	// what is published without them could be taken from what is published with them.
	N     int    `json:"n"`
	Score *Score `json:"score"`
	// Mean is the mean of the compared units' shares, each counting the same (the total column of Mẫu 03).
	Mean *float64 `json:"mean"`

	Cautions []string `json:"cautions"`
}

// Standing is one unit among others.
type Standing struct {
	Unit
	Rank     int        `json:"rank"` // from 1; the same for equal shares; 0 = none
	Why      string     `json:"why,omitempty"`
	N        int        `json:"n"`
	Score    *Score     `json:"score"`
	Returned int        `json:"returned"`
	Response ReturnRate `json:"response"`
	Change   *Change    `json:"change"`
	// Beside says that the share is clearly higher or lower than that of the other units together; "" if chance explains it.
	Beside Side `json:"beside,omitempty"`
	// Predecessor names the merged units that have a share in the figures; "" if there is none.
	Predecessor string `json:"predecessor,omitempty"`
}

// Side is where a unit stands beside the others.
type Side string

// The sides.
const (
	Higher Side = "cao hơn"
	Lower  Side = "thấp hơn"
)

// Compare compares units over the same period. A unit with fewer than MinReliable answers has no rank: its place
// would be drawn by lot.
func Compare(parent Unit, p calendar.Period, units []Figures) Comparison {
	c := Comparison{Unit: parent, Period: p, PeriodLabel: p.Label(), Form: commonQuestionnaire(units), Units: []Standing{}, Cautions: []string{}}
	c.theDays(units)
	k, sum, shares := 0, 0, 0.0
	for _, f := range units {
		s := Standing{Unit: f.Unit, Returned: f.Forms.Returned, Response: f.ReturnRate, Predecessor: f.Predecessor}
		c.Demo, c.Returned = c.Demo || f.Demo, c.Returned+f.Forms.Returned
		if f.GeneratedAt.After(c.GeneratedAt) {
			c.GeneratedAt = f.GeneratedAt
		}
		if f.AsOf.After(c.AsOf) {
			c.AsOf = f.AsOf
		}
		s.judge(f, c.Form.ID)
		c.Nine = c.Nine || f.Indices != nil && f.Questionnaire.ID == c.Form.ID
		if f.Evidence.leads() {
			c.Visits++
		}
		if s.Score != nil {
			k, c.N, shares, sum = k+s.Score.Satisfied, c.N+s.N, shares+s.Score.Share, sum+1
		}
		c.Units = append(c.Units, s)
	}
	if sum > 0 {
		lo, hi := survey.Wilson(k, c.N)
		mean := round6(shares / float64(sum))
		c.Score = &Score{Satisfied: k, Share: ratio(k, c.N), Low: round6(lo), High: round6(hi), Mean: meanMark(c.Units, c.N)}
		c.Mean = &mean
	}
	c.rank()
	c.judge()
	for _, s := range c.Units {
		if s.Predecessor != "" {
			c.Cautions = append(c.Cautions, wordComparePredecessor(s))
		}
	}
	c.Cautions = append(append(c.Cautions, known(wordCompareBase(c))...), wordOverlapCaution, wordVoluntary)
	return c
}

// theDays says of which days the comparison is, and where the units' differ.
func (c *Comparison) theDays(units []Figures) {
	for _, f := range units {
		days := f.Days
		days.Partly = false // that is the unit's
		if days.From = f.periodFrom; c.Days.To == "" {
			c.Days = days
		}
		if days.To != "" && days != c.Days {
			c.Cautions = append(c.Cautions, wordOtherDays)
			return
		}
	}
	c.PeriodLabel = c.Days.Label(c.Period.Label())
}

// judge takes over what is said of the unit, or why nothing is.
func (s *Standing) judge(f Figures, questionnaire string) {
	switch {
	case f.Overall == nil || f.Questionnaire.ID != questionnaire:
		if s.Returned > 0 {
			s.Why = wordOtherFormWhy
		}
		return
	case f.Overall.N == 0:
		s.Why = wordNoForms
	case f.Overall.N < MinShown:
		s.Why = wordTooFewForms()
	case f.Overall.N < MinReliable:
		s.Why = wordUnranked()
	}
	s.N, s.Score = f.Overall.N, f.Overall.Score
	if f.Change != nil {
		change := *f.Change // its verdict is that of this report
		s.Change = &change
	}
}

// commonQuestionnaire is the questionnaire of most units that have answers, the first by id if there are several.
func commonQuestionnaire(units []Figures) Questionnaire {
	n := map[string]int{}
	forms := map[string]Questionnaire{}
	for _, f := range units {
		forms[f.Questionnaire.ID] = f.Questionnaire
		if f.Forms.Returned > 0 {
			n[f.Questionnaire.ID]++
		}
	}
	var most Questionnaire
	for _, id := range sortedKeys(forms) {
		if most.ID == "" || n[id] > n[most.ID] {
			most = forms[id]
		}
	}
	return most
}

// meanMark is the mean mark of all compared answers, from those of the units.
func meanMark(units []Standing, n int) float64 {
	sum := 0.0
	for _, s := range units {
		if s.Score != nil {
			sum += s.Score.Mean * float64(s.N)
		}
	}
	return round6(sum / float64(n))
}

// rank orders the units and numbers those that can be.
func (c *Comparison) rank() {
	ranked := func(s Standing) bool { return s.Score != nil && s.N >= MinReliable }
	slices.SortStableFunc(c.Units, func(a, b Standing) int {
		switch x, y := ranked(a), ranked(b); {
		case x && !y:
			return -1
		case y && !x:
			return 1
		case x && y && a.Score.Share != b.Score.Share:
			return cmp.Compare(b.Score.Share, a.Score.Share)
		}
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Code, b.Code))
	})
	for i := range c.Units {
		switch s := &c.Units[i]; {
		case !ranked(*s):
			return
		case i > 0 && c.Units[i-1].Score.Share == s.Score.Share:
			s.Rank = c.Units[i-1].Rank
		default:
			s.Rank = i + 1
		}
	}
}

// Ranked are the units with a rank, best first.
func (c Comparison) Ranked() []Standing {
	return slices.DeleteFunc(slices.Clone(c.Units), func(s Standing) bool { return s.Rank == 0 })
}

// Digest is the comparison as a chat message of at most eight lines.
func (c Comparison) Digest() []prose.Line {
	lines := []prose.Line{prose.H(wordCompareHead(c)), prose.P(wordCompareForms(c))}
	if c.Score == nil {
		return lines
	}
	lines = append(lines, prose.P(strings.Join(known(wordCompareShare(c), wordCompareBase(c)), " ")))
	for _, s := range wordCompareSides(c) {
		lines = append(lines, prose.P(s))
	}
	for _, s := range []string{wordCompareMoves(c), wordCompareUnranked(c), wordOverlapCaution} {
		if s != "" {
			lines = append(lines, prose.P(s))
		}
	}
	return lines
}

// JSON is the comparison as a file.
func (c Comparison) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(c); err != nil {
		return nil, fmt.Errorf("comparison of %s: %w", c.Unit.Code, err)
	}
	return b.Bytes(), nil
}
