package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"

	"motcua/bot"
	"motcua/internal/limit"
	"motcua/org"
	"motcua/scheduler"
	"motcua/storage"
)

// fewDescriptors is below what a commune needs on a busy day.
const fewDescriptors = 4096

// checkDescriptors says what this account may have open at once.
func (p *program) checkDescriptors(c *checkup) {
	n, err := limit.Descriptors()
	if err != nil {
		c.fail(err.Error(), "see the error")
		return
	}
	s := limit.Share(n)
	say := c.ok
	more := ""
	if n < fewDescriptors {
		say, more = c.note, "; raise the limit: LimitNOFILE=65536 in the service's unit file, or ulimit -Hn"
	}
	say("descriptors: this account may have %d open, which makes %d connections and %d open pages, %d of them from one address%s",
		n, s.Connections, s.Streams, s.StreamsPerAddress, more)
}

// checkProxies looks for a proxy in front that nobody named: then all its citizens share the limits of one address.
func (p *program) checkProxies(c *checkup) {
	if len(p.proxies) > 0 {
		c.ok("trusted proxies: %v", p.proxies)
		return
	}
	host, _, _ := net.SplitHostPort(p.addr)
	if a, err := netip.ParseAddr(host); p.publicURL != "" && (host == "localhost" || err == nil && a.IsLoopback()) {
		c.note("MOTCUA_TRUSTED_PROXIES is not set: if a web server on this machine stands in front, all citizens count as one address; set it to 127.0.0.1")
	}
}

const remedyClock = "set the clock right: timedatectl set-ntp true, or apt-get install chrony; then see: motcua clean"

// clockOf reads what a service says of its clock.
func clockOf(body io.Reader) string {
	var said struct{ Clock string }
	if json.NewDecoder(io.LimitReader(body, 64<<10)).Decode(&said) != nil {
		return "" // whatever answers there, it says nothing of a clock
	}
	return said.Clock
}

// checkClock compares this machine's clock with the database's, and looks how far the clean-up is.
func (p *program) checkClock(ctx context.Context, c *checkup, s *store, dir *bot.Directory) {
	clock := scheduler.NewClock(s.Now, localTime, nil)
	now, ok, err := clock.Read(ctx)
	switch {
	case err != nil:
		c.fail("clock: "+err.Error(), "see the error")
		return
	case !ok:
		c.fail("clock: "+clock.Trouble()+"; until that is mended nothing is deleted or sent by the calendar", remedyClock)
	default:
		c.ok("clock: within %s of the database's", clock.Off().Abs().Round(time.Millisecond))
	}
	for _, u := range append([]org.Unit{{ID: storage.Service, Code: "(service)"}}, units(dir)...) {
		upto, err := s.Cleaned(ctx, u.ID)
		if err != nil {
			c.fail(fmt.Sprintf("clean-up of %s: %v", u.Code, err), "see the error")
			continue
		}
		if behind := scheduler.Behind(upto, now); behind > 0 {
			c.note("clean-up of %s is %d days behind (cleaned up to %s); to catch up: motcua clean --until %s", u.Code, behind,
				upto.Format(time.DateOnly), now.In(org.Location()).Format(time.DateOnly))
		}
	}
}

// units are the units of a directory.
func units(dir *bot.Directory) []org.Unit {
	var all []org.Unit
	for _, u := range dir.Units() {
		all = append(all, u.Unit)
	}
	return all
}
