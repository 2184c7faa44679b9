// Package leaders are the pages of leadership rooms: the digests of a unit as they were sent, the actions its leaders take up,
// what they publish. A room is opened by a secret link; in the demo there is one that anybody may look at.
package leaders

import (
	"context"
	"embed"
	"errors"
	"net/http"

	"motcua/org/directory"
	"motcua/storage"
	"motcua/web/site"
)

//go:embed templates static
var files embed.FS

// Options are what leaders' pages need besides the site.
type Options struct {
	// SendDigest sends last month's digest of a unit to its leaders and says in Vietnamese what it did; needed in the demo only.
	SendDigest func(ctx context.Context, unit int32) (text string, err error)
	// Published is told after figures have been published or withdrawn.
	Published func()
}

// Pages are the pages of leadership rooms.
type Pages struct {
	*site.Site
	Options
}

// New adds the leaders' pages to a site.
func New(s *site.Site, o Options) *Pages {
	s.Add(files, nil, "room", "todo", "publish", "withdraw", "batches")
	return &Pages{s, o}
}

// Routes mounts the rooms, and in the demo the one anybody may look at.
func (s *Pages) Routes(mux *http.ServeMux) {
	const base = "/phong/{token}"
	mux.HandleFunc("GET "+base, s.room)
	mux.HandleFunc("GET "+base+"/events", s.roomEvents)
	mux.HandleFunc("GET "+base+"/log", s.roomLog)
	mux.HandleFunc("GET "+base+"/tep/{blob}", s.roomFile)
	s.publishRoutes(mux, base)
	s.batchRoutes(mux, base)
	s.todoRoutes(mux)
	if s.Demo {
		s.demoRoutes(mux)
	}
}

// roomStreams is how many pages of one leadership room may be open.
const roomStreams = 64

// roomPage is a leadership room: the digests of a unit as they were sent.
type roomPage struct {
	Log     site.LogView
	Todo    todoLink
	Send    string // address of the button that sends last month's digest; "" without it
	Answer  string // what that button led to
	Publish string // address of the page on which figures are published
	Batches todoLink
}

// roomOf finds the room a secret link opens. A wrong link looks like any address that does not exist.
func (s *Pages) roomOf(w http.ResponseWriter, r *http.Request) (storage.Room, bool) {
	private(w)
	room, err := s.DB.Room(r.Context(), r.PathValue("token"))
	return room, s.found(w, r, err)
}

// demoRoomOf finds the leadership room of the sample unit, which anybody may look at.
func (s *Pages) demoRoomOf(w http.ResponseWriter, r *http.Request) (storage.Room, bool) {
	private(w)
	units := s.Directory().Units()
	if len(units) == 0 {
		s.Nowhere(w, r)
		return storage.Room{}, false
	}
	room, err := s.DB.RoomOf(r.Context(), units[0].ID)
	return room, s.found(w, r, err)
}

func (s *Pages) found(w http.ResponseWriter, r *http.Request, err error) bool {
	switch {
	case err == nil:
		return true
	case errors.Is(err, storage.ErrNotFound):
		s.Nowhere(w, r)
	default:
		s.Failed(w, r, "room not found", err)
	}
	return false
}

// private keeps a room's address and contents out of search engines and caches. Other servers do not learn the address from a
// browser, because all pages ask it to tell it to ours only. It must tell ours: with "no-referrer" browsers send "Origin: null" with
// forms, and without HTTPS there is nothing else by which the guard could know that a form comes from a page of ours.
func private(w http.ResponseWriter) {
	h := w.Header()
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cache-Control", "no-store")
}

func (s *Pages) room(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.roomOf(w, r); ok {
		s.showRoom(w, r, room, roomBase(r), roomPage{})
	}
}

func (s *Pages) roomEvents(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.roomOf(w, r); ok {
		s.Stream(w, r, room.Conv, roomSetting(roomBase(r)), roomStreams, s.opens(r.PathValue("token"), room))
	}
}

// opens tells whether a link still opens a room.
func (s *Pages) opens(token string, room storage.Room) site.StillOpen {
	return func(ctx context.Context) (bool, error) {
		now, err := s.DB.Room(ctx, token)
		if errors.Is(err, storage.ErrNotFound) {
			return false, nil
		}
		return now == room, err
	}
}

func (s *Pages) roomLog(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.roomOf(w, r); ok {
		s.Poll(w, r, room.Conv, roomSetting(roomBase(r)))
	}
}

func (s *Pages) roomFile(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.roomOf(w, r); ok {
		s.ServeFile(w, r, room.Conv)
	}
}

func roomBase(r *http.Request) string { return "/phong/" + r.PathValue("token") }

func roomSetting(base string) site.Setting { return site.Setting{Files: base + "/tep/", Dated: true} }

// showRoom shows a room; base is its own address.
func (s *Pages) showRoom(w http.ResponseWriter, r *http.Request, room storage.Room, base string, p roomPage) {
	if err := s.Fill(r, &p.Log, room.Conv, roomSetting(base)); err != nil {
		s.Failed(w, r, "room not read", err)
		return
	}
	var err error
	if p.Todo, err = s.todoLink(r, room.Unit, base); err != nil {
		s.Failed(w, r, "actions not read", err)
		return
	}
	if p.Batches, err = s.batchLink(r, room.Unit, base); err != nil {
		s.Failed(w, r, "batches not read", err)
		return
	}
	p.Publish = base + pathPublish
	p.Log.Events, p.Log.Again, p.Log.Words = base+"/events", base+"/log", site.WordScriptWords()
	var u *directory.Unit
	if known, ok := s.Directory().Unit(room.Unit); ok {
		u = known
	}
	f := s.FrameOf(u, wordRoom)
	f.Script, f.Main = true, p
	s.Page(w, r, http.StatusOK, "room", f)
}
