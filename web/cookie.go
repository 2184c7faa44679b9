package web

import (
	"net/http"
	"strings"
	"time"

	"motcua/bot/webchat"
)

// cookieName names the only cookie there is; it holds the key of the conversation.
const cookieName = "motcua"

// cookieLife is how long a browser finds back to its conversation. It is also as long as the
// conversation itself is remembered.
const cookieLife = 180 * 24 * time.Hour

// chatOf is the conversation of a browser.
func chatOf(r *http.Request) (chat string, ok bool) {
	c, err := r.Cookie(cookieName)
	if err != nil || !webchat.ValidChat(c.Value) {
		return "", false
	}
	return c.Value, true
}

// giveChat makes a new conversation key and has the browser keep it. Nothing is stored here before the
// citizen says something.
func (s *server) giveChat(w http.ResponseWriter, r *http.Request) string {
	chat := webchat.NewChat()
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: chat, Path: "/", MaxAge: int(cookieLife / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: s.HTTPS(r) || strings.HasPrefix(s.PublicURL, "https:"),
	})
	return chat
}
