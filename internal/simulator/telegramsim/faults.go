package telegramsim

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault is a disturbance of calls that match it. Delay goes together with each of the others; of those,
// Reset is stronger than RetryAfter, RetryAfter than Status, Status than DropAnswer.
type Fault struct {
	Method string  // official name, or Delivery; "" is every method but getUpdates
	Chat   int64   // only calls about this chat; 0 is any
	Times  int     // how many calls it strikes; 0 is all until Heal
	Chance float64 // strikes with this probability; 0 is always

	Delay       time.Duration
	Reset       bool   // cut the connection without acting
	RetryAfter  int    // answer 429 with this many seconds, without acting
	Status      int    // answer with this status, without acting
	HTML        bool   // as the page of a proxy rather than as JSON
	Description string // of the JSON answer; "" is the platform's usual words
	DropAnswer  bool   // act, then cut the connection instead of answering
}

// Delivery as Fault.Method strikes webhook deliveries instead of calls: Delay holds them back, Reset
// loses them on the way, DropAnswer loses the bot's 2xx, so that the update comes again.
const Delivery = "webhook delivery"

var errLost = errors.New("telegramsim: lost by a fault")

// fault is a Fault and how often it still strikes.
type fault struct {
	Fault
	left int
}

// Fault adds a disturbance. The oldest that matches a call strikes.
func (s *Server) Fault(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &fault{Fault: f, left: f.Times})
}

// Heal takes all disturbances away.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// faultFor finds what strikes a call; the zero Fault does nothing.
func (s *Server) faultFor(c *call) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if !f.matches(c) {
			continue
		}
		if f.Chance > 0 && s.chance() >= f.Chance {
			continue
		}
		if f.Times > 0 {
			if f.left--; f.left == 0 {
				s.faults = slices.Delete(s.faults, i, i+1)
			}
		}
		return f.Fault
	}
	return Fault{}
}

func (f *fault) matches(c *call) bool {
	switch {
	case f.Chat != 0 && f.Chat != c.chat():
		return false
	case f.Method != "":
		return strings.EqualFold(f.Method, c.method)
	}
	return c.method != Delivery && !strings.EqualFold(c.method, "getUpdates")
}

// refuseByFault answers in place of the platform.
func (s *Server) refuseByFault(w http.ResponseWriter, c *call, f Fault) {
	r := &refusal{code: f.Status, text: f.Description}
	if f.RetryAfter > 0 {
		r = tooMany(f.RetryAfter)
		r.blame = false
		if id := c.chat(); id != 0 {
			s.mu.Lock()
			s.meters.until[id] = s.now().Add(time.Duration(f.RetryAfter) * time.Second)
			s.mu.Unlock()
		}
	}
	if r.text == "" {
		r.text = usualWords(f.Status)
	}
	s.record(c, r, true)
	if f.HTML {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(r.code)
		fmt.Fprintf(w, "<html>\r\n<head><title>%[1]d %[2]s</title></head>\r\n<body>\r\n<center><h1>%[1]d %[2]s</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n", r.code, http.StatusText(r.code))
		return
	}
	writeAnswer(w, nil, r)
}

func usualWords(status int) string {
	switch status {
	case http.StatusInternalServerError:
		return closing().text
	case http.StatusForbidden:
		return "Forbidden: bot was blocked by the user"
	case http.StatusUnauthorized, http.StatusBadGateway, http.StatusNotFound:
		return http.StatusText(status)
	}
	return http.StatusText(status) + ": fault"
}

// cut ends the connection without an answer, with a reset where the connection allows it.
func cut(w http.ResponseWriter) {
	h, ok := w.(http.Hijacker)
	if !ok {
		panic(http.ErrAbortHandler) // net/http's own way to break a connection off
	}
	conn, _, err := h.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // reset instead of a proper end; without it the end is still an end
	}
	_ = conn.Close()
}
