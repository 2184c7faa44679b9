package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/procedure"
)

// Act is who changes the catalogue, when, and whether in earnest.
type Act struct {
	By    string         // who does it, for the history; may be empty
	Note  string         // what it is, for the operator
	Today procedure.Date // Vietnam's date, to the day
	Dry   bool           // do everything, tell what came of it, and keep nothing
}

// Outcome is what came of a change of the catalogue. Keys are sorted.
type Outcome struct {
	Release   int64              // 0: nothing that citizens see has changed
	Stored    []string           // keys of records with a new version
	Unchanged []string           // keys of records whose content was there already
	Published []string           // keys of versions published now
	Waiting   []string           // keys of records that stay drafts though they were to be published
	Later     []string           // keys of published versions that begin to hold on a later day
	Changes   []procedure.Change // what followers and the feed are told
}

// catalogueLock is the advisory lock of all who change the catalogue, so that releases are numbered in the order
// of their commits and each compares with the one before.
const catalogueLock = 0x6d6f742e6361 // "mot.ca"

// catalogueWrite is one change of the catalogue under way, in its transaction and under the lock.
type catalogueWrite struct {
	Act
	tx      pgx.Tx
	at      time.Time
	out     Outcome
	changes map[string]procedure.Change
	release int64
}

// write changes the catalogue in one transaction. Whatever fn does is kept only if the catalogue still holds together
// afterwards, today and on every later day on which something begins.
func (db *DB) write(ctx context.Context, act Act, fn func(*catalogueWrite) error) (Outcome, error) {
	w := &catalogueWrite{Act: act, changes: map[string]procedure.Change{}}
	if _, err := time.Parse(time.DateOnly, string(act.Today)); err != nil {
		return Outcome{}, fmt.Errorf("catalogue: today: %w", err)
	}
	err := db.tx(ctx, func(tx pgx.Tx) error {
		w.tx = tx
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(catalogueLock)); err != nil {
			return err
		}
		if err := fn(w); err != nil {
			return err
		}
		if err := w.finish(ctx); err != nil {
			return err
		}
		if act.Dry {
			return errDry
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDry) {
		return Outcome{}, err
	}
	return w.out, nil
}

// releaseID makes the release of this change, once. The clock is read under the lock, so that times grow with numbers.
func (w *catalogueWrite) releaseID(ctx context.Context) (int64, error) {
	if w.release != 0 {
		return w.release, nil
	}
	err := w.tx.QueryRow(ctx, `INSERT INTO release (id, at, note, by)
		SELECT coalesce(max(id), 0) + 1, greatest(clock_timestamp(), max(at)), $1, $2 FROM release RETURNING id, at`, w.Note, w.By).Scan(&w.release, &w.at)
	return w.release, err
}

// tell notes a change for followers and the feed; several of one key become one.
func (w *catalogueWrite) tell(c procedure.Change) {
	if had, ok := w.changes[c.Key]; ok {
		c.Lines = append(slices.Clone(had.Lines), c.Lines...)
		if had.Kind == procedure.Added {
			c.Kind = had.Kind
		}
	}
	w.changes[c.Key] = c
}

// finish stores the changes and checks the result.
func (w *catalogueWrite) finish(ctx context.Context) error {
	for _, list := range []*[]string{&w.out.Stored, &w.out.Unchanged, &w.out.Published, &w.out.Waiting, &w.out.Later} {
		slices.Sort(*list)
	}
	if w.release == 0 {
		return nil
	}
	w.out.Release = w.release
	b := &pgx.Batch{}
	for _, key := range slices.Sorted(maps.Keys(w.changes)) {
		c := w.changes[key]
		c.Release, c.At = w.release, w.at
		w.out.Changes = append(w.out.Changes, c)
		b.Queue(`INSERT INTO change (release, key, name, kind, lines) VALUES ($1, $2, $3, $4, $5)`, c.Release, c.Key, c.Name, string(c.Kind), c.Lines)
	}
	if err := w.tx.SendBatch(ctx, b).Close(); err != nil {
		return err
	}
	return w.holdsTogether(ctx)
}

// holdsTogether builds the catalogue of today and of each day to come on which something begins. A release that
// cannot be served is refused here, where the one who makes it can still do something about it.
func (w *catalogueWrite) holdsTogether(ctx context.Context) error {
	days, err := collectText(ctx, w.tx, `SELECT day::text FROM (`+startsSQL+`) AS starts ORDER BY day`, w.Today)
	if err != nil {
		return err
	}
	for _, day := range append([]string{string(w.Today)}, days...) {
		e, err := readEdition(ctx, w.tx, procedure.Date(day))
		if err != nil {
			return err
		}
		if _, err := procedure.Build(e); err != nil {
			return refuse("the catalogue of %s would not hold together: %v", day, err)
		}
	}
	return nil
}

// recordsOn are the records of a day as they stand now.
func (w *catalogueWrite) recordsOn(ctx context.Context, day procedure.Date) (map[string]*procedure.Procedure, error) {
	e, err := readEdition(ctx, w.tx, day)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*procedure.Procedure, len(e.Procedures))
	for i := range e.Procedures {
		out[e.Procedures[i].Key] = &e.Procedures[i]
	}
	return out, nil
}

func collectText(ctx context.Context, tx pgx.Tx, sql string, args ...any) ([]string, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// firstDay is the first day a date can mean; "" for none.
func firstDay(d procedure.Date) (procedure.Date, error) {
	if d == "" {
		return "", nil
	}
	t, err := d.Time()
	return procedure.Date(t.Format(time.DateOnly)), err
}

// later is the later of two days to the day.
func later(a, b procedure.Date) procedure.Date { return procedure.Date(max(string(a), string(b))) }

// byKey orders records as everything about them is ordered.
func byKey(a, b procedure.Procedure) int { return cmp.Compare(a.Key, b.Key) }
