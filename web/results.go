package web

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/report"
	"motcua/storage"
	"motcua/web/site"
)

// resultRoutes are the pages of published figures, open to everybody and to search engines.
func (s *server) resultRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+site.PathResults, s.results)
	mux.HandleFunc("GET "+site.PathResults+"/{period}", s.results)
	mux.HandleFunc("GET "+site.PathResults+"/{period}/bieu-do.png", s.resultsChart)
}

// results shows a period's figures; without one in the address the newest.
func (s *server) results(w http.ResponseWriter, r *http.Request) {
	rd, ok := s.reading(w, r)
	if !ok {
		return
	}
	if rd.unit == nil {
		s.chooseResults(w, r, rd)
		return
	}
	shown, err := s.shownResults(r.Context(), rd.unit)
	if err != nil {
		s.Failed(w, r, "results not listed", err)
		return
	}
	name := r.PathValue("period")
	if name == "" && len(shown) > 0 {
		name = shown[0].Period.String()
	}
	for _, p := range shown {
		if p.Period.String() == name {
			s.showResults(w, r, rd, p.Period, shown)
			return
		}
	}
	s.noResults(w, r, rd, shown)
}

// shownResults are the published periods of a unit, newest first; none without a database, which the pages about
// procedures do not need.
func (s *server) shownResults(ctx context.Context, u *directory.Unit) ([]storage.Published, error) {
	if s.DB == nil {
		return nil, nil
	}
	all, err := s.DB.Publications(ctx, u.ID)
	var shown []storage.Published
	for _, p := range all {
		if p.Shown() {
			shown = append(shown, p)
		}
	}
	return shown, err
}

// showResults shows what was published of a period.
func (s *server) showResults(w http.ResponseWriter, r *http.Request, rd reader, p calendar.Period, shown []storage.Published) {
	pub, err := s.DB.Publication(r.Context(), rd.unit.ID, p)
	if err != nil {
		s.Failed(w, r, "results not read", err)
		return
	}
	if !pub.Shown() { // withdrawn since
		s.noResults(w, r, rd, nil)
		return
	}
	path := site.PathResults + "/" + p.String()
	page := site.ResultsPage{View: site.ResultsViewOf(pub.Figures, wordPublished(pub.Published, pub.Figures.AsOf), rd.link(path+"/bieu-do.png")), Foot: s.footOf(rd)}
	page.Others = rd.otherResults(shown, p)
	f := s.resultsFrame(rd, pub.Figures, rd.link(path))
	f.Main = page
	s.Public(w, r, http.StatusOK, "results", f)
}

// resultsFrame is the frame of a page about a period's published figures.
func (s *server) resultsFrame(rd reader, p report.Public, path string) site.Frame {
	f := s.FiguresFrame(rd.unit, p)
	f.Meta = s.metaOf(rd, path)
	f.Meta.Asking, f.Meta.NoIndex = true, f.Meta.NoIndex || p.Demo
	f.Meta.Description = wordResultsAre(f.Org, p)
	return f
}

// otherResults are the ways to the other published periods.
func (rd reader) otherResults(shown []storage.Published, now calendar.Period) []site.ResultsLink {
	var out []site.ResultsLink
	for _, p := range shown {
		if p.Period != now {
			out = append(out, site.ResultsLink{Label: p.Period.Label(), URL: rd.link(site.PathResults + "/" + p.Period.String())})
		}
	}
	return out
}

// noResults says that there is nothing to see, and where there is.
func (s *server) noResults(w http.ResponseWriter, r *http.Request, rd reader, shown []storage.Published) {
	page := site.ResultsPage{None: wordNoResults, Others: rd.otherResults(shown, calendar.Period{}), Foot: s.footOf(rd)}
	status := http.StatusOK
	f := s.publicFrame(rd, site.WordResults, rd.link(site.PathResults))
	if r.PathValue("period") != "" {
		page.None, status, f.Meta.NoIndex = wordNoSuchResults, http.StatusNotFound, true
		w.Header().Set("Cache-Control", "no-store")
	}
	f.Style, f.Meta.Asking, f.Main = site.ResultsStyle, true, page
	s.Public(w, r, status, "results", f)
}

// chooseResults lists the units that show something, where it is not known which is meant.
func (s *server) chooseResults(w http.ResponseWriter, r *http.Request, rd reader) {
	publishing := s.publishing.units(r.Context(), s.DB)
	page := site.ResultsPage{None: wordNoResults, Foot: s.footOf(rd)}
	path := site.PathResults
	if name := r.PathValue("period"); name != "" {
		path += "/" + name
	}
	for _, u := range realUnits(s.Directory()) {
		if publishing[u.ID] {
			page.Units, page.None = append(page.Units, site.UnitLink{Name: u.Authority(), URL: place{unit: u, named: true}.link(path)}), ""
		}
	}
	f := s.publicFrame(rd, site.WordResults, site.PathResults)
	f.Style, f.Meta.Asking, f.Main = site.ResultsStyle, true, page
	s.Public(w, r, http.StatusOK, "results", f)
}

// resultsChart answers with the chart that was published.
func (s *server) resultsChart(w http.ResponseWriter, r *http.Request) {
	pl, ok := s.placeOf(r)
	p, err := calendar.ParsePeriod(r.PathValue("period"))
	if !ok || pl.unit == nil || err != nil {
		s.Nowhere(w, r)
		return
	}
	pub, err := s.DB.Publication(r.Context(), pl.unit.ID, p)
	var chart []byte
	if err == nil && pub.Shown() {
		chart, err = s.DB.PublicationChart(r.Context(), pl.unit.ID, p)
	}
	switch {
	case errors.Is(err, storage.ErrNotFound) || err == nil && chart == nil:
		s.Nowhere(w, r)
	case err != nil:
		s.Failed(w, r, "chart not read", err)
	case s.FreshFor(w, r, chart, site.AlwaysAsk):
		site.SendChart(w, chart)
	}
}

// publishing remembers for a few seconds which units show results, because every page asks.
type publishing struct {
	mu    sync.Mutex
	asked time.Time
	known map[int32]bool
}

const (
	publishingAge  = 10 * time.Second
	publishingWait = time.Second // a link in the foot is not worth more
)

// units are the units that show results; while that cannot be read, those that did.
func (p *publishing) units(ctx context.Context, db *storage.DB) map[int32]bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.asked) > publishingAge {
		ctx, cancel := context.WithTimeout(ctx, publishingWait)
		defer cancel()
		if known, err := db.Publishing(ctx); err == nil {
			p.asked, p.known = now, known
		}
	}
	return p.known
}

// forget makes the next page ask again.
func (p *publishing) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = time.Time{}
}

// hasResults reports whether there is something to see of a unit; of any, where none is meant.
func (s *server) hasResults(ctx context.Context, u *directory.Unit) bool {
	if s.DB == nil {
		return false
	}
	known := s.publishing.units(ctx, s.DB)
	if u != nil {
		return known[u.ID]
	}
	return len(known) > 0
}

// resultPages lists the pages of published figures for search engines; none while that cannot be read.
func (s *server) resultPages(ctx context.Context) []sitemapPage {
	units := realUnits(s.Directory())
	var pages []sitemapPage
	for _, u := range units {
		shown, err := s.shownResults(ctx, u)
		if err != nil {
			s.Log.WarnContext(ctx, "results not listed for search engines", "unit", u.Code, "err", err)
			continue
		}
		pl := place{unit: u, named: len(units) > 1}
		for i, p := range shown {
			changed := procedure.Date(p.Updated.In(org.Location()).Format(time.DateOnly))
			if i == 0 {
				pages = append(pages, sitemapPage{s.PublicURL + pl.link(site.PathResults), changed})
			}
			pages = append(pages, sitemapPage{s.PublicURL + pl.link(site.PathResults+"/"+p.Period.String()), changed})
		}
	}
	return pages
}
