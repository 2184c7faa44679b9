package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"motcua/org/directory"
	"motcua/procedure"
	"motcua/storage"
)

// importData is "motcua import procedures|fees|overrides|words|aliases".
func (p *program) importData(ctx context.Context) error {
	switch verb := p.verb(); verb {
	case "procedures":
		return p.importProcedures(ctx)
	case "fees":
		return p.importFees(ctx)
	case "overrides":
		return p.importOverrides(ctx)
	case "words":
		return p.importWords(ctx)
	case "aliases":
		return p.importAliases(ctx)
	default:
		return fmt.Errorf("motcua import %s: procedures, fees, overrides, words or aliases; %w", verb, errUsage)
	}
}

// writing are the flags of every command that changes the catalogue.
type writing struct {
	dry, demo bool
	by        string
}

func writingFlags(f *flag.FlagSet) *writing {
	w := &writing{}
	f.BoolVar(&w.dry, "dry-run", false, "show what would change and write nothing")
	f.BoolVar(&w.demo, "demo", false, "work on the demo")
	f.StringVar(&w.by, "by", "", "who does this, for the history")
	return w
}

// act is the change as storage is told of it.
func (w *writing) act(note string) storage.Act {
	return storage.Act{By: w.by, Note: note, Today: localDay(time.Now()), Dry: w.dry}
}

// parseMixed reads flags wherever they stand among the other words, which it returns.
func (p *program) parseMixed(f *flag.FlagSet) (words []string, err error) {
	for {
		if err := p.parseSome(f); err != nil {
			return nil, err
		}
		if f.NArg() == 0 {
			return words, nil
		}
		words, p.args = append(words, f.Arg(0)), f.Args()[1:]
	}
}

// oneFile reads flags and the one file a command is about.
func (p *program) oneFile(f *flag.FlagSet) (name string, data []byte, err error) {
	files, err := p.parseMixed(f)
	if err != nil {
		return "", nil, err
	}
	if len(files) != 1 {
		return "", nil, fmt.Errorf("one file is needed, not %d; %w", len(files), errUsage)
	}
	data, err = readFile(files[0])
	return files[0], data, err
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
		err = fmt.Errorf("%s: larger than %d MB", name, maxFile>>20)
	}
	return data, err
}

// workshop is the catalogue a command works on.
type workshop struct {
	*store                      // nil: there is no installation to work on, which only a rehearsal puts up with
	dir    *directory.Directory // nil as well then
	base   *procedure.Catalog   // what is published today
}

// Close gives the database back.
func (w *workshop) Close() error {
	if w.store == nil {
		return nil
	}
	return w.store.Close()
}

// openWorkshop opens the installation's catalogue. A rehearsal makes do with the bundled one where there is no
// installation, or none that can be reached.
func (p *program) openWorkshop(ctx context.Context, demo, dry bool) (*workshop, error) {
	if dry && !p.installed() {
		return p.bundledWorkshop()
	}
	s, dir, err := p.openServed(ctx, demo)
	if err != nil {
		if dry {
			fmt.Fprintln(p.err, "motcua: the installation's database cannot be reached, so this compares with the bundled catalogue:", err)
			return p.bundledWorkshop()
		}
		return nil, err
	}
	w := &workshop{store: s, dir: dir}
	e, _, _, err := s.Edition(ctx, localDay(time.Now()))
	if err == nil {
		w.base, err = procedure.Build(e)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return w, nil
}

// installed tells whether there is a database, or at least a data directory that was used: a rehearsal must not make one.
func (p *program) installed() bool {
	if p.databaseURL != "" {
		return true
	}
	files, err := os.ReadDir(p.data)
	return err == nil && len(files) > 0
}

func (p *program) bundledWorkshop() (*workshop, error) {
	c, err := procedure.Bundled()
	return &workshop{base: c}, err
}

// complain writes problems one a line and gives the error that ends the command.
func (p *program) complain(problems []string) error {
	for _, line := range problems {
		fmt.Fprintln(p.err, line)
	}
	if len(problems) == 1 {
		return errors.New("1 problem; nothing was changed")
	}
	return fmt.Errorf("%d problems; nothing was changed", len(problems))
}

// refusal writes the reasons of a refusal line by line; another error stays as it is.
func (p *program) refusal(err error) error {
	if r, ok := errors.AsType[*storage.Refusal](err); ok {
		return p.complain(r.Reasons)
	}
	return err
}
