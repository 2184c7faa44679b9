package site

import (
	"net/http"
	"strconv"

	"motcua/org/directory"
	"motcua/report"
	"motcua/report/say"
)

// ResultsPage is what is published of one period, or why nothing is.
type ResultsPage struct {
	Preview *PreviewBanner // nil for everybody but leaders
	Units   []UnitLink     // to choose from; nil where it is known whose page it is
	None    string         // why there are no figures; "" if there are
	View    *ResultsView
	Others  []ResultsLink // other published periods
	Foot    Foot
}

// ResultsLink is a period one can look at.
type ResultsLink struct{ Label, URL string }

// FiguresFrame begins the frame of a page about a period's figures. It names the unit as the figures do: it may have
// another name by now.
func (s *Site) FiguresFrame(u *directory.Unit, p report.Public) Frame {
	f := s.FrameOf(u, wordResults(p.Period.Label()))
	f.Org, f.Note, f.Title = say.Unit(p.Unit.Name, ""), p.Unit.Note, wordResults(p.Period.Label())+" – "+say.Unit(p.Unit.Name, "")
	f.Demo, f.Style = f.Demo || p.Demo, ResultsStyle
	return f
}

// ResultsStyle is the style sheet of pages about figures.
const ResultsStyle = "results.css"

// SendChart answers with a chart.
func SendChart(w http.ResponseWriter, chart []byte) {
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Content-Length", strconv.Itoa(len(chart)))
	_, _ = w.Write(chart) // the browser may have gone
}

// PreviewBanner stands above what would be published, and lets a leader say so.
type PreviewBanner struct {
	Says, Check string
	Post        string // address of the form
	Button      string
	Back        string
}
