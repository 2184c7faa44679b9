package limit

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the machines that may say for whom they speak. Nobody else may: whoever could write his own address would
// have no limit.
type Proxies []netip.Prefix

// ParseProxies reads a list of addresses and prefixes separated by commas or spaces, e.g. "127.0.0.1, 10.0.0.0/8". A prefix
// of length 0 is refused: it would believe everybody.
func ParseProxies(list string) (Proxies, error) {
	var all Proxies
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		p, err := netip.ParsePrefix(word)
		if err != nil {
			a, addrErr := netip.ParseAddr(word)
			if addrErr != nil || a.Zone() != "" {
				return nil, fmt.Errorf("%q is neither an address nor a prefix such as 10.0.0.0/8", word)
			}
			a = a.Unmap()
			p = netip.PrefixFrom(a, a.BitLen())
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("%q would believe everybody", word)
		}
		all = append(all, p.Masked())
	}
	return all, nil
}

// Trust reports whether an address is one of the proxies.
func (p Proxies) Trust(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	for _, prefix := range p {
		if prefix.Contains(a) {
			return true
		}
	}
	return false
}

// Peer is the machine a request came from directly; ok is false where that is no address.
func Peer(r *http.Request) (a netip.Addr, ok bool) {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	return at.Addr().Unmap(), err == nil
}

// Trusted reports whether a request came through a proxy that may say for whom it speaks.
func (p Proxies) Trusted(r *http.Request) bool {
	a, ok := Peer(r)
	return ok && p.Trust(a)
}

// Caller is the address a request was made from: the peer, or, if that is a trusted proxy, the last one in its chain that
// is not. A chain that cannot be read, and two headers that disagree, count as the proxy itself: then its citizens share one
// limit, and nobody gains by writing nonsense.
func (p Proxies) Caller(r *http.Request) (a netip.Addr, ok bool) {
	peer, ok := Peer(r)
	if !ok || !p.Trust(peer) {
		return peer, ok
	}
	xff, forwarded := r.Header.Values("X-Forwarded-For"), r.Header.Values("Forwarded")
	from := p.lastUntrusted(peer, chain(xff, plainHop))
	if len(xff) > 0 && len(forwarded) > 0 {
		if from != p.lastUntrusted(peer, chain(forwarded, forwardedHop)) {
			return peer, true
		}
		return from, true
	}
	if len(xff) == 0 {
		from = p.lastUntrusted(peer, chain(forwarded, forwardedHop))
	}
	return from, true
}

// lastUntrusted walks a chain from its end, which the proxy nearest to us wrote, past the proxies we trust.
func (p Proxies) lastUntrusted(peer netip.Addr, hops []string) netip.Addr {
	at := peer
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(hops[i])
		if err != nil {
			return peer
		}
		if at = hop.Unmap(); !p.Trust(at) {
			return at
		}
	}
	return at
}

// chain reads the hops of a header that may come in several lines.
func chain(lines []string, hop func(string) string) []string {
	var all []string
	for _, line := range lines {
		for part := range strings.SplitSeq(line, ",") {
			all = append(all, hop(strings.TrimSpace(part)))
		}
	}
	return all
}

// plainHop is an entry of X-Forwarded-For: an address, with some proxies also with a port.
func plainHop(s string) string { return withoutPort(s) }

// forwardedHop is the "for" of an element of Forwarded (RFC 7239); "" without one.
func forwardedHop(s string) string {
	for pair := range strings.SplitSeq(s, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
		if strings.EqualFold(name, "for") {
			return withoutPort(strings.Trim(value, `"`))
		}
	}
	return ""
}

func withoutPort(s string) string {
	if strings.HasPrefix(s, "[") || strings.Count(s, ":") == 1 {
		if host, _, err := net.SplitHostPort(s); err == nil {
			return host
		}
		return strings.Trim(s, "[]")
	}
	return s
}

// Network is what one connection owns: an IPv4 address, or the /64 of an IPv6 one.
func Network(ip netip.Addr) string {
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.String()
	}
	p, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return ip.String()
	}
	return p.String()
}
