package web

import (
	"net/http"
	"strings"
	"time"

	"motcua/bot/webchat"
)

// cookieName names the only cookie there is; it holds the key of the conversations of a browser, one with each unit.
const cookieName = "motcua"

// cookieLife is how long a browser finds back to its conversation. It is also as long as the
// conversation itself is remembered.
const cookieLife = 180 * 24 * time.Hour

// chatOf is the key of the conversations of a browser.
func chatOf(r *http.Request) (chat string, ok bool) {
	c, err := r.Cookie(cookieName)
	if err != nil || !webchat.ValidChat(c.Value) {
		return "", false
	}
	return c.Value, true
}

// keepChat has the browser keep the key of its conversations, from now on for as long again. Nothing is stored here before
// the citizen says something.
func (s *server) keepChat(w http.ResponseWriter, r *http.Request, key string) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: key, Path: "/", MaxAge: int(cookieLife / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: s.HTTPS(r) || s.publicHTTPS(),
	})
}

func (s *server) publicHTTPS() bool { return strings.HasPrefix(s.PublicURL, "https:") }

// noCookie says why a browser did not come back with its key. Where the service is to be reached by https, a page opened by http
// cannot keep it, and that is no fault of the browser.
func (s *server) noCookie(r *http.Request) string {
	from := r.Header.Get("Origin")
	if from == "" || from == "null" {
		from = r.Header.Get("Referer")
	}
	if s.publicHTTPS() && !s.HTTPS(r) && strings.HasPrefix(from, "http:") {
		return wordOpenByHTTPS(s.PublicURL)
	}
	return wordNoCookie
}
