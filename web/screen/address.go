package screen

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// Reach says who can open an address.
type Reach int

// From nobody but the machine itself to everybody.
const (
	Nowhere Reach = iota // no telephone can open it
	Near                 // a telephone in the same network can, if at all
	Everywhere
)

// ReachOf says who can open an address, as far as the address itself tells.
func ReachOf(address string) Reach {
	u, err := url.Parse(address)
	if err != nil {
		return Nowhere
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if a, err := netip.ParseAddr(host); err == nil {
		a = a.Unmap()
		switch {
		case a.IsLoopback() || a.IsUnspecified():
			return Nowhere
		case a.IsPrivate() || a.IsLinkLocalUnicast():
			return Near
		}
		return Everywhere
	}
	top := host[strings.LastIndexByte(host, '.')+1:]
	switch {
	case host == "" || top == "localhost":
		return Nowhere
	case top == host || top == "local" || top == "lan" || top == "internal" || top == "home":
		return Near
	}
	return Everywhere
}

// address is where the code of a screen leads, and who can get there.
func (p *Pages) address(r *http.Request) (base string, reach Reach) {
	base = p.Base(r)
	return base, ReachOf(base)
}

// leads reports whether a code that leads to an address of some reach is shown. The demo shows it in any case: who tries it out on
// one machine opens it there.
func (p *Pages) leads(r Reach) bool { return r != Nowhere || p.Demo }
