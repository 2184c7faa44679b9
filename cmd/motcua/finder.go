package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"motcua/org"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/private"
)

// localDay is the day it is in Vietnam.
func localDay(now time.Time) procedure.Date {
	return procedure.Date(now.In(org.Location()).Format(time.DateOnly))
}

// newFinder builds the search of the installation's catalogue as it holds on a day, from one release; with release 0
// nothing is published and it is the bundled one.
func newFinder(ctx context.Context, db *storage.DB, day procedure.Date) (*search.Finder, int64, error) {
	e, words, release, err := db.Edition(ctx, day)
	if err != nil {
		return nil, 0, err
	}
	c, err := procedure.Build(e)
	if err != nil {
		return nil, release, &brokenEdition{release, err}
	}
	f, err := search.New(c, words...)
	if err != nil {
		return nil, release, &brokenEdition{release, err}
	}
	return f, release, nil
}

// brokenEdition says that a release cannot be served. Reading it again does not help; the next release may.
type brokenEdition struct {
	release int64
	err     error
}

func (b *brokenEdition) Error() string {
	return fmt.Sprintf("release %d of the catalogue cannot be used: %v", b.release, b.err)
}
func (b *brokenEdition) Unwrap() error { return b.err }

// peekTimeout bounds the look at the database by a command that can do without it.
const peekTimeout = 600 * time.Millisecond

// peek opens the known installation's database for a command that only looks and can do without: nothing is started,
// made or brought up to date. It returns nil where there is no installation.
func (p *program) peek(ctx context.Context) (*storage.DB, error) {
	dsn := p.databaseURL
	if dsn == "" {
		name := p.servedLast()
		if name == "" {
			return nil, nil
		}
		at, err := private.Running(ctx, p.data)
		if err != nil {
			return nil, err
		}
		dsn = at(name)
	}
	return storage.Open(ctx, dsn, slog.New(slog.NewTextHandler(io.Discard, nil)))
}

// known is a catalogue to look things up in, and the unit whose rules apply where there is just one.
type known struct {
	*search.Finder
	unit org.Unit
}

// knownCatalogue is the known installation's catalogue or, said on standard error, the bundled one where its database
// cannot be asked now.
func (p *program) knownCatalogue(ctx context.Context) (known, error) {
	k, err := p.peekCatalogue(ctx)
	if err != nil {
		fmt.Fprintln(p.err, "motcua: the installation's own catalogue cannot be read, so this is the bundled one:", err)
	}
	if k.Finder != nil {
		return k, nil
	}
	k.Finder, err = search.Bundled()
	return k, err
}

// peekCatalogue is the installation's own catalogue; without a Finder where it has published none.
func (p *program) peekCatalogue(ctx context.Context) (k known, err error) {
	ctx, cancel := context.WithTimeout(ctx, peekTimeout)
	defer cancel()
	db, err := p.peek(ctx)
	if db == nil {
		return k, err
	}
	defer db.Close()
	units, err := db.Units(ctx)
	if err != nil {
		return k, err
	}
	if len(units) == 1 {
		k.unit = units[0].Unit
	}
	if release, err := db.CatalogueRelease(ctx); release == 0 {
		return k, err
	}
	k.Finder, _, err = newFinder(ctx, db, localDay(time.Now()))
	return k, err
}

// card is what a card says beside the record: the rules of the unit, and what day it is.
func (k known) card(p *procedure.Procedure) card.Options {
	set := k.unit.Settings
	return card.Options{
		Hotline: set.Hotline, CenterName: set.Center, Address: set.Address,
		Local: k.Local(k.unit.Code, set.Province, p), Today: localDay(time.Now()),
	}
}
