package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"motcua/bot"
	"motcua/bot/telegram"
	"motcua/bot/webchat"
	"motcua/internal/limit"
	"motcua/procedure/search"
	"motcua/scheduler"
	"motcua/storage/live"
	"motcua/web"
)

// service is everything that runs while citizens are served.
type service struct {
	*program
	log       *slog.Logger
	store     *store
	live      *live.Live
	chat      *webchat.Channel
	telegram  *telegram.Channel // nil without a token
	sender    *bot.Sender
	engine    *bot.Engine
	scheduler *scheduler.Scheduler
	catalogue *catalogueWatch
	registry  *prometheus.Registry
	stage     *stage // nil without --play
	refusals  *limit.Refusals
	gate      *web.FormGate
	door      *limit.Listener
	plan      limit.Plan
	clock     *scheduler.Clock
}

// gcPercent trades some 50 MB of memory for a fifth of the CPU time of a turn: the catalogue's index is
// most of the live heap and would be scanned again for every 30 MB that turns leave behind.
const gcPercent = 300

// serve runs the service until ctx ends.
func (p *program) serve(ctx context.Context) (err error) {
	f := p.flags("serve")
	demo := f.Bool("demo", false, "serve a sample unit with sample data, in a database of its own")
	playing := f.Bool("play", false, "with --demo: bring a Telegram inside this process and a page to play the people on it")
	if err := p.parse(f); err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	s := &service{program: p, log: slog.New(slog.NewTextHandler(p.err, nil))}
	// The address first: a second service on the same machine should fail before it touches anything.
	listener, err := net.Listen("tcp", p.addr)
	if err != nil {
		return fmt.Errorf("cannot serve at %s: %w; choose another address with MOTCUA_ADDR", p.addr, err)
	}
	defer func() { _ = listener.Close() }() // closed already in the ordinary course
	descriptors, err := limit.Descriptors()
	if err != nil {
		return err
	}
	s.plan = limit.Share(descriptors)
	s.log.Info("limits", "descriptors", s.plan.Descriptors, "connections", s.plan.Connections, "streams", s.plan.Streams,
		"streams_of_one_address", s.plan.StreamsPerAddress)
	if *playing {
		if s.stage, err = p.openStage(*demo); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.stage.close()) }()
	}
	if err := s.open(ctx, *demo); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	s.door = limit.NewListener(listener, s.plan, s.proxies, s.refusals)
	if s.stage != nil {
		s.stage.show(s)
	}
	s.welcome(listener.Addr())
	return s.run(ctx, s.door)
}

// open opens stores, reads what must be known, and builds the parts. The catalogue is indexed while the
// database starts.
func (s *service) open(ctx context.Context, demo bool) (err error) {
	type loaded struct {
		catalog *search.Finder
		err     error
	}
	indexing := make(chan loaded, 1)
	go func() {
		c, err := search.Bundled()
		indexing <- loaded{c, err}
	}()
	s.store, err = s.openStore(ctx, demo, s.log)
	catalog := <-indexing
	if err != nil {
		return err
	}
	s.clock = scheduler.NewClock(s.store.Now, localTime, s.log)
	if _, _, err := s.clock.Read(ctx); err != nil {
		return errors.Join(err, s.store.Close())
	}
	if err := errors.Join(catalog.err, s.fill(ctx, demo)); err != nil {
		return errors.Join(err, s.store.Close())
	}
	if s.live, err = live.Open(ctx, s.redisURL, s.log); err != nil {
		return errors.Join(fmt.Errorf("REDIS_URL: %w", err), s.store.Close())
	}
	dir, err := bot.LoadDirectory(ctx, s.store.DB)
	if err != nil {
		return errors.Join(err, s.close())
	}
	finder := catalog.catalog
	s.catalogue = &catalogueWatch{db: s.store.DB, log: s.log, now: s.clock.Now, use: func(f *search.Finder) { finder = f }}
	if err := s.catalogue.look(ctx); err != nil {
		return errors.Join(fmt.Errorf("catalogue: %w", err), s.close())
	}
	if err := s.build(dir, finder); err != nil {
		return errors.Join(err, s.close())
	}
	s.catalogue.use = s.engine.SetFinder
	return nil
}

// build puts the parts together.
func (s *service) build(dir *bot.Directory, catalog *search.Finder) error {
	s.registry = prometheus.NewRegistry()
	metrics := bot.NewMetrics(s.registry)
	s.refusals = limit.NewRefusals(s.registry, s.log)
	s.gate = &web.FormGate{Count: s.live.Count, Busiest: s.store.BusiestHour, Refusals: s.refusals}
	s.chat = webchat.New(s.store.DB, s.live, s.log)
	channels := []bot.Channel{s.chat}
	if s.program.telegram.served() {
		var err error
		if s.telegram, err = s.newTelegram(); err != nil {
			return err
		}
		channels = append(channels, s.telegram)
	}
	s.sender = bot.NewSender(s.store.DB, s.live, metrics, s.log, channels...)
	s.engine = bot.NewEngine(bot.EngineOptions{
		DB: s.store.DB, Live: s.live, Sender: s.sender, Metrics: metrics, Directory: dir, Finder: catalog, Log: s.log,
		Owed: func() { s.scheduler.Nudge() }, MayBegin: s.mayBegin, Now: s.clock.Now,
	})
	s.scheduler = scheduler.New(scheduler.Options{
		DB: s.store.DB, Turn: s.engine.Turn, Look: s.sender.Look, Directory: s.engine.Directory, Finder: s.engine.Finder, Log: s.log,
		PublicURL: s.publicURL, Clock: s.clock,
	})
	s.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	s.registry.MustRegister(s.gauges()...)
	return nil
}

// gauges are the figures that are read when somebody asks.
func (s *service) gauges() []prometheus.Collector {
	gauge := func(name, help string, value func() float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
	}
	outbox := func() (int, time.Duration) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		n, age, err := s.store.OutboxDepth(ctx)
		if err != nil {
			return -1, -time.Second // the database is away; /readyz says so
		}
		return n, age
	}
	return []prometheus.Collector{
		gauge("motcua_outbox_messages", "Messages waiting to be delivered, in all replicas; -1 while the database is away.", func() float64 {
			n, _ := outbox()
			return float64(n)
		}),
		gauge("motcua_outbox_oldest_seconds", "How long the oldest of them has waited; -1 while the database is away.", func() float64 {
			_, age := outbox()
			return age.Seconds()
		}),
		gauge("motcua_duties_overdue", "Digests that are past their time and not sent.", func() float64 { return float64(s.scheduler.Owing()) }),
		gauge("motcua_clock_off_seconds", "How far the database's clock is ahead of this machine's.", func() float64 { return s.clock.Off().Seconds() }),
		gauge("motcua_clock_held", "1 while nothing is deleted or sent by the calendar because the clock is not believed.", func() float64 {
			if s.clock.Trouble() != "" {
				return 1
			}
			return 0
		}),
		gauge("motcua_connections", "Connections open at the address served.", func() float64 { return float64(s.door.Open()) }),
		gauge("motcua_connections_most", "How many of them there may be, below the limit of descriptors.", func() float64 { return float64(s.plan.Connections) }),
		gauge("motcua_redis_up", "1 while Redis (or the one in this process) answers.", func() float64 {
			if s.live.Healthy() {
				return 1
			}
			return 0
		}),
	}
}

// run serves until ctx ends, then stops from the outside in: no new requests, then the turns under way,
// then the messages they left.
func (s *service) run(ctx context.Context, listener net.Listener) error {
	helpers, stopHelpers := context.WithCancel(context.WithoutCancel(ctx))
	defer stopHelpers()
	turns, stopTurns := context.WithCancel(context.WithoutCancel(ctx))
	defer stopTurns()
	sends, stopSends := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSends()

	var helping, turning, sending sync.WaitGroup
	sending.Go(func() { s.sender.Run(sends) })
	sending.Go(func() { s.chat.Run(sends) })
	turning.Go(func() { s.engine.Run(turns) })
	helping.Go(func() { s.followDirectory(helpers) })
	helping.Go(func() { s.catalogue.follow(helpers, refreshEvery) })
	helping.Go(func() { s.watchDatabase(helpers) })
	helping.Go(func() {
		if err := s.scheduler.Run(helpers); err != nil {
			s.log.Error("scheduler stopped", "err", err)
		}
	})
	if s.telegram != nil {
		helping.Go(func() { s.telegram.Run(helpers) })
	}
	err := s.serveHTTP(ctx, listener)
	stopHelpers()
	helping.Wait()
	stopTurns()
	turning.Wait()
	stopSends()
	sending.Wait()
	s.log.Info("stopped")
	return err
}

// Bounds of the HTTP server. Streams extend their own write deadline.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 10 * time.Second
	maxHeader     = 16 << 10
)

// serveHTTP answers requests until ctx ends, then finishes those under way.
func (s *service) serveHTTP(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: web.New(web.Options{
			DB: s.store.DB, Chat: s.chat, Turn: s.engine.Turn, Directory: s.engine.Directory, Limit: s.live.Allow, Count: s.live.Count,
			Refusals: s.refusals, Proxies: s.proxies, Plan: s.plan, Crowded: s.door.Crowded,
			Now: s.clock.Now, Clock: s.clock.Trouble,
			Finder: s.engine.Finder, Changes: s.store.LatestChanges,
			SendDigest: s.sendDigest, Ready: s.ready, Metrics: promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}),
			PublicURL: s.publicURL, Demo: s.store.demo, Telegram: s.hook(), Channels: s.channels, Log: s.log, Version: version,
		}),
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	server.RegisterOnShutdown(s.chat.Hangup) // or the open streams would keep us for hours
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.log.Info("stopping")
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return errors.Join(fmt.Errorf("stop: %w", err), server.Close())
	}
	return nil
}

// close gives everything back that open took.
func (s *service) close() error {
	return errors.Join(s.live.Close(), s.store.Close())
}

// refreshEvery is how soon a unit or reception point added on the command line, or a release of the catalogue, is known
// here.
const refreshEvery = 5 * time.Second

// followDirectory keeps the directory up to date.
func (s *service) followDirectory(ctx context.Context) {
	every(ctx, refreshEvery, func() {
		dir, err := bot.LoadDirectory(ctx, s.store.DB)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Warn("units not refreshed", "err", err)
			}
			return
		}
		s.engine.SetDirectory(dir)
	})
}

// watchDatabase starts the private PostgreSQL again when it is gone: its own keeper does so for the
// owner, but the process that owned it may have stopped.
func (s *service) watchDatabase(ctx context.Context) {
	if s.store.server == nil {
		return
	}
	every(ctx, time.Second, func() {
		err := s.store.server.Ping(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		if limit.OutOfDescriptors(err) {
			s.log.Error("no descriptor is left to reach PostgreSQL, which is well; raise the limit (LimitNOFILE)", "err", err)
			return
		}
		if err := s.store.server.Revive(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("PostgreSQL does not come back", "err", err)
		}
	})
}

// every calls fn at intervals until ctx ends.
func every(ctx context.Context, interval time.Duration, fn func()) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			fn()
		}
	}
}

// ready says whether citizens can be served. Redis is not asked: the service does without it.
func (s *service) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		if limit.OutOfDescriptors(err) {
			return &web.Down{Part: "descriptors", Err: err}
		}
		return &web.Down{Part: "database", Err: err}
	}
	return nil
}

// mayBegin bounds the forms begun on the web. Platforms know their users, who are not made up as cheaply as cookies.
func (s *service) mayBegin(ctx context.Context, ev bot.Event, unit int32) bool {
	return ev.Net == "" || s.gate.May(ctx, ev.Net, unit, ev.Shown)
}

// welcome says where to look. What is served is noted first, so that a command that is started as soon
// as the address is out works on the right installation.
func (s *service) welcome(addr net.Addr) {
	if err := s.noteServed(s.store.demo); err != nil {
		s.log.Warn("which installation was served is not noted; give other commands --demo where it is meant", "err", err)
	}
	s.addr = addr.String()
	if host, port, err := net.SplitHostPort(s.addr); err == nil && (host == "::" || host == "0.0.0.0") {
		s.addr = net.JoinHostPort("127.0.0.1", port)
	}
	url := s.baseURL()
	fmt.Fprintf(s.out, "Một Cửa %s đang phục vụ tại %s\n", version, url)
	if s.publicURL != "" {
		fmt.Fprintf(s.out, "  Trên máy này: http://%s\n", s.addr)
	}
	if s.store.demo {
		fmt.Fprintf(s.out, "  Đơn vị mẫu, số liệu mẫu. Xem thử: %s/mau\n  Trò chuyện: %s/   Phòng lãnh đạo: %s/lanh-dao\n", url, url, url)
	} else if len(s.engine.Directory().Units()) == 0 {
		fmt.Fprint(s.out, "  Chưa có đơn vị nào. Bước tiếp theo: motcua unit add --code MÃ --name \"xã …\"\n")
	}
	switch {
	case s.store.server == nil:
		fmt.Fprintln(s.out, "  Cơ sở dữ liệu: theo DATABASE_URL")
	case s.store.server.Owner():
		fmt.Fprintf(s.out, "  Cơ sở dữ liệu: PostgreSQL %s riêng, trong %s\n", s.store.server.Version(), s.store.server.Dir())
	default:
		fmt.Fprintf(s.out, "  Cơ sở dữ liệu: PostgreSQL %s của tiến trình đang chạy, trong %s\n", s.store.server.Version(), s.store.server.Dir())
	}
	if s.telegram != nil {
		how := map[string]string{telegram.ModePoll: "hỏi tin (poll)", telegram.ModeWebhook: "nhận tin (webhook)"}
		fmt.Fprintln(s.out, "  Telegram:", how[s.program.telegram.mode])
	}
	if s.stage != nil {
		fmt.Fprintf(s.out, "  Chơi thử Telegram: http://%s/choi\n", s.stage.listener.Addr())
	}
	fmt.Fprintln(s.out, "  Dừng: Ctrl-C")
}

// migrate brings the database up to date.
func (p *program) migrate(ctx context.Context) (err error) {
	f := p.flags("migrate")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	s, err := p.openStore(ctx, *demo || p.servedLast() == demoDatabase, slog.New(slog.NewTextHandler(p.err, nil)))
	if err != nil {
		return err
	}
	fmt.Fprintln(p.out, "Cơ sở dữ liệu đã ở phiên bản của chương trình này.")
	return s.Close()
}
