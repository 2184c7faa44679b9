package leaders

import (
	"context"
	"errors"
	"net/http"
	"time"

	"motcua/internal/calendar"
	"motcua/office"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
	"motcua/web/site"
)

// publishPage lists the periods of a unit that can be published.
type publishPage struct {
	Said string // what the last press of a button led to
	None string // why there is nothing to list
	Rows []publishRow
	Back string // the room
}

// publishRow is a period and what can be done with it.
type publishRow struct {
	Label, State      string
	Shown             bool
	Preview, See, Off string // addresses; See and Off only while it is shown
}

// withdrawPage asks once more.
type withdrawPage struct{ Label, Post, Back string }

// publishRoutes are the pages on which leaders publish; base is the address of a room.
func (s *Pages) publishRoutes(mux *http.ServeMux, base string) {
	base += pathPublish
	mux.HandleFunc("GET "+base, s.publishList)
	mux.HandleFunc("GET "+base+"/{period}", s.publishPreview)
	mux.HandleFunc("GET "+base+"/{period}/bieu-do.png", s.publishChart)
	mux.HandleFunc("GET "+base+"/{period}/rut-lai", s.withdrawAsk)
	mux.HandleFunc("POST "+base+"/{period}", s.publishDo)
}

// pathPublish is what follows the address of a room.
const pathPublish = "/cong-bo"

// What the form of a leader says.
const (
	publishParam = "viec"
	doPublish    = "cong-bo"
	doWithdraw   = "rut-lai"
	saidParam    = "xong" // in the address after it
	saidKept     = "giu"
	saidNothing  = "khong-co"
)

const (
	publishLimit = 20      // times in a minute
	publishBody  = 4 << 10 // bytes of a form
)

// desk is a unit's leaders at work on what is published.
type desk struct {
	unit *directory.Unit
	base string // address of the room
}

// deskOf finds whose desk a request is at. A wrong link looks like any address that does not exist.
func (s *Pages) deskOf(w http.ResponseWriter, r *http.Request) (d desk, ok bool) {
	var room storage.Room
	if d.base = demoBase; r.PathValue("token") != "" {
		d.base = roomBase(r)
		room, ok = s.roomOf(w, r)
	} else {
		room, ok = s.demoRoomOf(w, r)
	}
	if !ok {
		return d, false
	}
	if d.unit, ok = s.Directory().Unit(room.Unit); !ok {
		s.Nowhere(w, r)
	}
	return d, ok
}

// path is the address of a page about a period.
func (d desk) path(p calendar.Period) string { return d.base + pathPublish + "/" + p.String() }

// publishList lists what can be published, and what is.
func (s *Pages) publishList(w http.ResponseWriter, r *http.Request) {
	d, ok := s.deskOf(w, r)
	if !ok {
		return
	}
	page := publishPage{Said: saidWords[r.URL.Query().Get(saidParam)], Back: d.base}
	var err error
	if page.Rows, err = s.publishRows(r.Context(), d); err != nil {
		s.Failed(w, r, "periods not listed", err)
		return
	}
	if len(page.Rows) == 0 {
		page.None = wordNoPeriods
	}
	f := s.FrameOf(d.unit, wordPublishing)
	f.Style, f.Main = site.ResultsStyle, page
	s.Page(w, r, http.StatusOK, "publish", f)
}

var saidWords = map[string]string{doPublish: wordPublished, saidKept: wordPublishedKept, doWithdraw: wordWithdrawn, saidNothing: wordNothingShown}

// publishRows are the closed periods that have forms, and whatever else was published.
func (s *Pages) publishRows(ctx context.Context, d desk) ([]publishRow, error) {
	months, err := s.DB.MonthsWithResponses(ctx, d.unit.ID)
	if err != nil {
		return nil, err
	}
	published, err := s.DB.Publications(ctx, d.unit.ID)
	if err != nil {
		return nil, err
	}
	standing := map[calendar.Period]*storage.Published{}
	for i, p := range published {
		standing[p.Period] = &published[i]
	}
	var rows []publishRow
	for _, p := range report.Closed(months, calendar.WindowOf(d.unit.Settings).LastMonth(s.Now())) {
		rows = append(rows, s.publishRow(d, p, standing[p]))
		delete(standing, p)
	}
	for _, p := range published {
		if old := standing[p.Period]; old != nil && old.Shown() {
			rows = append(rows, s.publishRow(d, p.Period, old))
		}
	}
	return rows, nil
}

func (s *Pages) publishRow(d desk, p calendar.Period, standing *storage.Published) publishRow {
	row := publishRow{Label: p.Label(), State: wordStanding(standing), Preview: d.path(p)}
	if standing != nil && standing.Shown() {
		row.Shown, row.Off = true, d.path(p)+"/"+doWithdraw
		row.See = s.ResultsAddress(d.unit, p)
	}
	return row
}

// proposal makes what would be published of the period in the address; not ok when the request has been answered.
func (s *Pages) proposal(w http.ResponseWriter, r *http.Request) (d desk, pr office.Proposal, ok bool) {
	if d, ok = s.deskOf(w, r); !ok {
		return d, pr, false
	}
	p, err := calendar.ParsePeriod(r.PathValue("period"))
	if err != nil {
		s.Nowhere(w, r)
		return d, pr, false
	}
	pr, err = office.Propose(r.Context(), s.DB, s.Directory(), d.unit, p, s.Now())
	if err == nil {
		return d, pr, true
	}
	if why, known := office.WhyNot(err, p); known {
		s.Trouble(w, r, http.StatusConflict, why)
	} else {
		s.Failed(w, r, "figures not made", err)
	}
	return d, pr, false
}

// publishPreview shows a period exactly as it would be published.
func (s *Pages) publishPreview(w http.ResponseWriter, r *http.Request) {
	d, pr, ok := s.proposal(w, r)
	if !ok {
		return
	}
	p := pr.Figures.Period
	banner := &site.PreviewBanner{Says: wordPreview(pr.Former, pr.Kept), Check: wordCheckWords, Post: d.path(p), Button: "Công bố " + p.Label(), Back: d.base + pathPublish}
	if pr.Former != nil && pr.Former.Shown() {
		banner.Button = "Cập nhật " + p.Label()
	}
	f := s.FiguresFrame(d.unit, pr.Figures)
	f.Meta = &site.Meta{NoIndex: true, Feed: site.PathFeed}
	f.Main = site.ResultsPage{Preview: banner, View: site.ResultsViewOf(pr.Figures, site.WordAsOf(pr.Figures.AsOf), d.path(p)+"/bieu-do.png")}
	s.Page(w, r, http.StatusOK, "results", f)
}

// publishChart draws the chart of a preview.
func (s *Pages) publishChart(w http.ResponseWriter, r *http.Request) {
	_, pr, ok := s.proposal(w, r)
	if !ok {
		return
	}
	chart, err := pr.Chart()
	switch {
	case err != nil:
		s.Failed(w, r, "chart not drawn", err)
	case chart == nil:
		s.Nowhere(w, r)
	default:
		site.SendChart(w, chart)
	}
}

// withdrawAsk asks whether it is meant.
func (s *Pages) withdrawAsk(w http.ResponseWriter, r *http.Request) {
	d, ok := s.deskOf(w, r)
	if !ok {
		return
	}
	p, err := calendar.ParsePeriod(r.PathValue("period"))
	if err != nil {
		s.Nowhere(w, r)
		return
	}
	f := s.FrameOf(d.unit, wordPublishing)
	f.Main = withdrawPage{Label: p.Label(), Post: d.path(p), Back: d.base + pathPublish}
	s.Page(w, r, http.StatusOK, "withdraw", f)
}

// publishDo publishes or withdraws, and leads back to the list.
func (s *Pages) publishDo(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, publishBody)
	do := r.FormValue(publishParam)
	if do != doPublish && do != doWithdraw {
		private(w)
		s.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	d, ok := s.deskOf(w, r)
	if !ok {
		return
	}
	if !s.Limit(r.Context(), "web:publish:"+d.unit.Code, publishLimit, time.Minute) {
		w.Header().Set("Retry-After", site.RetryAfter)
		s.Trouble(w, r, http.StatusTooManyRequests, wordPublishTooOften)
		return
	}
	said, ok := "", false
	if do == doPublish {
		said, ok = s.publishNow(w, r)
	} else {
		said, ok = s.withdrawNow(w, r, d)
	}
	if ok {
		s.Published()
		http.Redirect(w, r, d.base+pathPublish+"?"+saidParam+"="+said, http.StatusSeeOther)
	}
}

func (s *Pages) publishNow(w http.ResponseWriter, r *http.Request) (said string, ok bool) {
	d, pr, ok := s.proposal(w, r)
	if !ok {
		return "", false
	}
	pub, err := pr.Publication(storage.WayRoom)
	if err == nil {
		err = s.DB.PublishFigures(r.Context(), pub, s.Now())
	}
	if err != nil {
		s.Failed(w, r, "not published", err)
		return "", false
	}
	s.Log.InfoContext(r.Context(), "published", "unit", d.unit.Code, "period", pub.Period.String(), "way", storage.WayRoom)
	if pr.Kept {
		return saidKept, true
	}
	return doPublish, true
}

func (s *Pages) withdrawNow(w http.ResponseWriter, r *http.Request, d desk) (said string, ok bool) {
	p, err := calendar.ParsePeriod(r.PathValue("period"))
	if err != nil {
		s.Nowhere(w, r)
		return "", false
	}
	err = s.DB.WithdrawFigures(r.Context(), d.unit.ID, p, storage.WayRoom, s.Now())
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return saidNothing, true
	case err != nil:
		s.Failed(w, r, "not withdrawn", err)
		return "", false
	}
	s.Log.InfoContext(r.Context(), "publication withdrawn", "unit", d.unit.Code, "period", p.String(), "way", storage.WayRoom)
	return doWithdraw, true
}
