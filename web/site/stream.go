package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	heartbeat    = 20 * time.Second // unless Options.Beat says otherwise
	streamWrite  = 15 * time.Second // a page that takes nothing for so long has gone
	streamMemory = 1000             // messages a page that was away is given at once
)

// Stream sends a page what is new in a conversation, and then what comes, as server-sent events:
// "m" is a message (its id is the sequence number, so that a browser that comes back says itself what it
// has), "h" a heartbeat, "q" asks the page to use polling instead, "r" to forget what it shows, since the database
// was put back to an earlier day.
//
// open is asked before anything is shown, and at every heartbeat, whether the stream may still be read; nil means always.
func (s *Site) Stream(w http.ResponseWriter, r *http.Request, conv string, in Setting, limit int, open StillOpen) {
	after, err := lastSeen(r)
	if err != nil {
		s.Trouble(w, r, http.StatusBadRequest, WordGarbled)
		return
	}
	seat, of := s.streams.take(conv, s.NetworkKey(r), s.browserKey(r), limit, s.Plan)
	if of != "" {
		s.Refusals.Add(whatStream, of)
		w.Header().Set("Retry-After", RetryAfter)
		s.Trouble(w, r, http.StatusServiceUnavailable, wordTooManyStreams)
		return
	}
	defer s.streams.leave(seat)
	// Listening begins before the first look, so that nothing can slip in between.
	wake, cancel := s.Chat.Listen(conv)
	defer cancel()

	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would collect the stream
	out := &sender{w: w, rc: http.NewResponseController(w)}
	if err := out.begin(); err != nil {
		return
	}
	err = s.follow(r.Context(), out, view{conv, in, open}, after, wake, seat.lost)
	if err != nil && !errors.Is(err, errPageGone) && !errors.Is(err, errRevoked) && r.Context().Err() == nil {
		// The page comes back by itself and says what it has seen.
		s.Log.WarnContext(r.Context(), "stream ended", "err", err)
	}
}

// browserKey tells browsers apart: by the cookie of those that talk, else by what they say of themselves.
func (s *Site) browserKey(r *http.Request) string {
	if c, err := r.Cookie(ChatCookie); err == nil {
		return s.Blur(c.Value)
	}
	return s.Blur(s.NetworkKey(r) + r.UserAgent())
}

// ChatCookie names the only cookie of citizens' pages.
const ChatCookie = "motcua"

// errPageGone is returned when a stream cannot be written any more.
var errPageGone = errors.New("page has gone")

// StillOpen tells whether what a link opened is still open to it.
type StillOpen func(context.Context) (bool, error)

// errRevoked is returned when the link a stream was opened by has been replaced.
var errRevoked = errors.New("link was replaced")

// view is what a stream shows, and as long as what.
type view struct {
	conv string
	in   Setting
	open StillOpen
}

// check returns errRevoked once the view is closed.
func (v view) check(ctx context.Context) error {
	if v.open == nil {
		return nil
	}
	ok, err := v.open(ctx)
	if err == nil && !ok {
		return errRevoked
	}
	return err
}

// streamLife is how long a stream lasts; then the browser comes back, as after any break. Whatever is known of its network is
// forgotten with it.
const streamLife = 6 * time.Hour

// follow reads the log at every hint and at every heartbeat until the page or the server goes, or the view is closed.
func (s *Site) follow(ctx context.Context, out *sender, v view, after int64, wake, lost <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, streamLife)
	defer cancel()
	beat := time.NewTicker(s.Beat)
	defer beat.Stop()
	if ahead, err := s.ahead(ctx, v.conv, after); err != nil {
		return err
	} else if ahead {
		if err := out.send("r", "", ""); err != nil {
			return err
		}
		after = 0
	}
	for {
		if err := v.check(ctx); err != nil {
			return err
		}
		log, err := s.DB.Weblog(ctx, v.conv, after, streamMemory)
		if err != nil {
			return fmt.Errorf("conversation not read: %w", err)
		}
		for _, e := range s.shown(ctx, log, v.in) {
			fragment, err := s.fragment(e)
			if err != nil {
				return err
			}
			if err := out.send("m", strconv.FormatInt(e.Seq, 10), fragment); err != nil {
				return err
			}
		}
		if n := len(log); n > 0 {
			after = log[n-1].Seq
		}
		if err := out.flush(); err != nil {
			return err
		}
		select {
		case <-wake:
		case <-beat.C:
			if err := out.send("h", "", ""); err != nil {
				return err
			}
		case <-lost:
			_ = out.send("q", "", "") // the page may have gone already
			return out.flush()
		case <-s.Chat.Hung():
			return nil
		case <-ctx.Done():
			return nil
		}
	}
}

// ahead reports whether a page has been shown more than there is: the database was put back to an earlier day. It would take nothing
// that comes for new.
func (s *Site) ahead(ctx context.Context, conv string, after int64) (bool, error) {
	if after == 0 {
		return false, nil
	}
	newest, err := s.DB.Weblog(ctx, conv, 0, 1)
	if err != nil {
		return false, fmt.Errorf("conversation not read: %w", err)
	}
	return len(newest) == 0 || newest[0].Seq < after, nil
}

// againHeader tells a page that asks that it has been shown more than there is, and begins again.
const againHeader = "Motcua-Again"

// Poll answers once with what is new, for pages whose stream does not get through.
func (s *Site) Poll(w http.ResponseWriter, r *http.Request, conv string, in Setting) {
	after, err := lastSeen(r)
	if err != nil {
		s.Trouble(w, r, http.StatusBadRequest, WordGarbled)
		return
	}
	if !s.mayRead(r, conv) {
		s.tooMany(w, r, RetryAfter, wordTooManyPages)
		return
	}
	ahead, err := s.ahead(r.Context(), conv, after)
	if err != nil {
		s.Failed(w, r, "conversation not read", err)
		return
	}
	if ahead {
		w.Header().Set(againHeader, "1")
		after = 0
	}
	log, err := s.DB.Weblog(r.Context(), conv, after, streamMemory)
	if err != nil {
		s.Failed(w, r, "conversation not read", err)
		return
	}
	var b strings.Builder
	for _, e := range s.shown(r.Context(), log, in) {
		fragment, err := s.fragment(e)
		if err != nil {
			s.Failed(w, r, "message not rendered", err)
			return
		}
		b.WriteString(fragment + "\n")
	}
	s.HTML(w, r, http.StatusOK, []byte(b.String()))
}

// lastSeen is the sequence number up to which a page has everything. What a browser says when it comes
// back counts more than what the page was loaded with.
func lastSeen(r *http.Request) (int64, error) {
	v := r.Header.Get("Last-Event-ID")
	if v == "" {
		v = r.FormValue("after")
	}
	if v == "" {
		return 0, nil
	}
	return strconv.ParseInt(v, 10, 64)
}

// sender writes server-sent events. Every write has its own deadline, since the server's would end the
// whole stream.
type sender struct {
	w  http.ResponseWriter
	rc *http.ResponseController
}

func (s *sender) begin() error {
	// A read deadline of the server would be taken for the end of the page. Not every ResponseWriter
	// can be told; those that cannot have no deadline.
	if err := s.rc.SetReadDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return errPageGone
	}
	s.extend()
	s.w.WriteHeader(http.StatusOK)
	if _, err := s.w.Write([]byte("retry: 2000\n\n")); err != nil {
		return errPageGone
	}
	return s.flush()
}

// send writes one event. A carriage return would end a line of the stream just as a line feed does.
func (s *sender) send(event, id, data string) error {
	s.extend()
	var b strings.Builder
	if id != "" {
		b.WriteString("id: " + id + "\n")
	}
	b.WriteString("event: " + event + "\n")
	for line := range strings.SplitSeq(newlines.Replace(data), "\n") {
		b.WriteString("data: " + line + "\n")
	}
	b.WriteString("\n")
	if _, err := s.w.Write([]byte(b.String())); err != nil {
		return errPageGone
	}
	return nil
}

var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func (s *sender) flush() error {
	s.extend()
	if err := s.rc.Flush(); err != nil {
		return errPageGone
	}
	return nil
}

func (s *sender) extend() {
	// Where it is not supported there is no deadline that could end the stream.
	_ = s.rc.SetWriteDeadline(time.Now().Add(streamWrite))
}
