// Package web is what citizens see in a browser: the chat, procedures, published results, the QR codes and the few pages
// around them. It takes in what the platforms deliver, says how the service is doing, and mounts the rooms of others
// (package leaders) beside its own pages. All of them stand on package site.
package web

import (
	"context"
	"embed"
	"net/http"
	"time"

	"motcua/bot"
	"motcua/bot/platform"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/web/leaders"
	"motcua/web/screen"
	"motcua/web/site"
)

//go:embed templates
var files embed.FS

// Options are what citizens' pages, the platforms and the operator need besides the site. All but SendDigest (needed in the demo
// only), Changes, Clock, Metrics, Hooks and Channels are required.
type Options struct {
	// Turn takes an event in: nil once it is stored (or had been before). The answer comes through the site's Chat.
	Turn func(context.Context, bot.Event) error
	// Finder is the present catalogue with its search; it is asked for with every request.
	Finder func() *search.Finder
	// Changes are the newest changes of the catalogue published since a moment, at most limit, the newest last;
	// nil while there is nothing that changes.
	Changes func(ctx context.Context, since time.Time, limit int) ([]procedure.Change, error)
	// Count adds n to what was counted for key in window and gives the sum; with 0 it only asks.
	Count func(ctx context.Context, key string, n int64, window time.Duration) int64
	// Clock says why the clock is not believed; "" or nil while it is.
	Clock func() string
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
	Refused  func() []string // what chats to which reports go do not take, a line each; nil = nobody knows
	// Ways are the platforms on which somebody may go on who has opened a start payload; nil = none.
	Ways    func(start string) []platform.Way
	Version string
}

// server is the handler's state. All of it is either immutable or guards itself.
type server struct {
	*site.Site
	Options
	stored     stored
	publishing publishing
}

// New makes the handler of all pages of a site. It panics if an embedded template or asset is broken, which a test
// of any page would show.
func New(in *site.Site, o Options) http.Handler {
	return newServer(in, o).handler()
}

func newServer(in *site.Site, o Options) *server {
	s := &server{Site: in, Options: o}
	s.Back = s.backTo
	s.Chat.OnKept(s.stored.add)
	s.Add(files, []string{"lookup", "sections"},
		"chat", "units", "nounit", "tour", "privacy",
		"procedures", "found", "procedure", "sheet", "board", "changes", "unknown")
	return s
}

func (s *server) handler() http.Handler { return s.Guard(s.routes()) }

func (s *server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /u/{code}", s.unitPage)
	mux.HandleFunc("GET /s/{payload}", s.scanned)
	mux.HandleFunc("POST /chat/send", s.send)
	mux.HandleFunc("GET /chat/events", s.chatEvents)
	mux.HandleFunc("GET /chat/log", s.chatLog)
	mux.HandleFunc("GET /chat/tep/{unit}/{blob}", s.chatFile)
	if s.Demo {
		mux.HandleFunc("GET /mau", s.tour)
	}
	leaders.New(s.Site, leaders.Options{SendDigest: s.SendDigest, Published: s.publishing.forget}).Routes(mux)
	screen.New(s.Site, screen.Options{Turn: s.Turn, Ways: s.waysFrom, Version: s.Version}).Routes(mux)
	s.procedureRoutes(mux)
	s.resultRoutes(mux)
	mux.HandleFunc("GET /qr/{file}", s.qr)
	mux.HandleFunc("GET /quyen-rieng-tu", s.privacy)
	mux.HandleFunc("GET /static/{file}", s.Static)
	mux.HandleFunc("GET /robots.txt", s.robots)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("GET /readyz", s.ready)
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
	for name, hook := range s.Hooks {
		mux.Handle("/hook/"+name, hook)
	}
	mux.HandleFunc("/", s.Nowhere)
	return mux
}

// procedureRoutes are the pages about procedures, open to everybody and to search engines.
func (s *server) procedureRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+pathProcedures, s.procedures)
	mux.HandleFunc("GET "+pathBoard, s.board)
	mux.HandleFunc("GET "+pathChanges, s.changesPage)
	mux.HandleFunc("GET "+site.PathFeed, s.feed)
	mux.HandleFunc("GET "+pathProcedures+"/{key}", s.procedure)
	mux.HandleFunc("GET "+pathProcedures+"/{key}/in", s.sheet)
	mux.HandleFunc("GET "+pathProcedures+"/{key}/qr.svg", s.procedureQR)
	mux.HandleFunc("GET /sitemap.xml", s.sitemap)
}
