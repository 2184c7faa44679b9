// Package service is the running service as a value: what "motcua serve" runs, and what a test or a benchmark of the
// whole takes.
//
//	s, err := service.Open(ctx, service.Options{Place: service.Place{Data: dir}, Addr: "127.0.0.1:0"})
//	…
//	err = errors.Join(s.Run(ctx), s.Close())
//
// Open takes the address, opens the stores, settles what the database is, and puts the parts together; it starts nothing
// that has to be waited for, but the private PostgreSQL. Run serves until its context ends and waits for all it has
// started. Close gives back what Open took. The package reads no environment and prints nothing: settings are Options,
// events go to the log.
package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/bot/platform"
	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/scheduler"
	"motcua/storage/live"
)

// Options are the settings of a service.
type Options struct {
	Place
	Demo      bool                         // serve the sample unit, in a database of its own
	Addr      string                       // host:port to serve at; port 0 picks one
	DebugAddr string                       // loopback host:port of the profiler (pprof); "" serves none
	PublicURL string                       // where citizens find the service, without a slash at the end; "" means Addr
	Redis     string                       // redis://, rediss:// or unix://; "" keeps in the process what Redis would hold
	Platforms map[string]platform.Settings // by the platform's name; see Platforms
	Proxies   limit.Proxies                // may say for whom they speak
	LocalTime func() time.Time             // the clock of this machine; nil is time.Now
	Log       *slog.Logger                 // nil is silent
	Version   string                       // of the program, for /readyz
}

// Service is everything that runs while citizens are served.
type Service struct {
	o         Options
	log       *slog.Logger
	listener  net.Listener
	debug     net.Listener // nil without DebugAddr
	store     *Store
	live      *live.Live
	chat      *webchat.Channel
	platforms []*platform.Channel // those that are configured
	sender    *outbox.Sender
	engine    *engine.Engine
	scheduler *scheduler.Scheduler
	catalogue *catalogueWatch
	registry  *prometheus.Registry
	clock     *scheduler.Clock
	limits
}

// localTime is what the clock of this machine shows.
func (s *Service) localTime() time.Time {
	if s.o.LocalTime != nil {
		return s.o.LocalTime()
	}
	return time.Now()
}

// Open makes a service ready to run. Its errors are *AddrError for an address that is taken, ErrNotLoopback,
// *SettingError, *StoreError, and storage.ErrKind for a database of the other kind. What it had taken is given back then.
func Open(ctx context.Context, o Options) (*Service, error) {
	s := &Service{o: o, log: o.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	// The addresses first: a second service on the same machine should fail before it touches anything.
	err := s.listen()
	if err == nil {
		err = s.open(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	// Noted before anybody hears the address: a command started right then works on the right installation.
	if err := o.note(o.Demo); err != nil {
		s.log.Warn("which installation was served is not noted; give other commands --demo where it is meant", "err", err)
	}
	return s, nil
}

func (s *Service) listen() (err error) {
	if s.listener, err = net.Listen("tcp", s.o.Addr); err != nil {
		return &AddrError{Addr: s.o.Addr, Err: err}
	}
	if s.o.DebugAddr != "" {
		s.debug, err = listenDebug(s.o.DebugAddr)
	}
	return err
}

// open opens stores, reads what must be known, and builds the parts. The catalogue is indexed while the database starts.
func (s *Service) open(ctx context.Context) (err error) {
	type indexed struct {
		finder *search.Finder
		err    error
	}
	indexing := make(chan indexed, 1)
	go func() {
		f, err := search.Bundled()
		indexing <- indexed{f, err}
	}()
	s.store, err = s.o.OpenStore(ctx, s.o.Demo, s.log)
	bundled := <-indexing
	if err != nil {
		return err
	}
	if err := errors.Join(bundled.err, s.install(ctx)); err != nil {
		return err
	}
	if s.live, err = live.Open(ctx, s.o.Redis, s.log); err != nil {
		return &SettingError{"REDIS_URL", err}
	}
	dir, err := s.store.DB.Directory(ctx)
	if err != nil {
		return err
	}
	finder := bundled.finder
	s.catalogue = &catalogueWatch{db: s.store.DB, log: s.log, now: s.clock.Now, use: func(f *search.Finder) { finder = f }}
	if err := s.catalogue.look(ctx); err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	if err := s.build(dir, finder); err != nil {
		return err
	}
	s.catalogue.use = s.engine.SetFinder
	return nil
}

// Close gives everything back that Open took, whether the service ran or not. It waits for a private PostgreSQL to stop.
func (s *Service) Close() error {
	var errs []error
	for _, l := range []net.Listener{s.listener, s.debug} {
		if l == nil {
			continue
		}
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) { // closed already in the ordinary course
			errs = append(errs, err)
		}
	}
	if s.live != nil {
		errs = append(errs, s.live.Close())
	}
	if s.store != nil {
		errs = append(errs, s.store.Close())
	}
	return errors.Join(errs...)
}

// Addr is the address served at.
func (s *Service) Addr() net.Addr { return s.listener.Addr() }

// DebugAddr is the address of the profiler; nil without one.
func (s *Service) DebugAddr() net.Addr {
	if s.debug == nil {
		return nil
	}
	return s.debug.Addr()
}

// Store is the database the service works on.
func (s *Service) Store() *Store { return s.store }

// Directory is the present state of the units.
func (s *Service) Directory() *directory.Directory { return s.engine.Directory() }

// Turn takes an event in, as the channels do: nil once it is stored, or had been before.
func (s *Service) Turn(ctx context.Context, ev bot.Event) error { return s.engine.Turn(ctx, ev) }
