package service

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// catalogueWatch keeps the catalogue in use the one that is published: it looks whether there is a newer release, or a
// day has come on which something published earlier begins to hold. Each replica has its own and comes to the same.
type catalogueWatch struct {
	db  *storage.DB
	log *slog.Logger
	now func() time.Time
	use func(*search.Finder)

	release int64          // the one in use
	next    procedure.Date // day on which it changes by itself; "" for none
	broken  int64          // a release that could not be used
	on      procedure.Date // and the day it was tried
	away    bool           // the database was away at the last look, and that was said
}

// look brings the catalogue up to date. The old one stays in use until the new one is ready, and when there is
// something wrong with that. Only the database being away is returned.
func (w *catalogueWatch) look(ctx context.Context) error {
	today := Today(w.now())
	release, err := w.db.CatalogueRelease(ctx)
	if err != nil {
		return err
	}
	if release == w.release && (w.next == "" || today < w.next) || release == w.broken && today == w.on {
		return nil
	}
	began := time.Now()
	f, release, err := NewFinder(ctx, w.db, today)
	if broken, ok := errors.AsType[*BrokenRelease](err); ok {
		w.broken, w.on = broken.Release, today
		w.log.Error("the catalogue in use stays", "err", broken)
		return nil
	}
	if err != nil {
		return err
	}
	next, err := w.db.NextStart(ctx, today)
	if err != nil {
		return err
	}
	w.release, w.next, w.broken = release, next, 0
	w.use(f)
	w.log.Info("catalogue", "release", release, "procedures", f.Len(), "next", string(next), "took", time.Since(began).Round(time.Millisecond))
	return nil
}

// follow looks at intervals until ctx ends.
func (w *catalogueWatch) follow(ctx context.Context, interval time.Duration) {
	every(ctx, interval, func() {
		err := w.look(ctx)
		if err != nil && !w.away && ctx.Err() == nil {
			w.log.Warn("catalogue not looked at", "err", err)
		}
		w.away = err != nil
	})
}
