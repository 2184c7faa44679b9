package storage

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/procedure"
)

// Version is one wording of a record, with what became of it.
type Version struct {
	procedure.Procedure
	Number      int
	State       string // draft, published, withdrawn, replaced
	Source      string
	Note        string // why it was withdrawn
	HoldsFrom   procedure.Date
	ImportedAt  time.Time
	ImportedBy  string
	PublishedAt *time.Time
	PublishedBy string
	Release     int64 // 0 while it was not published
}

const versionSQL = `SELECT record, version, state, source, note, coalesce(holds_from::text, ''), imported_at, imported_by, published_at, published_by,
	coalesce(release, 0) FROM record_version `

// Drafts are the records that wait to be published, by key.
func (db *DB) Drafts(ctx context.Context) ([]Version, error) {
	return db.versions(ctx, versionSQL+`WHERE state = 'draft' ORDER BY key`)
}

// History is all versions of a record, oldest first.
func (db *DB) History(ctx context.Context, key string) ([]Version, error) {
	return db.versions(ctx, versionSQL+`WHERE key = $1 ORDER BY version`, key)
}

// ReviewDue are the versions that hold today and are to be looked at by a day, the longest overdue first.
func (db *DB) ReviewDue(ctx context.Context, today, by procedure.Date) ([]Version, error) {
	return db.versions(ctx, versionSQL+`WHERE (key, holds_from) IN (
			SELECT key, max(holds_from) FROM record_version WHERE state IN ('published', 'withdrawn') AND holds_from <= $1::text::date GROUP BY key)
		AND state = 'published' AND review_due <= $2::text::date ORDER BY review_due, key`, today, by)
}

// Held are the installation's own versions that hold on a day, withdrawals among them, by key.
func (db *DB) Held(ctx context.Context, day procedure.Date) ([]Version, error) {
	return db.versions(ctx, versionSQL+`WHERE (key, holds_from) IN (
			SELECT key, max(holds_from) FROM record_version WHERE state IN ('published', 'withdrawn') AND holds_from <= $1::text::date GROUP BY key)
		AND state IN ('published', 'withdrawn') ORDER BY key`, day)
}

func (db *DB) versions(ctx context.Context, sql string, args ...any) ([]Version, error) {
	rows, err := db.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(r pgx.CollectableRow) (Version, error) {
		var v Version
		var record []byte
		err := r.Scan(&record, &v.Number, &v.State, &v.Source, &v.Note, &v.HoldsFrom, &v.ImportedAt, &v.ImportedBy, &v.PublishedAt, &v.PublishedBy, &v.Release)
		if err != nil {
			return v, err
		}
		return v, json.Unmarshal(record, &v.Procedure)
	})
}

// ReleaseInfo is one time the catalogue changed.
type ReleaseInfo struct {
	ID   int64
	At   time.Time
	Note string
	By   string
}

// Releases are the newest releases, the newest first.
func (db *DB) Releases(ctx context.Context, limit int) ([]ReleaseInfo, error) {
	rows, err := db.pool.Query(ctx, `SELECT id, at, note, by FROM release ORDER BY id DESC LIMIT $1`, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[ReleaseInfo])
}

// Changes are what releases after a number and since a time changed, the newest last: the oldest of them first, for a
// reader who goes on from the last release he has seen. The changes of a release are given whole, so that
// there may be some more than limit.
func (db *DB) Changes(ctx context.Context, since time.Time, afterRelease int64, limit int) ([]procedure.Change, error) {
	return db.changes(ctx, `SELECT * FROM (SELECT c.release, r.at, c.key, c.name, c.kind, c.lines FROM change c JOIN release r ON r.id = c.release
		WHERE r.at >= $1 AND c.release > $2 ORDER BY c.release FETCH FIRST ($3) ROWS WITH TIES) AS c ORDER BY release, key`, since, afterRelease, limit)
}

// LatestChanges are the newest changes since a time, the newest last, at most limit: for a reader who wants to know
// what is new and does not mind what was before.
func (db *DB) LatestChanges(ctx context.Context, since time.Time, limit int) ([]procedure.Change, error) {
	all, err := db.changes(ctx, `SELECT c.release, r.at, c.key, c.name, c.kind, c.lines FROM change c JOIN release r ON r.id = c.release
		WHERE r.at >= $1 ORDER BY c.release DESC, c.key DESC LIMIT $2`, since, limit)
	slices.Reverse(all)
	return all, err
}

func (db *DB) changes(ctx context.Context, sql string, args ...any) ([]procedure.Change, error) {
	rows, err := db.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[procedure.Change])
}
