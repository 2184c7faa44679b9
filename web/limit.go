package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"motcua/bot"
	"motcua/internal/limit"
	"motcua/org"
)

// Bounds of one conversation and of one address. Behind one address of a mobile network stand thousands of telephones, so
// an address may do far more than a person can; what it must not do is stop the service for others or fill the disk.
const (
	chatLimit    = 60   // events of one conversation in a minute: far more than fingers can do
	addressLimit = 1200 // events from one address in a minute
	pageLimit    = 9000 // pages, files and everything else that is read, of one address in a minute
	logLimit     = 6000 // of those, looks of open pages for something new
	chatLogLimit = 240  // … of one conversation: four pages that ask every four seconds, and six times that
	searchLimit  = 300  // questions from one address in a minute
	limitWindow  = time.Minute
	retryAfter   = "10" // seconds
)

// Bytes that the conversations of one address may leave in the database in a day. A citizen who fills in a form and looks
// three procedures up leaves some 30 kB, so this is two thousand of them.
const (
	bytesLimit    = 64 << 20
	bytesWindow   = 24 * time.Hour
	bytesOfEvent  = 400            // what an event leaves besides the answer: the mark that it was seen, the state
	bytesPause    = "3600"         // seconds
	tapsMayExceed = 2 * bytesLimit // taps store little, and somebody may be in the middle of a form
)

// What is turned away, as metric and log name it.
const (
	whatEvent  = "event"
	whatPage   = "page"
	whatLog    = "log read"
	whatSearch = "search"
	whatStream = "stream"
	whatBytes  = "stored bytes"
	whatForm   = "form begun"
)

// within counts one use of a key in a minute; false, and on the record, when that is too often.
func (s *Site) within(ctx context.Context, what, of, key string, most int) bool {
	if s.Limit(ctx, key, most, limitWindow) {
		return true
	}
	s.Refusals.Add(what, of)
	return false
}

// allowed counts an event of a chat and reports whether it is within the limits.
func (s *server) allowed(r *http.Request, chat string) bool {
	ctx := r.Context()
	return s.within(ctx, whatEvent, limit.Conversation, "web:chat:"+s.blur(chat), chatLimit) &&
		s.within(ctx, whatEvent, limit.Address, "web:address:"+s.networkKey(r), addressLimit)
}

// mayRead counts a look for something new.
func (s *Site) mayRead(r *http.Request, conv string) bool {
	ctx := r.Context()
	return s.within(ctx, whatLog, limit.Conversation, "web:chatlog:"+s.blur(conv), chatLogLimit) &&
		s.within(ctx, whatLog, limit.Address, "web:log:"+s.networkKey(r), logLimit)
}

// meter bounds what one address reads. Platforms deliver through their hook and have bounds of their own; whether the
// process lives must be answered always.
func (s *Site) meter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		free := r.Method == http.MethodPost || r.URL.Path == "/healthz" || strings.HasPrefix(r.URL.Path, "/hook/")
		if !free && !s.within(r.Context(), whatPage, limit.Address, "web:page:"+s.networkKey(r), pageLimit) {
			s.tooMany(w, r, retryAfter, wordTooManyPages)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// tooMany answers for something that was turned away; after is in seconds. It is not a page: a flood must cost nothing.
func (s *Site) tooMany(w http.ResponseWriter, _ *http.Request, after, text string) {
	w.Header().Set("Retry-After", after)
	http.Error(w, text, http.StatusTooManyRequests)
}

// roomFor charges what the conversations of an address have left in the database since it was asked last, and reports
// whether there is room for another event of its kind.
func (s *server) roomFor(ctx context.Context, e bot.Event) bool {
	most := int64(bytesLimit)
	if e.Kind == bot.Tap {
		most = tapsMayExceed
	}
	n := s.stored.take(e.Conv(), e.Net) + bytesOfEvent + int64(len(e.Text))
	if s.Count(ctx, "web:bytes:"+e.Net, n, bytesWindow) <= most {
		return true
	}
	s.Refusals.Add(whatBytes, limit.Address)
	return false
}

// networkKey is the address of a request as it is counted.
func (s *Site) networkKey(r *http.Request) string {
	a, ok := s.Proxies.Caller(r)
	if !ok {
		return "none" // a socket of this machine
	}
	return s.blur(limit.Network(a))
}

// blur turns an address or a chat into a key that says nothing about it, and tomorrow is another.
func (s *Site) blur(v string) string {
	m := hmac.New(sha256.New, s.Directory().Key())
	fmt.Fprintf(m, "limit/%s/%s", s.Now().In(org.Location()).Format(time.DateOnly), v)
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:12])
}

// noteSpoof says, once an hour, that somebody speaks for others who was not named as a proxy: mostly a proxy that was
// forgotten, so that all its citizens share one limit.
func (s *Site) noteSpoof(r *http.Request) {
	if r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == "" || s.Proxies.Trusted(r) {
		return
	}
	now, said := time.Now().Unix(), s.spoofSaid.Load()
	if now-said >= int64(spoofEvery/time.Second) && s.spoofSaid.CompareAndSwap(said, now) {
		s.Log.WarnContext(r.Context(), "a forwarded address is not believed: who sends it is not in MOTCUA_TRUSTED_PROXIES, so all behind it count as one address")
	}
}

const spoofEvery = time.Hour
