package site

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"time"

	"motcua/internal/limit"
	"motcua/org"
)

// Bounds of what is read. Behind one address of a mobile network stand thousands of telephones, so an address may do far
// more than a person can; what it must not do is stop the service for others.
const (
	PageLimit    = 9000 // pages, files and everything else that is read, of one address in a minute; as many forms are sent
	logLimit     = 6000 // of those, looks of open pages for something new
	ChatLogLimit = 240  // … of one conversation: four pages that ask every four seconds, and six times that
	LimitWindow  = time.Minute
	RetryAfter   = "10" // seconds
)

// What is turned away, as metric and log name it.
const (
	whatPage   = "page"
	whatSent   = "sent form"
	whatLog    = "log read"
	whatStream = "stream"
)

// Within counts one use of a key in a minute; false, and on the record, when that is too often.
func (s *Site) Within(ctx context.Context, what, of, key string, most int) bool {
	if s.Limit(ctx, key, most, LimitWindow) {
		return true
	}
	s.Refusals.Add(what, of)
	return false
}

// mayRead counts a look for something new.
func (s *Site) mayRead(r *http.Request, conv string) bool {
	ctx := r.Context()
	return s.Within(ctx, whatLog, limit.Conversation, "web:chatlog:"+s.Blur(conv), ChatLogLimit) &&
		s.Within(ctx, whatLog, limit.Address, "web:log:"+s.NetworkKey(r), logLimit)
}

// meter bounds what one address reads and, apart from it, what it sends, wherever to: whoever has read too much can still answer.
// Platforms deliver through their hook and have bounds of their own; whether the process lives must be answered always.
func (s *Site) meter(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		what, key := whatPage, "web:page:"
		if r.Method == http.MethodPost {
			what, key = whatSent, "web:post:"
		}
		free := r.URL.Path == "/healthz" || strings.HasPrefix(r.URL.Path, "/hook/")
		if !free && !s.Within(r.Context(), what, limit.Address, key+s.NetworkKey(r), PageLimit) {
			s.tooMany(w, r, RetryAfter, wordTooManyPages)
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

// NetworkKey is the address of a request as it is counted.
func (s *Site) NetworkKey(r *http.Request) string {
	a, ok := s.Proxies.Caller(r)
	if !ok {
		return "none" // a socket of this machine
	}
	return s.Blur(limit.Network(a))
}

// Blur turns an address or a chat into a key that says nothing about it, and tomorrow is another.
func (s *Site) Blur(v string) string {
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
