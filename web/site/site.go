// Package site is what all pages stand on, whoever they are for: frame, templates and static files, the guard before every
// request, limits by address, conversations on a page with their streams and files, the words pages share. Pages are
// rendered here and work without JavaScript; with it they are livelier. Nothing is ever loaded from anywhere else.
package site

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/org/directory"
	"motcua/storage"
)

// Options are what every page may need of the rest of the program. DB, Chat, Directory, Limit and Log are required; the
// pages about procedures do without DB.
type Options struct {
	DB   *storage.DB
	Chat *webchat.Channel
	// Directory is the present state of the units; it is asked for with every request.
	Directory func() *directory.Directory
	// Limit reports whether key has been used at most limit times in window, this time included.
	Limit func(ctx context.Context, key string, limit int, window time.Duration) bool
	// Refusals are told of everything that was turned away; nil takes no notice.
	Refusals *limit.Refusals
	// Proxies may say for whom they speak.
	Proxies limit.Proxies
	// Plan is how many streams there may be; the zero Plan suits a process with few descriptors.
	Plan limit.Plan
	// Crowded tells that connections are short; nil means never.
	Crowded func() bool
	// Now is the present time by the database's clock; nil means that of this machine.
	Now func() time.Time
	// Beat is the time between the heartbeats of a stream, 0 the usual: the longest a lost wake-up can delay a message.
	Beat time.Duration
	// PublicURL is where citizens find the service, e.g. "https://motcua.example.vn"; "" means the
	// address the request came to.
	PublicURL string
	Demo      bool // sample data: the pages that show it around exist only then
	Log       *slog.Logger
}

// Site is what the pages of all rooms share. Options and Back must not be changed, nor anything added, once it serves; the rest
// is immutable or guards itself.
type Site struct {
	Options
	// Back is where the way back from a page about trouble leads; nil means the first page.
	Back func(*http.Request) string

	assets    assets
	frame     *template.Template
	pages     map[string]*template.Template
	message   *template.Template
	sizes     pictureSizes
	spoofSaid atomic.Int64 // Unix seconds
	streams   streams
	zip       zipper
}

// defaultDescriptors is what a process may have open on most machines.
const defaultDescriptors = 1024

// New makes a site with the pages all rooms share; the rooms add theirs. It panics if an embedded template or asset is
// broken.
func New(o Options) *Site {
	o.PublicURL = strings.TrimRight(o.PublicURL, "/")
	if o.Plan == (limit.Plan{}) {
		o.Plan = limit.Share(defaultDescriptors)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Beat == 0 {
		o.Beat = heartbeat
	}
	s := &Site{Options: o, assets: assets{map[string]asset{}, map[string]string{}}, pages: map[string]*template.Template{}}
	s.frame = template.New("frame.html").Funcs(template.FuncMap{"asset": s.assets.url, "json": jsonText})
	s.frame = parse(s.frame, files, "frame", "blocks", "icons", "ask", "message", "log", "foot")
	s.message = template.Must(s.frame.Clone()).Lookup("message")
	s.Add(files, nil, "trouble", "results")
	return s
}
