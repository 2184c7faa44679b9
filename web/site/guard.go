package site

import (
	"net/http"
	"net/url"
)

// policy lets a page load what it needs from this server and nothing else, and run no script that is not
// a file of ours: what a citizen types can never become a program.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Guard stands before all pages: it sets the headers every answer has, refuses forms sent from other sites and bounds what
// one address reads.
func (s *Site) Guard(pages http.Handler) http.Handler {
	next := s.meter(pages)
	origins := http.NewCrossOriginProtection()
	if o := Origin(s.PublicURL); o != "" {
		// A proxy in front may change the Host header; what citizens see counts.
		if err := origins.AddTrustedOrigin(o); err != nil {
			s.Log.Error("public address not taken as an origin", "err", err)
		}
	}
	origins.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Trouble(w, r, http.StatusForbidden, wordOtherSite)
	}))
	next = origins.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.noteSpoof(r)
		h := w.Header()
		if s.Crowded != nil && s.Crowded() {
			h.Set("Connection", "close") // others need the place
		}
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		if s.HTTPS(r) {
			h.Set("Strict-Transport-Security", "max-age=15552000")
		}
		next.ServeHTTP(w, r)
	})
}

// Origin is the scheme://host of an address, "" if it has none.
func Origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// HTTPS reports whether the citizen's connection is encrypted, here or at a proxy in front of us.
func (s *Site) HTTPS(r *http.Request) bool {
	return r.TLS != nil || s.Proxies.Trusted(r) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// Base is where links in QR codes lead.
func (s *Site) Base(r *http.Request) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	if s.HTTPS(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
