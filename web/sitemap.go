package web

import (
	"encoding/xml"
	"net/http"
	"strconv"

	"motcua/procedure"
)

// robots keeps search engines away from what is nobody else's business, and from sample data altogether.
func (s *server) robots(w http.ResponseWriter, _ *http.Request) {
	rules := "User-agent: *\nDisallow: /s/\nDisallow: /chat/\nDisallow: /phong/\nDisallow: /qr/\n" +
		"Disallow: /*?" + askParam + "=\nDisallow: " + pathProcedures + "?" + searchParam + "=\n"
	switch {
	case s.Demo:
		rules = "User-agent: *\nDisallow: /\n"
	case s.PublicURL != "":
		rules += "\nSitemap: " + s.PublicURL + "/sitemap.xml\n"
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(rules)) // the asker may have gone
}

// The list of pages for search engines, as sitemaps.org has it.
type (
	sitemapFile struct {
		XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []sitemapPage `xml:"url"`
	}
	sitemapPage struct {
		Loc     string         `xml:"loc"`
		Changed procedure.Date `xml:"lastmod,omitempty"`
	}
)

// sitemap lists the pages about procedures. There is none for sample data, nor while it is not known under
// which address citizens find the service.
func (s *server) sitemap(w http.ResponseWriter, r *http.Request) {
	pl, ok := s.placeOf(r)
	if !ok || s.PublicURL == "" || s.sample(pl) {
		s.Nowhere(w, r)
		return
	}
	f := s.Finder()
	list := sitemapFile{Pages: []sitemapPage{{Loc: s.PublicURL + pathProcedures, Changed: f.AsOf()}}}
	for _, field := range f.Fields() {
		list.Pages = append(list.Pages, sitemapPage{Loc: s.PublicURL + pathProcedures + "?" + fieldParam + "=" + field.ID})
	}
	for _, p := range f.All() {
		list.Pages = append(list.Pages, sitemapPage{s.PublicURL + pathProcedures + "/" + p.Key, p.AsOf})
	}
	list.Pages = append(list.Pages, s.resultPages(r.Context())...)
	body, err := xml.Marshal(list)
	if err != nil {
		s.Failed(w, r, "list of pages not written", err)
		return
	}
	s.xml(w, r, "application/xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// xml answers with a document that is the same for everybody.
func (s *server) xml(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	if !s.Fresh(w, r, body) {
		return
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	body = s.Compress(w, r, body)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader may have gone
}
