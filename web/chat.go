package web

import (
	"errors"
	"net/http"
	"strconv"

	"motcua/bot"
	"motcua/bot/platform"
	"motcua/bot/talk"
	"motcua/bot/webchat"
	"motcua/org"
	"motcua/org/directory"
	"motcua/web/site"
)

// chatStreams is how many pages of one citizen may be open.
const chatStreams = 4

// chatPage is the chat of a unit.
type chatPage struct {
	Log    site.LogView
	Unit   int32
	FormID string
	// Start is what a QR said and the page is to begin with; StartID is its event id without script.
	// Scanned tells a scanned page from an ordinary one, since a QR may be damaged to nothing.
	Scanned bool
	Start   string
	StartID string
	Tap     bool           // what the QR said is one-time: it is sent by a tap and not by itself
	Ways    []platform.Way // where it can be used instead
	// Asked is the procedure the page is to begin with, from the QR of a notice board or a page about it.
	Asked *bot.Button
	Home  string // the page's address without the QR
	Note  string // what is to be known of the unit, e.g. where a merged commune is now
}

// askParam is the key of the procedure a chat page is to begin with. It is short because it stands in QR
// codes.
const askParam = "tt"

// askedFor is the button that shows a procedure, as the bot's own messages carry it; nil where the address
// names none that there is.
func (s *server) askedFor(r *http.Request) *bot.Button {
	key := r.URL.Query().Get(askParam)
	if key == "" {
		return nil
	}
	p, ok := s.Finder().ByKey(key)
	if !ok {
		return nil
	}
	return &bot.Button{Label: p.Short(), Data: talk.CardTap(p)}
}

// home is the chat of the only unit, or the way to several.
func (s *server) home(w http.ResponseWriter, r *http.Request) {
	dir := s.Directory()
	if u, ok := dir.Default(); ok {
		s.chat(w, r, u, nil)
		return
	}
	if len(dir.Units()) == 0 {
		s.Page(w, r, http.StatusOK, "nounit", s.FrameOf(nil, wordNoUnit))
		return
	}
	f := s.FrameOf(nil, wordUnits)
	f.Main = unitsPage{dir.Units(), s.hasResults(r.Context(), nil)}
	s.Page(w, r, http.StatusOK, "units", f)
}

// unitsPage lists units to choose from.
type unitsPage struct {
	Units   []*directory.Unit
	Results bool // there are published figures to see
}

// unitPage is the chat of one of several units.
func (s *server) unitPage(w http.ResponseWriter, r *http.Request) {
	u, ok := s.Directory().UnitByCode(r.PathValue("code"))
	if !ok {
		s.Nowhere(w, r)
		return
	}
	s.chat(w, r, u, nil)
}

// scanned is the page a QR leads to. What the QR says is handed to the conversation as it is, since that
// answers a forged or damaged one politely; here it only decides whose name stands above.
func (s *server) scanned(w http.ResponseWriter, r *http.Request) {
	dir := s.Directory()
	payload := r.PathValue("payload")
	u, _ := dir.Default()
	if start, err := org.ParseStart(dir.Key(), payload); err == nil {
		if named, ok := dir.Unit(start.Unit); ok {
			u = named
		}
	}
	// A visit code names no unit, and is not looked up here: that would tell whoever tries codes which of them there are.
	if named, ok := dir.UnitByCode(r.URL.Query().Get(site.UnitParam)); ok && oneTime(payload) {
		u = named
	}
	s.chat(w, r, u, &payload)
}

// oneTime reports whether the payload of a QR is used up by its use. A page that was fetched ahead, previewed or shown once
// more must not do that; so the page waits for a tap.
func oneTime(payload string) bool {
	_, like, _ := org.ParseVisitCode(payload)
	return like
}

// chat shows the chat page; u is nil when it is not known whose, payload nil without a QR.
func (s *server) chat(w http.ResponseWriter, r *http.Request, u *directory.Unit, payload *string) {
	p := chatPage{FormID: site.NewID(), Home: "/"}
	if u != nil {
		p.Unit, p.Home, p.Note = u.ID, s.addressOfUnit(u), u.Settings.Note
	}
	in := setting(p.Unit)
	log, ok := s.conversation(w, r, in)
	if !ok {
		return
	}
	p.Log = log
	switch {
	case payload != nil:
		if !s.invite(r, &p, u, *payload, in) {
			s.begin(&p, u, *payload)
		}
	case s.askedFor(r) != nil:
		p.Asked, p.StartID = s.askedFor(r), site.NewID()
	case len(p.Log.Entries) == 0 && u != nil:
		p.Log.Entries = []site.Entry{s.EntryOf(r.Context(), talk.Greeting(u), in)}
	}
	unit := "?unit=" + strconv.Itoa(int(p.Unit))
	p.Log.Events, p.Log.Again, p.Log.Words = "/chat/events"+unit, "/chat/log"+unit, site.WordScriptWords()
	f := s.FrameOf(u, wordChat)
	f.Script, f.Chat, f.Main, f.Menu = true, true, p, s.menu(r, u)
	f.Asks(p.Log)
	s.Page(w, r, http.StatusOK, "chat", f)
}

// conversation reads what the page shows of the browser's conversation, and has the browser keep its key for as long again; ok is
// false when the request has been answered.
func (s *server) conversation(w http.ResponseWriter, r *http.Request, in site.Setting) (log site.LogView, ok bool) {
	key, known := chatOf(r)
	if !known {
		key = webchat.NewChat()
	}
	s.keepChat(w, r, key)
	if !known {
		return log, true
	}
	if err := s.Fill(r, &log, webchat.Conv(webchat.ChatWith(key, in.Unit)), in); err != nil {
		s.Failed(w, r, "conversation not read", err)
		return log, false
	}
	return log, true
}

// begin has a page begin with what its QR says.
func (s *server) begin(p *chatPage, u *directory.Unit, payload string) {
	p.Scanned, p.Start, p.StartID = true, clean(payload), site.NewID()
	code, like, ok := org.ParseVisitCode(p.Start)
	if !like {
		return
	}
	p.Tap = true
	if u == nil {
		p.Home = scannedPage(p.Start) // until it is known whose code it is
	}
	if ok {
		p.Ways = s.waysFrom(code)
	}
}

// invite has a page ask for consent by itself, where a printed QR leads to it and the conversation has nothing open. The QR is taken in
// once somebody answers: robots that open addresses, and run scripts, are no invitations. Whatever the conversation held before
// stays where it was, behind the ways on; false when the conversation has to answer the QR itself.
func (s *server) invite(r *http.Request, p *chatPage, u *directory.Unit, payload string, in site.Setting) bool {
	start, err := org.ParseStart(s.Directory().Key(), payload)
	if err != nil || u == nil || start.Unit != u.ID {
		return false
	}
	if key, known := chatOf(r); known && s.busyWith(r, webchat.Conv(webchat.ChatWith(key, u.ID)), talk.VisitOfStart(u, start, s.Now())) {
		return false
	}
	e := s.Invite(u, start, clean(payload), in)
	if e.Ask == nil {
		return false
	}
	p.Log.Entries, p.Log.Home = []site.Entry{e}, p.Home
	return true
}

// busyWith reports whether a conversation has a response open, or has rated a visit already. When that cannot be read the
// conversation answers for itself.
func (s *server) busyWith(r *http.Request, conv string, v talk.Visit) bool {
	stored, err := s.DB.Load(r.Context(), []string{conv})
	if err != nil {
		return true
	}
	st, err := talk.DecodeState(stored[conv].State)
	return err != nil || st.Response != nil || st.Rated(v)
}

// menu are the ways on from a conversation.
func (s *server) menu(r *http.Request, u *directory.Unit) *site.Foot {
	pl := place{unit: u}
	m := &site.Foot{Chat: "/"}
	if u != nil {
		m.Chat = s.addressOfUnit(u)
		pl.named = m.Chat != "/"
	}
	m.All = pl.link(pathProcedures)
	if s.hasResults(r.Context(), u) {
		m.Results = pl.link(site.PathResults)
	}
	return m
}

// setting is how the conversation with a unit is shown on its page.
func setting(unit int32) site.Setting {
	return site.Setting{Files: "/chat/tep/" + strconv.Itoa(int(unit)) + "/", Unit: unit, Talk: true}
}

// settingOf is the setting of a request of the chat page's script; it names the unit of its page.
func settingOf(r *http.Request) (site.Setting, error) {
	unit, err := strconv.ParseInt(r.FormValue("unit"), 10, 32)
	if err != nil {
		return site.Setting{}, errors.New("no unit")
	}
	return setting(int32(unit)), nil
}

// chatEvents streams the browser's conversation.
func (s *server) chatEvents(w http.ResponseWriter, r *http.Request) {
	s.own(w, r, func(conv string, in site.Setting) { s.Stream(w, r, conv, in, chatStreams, nil) })
}

// chatLog answers with what is new in the browser's conversation.
func (s *server) chatLog(w http.ResponseWriter, r *http.Request) {
	s.own(w, r, func(conv string, in site.Setting) { s.Poll(w, r, conv, in) })
}

// own finds the browser's conversation and the setting it is shown in.
func (s *server) own(w http.ResponseWriter, r *http.Request, show func(conv string, in site.Setting)) {
	key, ok := chatOf(r)
	in, err := settingOf(r)
	if !ok || err != nil {
		s.Trouble(w, r, http.StatusBadRequest, s.noCookie(r))
		return
	}
	show(webchat.Conv(webchat.ChatWith(key, in.Unit)), in)
}

// chatFile serves a file that was shown in the browser's conversation.
func (s *server) chatFile(w http.ResponseWriter, r *http.Request) {
	key, ok := chatOf(r)
	unit, err := strconv.ParseInt(r.PathValue("unit"), 10, 32)
	if !ok || err != nil {
		s.Nowhere(w, r)
		return
	}
	s.ServeFile(w, r, webchat.Conv(webchat.ChatWith(key, int32(unit))))
}
