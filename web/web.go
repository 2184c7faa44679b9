// Package web is everything a browser sees: the chat for citizens, the leadership room, the QR codes and
// the few pages around them. Pages are rendered here and work without JavaScript; with it they are
// livelier. Nothing is ever loaded from anywhere else.
package web

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// Options are what the pages need from the rest of the program. All but SendDigest (needed in the demo
// only), Changes, Metrics and PublicURL are required.
type Options struct {
	DB   *storage.DB
	Chat *webchat.Channel
	// Turn takes an event in: nil once it is stored (or had been before). The answer comes through Chat.
	Turn func(context.Context, bot.Event) error
	// Directory is the present state of the units; it is asked for with every request.
	Directory func() *directory.Directory
	// Finder is the present catalogue with its search; it is asked for with every request.
	Finder func() *search.Finder
	// Changes are the newest changes of the catalogue published since a moment, at most limit, the newest last;
	// nil while there is nothing that changes.
	Changes func(ctx context.Context, since time.Time, limit int) ([]procedure.Change, error)
	// Limit reports whether key has been used at most limit times in window, this time included.
	Limit func(ctx context.Context, key string, limit int, window time.Duration) bool
	// Count adds n to what was counted for key in window and gives the sum; with 0 it only asks.
	Count func(ctx context.Context, key string, n int64, window time.Duration) int64
	// Refusals are told of everything that was turned away; nil takes no notice.
	Refusals *limit.Refusals
	// Proxies may say for whom they speak.
	Proxies limit.Proxies
	// Plan is how many streams there may be; the zero Plan suits a process with few descriptors.
	Plan limit.Plan
	// Crowded tells that connections are short; nil means never.
	Crowded func() bool
	// Clock says why the clock is not believed; "" or nil while it is.
	Clock func() string
	// Now is the present time by the database's clock; nil means that of this machine.
	Now func() time.Time
	// SendDigest sends last month's digest of a unit to its leaders and says in Vietnamese what it did.
	SendDigest func(ctx context.Context, unit int32) (text string, err error)
	// Ready says whether the service can do its work. Parts that are down are told apart by *Down, alone
	// or joined; the text of other errors is not shown, it may hold addresses.
	Ready   func(context.Context) error
	Metrics http.Handler
	// Hooks take what the platforms deliver, by the name of the channel: at /hook/NAME.
	Hooks map[string]http.Handler
	// Channels says how the platforms are doing, by name; nil = nothing is said of them.
	Channels func() map[string]string
	// PublicURL is where citizens find the service, e.g. "https://motcua.example.vn"; "" means the
	// address the request came to.
	PublicURL string
	Demo      bool // sample data: the pages that show it around exist only then
	Log       *slog.Logger
	Version   string
}

// server is the handler's state. All of it is either immutable or guards itself.
type server struct {
	Options
	assets     assets
	pages      map[string]*template.Template
	message    *template.Template
	sizes      pictureSizes
	stored     stored
	spoofSaid  atomic.Int64 // Unix seconds
	streams    streams
	zip        zipper
	publishing publishing
	beat       time.Duration // between the heartbeats of a stream
}

// defaultDescriptors is what a process may have open on most machines.
const defaultDescriptors = 1024

// New makes the handler of all pages. It panics if an embedded template or asset is broken, which a test
// of any page would show.
func New(o Options) http.Handler {
	return newServer(o).handler()
}

func newServer(o Options) *server {
	o.PublicURL = strings.TrimRight(o.PublicURL, "/")
	s := &server{Options: o, assets: loadAssets(), beat: heartbeat}
	if o.Plan == (limit.Plan{}) {
		s.Plan = limit.Share(defaultDescriptors)
	}
	if o.Now == nil {
		s.Now = time.Now
	}
	s.Chat.OnKept(s.stored.add)
	s.pages, s.message = parseTemplates(s.assets)
	return s
}

func (s *server) handler() http.Handler { return s.guard(s.meter(s.routes())) }

func (s *server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /u/{code}", s.unitPage)
	mux.HandleFunc("GET /s/{payload}", s.scanned)
	mux.HandleFunc("POST /chat/send", s.send)
	mux.HandleFunc("GET /chat/events", s.chatEvents)
	mux.HandleFunc("GET /chat/log", s.chatLog)
	mux.HandleFunc("GET /chat/tep/{blob}", s.chatFile)
	mux.HandleFunc("GET /phong/{token}", s.room)
	mux.HandleFunc("GET /phong/{token}/events", s.roomEvents)
	mux.HandleFunc("GET /phong/{token}/log", s.roomLog)
	mux.HandleFunc("GET /phong/{token}/tep/{blob}", s.roomFile)
	if s.Demo {
		mux.HandleFunc("GET /mau", s.tour)
		mux.HandleFunc("GET /lanh-dao", s.demoRoom)
		mux.HandleFunc("GET /lanh-dao/events", s.demoRoomEvents)
		mux.HandleFunc("GET /lanh-dao/log", s.demoRoomLog)
		mux.HandleFunc("GET /lanh-dao/tep/{blob}", s.demoRoomFile)
		mux.HandleFunc("POST /lanh-dao/gui", s.demoDigest)
		s.publishRoutes(mux, demoBase)
	}
	s.todoRoutes(mux)
	s.procedureRoutes(mux)
	s.resultRoutes(mux)
	s.publishRoutes(mux, "/phong/{token}")
	mux.HandleFunc("GET /qr/{file}", s.qr)
	mux.HandleFunc("GET /quyen-rieng-tu", s.privacy)
	mux.HandleFunc("GET /static/{file}", s.static)
	mux.HandleFunc("GET /robots.txt", s.robots)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /readyz", s.ready)
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
	for name, hook := range s.Hooks {
		mux.Handle("/hook/"+name, hook)
	}
	mux.HandleFunc("/", s.nowhere)
	return mux
}

// procedureRoutes are the pages about procedures, open to everybody and to search engines.
func (s *server) procedureRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+pathProcedures, s.procedures)
	mux.HandleFunc("GET "+pathBoard, s.board)
	mux.HandleFunc("GET "+pathChanges, s.changesPage)
	mux.HandleFunc("GET "+pathFeed, s.feed)
	mux.HandleFunc("GET "+pathProcedures+"/{key}", s.procedure)
	mux.HandleFunc("GET "+pathProcedures+"/{key}/in", s.sheet)
	mux.HandleFunc("GET "+pathProcedures+"/{key}/qr.svg", s.procedureQR)
	mux.HandleFunc("GET /sitemap.xml", s.sitemap)
}

// frame is what every page has.
type frame struct {
	Title   string
	Org     string // whose page it is: "UBND xã Long Điền"; "" where no unit is meant
	Note    string // beside the name
	Heading string
	Demo    bool
	Script  bool
	Meta    *meta  // of pages meant for everybody; nil elsewhere
	Sheet   bool   // the page is made for paper
	Style   string // a further style sheet; "" without one
	Main    any
}

// frameOf begins the frame of a unit's page; u may be nil.
func (s *server) frameOf(u *directory.Unit, heading string) frame {
	f := frame{Title: heading, Heading: heading, Demo: s.Demo}
	if u != nil {
		f.Org, f.Note, f.Demo = u.Authority(), u.Settings.Note, s.Demo || u.Unit.Demo
		f.Title = heading + " – " + u.Authority()
	}
	return f
}

// page renders a page and answers with it.
func (s *server) page(w http.ResponseWriter, r *http.Request, status int, name string, f frame) {
	var b bytes.Buffer
	if err := s.pages[name].Execute(&b, f); err != nil {
		s.Log.ErrorContext(r.Context(), "page not rendered", "page", name, "err", err)
		http.Error(w, wordBroken, http.StatusInternalServerError)
		return
	}
	s.html(w, r, status, b.Bytes())
}

// html answers with a piece of HTML, compressed if the browser can take it.
func (s *server) html(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Encoding")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	if acceptsGzip(r) && len(body) > 512 {
		h.Set("Content-Encoding", "gzip")
		body = s.zip.compress(body)
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may have gone
}

// trouble answers a failed request with a sentence: a page for somebody who looks at it, plain text for
// the script of the page.
func (s *server) trouble(w http.ResponseWriter, r *http.Request, status int, text string) {
	if !wantsHTML(r) {
		http.Error(w, text, status)
		return
	}
	f := s.frameOf(nil, wordTrouble)
	f.Main = troublePage{Text: text, Back: s.backTo(r)}
	s.page(w, r, status, "trouble", f)
}

type troublePage struct{ Text, Back string }

// nowhere answers for addresses that do not exist.
func (s *server) nowhere(w http.ResponseWriter, r *http.Request) {
	s.trouble(w, r, http.StatusNotFound, wordNowhere)
}

// wantsHTML tells a browser that shows pages from the page's own script: the first asks for HTML by name.
func wantsHTML(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}
