package web

import (
	"net/http"
	"strconv"

	"motcua/org/directory"
	"motcua/report"
)

// resultsPage is what is published of one period, or why nothing is.
type resultsPage struct {
	Preview *previewBanner // nil for everybody but leaders
	Units   []unitLink     // to choose from; nil where it is known whose page it is
	None    string         // why there are no figures; "" if there are
	View    *resultsView
	Others  []resultsLink // other published periods
	Foot    foot
}

// resultsLink is a period one can look at.
type resultsLink struct{ Label, URL string }

// figuresFrame begins the frame of a page about a period's figures. It names the unit as the figures do: it may have
// another name by now.
func (s *Site) figuresFrame(u *directory.Unit, p report.Public) frame {
	f := s.frameOf(u, sayResults(p.Period.Label()))
	f.Org, f.Note, f.Title = "UBND "+p.Unit.Name, p.Unit.Note, sayResults(p.Period.Label())+" – UBND "+p.Unit.Name
	f.Demo, f.Style = f.Demo || p.Demo, resultsStyle
	return f
}

// resultsStyle is the style sheet of pages about figures.
const resultsStyle = "results.css"

func sendChart(w http.ResponseWriter, chart []byte) {
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Content-Length", strconv.Itoa(len(chart)))
	_, _ = w.Write(chart) // the browser may have gone
}

// previewBanner stands above what would be published, and lets a leader say so.
type previewBanner struct {
	Says, Check string
	Post        string // address of the form
	Button      string
	Back        string
}
