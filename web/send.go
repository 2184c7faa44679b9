package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/org/directory"
	"motcua/web/site"
)

// send takes in what a citizen typed or tapped, one event or several in their order. 204 (or for a plain form the way to the page
// where it goes on) means that all is stored; anything else that the first one that is not counted in the header Motcua-Taken
// is not, and with 429 and 5xx that it may be sent again under the same id, with those behind it.
func (s *server) send(w http.ResponseWriter, r *http.Request) {
	key, ok := chatOf(r)
	if !ok {
		s.Trouble(w, r, http.StatusBadRequest, s.noCookie(r))
		return
	}
	if status, text := site.ReadForm(w, r); status != 0 {
		s.Trouble(w, r, status, text)
		return
	}
	events, err := s.eventsOf(r, key)
	if err != nil {
		s.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	for i := range events {
		if !s.allowed(r, key) {
			w.Header().Set("Retry-After", site.RetryAfter)
			s.Trouble(w, r, http.StatusTooManyRequests, site.WordTooFast)
			return
		}
		if err := s.settle(r.Context(), &events[i]); err != nil {
			s.Failed(w, r, "unit of a code not read", err)
			return
		}
	}
	last := events[len(events)-1]
	plain := site.WantsHTML(r)
	wake, cancel := s.Chat.Listen(last.Conv())
	defer cancel()
	for i, e := range events {
		w.Header().Set(takenHeader, strconv.Itoa(i))
		if !s.takeIn(w, r, e) {
			return
		}
	}
	s.keepChat(w, r, key)
	page := s.pageOf(last)
	if !plain {
		w.Header().Set(pageHeader, page)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	site.AwaitAnswer(r.Context(), wake)
	http.Redirect(w, r, page+"#moi", http.StatusSeeOther)
}

// takenHeader says how many of the events of a request are stored.
const takenHeader = "Motcua-Taken"

// eventsOf reads what a page sent: a script sends what waits at once, each with all its fields. A button that answers a printed
// QR brings the QR along, which is taken in before it.
func (s *server) eventsOf(r *http.Request, key string) ([]bot.Event, error) {
	var events []bot.Event
	for _, form := range oneByOne(r.PostForm) {
		e, err := eventOf(form, key, s.Now())
		if err != nil {
			return nil, err
		}
		if start := clean(form.Get("start")); start != "" {
			scan := e
			scan.Kind, scan.Text, scan.Data, scan.Label = bot.Start, start, "", ""
			if scan.ID = site.EventID(form.Get("id"), key, startOf); len(start) > maxStart {
				return nil, errForm
			}
			events = append(events, scan)
		}
		e.ID = s.told(e)
		events = append(events, e)
	}
	return events, nil
}

// startOf stands in the id of a scanned QR for the button: no button carries it.
const startOf = "\x00start"

// mostAtOnce is how many events one request may bring.
const mostAtOnce = 30

// oneByOne takes a form apart that holds several events.
func oneByOne(form url.Values) []url.Values {
	n := min(len(form["id"]), mostAtOnce)
	if n <= 1 {
		return []url.Values{form}
	}
	all := make([]url.Values, n)
	for i := range all {
		all[i] = url.Values{}
		for name, values := range form {
			if len(values) == len(form["id"]) {
				all[i].Set(name, values[i])
			}
		}
	}
	return all
}

// told puts what was typed into the id of an event: a form that comes back with another text, because its page was gone back to, is
// another event. It goes in as a keyed hash, since that of a telephone number would be as good as the number.
func (s *server) told(e bot.Event) string {
	if e.Kind != bot.Text {
		return e.ID
	}
	mac := hmac.New(sha256.New, s.Directory().Key())
	mac.Write([]byte("motcua/said/" + e.ID + "/" + e.Text))
	return e.ID + base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:6])
}

// takeIn takes one event in; false when it could not, and the request has been answered.
func (s *server) takeIn(w http.ResponseWriter, r *http.Request, e bot.Event) bool {
	if pause, text := s.bounded(r, &e); text != "" {
		w.Header().Set("Retry-After", pause)
		s.Trouble(w, r, http.StatusTooManyRequests, text)
		return false
	}
	err := s.Turn(r.Context(), e)
	if many, ok := errors.AsType[*engine.TooManyResponses](err); ok {
		w.Header().Set("Retry-After", responsePause)
		s.Trouble(w, r, http.StatusTooManyRequests, wordTooManyForms(*many))
		return false
	} else if err != nil {
		s.Failed(w, r, "event not taken in", err)
		return false
	}
	return true
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
