package leaders

import (
	"net/http"
	"time"

	"motcua/storage"
	"motcua/web/site"
)

// demoBase is the leadership room of the sample unit.
const demoBase = "/lanh-dao"

// digestLimit is how often in a minute the demo's button makes a digest.
const digestLimit = 6

// demoRoutes are the room anybody may look at; its actions are mounted with those of the others.
func (s *Pages) demoRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+demoBase, s.demoRoom)
	mux.HandleFunc("GET "+demoBase+"/events", s.demoRoomEvents)
	mux.HandleFunc("GET "+demoBase+"/log", s.demoRoomLog)
	mux.HandleFunc("GET "+demoBase+"/tep/{blob}", s.demoRoomFile)
	mux.HandleFunc("POST "+demoBase+"/gui", s.demoDigest)
	s.publishRoutes(mux, demoBase)
	s.batchRoutes(mux, demoBase)
}

func (s *Pages) demoRoom(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.demoRoomOf(w, r); ok {
		s.showRoom(w, r, room, demoBase, roomPage{Send: demoBase + "/gui"})
	}
}

func (s *Pages) demoRoomEvents(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.demoRoomOf(w, r); ok {
		s.Stream(w, r, room.Conv, roomSetting(demoBase), roomStreams, nil)
	}
}

func (s *Pages) demoRoomLog(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.demoRoomOf(w, r); ok {
		s.Poll(w, r, room.Conv, roomSetting(demoBase))
	}
}

func (s *Pages) demoRoomFile(w http.ResponseWriter, r *http.Request) {
	if room, ok := s.demoRoomOf(w, r); ok {
		s.ServeFile(w, r, room.Conv)
	}
}

// demoDigest sends last month's digest to the sample room.
func (s *Pages) demoDigest(w http.ResponseWriter, r *http.Request) {
	room, ok := s.demoRoomOf(w, r)
	if !ok {
		return
	}
	if !s.Limit(r.Context(), "web:digest", digestLimit, time.Minute) {
		w.Header().Set("Retry-After", site.RetryAfter)
		s.Trouble(w, r, http.StatusTooManyRequests, site.WordTooFast)
		return
	}
	if site.WantsHTML(r) {
		s.digestPage(w, r, room)
		return
	}
	text, err := s.SendDigest(r.Context(), room.Unit)
	if err != nil {
		s.Failed(w, r, "digest not sent", err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(text)) // the browser may have gone
}

// digestPage does the same for a browser without script: the answer is the room, with the new digest if
// it came soon enough.
func (s *Pages) digestPage(w http.ResponseWriter, r *http.Request, room storage.Room) {
	wake, cancel := s.Chat.Listen(room.Conv)
	defer cancel()
	text, err := s.SendDigest(r.Context(), room.Unit)
	if err != nil {
		s.Failed(w, r, "digest not sent", err)
		return
	}
	site.AwaitAnswer(r.Context(), wake)
	s.showRoom(w, r, room, demoBase, roomPage{Send: demoBase + "/gui", Answer: text})
}
