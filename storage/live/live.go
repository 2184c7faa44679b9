// Package live keeps what makes the service fast or fair: hot conversation
// state, messages between replicas, and counters. It speaks to Redis, or when
// none is configured to a miniredis inside this process, through the same code.
//
// Nothing here may be needed for correctness. Redis can vanish at any moment; a
// call then costs next to nothing and answers as if nothing were stored. For
// the same reason a stored state may be older than the newest one (the write
// that replaced it may have been skipped), so callers compare versions with
// PostgreSQL when they write.
//
// All keys begin with "motcua:". Installations that share one Redis use
// different database numbers in their addresses (redis://host/1); channels,
// which Redis does not separate by database, carry that number in their names.
package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	prefix = "motcua:"

	// callTimeout bounds a call with all its steps (dialling, writing, reading); a
	// citizen's turn does not wait longer for something it can do without.
	callTimeout = 200 * time.Millisecond
	poolSize    = 32
)

// Live is a connection to Redis or its stand-in. Its methods may be called from
// several goroutines.
type Live struct {
	rdb      *redis.Client
	own      *aging // nil with a real Redis
	channels string // prefix of channel names
	breaker  *breaker
	local    *counters
	places   *places
	log      *slog.Logger

	mu     sync.Mutex // orders the beginning of subscriptions against Close
	ctx    context.Context
	cancel context.CancelFunc
	subs   sync.WaitGroup
}

// Open connects to the Redis at redisURL (redis://, rediss:// or unix://), or
// starts the stand-in when it is empty. A Redis that cannot be reached is no
// error, it may come later; only a malformed address is. ctx bounds the first
// attempt to reach it.
func Open(ctx context.Context, redisURL string, log *slog.Logger) (*Live, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	opt := &redis.Options{Addr: "in-process"}
	var own *aging
	if redisURL == "" {
		own = newAging(miniredis.NewMiniRedis())
		opt.Dialer = func(context.Context, string, string) (net.Conn, error) { return own.dial() }
	} else {
		var err error
		if opt, err = redis.ParseURL(redisURL); err != nil {
			return nil, fmt.Errorf("the address in REDIS_URL: %w", withoutURL(err))
		}
	}
	tune(opt)
	logging.Disable() // go-redis would write each failure to standard error; the breaker says what there is to say
	l := &Live{
		rdb:      redis.NewClient(opt),
		own:      own,
		channels: prefix + strconv.Itoa(opt.DB) + ":",
		breaker:  newBreaker(log),
		local:    newCounters(),
		places:   newPlaces(),
		log:      log,
	}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	if err := l.Ping(ctx); err == nil && l.Shared() {
		log.Info("redis is used", "address", opt.Addr, "database", opt.DB)
	}
	return l, nil
}

// tune makes a client fail fast and only once: trying again is the breaker's
// decision.
func tune(opt *redis.Options) {
	opt.DialTimeout, opt.ReadTimeout, opt.WriteTimeout = callTimeout, callTimeout, callTimeout
	opt.PoolTimeout = callTimeout
	opt.MaxRetries = -1
	opt.DialerRetries = 1
	opt.ContextTimeoutEnabled = true
	opt.PoolSize = poolSize
	opt.PipelinePoolSize = -1 // our pipelines are short; they share the pool
	opt.Protocol = 2          // nothing here needs the push messages of version 3
	opt.DisableIdentity = true
	// Announced maintenance is told by such push messages too; to look out for it the client would ask the
	// name service for the server's address, also for that of the stand-in, before anything else happens.
	opt.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// withoutURL strips the address from an error of package net/url, for it may
// hold a password.
func withoutURL(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return err
}

// Close ends all subscriptions, waits for their functions to return, and closes
// the connections. Later calls of other methods answer as with a dead Redis.
func (l *Live) Close() error {
	l.mu.Lock()
	l.cancel()
	l.mu.Unlock()
	l.subs.Wait()
	err := l.rdb.Close()
	if l.own != nil {
		l.own.mini.Close()
	}
	if errors.Is(err, redis.ErrClosed) {
		return nil
	}
	return err
}

// Shared tells whether a real Redis is used, which other replicas see too.
func (l *Live) Shared() bool { return l.own == nil }

// Healthy tells whether the last attempt to reach Redis succeeded.
func (l *Live) Healthy() bool { return l.breaker.closed() }

// Ping asks Redis for an answer now, whatever happened before.
func (l *Live) Ping(ctx context.Context) error {
	if l.ctx.Err() != nil {
		return redis.ErrClosed
	}
	limited, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	err := l.rdb.Ping(limited).Err()
	l.breaker.report(ctx, err)
	return err
}

// do runs one call unless Redis has just failed. It reports whether the call
// succeeded.
func (l *Live) do(ctx context.Context, call func(context.Context) error) bool {
	if l.ctx.Err() != nil || !l.breaker.allow() {
		return false
	}
	if l.own != nil {
		l.own.advance()
	}
	limited, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	err := call(limited)
	l.breaker.report(ctx, err)
	return err == nil || errors.Is(err, redis.Nil)
}
