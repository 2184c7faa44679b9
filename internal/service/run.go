package service

import (
	"context"
	"sync"
	"time"

	"motcua/internal/limit"
)

// Run serves until ctx ends, then stops from the outside in: no new requests, then the turns under way, then the messages
// they left. It returns when everything it has started has ended.
func (s *Service) Run(ctx context.Context) error {
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
	s.help(helpers, &helping)
	err := s.serveHTTP(ctx)
	stopHelpers()
	helping.Wait()
	stopTurns()
	turning.Wait()
	stopSends()
	sending.Wait()
	s.log.Info("stopped")
	return err
}

// help starts what makes no answers itself: it follows the database, the clock and the platforms.
func (s *Service) help(ctx context.Context, helping *sync.WaitGroup) {
	helping.Go(func() { s.followDirectory(ctx) })
	helping.Go(func() { s.catalogue.follow(ctx, RefreshEvery) })
	helping.Go(func() { s.watchDatabase(ctx) })
	helping.Go(func() {
		if err := s.scheduler.Run(ctx); err != nil {
			s.log.Error("scheduler stopped", "err", err)
		}
	})
	for _, p := range s.platforms {
		helping.Go(func() { p.Run(ctx) })
	}
	if s.debug != nil {
		helping.Go(func() { s.serveDebug(ctx) })
	}
}

// RefreshEvery is how soon a unit or reception point added on the command line, or a release of the catalogue, is known
// to a service that runs.
const RefreshEvery = 5 * time.Second

// followDirectory keeps the directory up to date.
func (s *Service) followDirectory(ctx context.Context) {
	every(ctx, RefreshEvery, func() {
		dir, err := s.store.DB.Directory(ctx)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Warn("units not refreshed", "err", err)
			}
			return
		}
		s.engine.SetDirectory(dir)
	})
}

// watchDatabase starts the private PostgreSQL again when it is gone: its own keeper does so for the owner, but the
// process that owned it may have stopped.
func (s *Service) watchDatabase(ctx context.Context) {
	server := s.store.private
	if server == nil {
		return
	}
	every(ctx, time.Second, func() {
		err := server.Ping(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		if limit.OutOfDescriptors(err) {
			s.log.Error("no descriptor is left to reach PostgreSQL, which is well; raise the limit (LimitNOFILE)", "err", err)
			return
		}
		if err := server.Revive(ctx); err != nil && ctx.Err() == nil {
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
