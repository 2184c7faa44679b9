package service

import (
	"context"
	"fmt"
	"time"

	"motcua/org"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// Today is the day it is in Vietnam.
func Today(now time.Time) procedure.Date {
	return procedure.Date(now.In(org.Location()).Format(time.DateOnly))
}

// NewFinder builds the search of the installation's catalogue as it holds on a day, from one release; with release 0
// nothing is published and it is the bundled one. *BrokenRelease says that what is published cannot be used.
func NewFinder(ctx context.Context, db *storage.DB, day procedure.Date) (f *search.Finder, release int64, err error) {
	e, words, release, err := db.Edition(ctx, day)
	if err != nil {
		return nil, 0, err
	}
	c, err := procedure.Build(e)
	if err != nil {
		return nil, release, &BrokenRelease{release, err}
	}
	if f, err = search.New(c, words...); err != nil {
		return nil, release, &BrokenRelease{release, err}
	}
	return f, release, nil
}

// BrokenRelease says that a release of the catalogue cannot be served. Reading it again does not help; the next release
// may.
type BrokenRelease struct {
	Release int64
	Err     error
}

func (b *BrokenRelease) Error() string {
	return fmt.Sprintf("release %d of the catalogue cannot be used: %v", b.Release, b.Err)
}
func (b *BrokenRelease) Unwrap() error { return b.Err }

// What somebody waits for who can do without the database: little for it to answer at all, since one that does not is away;
// longer for the catalogue itself, since a machine under load must not look things up in another one than was published.
const (
	peekTimeout = 2 * time.Second
	readingTime = 15 * time.Second
)

// Catalogue is a catalogue to look things up in, and the unit whose rules apply where there is just one.
type Catalogue struct {
	*search.Finder
	Unit org.Unit
}

// Catalogue is the catalogue this place has published. The Finder is nil where it has published none, or where, with an error,
// its database cannot be asked at once; nothing is started for it.
func (p Place) Catalogue(ctx context.Context) (k Catalogue, err error) {
	ctx, cancel := context.WithTimeout(ctx, readingTime)
	defer cancel()
	db, err := p.peekBriefly(ctx)
	if db == nil {
		return k, err
	}
	defer db.Close()
	units, err := db.Units(ctx)
	if err != nil {
		return k, err
	}
	if len(units) == 1 {
		k.Unit = units[0].Unit
	}
	if release, err := db.CatalogueRelease(ctx); release == 0 {
		return k, err
	}
	k.Finder, _, err = NewFinder(ctx, db, Today(time.Now()))
	return k, err
}

// peekBriefly is peek for those who do not wait.
func (p Place) peekBriefly(ctx context.Context) (*storage.DB, error) {
	ctx, cancel := context.WithTimeout(ctx, peekTimeout)
	defer cancel()
	return p.peek(ctx)
}
