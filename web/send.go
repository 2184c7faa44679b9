package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/webchat"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
)

// maxBody caps a request's body; the longest text takes about 30 kB as multipart/form-data.
const maxBody = 64 << 10

// answerWait is how long a browser without script is kept waiting for the answer to what it sent, and
// answerPause how long the pauses between the messages of one answer are at the most.
const (
	answerWait  = 2 * time.Second
	answerPause = 80 * time.Millisecond
)

// send takes in what a citizen typed or tapped. 204 (or for a plain form the way back to the page) means
// that it is stored; anything else that it is not, and with 429 and 5xx that it may be sent again under the same id.
func (s *server) send(w http.ResponseWriter, r *http.Request) {
	chat, ok := chatOf(r)
	if !ok {
		s.trouble(w, r, http.StatusBadRequest, wordNoCookie)
		return
	}
	if !s.allowed(r, chat) {
		w.Header().Set("Retry-After", retryAfter)
		s.trouble(w, r, http.StatusTooManyRequests, wordTooFast)
		return
	}
	if status, text := readForm(w, r); status != 0 {
		s.trouble(w, r, status, text)
		return
	}
	e, err := eventOf(r.PostForm, chat, s.Now())
	if err != nil {
		s.trouble(w, r, http.StatusBadRequest, wordGarbled)
		return
	}
	if pause, text := s.bounded(r, &e); text != "" {
		w.Header().Set("Retry-After", pause)
		s.trouble(w, r, http.StatusTooManyRequests, text)
		return
	}
	plain := wantsHTML(r)
	wake, cancel := s.Chat.Listen(e.Conv())
	defer cancel()
	if err := s.Turn(r.Context(), e); errors.Is(err, engine.ErrTooManyForms) {
		w.Header().Set("Retry-After", formPause)
		s.trouble(w, r, http.StatusTooManyRequests, wordTooManyForms)
		return
	} else if err != nil {
		s.failed(w, r, "event not taken in", err)
		return
	}
	if !plain {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	awaitAnswer(r.Context(), wake)
	http.Redirect(w, r, s.pageOf(e)+"#moi", http.StatusSeeOther)
}

// bounded says why an event is not taken in now, and after how many seconds it may be: its network has left too much in
// the database. It notes in the event from where it comes and what it has shown.
func (s *server) bounded(r *http.Request, e *bot.Event) (pause, text string) {
	e.Net = s.networkKey(r)
	if !s.roomFor(r.Context(), *e) {
		return bytesPause, wordTooMuchStored
	}
	e.Shown = s.noteShown(r.Context(), *e)
	return "", ""
}

// formPause is after how many seconds a form may be begun again.
const formPause = "600"

// shownWindow is for how long a conversation is remembered to have shown a signed code.
const shownWindow = 2 * time.Hour

// noteShown reports whether a conversation has lately shown a signed code of a reception point, with this event or before.
// Only what may begin a form is asked about.
func (s *server) noteShown(ctx context.Context, e bot.Event) bool {
	n := int64(0)
	if e.Kind == bot.Tap && !strings.HasPrefix(e.Data, "y:") {
		return false
	}
	if e.Kind == bot.Start {
		if _, err := org.ParseStart(s.Directory().Key(), e.Text); err == nil {
			n = 1
		}
	}
	return s.Count(ctx, "web:shown:"+s.blur(e.Chat), n, shownWindow) > 0
}

// readForm reads the body; on failure it says which answer that deserves.
func readForm(w http.ResponseWriter, r *http.Request) (status int, text string) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	err := r.ParseForm() // on its own: ParseMultipartForm says nothing of a bad form in the other encoding
	if err == nil {
		err = r.ParseMultipartForm(maxBody)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil, errors.Is(err, http.ErrNotMultipart):
		return 0, ""
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, wordTooLong
	}
	return http.StatusBadRequest, wordGarbled
}

// failed answers for something that did not work on our side: 503 when trying again will help.
func (s *Site) failed(w http.ResponseWriter, r *http.Request, what string, err error) {
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
		s.trouble(w, r, http.StatusServiceUnavailable, away)
		return
	}
	s.Log.ErrorContext(r.Context(), what, "err", err)
	s.trouble(w, r, http.StatusInternalServerError, broken)
}

// awaitAnswer waits until the answer has been delivered, for a browser that can only show what is there
// when the page is loaded. If it takes too long the page says how to look again.
func awaitAnswer(ctx context.Context, wake <-chan struct{}) {
	t := time.NewTimer(answerWait)
	defer t.Stop()
	for {
		select {
		case <-wake:
			t.Reset(answerPause) // several messages may follow one another
		case <-t.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// pageOf is the page an event was sent from: that of its unit.
func (s *server) pageOf(e bot.Event) string {
	if u, ok := s.Directory().Unit(e.Unit); ok {
		return s.addressOfUnit(u)
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
