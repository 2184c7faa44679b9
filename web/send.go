package web

import (
	"errors"
	"net/http"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/webchat"
	"motcua/org/directory"
	"motcua/web/site"
)

// send takes in what a citizen typed or tapped. 204 (or for a plain form the way to the page where it goes on) means
// that it is stored; anything else that it is not, and with 429 and 5xx that it may be sent again under the same id.
func (s *server) send(w http.ResponseWriter, r *http.Request) {
	chat, ok := chatOf(r)
	if !ok {
		s.Trouble(w, r, http.StatusBadRequest, wordNoCookie)
		return
	}
	if !s.allowed(r, chat) {
		w.Header().Set("Retry-After", site.RetryAfter)
		s.Trouble(w, r, http.StatusTooManyRequests, site.WordTooFast)
		return
	}
	if status, text := site.ReadForm(w, r); status != 0 {
		s.Trouble(w, r, status, text)
		return
	}
	e, err := eventOf(r.PostForm, chat, s.Now())
	if err != nil {
		s.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	if pause, text := s.bounded(r, &e); text != "" {
		w.Header().Set("Retry-After", pause)
		s.Trouble(w, r, http.StatusTooManyRequests, text)
		return
	}
	plain := site.WantsHTML(r)
	wake, cancel := s.Chat.Listen(e.Conv())
	defer cancel()
	if err := s.Turn(r.Context(), e); err != nil {
		if many, ok := errors.AsType[*engine.TooManyResponses](err); ok {
			w.Header().Set("Retry-After", responsePause)
			s.Trouble(w, r, http.StatusTooManyRequests, wordTooManyForms(*many))
			return
		}
		s.Failed(w, r, "event not taken in", err)
		return
	}
	page, err := s.standing(r, e)
	if err != nil {
		s.Failed(w, r, "unit of a conversation not read", err) // sent again, the event changes nothing
		return
	}
	if !plain {
		w.Header().Set(pageHeader, page)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	site.AwaitAnswer(r.Context(), wake)
	http.Redirect(w, r, page+"#moi", http.StatusSeeOther)
}

// pageHeader tells the script on which page the conversation goes on, should that be another one.
const pageHeader = "Content-Location"

// bounded says why an event is not taken in now, and after how many seconds it may be: its network has left too much in
// the database. It notes in the event from where it comes.
func (s *server) bounded(r *http.Request, e *bot.Event) (pause, text string) {
	e.Net = s.NetworkKey(r)
	if !s.roomFor(r.Context(), *e) {
		return bytesPause, wordTooMuchStored
	}
	return "", ""
}

// responsePause is after how many seconds a response may be begun again.
const responsePause = "600"

// pageOf is the page an event was sent from: that of its unit, or of the code that was scanned where that is not known.
func (s *server) pageOf(e bot.Event) string {
	if u, ok := s.Directory().Unit(e.Unit); ok {
		return s.addressOfUnit(u)
	}
	if e.Kind == bot.Start && oneTime(e.Text) {
		return scannedPage(e.Text)
	}
	return "/"
}

// addressOfUnit is the chat page of a unit.
func (s *server) addressOfUnit(u *directory.Unit) string {
	if d, ok := s.Directory().Default(); ok && d.ID == u.ID {
		return "/"
	}
	return "/u/" + u.Code
}

// backTo is where the way back from an error page leads.
func (s *server) backTo(r *http.Request) string {
	if r.Method == http.MethodPost && r.PostForm != nil {
		if e, err := eventOf(r.PostForm, "", time.Time{}); err == nil {
			return s.pageOf(e)
		}
	}
	return "/"
}

// conv is the conversation a browser belongs to.
func (s *server) conv(r *http.Request) (conv string, ok bool) {
	chat, ok := chatOf(r)
	return webchat.Conv(chat), ok
}
