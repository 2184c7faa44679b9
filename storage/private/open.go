package private

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"
)

// startOrJoin makes this process the owner when the lock is free, and a guest
// of the running server otherwise. Owners keep changing while it looks, so it
// repeats until one of the two succeeds or the time is up.
func (s *Server) startOrJoin(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, openTimeout,
		fmt.Errorf("no answer within %v", openTimeout))
	defer cancel()
	if keep := s.keeper(); keep != nil {
		return s.awaitRestart(ctx, keep)
	}
	lock := filepath.Join(s.home, lockName)
	for wait := pollInterval; ; wait = min(2*wait, 200*time.Millisecond) {
		held, err := tryLock(lock)
		if err != nil {
			return err
		}
		if held != nil {
			return s.becomeOwner(ctx, held)
		}
		at, joinErr := join(ctx, s.home)
		if joinErr == nil {
			s.set(at, nil)
			s.opt.Log.Info("joined the private PostgreSQL of another process", "dir", at.cluster, "version", at.version)
			return nil
		}
		if err := pause(ctx, wait); err != nil {
			return fmt.Errorf("another process holds %s, but its server cannot be joined: %w", lock, errors.Join(err, joinErr))
		}
	}
}

// becomeOwner starts the server under the lock, which the keeper then holds
// until the end.
func (s *Server) becomeOwner(ctx context.Context, held *lock) error {
	begin := time.Now()
	l, err := s.prepare(ctx)
	if err != nil {
		return errors.Join(err, held.release())
	}
	pm, at, err := l.start(ctx)
	if err != nil {
		return errors.Join(err, held.release())
	}
	s.set(at, keepAlive(l, pm, held, s.opt))
	s.opt.Log.Info("private PostgreSQL started", "dir", at.cluster, "version", at.version,
		"took", time.Since(begin).Round(time.Millisecond))
	return nil
}

// prepare does everything that comes before the postmaster: an earlier server
// is out of the way, the cluster exists, the socket directory is ours.
func (s *Server) prepare(ctx context.Context) (*launch, error) {
	c, err := s.cluster(ctx)
	if err != nil {
		return nil, err
	}
	if err := evict(ctx, c.dir, s.opt.Log); err != nil {
		return nil, err
	}
	socket, err := socketDir(s.home, c.account)
	if err != nil {
		return nil, err
	}
	if err := leaveNote(s.opt.Dir, s.home); err != nil {
		return nil, err
	}
	return &launch{
		bin:      c.bin,
		cluster:  c.dir,
		socket:   socket,
		account:  c.account,
		settings: s.opt.Settings,
		logFile:  filepath.Join(s.home, "postgres.log"),
		grace:    s.opt.ShutdownTimeout,
	}, nil
}

// awaitRestart waits until the keeper has the server up again.
func (s *Server) awaitRestart(ctx context.Context, keep *keeper) error {
	for {
		_, err := probe(ctx, keep.launch.cluster, keep.launch.socket)
		if err == nil {
			return nil
		}
		if perr := pause(ctx, 20*time.Millisecond); perr != nil {
			return errors.Join(perr, err, keep.lastError())
		}
	}
}

func (s *Server) keeper() *keeper {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep
}

func (s *Server) set(at endpoint, keep *keeper) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at, s.keep = at, keep
}

// join finds the live server below home.
func join(ctx context.Context, home string) (endpoint, error) {
	clusters, err := clustersIn(home)
	if err != nil {
		return endpoint{}, err
	}
	err = errors.New("it has not started yet")
	for _, major := range clusters {
		dir := clusterDir(home, major)
		pid, rerr := readPidFile(dir)
		if rerr != nil || !pid.ready {
			continue
		}
		version, perr := probe(ctx, dir, pid.socket)
		if perr == nil {
			return endpoint{cluster: dir, socket: pid.socket, version: version}, nil
		}
		err = perr
	}
	return endpoint{}, err
}
