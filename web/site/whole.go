package site

import (
	"html/template"
	"io/fs"
	"net/http"
)

// AddWhole takes in the folder "static" of a room and pages that are whole documents of their own: they share nothing of the frame
// of other pages, not its style either. Page shows them like others. It panics if one of them is broken, which a test of any page
// would show.
func (s *Site) AddWhole(files fs.FS, pages ...string) {
	s.assets.load(files)
	for _, name := range pages {
		page := template.New(name + ".html").Funcs(template.FuncMap{"asset": s.assets.url, "json": jsonText})
		s.pages[name] = parse(page, files, name)
	}
}

// Hold gives a request that waits for something new a seat among the streams: at most so many for one key, whose oldest loses its
// seat to the newest. leave must be called once the request has ended. ok is false when there is no seat, and the request has
// been answered.
func (s *Site) Hold(w http.ResponseWriter, r *http.Request, key string, most int) (lost <-chan struct{}, leave func(), ok bool) {
	seat, of := s.streams.take(key, s.NetworkKey(r), key, most, s.Plan)
	if of != "" {
		s.Refusals.Add(whatStream, of)
		w.Header().Set("Retry-After", RetryAfter)
		s.Trouble(w, r, http.StatusServiceUnavailable, wordTooManyStreams)
		return nil, nil, false
	}
	return seat.lost, func() { s.streams.leave(seat) }, true
}
