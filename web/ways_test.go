package web

import (
	"strings"
	"testing"

	"motcua/bot/platform"
	"motcua/org"
)

// Whoever has scanned a one-time code may go on on a platform instead; looking at the page leads nowhere by itself.
func TestWaysOfOneTimeCode(t *testing.T) {
	s := newSite(t, func(_ *house, web *server) {
		web.Ways = func(start string) []platform.Way {
			return []platform.Way{{Name: "Telegram", URL: "https://t.me/bot?start=" + start}}
		}
	})
	code := someCode()
	_, body := s.browser().get("/s/" + strings.ToLower(org.ShowVisitCode(code)))
	want(t, body, `href="https://t.me/bot?start=`+code+`">Mở bằng Telegram</a>`)
	_, body = s.browser().get("/s/" + org.Start{Unit: s.units[0].ID}.Sign(s.directory().Key()))
	wantNot(t, body, "t.me")
}
