package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"motcua/org/directory"
	"motcua/storage"
	"motcua/storage/private"
)

// Place says where an installation keeps what it knows. The service and the commands beside it share it.
type Place struct {
	Data     string // data directory
	Database string // PostgreSQL by URL or key=value; "" for a private one in Data
}

// Store is the database in use, with the private PostgreSQL under it if there is one.
type Store struct {
	*storage.DB
	private *private.Server // nil with Place.Database
}

// Private is the private PostgreSQL under the database; nil where there is another.
func (s *Store) Private() *private.Server { return s.private }

// Close gives the database back, and stops the private PostgreSQL if this process started it.
func (s *Store) Close() error {
	s.DB.Close()
	if s.private != nil {
		return s.private.Close()
	}
	return nil
}

// Names of the databases in the private PostgreSQL, and the file that says which was served last.
const (
	realDatabase = "motcua"
	demoDatabase = "motcua_demo"
	servedFile   = "served"
)

func databaseName(demo bool) string {
	if demo {
		return demoDatabase
	}
	return realDatabase
}

// OpenStore opens the installation's database, bringing it up to date. Its errors are *StoreError, around those of storage
// and of storage/private.
func (p Place) OpenStore(ctx context.Context, demo bool, log *slog.Logger) (*Store, error) {
	s, err := p.openStore(ctx, demo, log)
	if err != nil {
		return nil, &StoreError{err}
	}
	return s, nil
}

func (p Place) openStore(ctx context.Context, demo bool, log *slog.Logger) (*Store, error) {
	s := &Store{}
	dsn := p.Database
	if dsn == "" {
		server, err := private.Open(ctx, private.Options{Dir: p.Data, Log: log})
		if err != nil {
			return nil, err
		}
		s.private = server
		name := databaseName(demo)
		if _, err := server.EnsureDatabase(ctx, name); err != nil {
			return nil, errors.Join(err, server.Close())
		}
		dsn = server.DSN(name)
	}
	db, err := storage.Open(ctx, dsn, log)
	if err != nil {
		if s.private != nil {
			err = errors.Join(err, s.private.Close())
		}
		return nil, err
	}
	s.DB = db
	if _, err := db.Migrate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// OpenServed opens the database a command works on: the demo if the flag says so, else the installation served last from
// this place. The caller closes it. storage.ErrKind says that the demo was meant and the database is a real installation.
func (p Place) OpenServed(ctx context.Context, demo bool) (*Store, *directory.Directory, error) {
	demo = demo || p.ServedDemo()
	s, err := p.OpenStore(ctx, demo, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, nil, err
	}
	dir, err := s.directory(ctx, demo)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, dir, nil
}

// directory reads what the database holds. One that was never served is empty: whether it becomes the demo or a real
// installation is not for a command to decide that merely looks. A command meant for the demo must not touch a real
// installation; it might take the leaders' link away.
func (s *Store) directory(ctx context.Context, demo bool) (*directory.Directory, error) {
	in, err := s.Installation(ctx)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return directory.New(nil, demo, nil), nil
	case err != nil:
		return nil, err
	case demo && !in.Demo:
		return nil, fmt.Errorf("this database holds a real installation, not the demo: %w", storage.ErrKind)
	}
	return s.DB.Directory(ctx)
}

// ServedDemo reports whether the demo was served last from the data directory; false with Place.Database, which stands
// for one database whatever was served here.
func (p Place) ServedDemo() bool { return p.served() == demoDatabase }

// served is the name of the database served last from the data directory; "" with Place.Database or if none was.
func (p Place) served() string {
	if p.Database != "" {
		return ""
	}
	b, err := os.ReadFile(filepath.Join(p.Data, servedFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// note remembers which database is served from the data directory.
func (p Place) note(demo bool) error {
	if p.Database != "" {
		return nil
	}
	return os.WriteFile(filepath.Join(p.Data, servedFile), []byte(databaseName(demo)+"\n"), 0o644)
}

// Used tells whether there is a database, or at least a data directory that was used. What only looks can do without one
// and must not make it.
func (p Place) Used() bool {
	if p.Database != "" {
		return true
	}
	files, err := os.ReadDir(p.Data)
	return err == nil && len(files) > 0
}

// peek opens the known installation's database for somebody who only looks and can do without: nothing is started, made or
// brought up to date. It returns nil where there is no installation.
func (p Place) peek(ctx context.Context) (*storage.DB, error) {
	dsn := p.Database
	if dsn == "" {
		name := p.served()
		if name == "" {
			return nil, nil
		}
		at, err := private.Running(ctx, p.Data)
		if err != nil {
			return nil, err
		}
		dsn = at(name)
	}
	return storage.Open(ctx, dsn, slog.New(slog.DiscardHandler))
}
