package site

import (
	"errors"
	"net/http"
	"strings"

	"motcua/bot/engine"
	"motcua/office"
	"motcua/storage"
)

// Failed answers for something that did not work on our side: 503 when trying again will help.
func (s *Site) Failed(w http.ResponseWriter, r *http.Request, what string, err error) {
	if r.Context().Err() != nil {
		// The browser has gone, there is nobody to answer; what it sent it will send again.
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	away, broken := wordAway, wordBroken
	if r.Method == http.MethodPost {
		away, broken = wordNotTaken, wordNotKept
	}
	if storage.Unavailable(err) || errors.Is(err, engine.ErrBusy) {
		s.Log.WarnContext(r.Context(), what, "err", err)
		w.Header().Set("Retry-After", "2")
		s.Trouble(w, r, http.StatusServiceUnavailable, away)
		return
	}
	if errors.Is(err, storage.ErrClockHeld) {
		s.Log.WarnContext(r.Context(), what, "err", err)
		s.Trouble(w, r, http.StatusConflict, office.WordClockHeld)
		return
	}
	s.Log.ErrorContext(r.Context(), what, "err", err)
	s.Trouble(w, r, http.StatusInternalServerError, broken)
}

// Trouble answers a failed request with a sentence: a page for somebody who looks at it, plain text for
// the script of the page.
func (s *Site) Trouble(w http.ResponseWriter, r *http.Request, status int, text string) {
	if !WantsHTML(r) {
		http.Error(w, text, status)
		return
	}
	f := s.FrameOf(nil, wordTrouble)
	f.Main = troublePage{Text: text, Back: s.back(r)}
	s.Page(w, r, status, "trouble", f)
}

type troublePage struct{ Text, Back string }

func (s *Site) back(r *http.Request) string {
	if s.Back == nil {
		return "/"
	}
	return s.Back(r)
}

// Nowhere answers for addresses that do not exist.
func (s *Site) Nowhere(w http.ResponseWriter, r *http.Request) {
	s.Trouble(w, r, http.StatusNotFound, wordNowhere)
}

// WantsHTML tells a browser that shows pages from the page's own script: the first asks for HTML by name.
func WantsHTML(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}
