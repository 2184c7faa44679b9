package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/netip"
	"time"

	"motcua/internal/limit"
	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/scheduler"
	"motcua/storage"
)

// fewDescriptors is below what a commune needs on a busy day.
const fewDescriptors = 4096

// checkDescriptors says what this account may have open at once.
func (p *program) checkDescriptors(c *checkup) {
	n, err := limit.Descriptors()
	if err != nil {
		c.fail(explain(err), wordSeeCause)
		return
	}
	s := limit.Share(n)
	if n < fewDescriptors {
		c.note(wordDescriptors+wordDescriptorsFew, n, s.Connections, s.Streams, s.StreamsPerAddress)
		return
	}
	c.ok(wordDescriptors, n, s.Connections, s.Streams, s.StreamsPerAddress)
}

// checkProxies looks for a proxy in front that nobody named: then all its citizens share the limits of one address.
func (p *program) checkProxies(c *checkup) {
	if len(p.proxies) > 0 {
		c.ok(wordProxiesFine, p.proxies)
		return
	}
	host, _, _ := net.SplitHostPort(p.addr)
	if a, err := netip.ParseAddr(host); p.publicURL != "" && (host == "localhost" || err == nil && a.IsLoopback()) {
		c.note(wordProxiesUnset)
	}
}

// clockOf reads what a service says of its clock.
func clockOf(body io.Reader) string {
	var said struct{ Clock string }
	if json.NewDecoder(io.LimitReader(body, 64<<10)).Decode(&said) != nil {
		return "" // whatever answers there, it says nothing of a clock
	}
	return said.Clock
}

// checkClock compares this machine's clock with the database's, and looks how far the clean-up is.
func (p *program) checkClock(ctx context.Context, c *checkup, s *service.Store, dir *directory.Directory) {
	clock := scheduler.LookAtClock(s.DB, localTime)
	now, ok, err := clock.Read(ctx)
	switch {
	case err != nil:
		c.fail(explain(err), wordSeeCause)
		return
	case !ok:
		c.fail(say(wordClockWrong, clock.Trouble()), wordClockRemedy)
	default:
		c.ok(wordClockFine, clock.Off().Abs().Round(time.Millisecond))
	}
	for _, u := range append([]org.Unit{{ID: storage.Service, Code: wordSharedData}}, units(dir)...) {
		upto, err := s.Cleaned(ctx, u.ID)
		if err != nil {
			c.fail(say(wordUnitFailed, u.Code, explain(err)), wordSeeCause)
			continue
		}
		if behind := scheduler.Behind(upto, now); behind > 0 {
			c.note(wordCleanBehind, u.Code, behind, upto.Format("02/01/2006"), now.In(org.Location()).Format(time.DateOnly))
		}
	}
}
