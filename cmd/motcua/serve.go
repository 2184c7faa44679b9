package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime/debug"

	"motcua/internal/service"
	"motcua/org"
)

// gcPercent trades some 50 MB of memory for a fifth of the CPU time of a turn: the catalogue's index is
// most of the live heap and would be scanned again for every 30 MB that turns leave behind.
const gcPercent = 300

// serve runs the service until ctx ends.
func (p *program) serve(f *flags) action {
	demo, playing := f.demo(), f.yes("play")
	return func(ctx context.Context) (err error) {
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(gcPercent)
		}
		var play *playground
		if *playing {
			if play, err = p.openPlayground(*demo); err != nil {
				return err
			}
			defer func() { err = errors.Join(err, play.close()) }()
		}
		s, err := service.Open(ctx, p.options(*demo))
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.Close()) }()
		if play != nil {
			play.show(s, p.log())
		}
		p.welcome(s, *demo, play)
		return s.Run(ctx)
	}
}

// options are the settings of the service.
func (p *program) options(demo bool) service.Options {
	return service.Options{
		Place: p.place, Demo: demo, Addr: p.addr, DebugAddr: p.debugAddr, PublicURL: p.publicURL, Redis: p.redis,
		Platforms: p.platforms, Proxies: p.proxies, LocalTime: localTime, Log: p.log(), Version: version,
	}
}

// welcome says where to look.
func (p *program) welcome(s *service.Service, demo bool, play *playground) {
	p.addr = s.Addr().String()
	if host, port, err := net.SplitHostPort(p.addr); err == nil && (host == "::" || host == "0.0.0.0") {
		p.addr = net.JoinHostPort("127.0.0.1", port)
	}
	url := p.baseURL()
	fmt.Fprintf(p.out, wordServing, version, url)
	if p.publicURL != "" {
		fmt.Fprintf(p.out, wordServingHere, p.addr)
	}
	if demo {
		fmt.Fprintf(p.out, wordServingDemo, url)
	} else if len(s.Directory().Units()) == 0 {
		fmt.Fprint(p.out, wordServingNoUnit)
	}
	switch db := s.Store().Private(); {
	case db == nil:
		fmt.Fprint(p.out, wordServingDatabase)
	case db.Owner():
		fmt.Fprintf(p.out, wordServingPrivate, db.Version(), db.Dir())
	default:
		fmt.Fprintf(p.out, wordServingJoined, db.Version(), db.Dir())
	}
	for _, on := range p.served() {
		fmt.Fprintf(p.out, wordServingPlatform, org.ChannelName(on.Name()), on.Manner(p.platforms[on.Name()]))
	}
	if play != nil {
		fmt.Fprintf(p.out, wordServingPlay, play.listener.Addr())
	}
	if at := s.DebugAddr(); at != nil {
		fmt.Fprintf(p.out, wordServingDebug, at)
	}
	fmt.Fprint(p.out, wordServingStop)
}

// migrate brings the database up to date.
func (p *program) migrate(f *flags) action {
	demo := f.demo()
	return func(ctx context.Context) error {
		s, err := p.place.OpenStore(ctx, *demo || p.place.ServedDemo(), p.log())
		if err != nil {
			return err
		}
		fmt.Fprint(p.out, wordMigrated)
		return s.Close()
	}
}

// baseURL is where people reach the service.
func (p *program) baseURL() string {
	if p.publicURL != "" {
		return p.publicURL
	}
	return "http://" + p.addr
}
