package report

import "motcua/survey"

// IndexTable are the points for the nine indices of Thông tư 01/2018/TT-VPCP. They class an agency and never a person.
type IndexTable struct {
	Indices []Index        `json:"indices"` // all nine, in order
	Known   int            `json:"known"`   // how many have points
	Sum     survey.Points  `json:"sum"`     // of those that have
	Total   *survey.Points `json:"total"`   // of all nine, 18 at the most; nil while one is missing
	Class   survey.Class   `json:"class"`   // "" without Total
	Text    string         `json:"text"`    // the whole as a sentence
}

// Index is one of the nine.
type Index struct {
	Number int            `json:"number"`
	Text   string         `json:"text"` // its exact wording
	By     survey.Source  `json:"by"`
	N      int            `json:"n"`      // dossiers, or responses of citizens, the mean is of; 0 for an index of the agency
	Points *survey.Points `json:"points"` // nil: not known, or withheld
	Note   string         `json:"note"`   // why there are no points: "chưa có", "dưới 5 phiếu"
}

// indicesOf is nil for a questionnaire without indices.
func indicesOf(questionnaire *survey.Questionnaire, all, told cells, facts map[int]survey.Fact) *IndexTable {
	if len(questionnaire.Indices) == 0 {
		return nil
	}
	n := &IndexTable{Indices: []Index{}}
	for _, x := range questionnaire.Indices {
		i := Index{Number: x.Number, Text: x.Text, By: x.By}
		if x.By == survey.ByCitizen {
			i.asked(questionnaire, all, told)
		} else if e, ok := facts[x.Number]; ok {
			i.enter(x.Per, e)
		}
		if i.Points != nil {
			n.Known++
			n.Sum += *i.Points
		} else if i.Note == "" {
			i.Note = wordNotYet
		}
		n.Indices = append(n.Indices, i)
	}
	if n.Known == len(questionnaire.Indices) {
		total := n.Sum
		n.Total, n.Class = &total, survey.Classify(total)
	}
	n.Text = wordIndices(*n)
	return n
}

// asked takes the points from the answers of citizens that may be told; where there are none, how many there are.
func (i *Index) asked(questionnaire *survey.Questionnaire, all, told cells) {
	n, sum := i.points(questionnaire, told)
	if n >= MinShown {
		i.N = n
		i.mean(sum)
		return
	}
	if i.N, _ = i.points(questionnaire, all); i.N > 0 {
		i.Note = wordTooFewForms()
	}
}

// points adds up what the answers to the questions of the index give, and how many there are.
func (i *Index) points(questionnaire *survey.Questionnaire, counts cells) (n, sum int) {
	for _, q := range questionnaire.Questions {
		if q.Index != i.Number {
			continue
		}
		given := values(counts[q.ID])
		for _, o := range q.Options {
			if o.Points != nil {
				n += given[o.Value]
				sum += given[o.Value] * *o.Points
			}
		}
	}
	return n, sum
}

// enter takes the points from what the unit entered; what cannot be is not there.
func (i *Index) enter(per survey.Scope, e survey.Fact) {
	switch {
	case per == survey.PerAgency && e.Points != nil && *e.Points >= 0 && *e.Points <= survey.MaxPoints:
		p := survey.Points(10 * *e.Points)
		i.Points = &p
	case per == survey.PerDossier && min(e.Two, e.One, e.Zero) >= 0 && e.Two+e.One+e.Zero > 0:
		i.N = e.Two + e.One + e.Zero
		i.mean(2*e.Two + e.One)
	}
}

func (i *Index) mean(sum int) {
	p := survey.MeanPoints(sum, i.N)
	i.Points = &p
}
