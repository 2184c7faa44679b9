package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/qr"
	"motcua/org"
)

// qrSize is the side of a served QR in pixels: sharp on a printed slip of 4 cm.
const qrSize = 512

// qr draws the QR of a start payload: GET /qr/{payload}.png.
func (s *server) qr(w http.ResponseWriter, r *http.Request) {
	payload, ok := strings.CutSuffix(r.PathValue("file"), ".png")
	if _, err := org.ParseStart(s.Directory().Key(), payload); !ok || err != nil {
		s.Nowhere(w, r)
		return
	}
	png, err := qr.QR(s.Base(r)+"/s/"+payload, qrSize)
	if err != nil {
		s.Failed(w, r, "QR not drawn", err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "image/png")
	h.Set("Cache-Control", "private, max-age=3600") // private: it may hold the address this browser used
	h.Set("Content-Length", strconv.Itoa(len(png)))
	_, _ = w.Write(png) // the browser may have gone
}

// privacyPage says what is kept of a citizen and for how long.
type privacyPage struct {
	Office    string
	Hotline   string
	Retention int // months single answers are kept
}

func (s *server) privacy(w http.ResponseWriter, r *http.Request) {
	u, _ := s.Directory().Default()
	p := privacyPage{Retention: org.Settings{}.Retention()}
	if u != nil {
		p.Office, p.Hotline, p.Retention = u.Settings.Office, u.Settings.Hotline, u.Settings.Retention()
	}
	f := s.FrameOf(u, wordPrivacy)
	f.Main = p
	s.Page(w, r, http.StatusOK, "privacy", f)
}

// health says that the process answers; nothing else is asked.
func (s *server) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok")) // the asker may have gone
}

// Down is the error of a part of the service that does not work.
type Down struct {
	Part string // "postgresql", "redis": shown to whoever asks
	Err  error  // kept from them
}

func (d *Down) Error() string { return d.Part + ": " + d.Err.Error() }

func (d *Down) Unwrap() error { return d.Err }

// ready says whether requests should be sent here: 200 or 503, with the parts that are down.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	err := s.Ready(r.Context())
	status := http.StatusOK
	if err != nil {
		status = http.StatusServiceUnavailable
		s.Log.WarnContext(r.Context(), "not ready", "err", err)
	}
	body, jsonErr := json.Marshal(struct {
		Ready   bool     `json:"ready"`
		Version string   `json:"version"`
		Down    []string `json:"down,omitempty"`
		// Channels are told apart from what is needed: a platform that is away takes nobody else with it.
		Channels map[string]string `json:"channels,omitempty"`
		// Refused says what chats to which reports go do not take, without naming them.
		Refused []string `json:"refused,omitempty"`
		// Clock says why nothing is done by the calendar; citizens are served all the same.
		Clock string `json:"clock,omitempty"`
	}{err == nil, s.Version, partsDown(err), s.channels(), s.refused(), s.clock()})
	if jsonErr != nil {
		s.Failed(w, r, "readiness not written", jsonErr)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // the asker may have gone
}

func (s *server) clock() string {
	if s.Clock == nil {
		return ""
	}
	return s.Clock()
}

func (s *server) channels() map[string]string {
	if s.Channels == nil {
		return nil
	}
	return s.Channels()
}

func (s *server) refused() []string {
	if s.Refused == nil {
		return nil
	}
	return s.Refused()
}

// partsDown names the parts an error speaks of.
func partsDown(err error) []string {
	if err == nil {
		return nil
	}
	var parts []string
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			parts = append(parts, partsDown(e)...)
		}
		slices.Sort(parts)
		return slices.Compact(parts)
	}
	var d *Down
	if errors.As(err, &d) {
		return []string{d.Part}
	}
	return []string{"service"}
}
