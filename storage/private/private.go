// Package private runs a PostgreSQL of our own when the operator names none.
//
// The cluster lies in the installation's data directory, listens on a unix
// socket only, and lives exactly as long as the process that started it: a
// clean end stops it, and a kill -9 stops it too, because the kernel passes our
// death on to the postmaster as SIGINT (see spawn_linux.go). Durability is
// PostgreSQL's default: nothing that was committed is lost either way.
//
// Several processes may open the same directory. A lock decides which of them
// is the owner, who starts, watches and stops the server; all others are
// guests, who merely connect. Operator commands can therefore run beside the
// service. When the owner is gone, the first guest that calls Revive takes over.
//
// Nothing that could be somebody's data is ever deleted: a directory that the
// package does not recognise ends in an error.
package private

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

const (
	superuser = "motcua" // the one role of the cluster; the socket directory's mode is what guards it
	port      = "5432"   // names the socket file; nothing listens on the network

	defaultShutdownTimeout = 20 * time.Second
	openTimeout            = 90 * time.Second // crash recovery of a full WAL on a slow disk included
	pollInterval           = 5 * time.Millisecond
)

// ErrClosed is returned by methods of a Server after Close.
var ErrClosed = errors.New("private PostgreSQL is closed")

// Options says where the private PostgreSQL lives and how it is run.
type Options struct {
	// Dir is the installation's data directory. It is created when missing.
	Dir string
	// Log receives what happens to the server; nil discards it. PostgreSQL's own
	// messages go to a bounded file postgres.log beside the cluster.
	Log *slog.Logger
	// ShutdownTimeout is how long Close waits for the clean stop before it forces
	// an immediate one (which costs a recovery at the next start, no data). Zero
	// means 20 s.
	ShutdownTimeout time.Duration
	// Settings are additional server settings, given on the command line and thus
	// stronger than postgresql.conf. Tests use them; an installation has no need to.
	Settings map[string]string
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.ShutdownTimeout <= 0 {
		o.ShutdownTimeout = defaultShutdownTimeout
	}
	return o
}

// Server is a running private PostgreSQL, seen by its owner or by a guest. Its
// methods may be called from several goroutines.
type Server struct {
	opt  Options
	home string // the directory that holds the cluster and the lock

	reviving sync.Mutex // one start-or-join at a time
	life     context.Context
	end      context.CancelFunc // tells a Revive under way that Close has come

	mu     sync.Mutex // guards what follows
	at     endpoint
	keep   *keeper // nil: guest
	closed bool
}

// endpoint is where a live server was found.
type endpoint struct {
	cluster string // PGDATA
	socket  string // directory of the unix socket
	version string // server_version
}

// Open starts the private PostgreSQL of a data directory, or joins the one that
// another process runs there. It returns when the server answers. ctx bounds
// only the opening. Errors name the path and the remedy; when the machine has
// no PostgreSQL programs the error is a *NoBinariesError.
func Open(ctx context.Context, o Options) (*Server, error) {
	o = o.withDefaults()
	if o.Dir == "" {
		return nil, errors.New("private PostgreSQL: no data directory given")
	}
	home, err := locate(o.Dir, o.Log)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", o.Dir, err)
	}
	s := &Server{opt: o, home: home}
	s.life, s.end = context.WithCancel(context.Background())
	if err := s.startOrJoin(ctx); err != nil {
		s.end()
		return nil, fmt.Errorf("private PostgreSQL in %s: %w", home, err)
	}
	return s, nil
}

// DSN is a pgx connection string for a database of this server. It creates
// nothing. After Revive it may differ from before, as another process may have
// started the server with other temporary directories.
func (s *Server) DSN(database string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return dsn(s.at.socket, database)
}

// Owner tells whether this process started the server and will stop it.
func (s *Server) Owner() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keep != nil
}

// Dir is where the cluster really lies, which for root may be outside the data
// directory (see Options.Dir and the note file left there).
func (s *Server) Dir() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at.cluster
}

// Version is the server's version as it reports it, such as "15.18".
func (s *Server) Version() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at.version
}

// Ping tells whether the server answers now.
func (s *Server) Ping(ctx context.Context) error {
	s.mu.Lock()
	at, closed := s.at, s.closed
	s.mu.Unlock()
	if closed {
		return ErrClosed
	}
	_, err := probe(ctx, at.cluster, at.socket)
	return err
}

// Revive is for a caller whose connections fail. It returns nil as soon as the
// server answers: at once when it does already, after the owner's own restart
// when this process is the owner, and for a guest whose owner has gone after
// starting the server again, which makes this process the owner.
func (s *Server) Revive(ctx context.Context) error {
	s.reviving.Lock()
	defer s.reviving.Unlock()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.life, cancel)()
	if err := s.Ping(ctx); err == nil || errors.Is(err, ErrClosed) {
		return err
	}
	if err := s.startOrJoin(ctx); err != nil {
		return fmt.Errorf("reviving the private PostgreSQL in %s: %w", s.home, err)
	}
	return nil
}

// Close ends the use of the server. The owner stops it cleanly (open
// transactions are rolled back, a checkpoint is written) and waits for that; a
// guest does nothing. Further calls return nil.
func (s *Server) Close() error {
	s.end()
	s.reviving.Lock()
	defer s.reviving.Unlock()
	s.mu.Lock()
	keep := s.keep
	s.keep, s.closed = nil, true
	s.mu.Unlock()
	if keep == nil {
		return nil
	}
	if err := keep.close(); err != nil {
		return fmt.Errorf("stopping the private PostgreSQL in %s: %w", s.home, err)
	}
	return nil
}

// pause waits a moment, or until ctx ends, in which case it gives the reason.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.C:
		return nil
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
