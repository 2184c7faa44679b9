package storage

import (
	"context"
	"maps"
	"slices"
	"strings"

	"motcua/procedure"
)

// PutAliases records old codes, all or none. One that would hide a complete record behind one that is not is refused
// unless incomplete is set.
func (db *DB) PutAliases(ctx context.Context, aliases []procedure.Alias, incomplete bool, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		records, err := w.recordsOn(ctx, w.Today)
		if err != nil {
			return err
		}
		var reasons []string
		for _, a := range aliases {
			old, to := records[a.Code], records[a.Key]
			if !incomplete && old != nil && to != nil && to.Draft() && !old.Draft() {
				reasons = append(reasons, a.Code+" → "+a.Key+": the new record is not complete ("+strings.Join(to.Gaps(), ", ")+") while the old one is")
			}
		}
		if err := refuseAll(reasons); err != nil {
			return err
		}
		return w.addAliases(ctx, aliases)
	})
}

// RemoveAliases gives old codes up, all or none: records that stood aside for them hold again.
func (db *DB) RemoveAliases(ctx context.Context, codes []string, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		before, err := w.recordsOn(ctx, w.Today)
		if err != nil {
			return err
		}
		gone, err := collectText(ctx, w.tx, `DELETE FROM alias WHERE code = ANY($1) RETURNING code`, codes)
		if err != nil {
			return err
		}
		var reasons []string
		for _, code := range codes {
			if !slices.Contains(gone, code) {
				reasons = append(reasons, code+" is no old code")
			}
		}
		if err := refuseAll(reasons); err != nil {
			return err
		}
		if _, err := w.releaseID(ctx); err != nil {
			return err
		}
		after, err := w.recordsOn(ctx, w.Today)
		if err != nil {
			return err
		}
		for _, key := range slices.Sorted(maps.Keys(after)) {
			if before[key] == nil {
				if c, ok := procedure.Published(nil, after[key], ""); ok {
					w.tell(c)
				}
			}
		}
		return nil
	})
}

// addAliases records old codes and tells those who knew them.
func (w *catalogueWrite) addAliases(ctx context.Context, aliases []procedure.Alias) error {
	if len(aliases) == 0 {
		return nil
	}
	had, err := readAliases(ctx, w.tx)
	if err != nil {
		return err
	}
	before, err := w.recordsOn(ctx, w.Today)
	if err != nil {
		return err
	}
	next, since := map[string]string{}, map[string]procedure.Date{}
	for _, a := range had {
		next[a.Code], since[a.Code] = a.Key, a.Since
	}
	var fresh []procedure.Alias
	for _, a := range aliases {
		if to, ok := next[a.Code]; ok && to == a.Key && (a.Since == "" || a.Since == since[a.Code]) {
			continue
		}
		if a.Code == a.Key || follow(next, a.Key) == a.Code {
			return refuse("%s → %s: leads in a circle", a.Code, a.Key)
		}
		next[a.Code] = a.Key
		fresh = append(fresh, a)
	}
	for _, a := range fresh {
		if err := w.addAlias(ctx, a, follow(next, a.Key), before[a.Code]); err != nil {
			return err
		}
	}
	return nil
}

// addAlias records one old code, which in the end leads to the record with the key to. Without a day of its own it leads
// there as soon as that record holds.
func (w *catalogueWrite) addAlias(ctx context.Context, a procedure.Alias, to string, old *procedure.Procedure) error {
	if a.Since == "" {
		days, err := collectText(ctx, w.tx, `SELECT coalesce(min(holds_from) FILTER (WHERE holds_from > $1::text::date), $1::text::date)::text
			FROM record_version WHERE key = $2 AND state = 'published' HAVING min(holds_from) > $1::text::date`, w.Today, to)
		if err != nil {
			return err
		}
		if a.Since = w.Today; len(days) > 0 {
			a.Since = procedure.Date(days[0])
		}
	}
	on, err := w.recordsOn(ctx, later(a.Since, w.Today))
	if err != nil {
		return err
	}
	target := on[to]
	if target == nil {
		return refuse("%s → %s: there is no procedure %s in the catalogue", a.Code, a.Key, to)
	}
	release, err := w.releaseID(ctx)
	if err != nil {
		return err
	}
	var from procedure.Date
	if a.Since > w.Today {
		from = a.Since
	}
	w.tell(procedure.Reissued(a.Code, old, target, from))
	_, err = w.tx.Exec(ctx, `INSERT INTO alias (code, key, since, release) VALUES ($1, $2, nullif($3::text, '')::date, $4)
		ON CONFLICT (code) DO UPDATE SET key = excluded.key, since = excluded.since, release = excluded.release`, a.Code, a.Key, string(a.Since), release)
	return err
}
