package site

import (
	"bytes"
	"fmt"
	"net/http"

	"motcua/bot"
	"motcua/org/directory"
)

// Frame is what every page has.
type Frame struct {
	Title   string
	Org     string // whose page it is: "UBND xã Long Điền"; "" where no unit is meant
	Note    string // beside the name
	Heading string
	Demo    bool
	Script  bool
	Chat    bool   // the page is a conversation
	Section string // what the page belongs to, where its heading does not stand in the head
	Class   string // state of a conversation, for its style
	At, Of  int    // how far a survey has come
	Menu    *Foot  // the ways on; nil = none
	Meta    *Meta  // of pages meant for everybody; nil elsewhere
	Sheet   bool   // the page is made for paper
	Style   string // a further style sheet; "" without one
	Main    any
}

// FrameOf begins the frame of a unit's page; u may be nil.
func (s *Site) FrameOf(u *directory.Unit, heading string) Frame {
	f := Frame{Title: heading, Heading: heading, Demo: s.Demo}
	if u != nil {
		f.Org, f.Note, f.Demo = u.Authority(), u.Settings.Note, s.Demo || u.Unit.Demo
		f.Title = heading + " – " + u.Authority()
	}
	return f
}

// Asks sets what the head and the style of a conversation say when its newest message is a step of a survey.
func (f *Frame) Asks(v LogView) {
	if len(v.Entries) == 0 {
		return
	}
	a := v.Entries[len(v.Entries)-1].Ask
	if a == nil {
		return
	}
	switch {
	case a.Step == bot.AskReceipt:
		f.At, f.Of, f.Heading = 1, 1, wordSent
	case a.Step == bot.AskConsent:
		f.Class = classAsking
		if a.Place != "" {
			f.Heading = a.Place
		}
	default:
		f.At, f.Of, f.Heading = a.At-1, a.Of, wordStep(a.At, a.Of, a.Where)
		if !a.Written {
			f.Class = classAsking
		}
	}
}

// classAsking marks a page on which a tap is meant: the field to type in makes room.
const classAsking = "asking"

// Page renders a page and answers with it.
func (s *Site) Page(w http.ResponseWriter, r *http.Request, status int, name string, f Frame) {
	if body, ok := s.render(w, r, name, f); ok {
		s.HTML(w, r, status, body)
	}
}

// render makes a page; not ok when it could not and the request has been answered.
func (s *Site) render(w http.ResponseWriter, r *http.Request, name string, f Frame) (body []byte, ok bool) {
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, f); err != nil {
		s.Log.ErrorContext(r.Context(), "page not rendered", "page", name, "err", err)
		http.Error(w, wordBroken, http.StatusInternalServerError)
		return nil, false
	}
	return b.Bytes(), true
}

// leastCompressed is from how many bytes on compressing a page is worth it.
const leastCompressed = 512

// HTML answers with a piece of HTML, compressed if the browser can take it.
func (s *Site) HTML(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	if len(body) > leastCompressed {
		body = s.Compress(w, r, body)
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may have gone
}
