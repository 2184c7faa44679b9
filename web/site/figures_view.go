package site

import (
	"strconv"

	"motcua/internal/vnum"
	"motcua/report"
)

// ResultsView is what a page shows of a period's figures, in words and numbers as they are printed.
type ResultsView struct {
	When     string // when it was published, and of when the figures are
	Few      string // why there are no shares; "" if there are
	Headline *headline
	Forms    string
	Channels []channelRow
	Tables   []figureTable
	Other    []Fact
	Actions  []deedView
	How      []string
	Chart    string // address of the picture; "" without one
	ChartAlt string
}

// headline is the share of those who were satisfied as a whole.
type headline struct {
	figureRow
	Says    string
	Choices string
	Caution string
	Changes []string
}

type channelRow struct{ Label, Opened, Returned string }

// figureTable is a list of shares.
type figureTable struct {
	ID, Heading, What string
	Rows              []figureRow
	Mark              string // what the mark behind small numbers means; "" if there is none
}

// figureRow is one share with its bar, whose measures are in hundredths of its length.
type figureRow struct {
	Label, N              string
	Few                   bool // so few answers that it is marked
	Share, Interval       string
	Bar, SpanAt, SpanWide string // "" where no share is published
}

type deedView struct{ What, State, Said, Finding, Kind string }

// ResultsViewOf puts a period's figures into words and numbers; when says of when they are, chart is the address of the picture.
func ResultsViewOf(p report.Public, when, chart string) *ResultsView {
	v := &ResultsView{When: when, Forms: wordForms(p), How: wordHow(p)}
	for _, c := range p.Channels {
		opened := vnum.Integer(c.Opened)
		if c.Opened == 0 {
			opened = wordUnknownOut
		}
		v.Channels = append(v.Channels, channelRow{c.Label, opened, vnum.Integer(c.Returned)})
	}
	if p.Evidence != nil && p.Evidence.Text != "" {
		v.How = append(v.How, p.Evidence.Text)
	}
	v.How = append(append(v.How, p.Cautions...), wordLimits()...)
	for _, a := range p.Actions {
		v.Actions = append(v.Actions, deedView{What: a.What, State: wordState(a), Said: a.Note, Finding: a.Finding, Kind: a.State})
	}
	if !p.Enough() {
		v.Few = wordFew(p.Overall.N)
		return v
	}
	v.Chart, v.ChartAlt = chart, wordChartAlt(p.Period.Label())
	v.opinions(p)
	return v
}

// opinions fills in the shares.
func (v *ResultsView) opinions(p report.Public) {
	if o := p.Overall; o != nil && p.Evidence != nil && p.Evidence.Visits != nil {
		r := p.Evidence.Visits
		led := report.PublicRating{Label: report.OfQuestion(o.Label), N: r.N, Score: &r.Score}
		v.Headline = &headline{figureRow: rowOf(r.Label, r.N, &r.Score), Says: wordOf(led) + " " + wordVisitsOnly, Choices: wordAllForms(*o), Changes: p.Changes}
	} else if o != nil {
		v.Headline = &headline{figureRow: rowOf(o.Label, o.N, o.Score), Says: wordOf(*o), Choices: wordChoices(o.Distribution), Changes: p.Changes}
		if o.N < report.MinReliable {
			v.Headline.Caution = wordFewMark()[2:]
		}
	}
	questions := figureTable{ID: "cau-hoi", Heading: "Từng câu hỏi" + p.MarkAll(), What: "Câu hỏi"}
	for _, r := range p.Rated {
		questions.add(rowOf(r.Label, r.N, r.Score))
	}
	fields := figureTable{ID: "linh-vuc", Heading: "Theo lĩnh vực" + p.MarkAll(), What: "Lĩnh vực"}
	for _, r := range p.Fields {
		fields.add(rowOf(r.Label, r.N, &r.Score))
	}
	for _, t := range []figureTable{questions, fields} {
		if len(t.Rows) > 0 {
			v.Tables = append(v.Tables, t)
		}
	}
	for _, r := range p.Other {
		if len(r.Distribution) > 0 {
			v.Other = append(v.Other, Fact{r.Label + " (" + vnum.Integer(r.N) + " phiếu)", wordChoices(r.Distribution)})
		}
	}
}

func (t *figureTable) add(r figureRow) {
	t.Rows = append(t.Rows, r)
	if r.Few {
		t.Mark = wordFewMark()
	}
}

func rowOf(label string, n int, score *report.Score) figureRow {
	r := figureRow{Label: label, N: vnum.Integer(n), Share: wordFewInRow}
	if score == nil {
		r.N = "< " + strconv.Itoa(report.MinShown)
		return r
	}
	r.Few, r.Share, r.Interval = n < report.MinReliable, vnum.PercentOf(score.Satisfied, n), wordInterval(*score)
	r.Bar, r.SpanAt, r.SpanWide = vnum.Length(score.Share), vnum.Length(score.Low), vnum.Length(score.High-score.Low)
	return r
}

// Fact is one line of the table above the parts.
type Fact struct{ Name, Value string }
