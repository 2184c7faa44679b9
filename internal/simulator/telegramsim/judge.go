package telegramsim

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// maxRecords bounds the calls and breaches kept, so that a demonstration can run for long.
const maxRecords = 20_000

// Call is a request of the bot and what came of it. Params never hold the token.
type Call struct {
	Method      string
	Params      map[string]string
	Files       []string // names of the file parts
	Chat        int64    // 0 when it is about no chat
	At          time.Time
	Status      int    // HTTP status of the answer; 0 when the connection was cut
	Description string // of a refusal
	Fault       bool   // a Fault decided it
}

// record keeps a call, and the breach it was if it was one.
func (s *Server) record(c *call, err error, byFault bool) {
	rec := Call{Method: c.method, Params: maps.Clone(c.params), Files: slices.Sorted(maps.Keys(c.files)), Chat: c.chat(), Status: http.StatusOK, Fault: byFault}
	r, refused := errors.AsType[*refusal](err)
	if refused {
		rec.Status, rec.Description = r.code, r.text
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rec.At = s.now()
	s.calls = kept(append(s.calls, rec))
	if refused && r.blame {
		s.breachLocked(c.method, r.text)
	}
	s.note()
	s.log.Debug("bot api call", "method", c.method, "status", rec.Status, "fault", byFault)
}

// breach notes a rule the bot broke.
func (s *Server) breach(method, rule string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.breachLocked(method, rule)
}

func (s *Server) breachLocked(method, rule string) {
	s.breaches = kept(append(s.breaches, method+": "+rule))
	s.log.Warn("the bot broke a rule of the platform", "method", method)
}

// kept drops the oldest half of a list that has grown too long.
func kept[T any](list []T) []T {
	if len(list) > maxRecords {
		return slices.Clone(list[len(list)/2:])
	}
	return list
}

// Violations lists the rules the bot broke, "method: rule", oldest first. A correct bot leaves it empty
// whatever the people do.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.breaches)
}

// Calls lists what the bot asked for, oldest first, getUpdates included; with names, only those methods.
func (s *Server) Calls(names ...string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, c.Method) }) {
			out = append(out, c)
		}
	}
	return out
}

// Changed gives a channel that is closed at the next change of anything a person or this package can
// see, for a page that shows chats live.
func (s *Server) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// until waits for something to become true. ok is called with mu held.
func (s *Server) until(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		done, changed := ok(), s.changed
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// WaitForCall waits until the bot has made a call that matches, and gives the first such.
func (s *Server) WaitForCall(ctx context.Context, match func(Call) bool) (Call, error) {
	var found Call
	err := s.until(ctx, func() bool {
		i := slices.IndexFunc(s.calls, match)
		if i >= 0 {
			found = s.calls[i]
		}
		return i >= 0
	})
	return found, err
}
