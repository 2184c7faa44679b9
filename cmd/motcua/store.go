package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"motcua/bot"
	"motcua/storage"
	"motcua/storage/private"
)

// store is the database in use, with the private PostgreSQL under it if there is one.
type store struct {
	*storage.DB
	server *private.Server // nil with DATABASE_URL
	demo   bool
}

// Close gives the database back, and stops the private PostgreSQL if this process started it.
func (s *store) Close() error {
	s.DB.Close()
	if s.server != nil {
		return s.server.Close()
	}
	return nil
}

// Names of the databases in the private PostgreSQL, and the file that says which was served last.
const (
	realDatabase = "motcua"
	demoDatabase = "motcua_demo"
	servedFile   = "served"
)

// openStore opens the installation's database, bringing it up to date.
func (p *program) openStore(ctx context.Context, demo bool, log *slog.Logger) (*store, error) {
	s := &store{demo: demo}
	dsn := p.databaseURL
	if dsn == "" {
		server, err := private.Open(ctx, private.Options{Dir: p.data, Log: log})
		if err != nil {
			return nil, err
		}
		s.server = server
		name := realDatabase
		if demo {
			name = demoDatabase
		}
		if _, err := server.EnsureDatabase(ctx, name); err != nil {
			return nil, errors.Join(err, server.Close())
		}
		dsn = server.DSN(name)
	}
	db, err := storage.Open(ctx, dsn, log)
	if err != nil {
		if s.server != nil {
			err = errors.Join(err, s.server.Close())
		}
		return nil, err
	}
	s.DB = db
	if _, err := db.Migrate(ctx); err != nil {
		return nil, errors.Join(p.explainMigration(err), s.Close())
	}
	return s, nil
}

// openServed opens the database a command works on: the demo if the flag says so, else the installation
// served last from this data directory.
func (p *program) openServed(ctx context.Context, demo bool) (*store, *bot.Directory, error) {
	demo = demo || p.servedLast() == demoDatabase
	s, err := p.openStore(ctx, demo, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		return nil, nil, err
	}
	dir, err := s.directory(ctx, demo)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return s, dir, nil
}

// directory reads what the database holds. One that was never served is empty: whether it becomes the
// demo or a real installation is not for a command to decide that merely looks. A command meant for the
// demo must not touch a real installation; it might take the leaders' link away.
func (s *store) directory(ctx context.Context, demo bool) (*bot.Directory, error) {
	in, err := s.Installation(ctx)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return bot.NewDirectory(nil, demo, nil), nil
	case err != nil:
		return nil, err
	case demo && !in.Demo:
		return nil, fmt.Errorf("this database holds a real installation, not the demo: %w", storage.ErrKind)
	}
	return bot.LoadDirectory(ctx, s.DB)
}

// servedLast is the name of the database served last from the data directory; "" with DATABASE_URL, which
// stands for one database whatever was served here.
func (p *program) servedLast() string {
	if p.databaseURL != "" {
		return ""
	}
	b, err := os.ReadFile(filepath.Join(p.data, servedFile))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// noteServed remembers which database is served from the data directory.
func (p *program) noteServed(demo bool) error {
	if p.databaseURL != "" {
		return nil
	}
	name := realDatabase
	if demo {
		name = demoDatabase
	}
	return os.WriteFile(filepath.Join(p.data, servedFile), []byte(name+"\n"), 0o644)
}

// pickUnit finds the unit a command is about: the one named, or the only one there is.
func pickUnit(dir *bot.Directory, code string) (*bot.UnitInfo, error) {
	if code == "" {
		if u, ok := dir.Default(); ok {
			return u, nil
		}
	} else if u, ok := dir.UnitByCode(code); ok {
		return u, nil
	}
	var codes []string
	for _, u := range dir.Units() {
		codes = append(codes, u.Code)
	}
	switch {
	case len(codes) == 0:
		return nil, errors.New("there is no unit yet; make one with: motcua unit add --code CODE --name NAME")
	case code == "":
		return nil, fmt.Errorf("--unit is needed; there are: %s", strings.Join(codes, ", "))
	}
	return nil, fmt.Errorf("no unit %q; there are: %s", code, strings.Join(codes, ", "))
}
