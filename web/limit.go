package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

const (
	chatLimit    = 60  // events of one conversation in a minute: far more than fingers can do
	addressLimit = 600 // events from one address in a minute: a whole village may share one
	limitWindow  = time.Minute
	retryAfter   = "10" // seconds
)

// allowed counts an event of a chat and reports whether it is within the limits.
func (s *server) allowed(r *http.Request, chat string) bool {
	ctx := r.Context()
	if !s.Limit(ctx, "web:chat:"+s.blur(chat), chatLimit, limitWindow) {
		return false
	}
	address := addressOf(r)
	return address == "" || s.Limit(ctx, "web:address:"+s.blur(address), addressLimit, limitWindow)
}

// blur turns an address or a chat into a key that says nothing about it.
func (s *server) blur(v string) string {
	m := hmac.New(sha256.New, s.Directory().Key())
	m.Write([]byte("limit/" + v))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:12])
}

// addressOf is the address a request came from, "" if it cannot be told. What a proxy says counts only
// if the proxy is in our own network, and then only the last address, which it added itself.
func addressOf(r *http.Request) string {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	ip := peer.Addr().Unmap()
	if !ip.IsLoopback() && !ip.IsPrivate() {
		return network(ip)
	}
	all := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
	if said, err := netip.ParseAddr(strings.TrimSpace(all[len(all)-1])); err == nil {
		return network(said.Unmap())
	}
	if ip.IsLoopback() {
		return "" // a proxy on this machine that does not say for whom
	}
	return network(ip)
}

// network is what one connection owns: an IPv4 address, or the /64 of an IPv6 one.
func network(ip netip.Addr) string {
	if ip.Is4() {
		return ip.String()
	}
	p, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return ip.String()
	}
	return p.String()
}
