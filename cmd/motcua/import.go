package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"motcua/internal/service"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/storage"
)

// writing are the flags of every command that changes the catalogue.
type writing struct {
	dry, demo bool
	by        string
}

func writingFlags(f *flags) *writing {
	w := &writing{}
	f.BoolVar(&w.dry, "dry-run", false, f.meaning("dry-run"))
	f.BoolVar(&w.demo, "demo", false, f.meaning("demo"))
	f.StringVar(&w.by, "by", "", f.meaning("by"))
	return w
}

// act is the change as storage is told of it.
func (w *writing) act(note string) storage.Act {
	return storage.Act{By: w.by, Note: note, Today: service.Today(time.Now()), Dry: w.dry}
}

// maxFile bounds a file to import, in bytes.
const maxFile = 20 << 20

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	err = errors.Join(err, f.Close())
	if err == nil && len(data) > maxFile {
		err = refuse(wordTooLarge, name, maxFile>>20)
	}
	return data, err
}

// workshop is the catalogue a command works on.
type workshop struct {
	*service.Store                      // nil: there is no installation to work on, which only a rehearsal puts up with
	dir            *directory.Directory // nil as well then
	base           *procedure.Catalog   // what is published today
}

// Close gives the database back.
func (w *workshop) Close() error {
	if w.Store == nil {
		return nil
	}
	return w.Store.Close()
}

// openWorkshop opens the installation's catalogue. A rehearsal makes do with the bundled one where there is no
// installation, or none that can be reached.
func (p *program) openWorkshop(ctx context.Context, demo, dry bool) (*workshop, error) {
	if dry && !p.place.Used() {
		return p.bundledWorkshop()
	}
	s, dir, err := p.place.OpenServed(ctx, demo)
	if err != nil {
		if dry {
			fmt.Fprintln(p.err, "motcua:", because(err, wordDryBundled))
			return p.bundledWorkshop()
		}
		return nil, err
	}
	w := &workshop{Store: s, dir: dir}
	e, _, _, err := s.Edition(ctx, service.Today(time.Now()))
	if err == nil {
		w.base, err = procedure.Build(e)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return w, nil
}

func (p *program) bundledWorkshop() (*workshop, error) {
	c, err := procedure.Bundled()
	return &workshop{base: c}, err
}
