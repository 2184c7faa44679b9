package site

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

// Meta is what a page that is meant for everybody says of itself to search engines and feed readers.
type Meta struct {
	Description string
	Canonical   string // "" while it is not known under which address citizens find the service
	NoIndex     bool
	Feed        string
	Asking      bool // the page is shown to nobody without asking whether it still holds
	Service     any  // JSON-LD; nil where there is none
}

// Keeping is for how long a browser or proxy may show a page about procedures without asking; then the tag
// of the page saves it from being sent again. Only a browser may keep what can hold the address it used.
func (s *Site) Keeping() string {
	if s.PublicURL == "" {
		return "private, max-age=300"
	}
	return "public, max-age=300"
}

// AlwaysAsk has browsers and proxies ask each time, which costs the tag of the page only: what is withdrawn must be gone.
const AlwaysAsk = "no-cache"

// Public answers with a page that is the same for everybody.
func (s *Site) Public(w http.ResponseWriter, r *http.Request, status int, name string, f Frame) {
	body, ok := s.render(w, r, name, f)
	if !ok {
		return
	}
	h := w.Header()
	if f.Meta.NoIndex {
		h.Set("X-Robots-Tag", "noindex")
	}
	if status != http.StatusOK {
		s.HTML(w, r, status, body)
		return
	}
	keep := s.Keeping()
	if f.Meta.Asking {
		keep = AlwaysAsk
	}
	if s.FreshFor(w, r, body, keep) {
		s.HTML(w, r, status, body)
	}
}

// Fresh sets the headers by which a page is kept; when the browser has this very page already it says so
// and reports false. The tag is made of the contents: they change with the catalogue, the settings of the
// unit, the day and the program, and whatever changed, the page is new.
func (s *Site) Fresh(w http.ResponseWriter, r *http.Request, body []byte) bool {
	return s.FreshFor(w, r, body, s.Keeping())
}

// FreshFor is fresh for what is kept in another way.
func (s *Site) FreshFor(w http.ResponseWriter, r *http.Request, body []byte, keep string) bool {
	sum := sha256.Sum256(body)
	// Weak, because the compressed page and the plain one share it.
	tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Cache-Control", keep)
	h.Set("ETag", tag)
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return false
	}
	return true
}
