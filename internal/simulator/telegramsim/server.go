package telegramsim

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the bot token when Options.Token is empty.
const DefaultToken = "700000001:telegramsim-AAHdqTcvCH1vGWJxfSeofSAs0K5"

// Options sets a Server up. The zero value is a bot named motcua_bot on the real clock with all limits
// enforced.
type Options struct {
	Token    string // "<bot id>:<secret>"; "" is DefaultToken
	Username string // of the bot, without @
	Now      func() time.Time
	Log      *slog.Logger      // method names and codes only, never what was said; nil is silent
	Hook     http.RoundTripper // carries webhook deliveries; nil is a plain transport without proxy
	Limits   Limits
	// SeesAll turns the bot's privacy mode off: in groups it then sees every message, not only commands,
	// replies to it and service messages.
	SeesAll bool
	// Later moves the numbers of updates, people and groups up by this many. The platform never gives a number
	// twice; a bot that keeps its database while this server starts anew needs numbers it has not seen.
	Later  int64
	Chance func() float64 // decides faults with a probability, in [0,1); nil is random
}

// Server is the platform: an http.Handler for the bot, and methods that play the people. All methods
// may be called concurrently.
type Server struct {
	token   string
	log     *slog.Logger
	now     func() time.Time
	hookVia http.RoundTripper
	ownVia  *http.Transport // hookVia when it is ours to close
	limits  Limits
	seesAll bool
	chance  func() float64
	methods map[string]method // by lower-case name

	hooks sync.WaitGroup // the runners and deliveries of all webhooks, past and present

	mu        sync.Mutex
	closed    bool
	changed   chan struct{} // closed and replaced whenever a chat, tap or record changes
	me        User
	ids       counters
	users     map[int64]*User
	chats     map[int64]*chat
	queue     queue
	allowed   map[string]bool // nil means the platform's default
	poll      *poll
	lastPoll  pollMark
	conflicts time.Time // until when a further 409 is answered late
	hook      *webhook
	hookSet   time.Time
	taps      map[string]*tap
	files     map[string]*stored // by file id
	profile   profile
	meters    meters
	faults    []*fault
	calls     []Call
	breaches  []string
	uploads   map[int]time.Time // when the latest upload of a size is through
}

// counters hand out the platform's numbers.
type counters struct {
	update  int
	message int // private chats and basic groups share one sequence, supergroups have their own
	user    int64
	group   int64
	tap     int64
	file    int
}

// New starts a platform with one bot and nobody else on it. Close it when done.
func New(o Options) *Server {
	s := &Server{
		token: o.Token, log: o.Log, now: o.Now, hookVia: o.Hook, limits: o.Limits.withDefaults(), seesAll: o.SeesAll, chance: o.Chance,
		changed: make(chan struct{}), users: map[int64]*User{}, chats: map[int64]*chat{}, taps: map[string]*tap{}, uploads: map[int]time.Time{},
		files: map[string]*stored{}, meters: newMeters(), profile: newProfile(), lastPoll: pollMark{offset: -1},
		ids: counters{update: 431_000_000 + int(o.Later), message: 100, user: 5_000_000_000 + 7*o.Later, group: 4_000_000 + 3*o.Later, tap: 3_006_477_200_000_000_000 + o.Later},
	}
	if s.token == "" {
		s.token = DefaultToken
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.chance == nil {
		s.chance = rand.Float64
	}
	if s.hookVia == nil {
		s.ownVia = &http.Transport{MaxIdleConnsPerHost: maxHookConnections, IdleConnTimeout: time.Minute}
		s.hookVia = s.ownVia
	}
	name := o.Username
	if name == "" {
		name = "motcua_bot"
	}
	id, _ := strconv.ParseInt(strings.SplitN(s.token, ":", 2)[0], 10, 64)
	s.me = User{ID: id, IsBot: true, FirstName: "Một Cửa", Username: name}
	s.methods = methods()
	return s
}

// Token is the bot's token, for whoever starts the bot.
func (s *Server) Token() string { return s.token }

// Bot is the bot's own account.
func (s *Server) Bot() User { return s.me }

// Close ends long polls and webhook deliveries, waits for the latter, and answers every later call
// with 500.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.endPoll(closing())
	s.dropHook()
	s.note()
	s.mu.Unlock()
	s.hooks.Wait()
	if s.ownVia != nil {
		s.ownVia.CloseIdleConnections()
	}
}

func closing() *refusal {
	return &refusal{code: http.StatusInternalServerError, text: "Internal Server Error: restart"}
}

// ServeHTTP answers /bot<token>/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if rest, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, r, rest)
		return
	}
	rest, ok := strings.CutPrefix(r.URL.Path, "/bot")
	token, name, found := strings.Cut(rest, "/")
	switch {
	case !ok || !found || r.Method != http.MethodGet && r.Method != http.MethodPost:
		writeAnswer(w, nil, &refusal{code: http.StatusNotFound, text: "Not Found"})
		return
	case token != s.token:
		s.breach("wrong token", "the call was answered with 401")
		writeAnswer(w, nil, &refusal{code: http.StatusUnauthorized, text: "Unauthorized"})
		return
	}
	c, err := readCall(w, r, name)
	if err != nil {
		s.record(c, err, false)
		writeAnswer(w, nil, err)
		return
	}
	s.serveCall(w, c)
}

// serveCall lets the fault dial have its say before and after the call itself.
func (s *Server) serveCall(w http.ResponseWriter, c *call) {
	f := s.faultFor(c)
	if f.Delay > 0 && sleep(c.ctx, f.Delay) != nil {
		return
	}
	switch {
	case f.Reset:
		s.record(c, nil, true)
		cut(w)
		return
	case f.Status != 0 || f.RetryAfter > 0:
		s.refuseByFault(w, c, f)
		return
	}
	result, err := s.perform(c)
	s.record(c, err, f.DropAnswer)
	if f.DropAnswer {
		cut(w)
		return
	}
	writeAnswer(w, result, err)
}

// perform carries a call out and waits where the platform makes the bot wait.
func (s *Server) perform(c *call) (any, error) {
	result, err := s.queued(c)
	if p, ok := result.(*poll); ok {
		result, err = s.await(c.ctx, p)
	}
	if r, ok := errors.AsType[*refusal](err); ok && r.hold > 0 {
		if e := sleep(c.ctx, r.hold); e != nil {
			return nil, e
		}
	}
	return result, err
}

// queued carries a call out when the uploads before it are through.
func (s *Server) queued(c *call) (any, error) {
	s.mu.Lock()
	wait, err := s.uploadDelay(c)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if wait > 0 && sleep(c.ctx, wait) != nil {
		return nil, c.ctx.Err()
	}
	return s.act(c)
}

func (s *Server) act(c *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.methods[strings.ToLower(c.method)]
	switch {
	case s.closed:
		return nil, closing()
	case !ok:
		return nil, &refusal{code: http.StatusNotFound, text: "Not Found: method not found", blame: true}
	}
	c.method = m.name
	s.checkParameters(m, c)
	return m.run(s, c)
}

// note tells whoever waits that something changed. The caller holds mu.
func (s *Server) note() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// unix is the present as the API writes it.
func (s *Server) unix() int64 { return s.now().Unix() }

// described is a result that comes with a remark.
type described struct {
	result any
	text   string
}

// answer is the envelope of every answer.
type answer struct {
	OK          bool        `json:"ok"`
	Result      any         `json:"result,omitempty"`
	Code        int         `json:"error_code,omitempty"`
	Description string      `json:"description,omitempty"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

// writeAnswer writes the result or the refusal. Any other error means that the caller has gone.
func writeAnswer(w http.ResponseWriter, result any, err error) {
	a, status := answer{OK: true, Result: result}, http.StatusOK
	if d, ok := result.(described); ok {
		a.Result, a.Description = d.result, d.text
	}
	if err != nil {
		r, ok := errors.AsType[*refusal](err)
		if !ok {
			return
		}
		a, status = answer{Code: r.code, Description: r.text}, r.code
		if r.retry > 0 || r.migrateTo != 0 {
			a.Parameters = &parameters{RetryAfter: r.retry, MigrateTo: r.migrateTo}
		}
		if r.retry > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(r.retry))
		}
	}
	body, merr := json.Marshal(a)
	if merr != nil {
		http.Error(w, merr.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // nobody is left to tell when the caller has gone
}

// sleep waits for d or until ctx ends, whichever is first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
