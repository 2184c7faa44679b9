package web

import (
	"net/http"
	"net/url"

	"motcua/bot"
)

// standing is the page on which somebody goes on after an event. It is the one the event was sent from, except where that one
// could not know the unit: a visit code, scanned or typed, names none before it is used, so what the turn has stored decides.
func (s *server) standing(r *http.Request, e bot.Event) (page string, err error) {
	if _, alone := s.Directory().Default(); alone || !mayMove(e) {
		return s.pageOf(e), nil
	}
	unit, err := s.DB.UnitOfConversation(r.Context(), e.Conv())
	if err != nil {
		return "", err
	}
	if u, ok := s.Directory().Unit(unit); ok {
		return s.addressOfUnit(u), nil
	}
	return s.pageOf(e), nil
}

// mayMove reports whether an event may have led to another unit than its page names.
func mayMove(e bot.Event) bool {
	return e.Unit == 0 || e.Kind == bot.Start || e.Kind == bot.Text && oneTime(e.Text)
}

// scannedPage is the page of what a QR says.
func scannedPage(payload string) string { return "/s/" + url.PathEscape(payload) }
