package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"motcua/internal/limit"
	"motcua/web"
	"motcua/web/site"
)

// Bounds of the HTTP servers. Streams extend their own write deadline.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 10 * time.Second
	maxHeader     = 16 << 10
)

// probeTime bounds a question to the database that somebody waits for.
const probeTime = 2 * time.Second

// serveHTTP answers requests until ctx ends, then finishes those under way.
func (s *Service) serveHTTP(ctx context.Context) error {
	server := &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	server.RegisterOnShutdown(s.chat.Hangup) // or the open streams would keep us for hours
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(s.door) }()
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

func (s *Service) handler() http.Handler {
	pages := site.New(site.Options{
		DB: s.store.DB, Chat: s.chat, Directory: s.engine.Directory, Limit: s.live.Allow, Refusals: s.refusals, Proxies: s.o.Proxies,
		Plan: s.plan, Crowded: s.door.Crowded, Now: s.clock.Now, PublicURL: s.o.PublicURL, Demo: s.o.Demo, Log: s.log,
	})
	return web.New(pages, web.Options{
		Turn: s.engine.Turn, Finder: s.engine.Finder, Changes: s.store.LatestChanges, Count: s.live.Count, Clock: s.clock.Trouble,
		SendDigest: s.sendDigest, Ready: s.ready, Metrics: promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{}),
		Hooks: s.hooks(), Channels: s.channels, Refused: s.refused, Ways: s.ways, Version: s.o.Version,
	})
}

// ready says whether citizens can be served. Redis is not asked: the service does without it.
func (s *Service) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	if err := s.store.Writable(ctx); err != nil {
		if limit.OutOfDescriptors(err) {
			return &web.Down{Part: "descriptors", Err: err}
		}
		return &web.Down{Part: "database", Err: err}
	}
	return nil
}
