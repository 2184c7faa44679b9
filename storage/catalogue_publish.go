package storage

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/jackc/pgx/v5"

	"motcua/procedure"
)

// Publish makes the drafts of some procedures what citizens see, all or none, as one release. A record that lacks a
// block a citizen needs is refused unless incomplete is set.
func (db *DB) Publish(ctx context.Context, keys []string, incomplete bool, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		drafts, err := w.drafts(ctx, keys)
		if err != nil {
			return err
		}
		var reasons []string
		for _, d := range drafts {
			if gaps := d.Gaps(); len(gaps) > 0 && !incomplete {
				reasons = append(reasons, d.Key+" is not complete: "+strings.Join(gaps, ", "))
			}
		}
		if err := refuseAll(reasons); err != nil {
			return err
		}
		return w.publish(ctx, keys)
	})
}

// draft is a record that waits, with its version.
type draft struct {
	procedure.Procedure
	version int32
	from    procedure.Date // first day it is shown once it is published
}

// drafts reads the drafts of procedures; one without is refused.
func (w *catalogueWrite) drafts(ctx context.Context, keys []string) ([]draft, error) {
	rows, err := w.tx.Query(ctx, `SELECT version, record, coalesce(effective_from::text, '') FROM record_version
		WHERE state = 'draft' AND key = ANY($1) ORDER BY key`, keys)
	if err != nil {
		return nil, err
	}
	var (
		out    []draft
		d      draft
		record []byte
		there  = map[string]bool{}
	)
	_, err = pgx.ForEachRow(rows, []any{&d.version, &record, &d.from}, func() error {
		d.Procedure = procedure.Procedure{}
		if err := json.Unmarshal(record, &d.Procedure); err != nil {
			return err
		}
		d.from = later(w.Today, d.from)
		there[d.Key] = true
		out = append(out, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var reasons []string
	for _, key := range keys {
		if !there[key] {
			reasons = append(reasons, key+": there is no draft to publish")
			there[key] = true
		}
	}
	return out, refuseAll(reasons)
}

// publish publishes drafts and tells what changes by them.
func (w *catalogueWrite) publish(ctx context.Context, keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	drafts, err := w.drafts(ctx, keys)
	if err != nil {
		return err
	}
	if err := w.noOldCodes(ctx, drafts); err != nil {
		return err
	}
	release, err := w.releaseID(ctx)
	if err != nil {
		return err
	}
	before := map[procedure.Date]map[string]*procedure.Procedure{}
	for _, d := range drafts {
		if before[d.from] == nil {
			if before[d.from], err = w.recordsOn(ctx, d.from); err != nil {
				return err
			}
		}
		w.tellPublished(before[d.from][d.Key], d)
	}
	b := &pgx.Batch{}
	for _, d := range drafts {
		b.Queue(`UPDATE record_version SET state = 'replaced' WHERE key = $1 AND state IN ('published', 'withdrawn') AND holds_from = $2::text::date`, d.Key, d.from)
		b.Queue(`UPDATE record_version SET state = 'published', published_at = $3, published_by = $4, release = $5, holds_from = $6::text::date
			WHERE key = $1 AND version = $2`, d.Key, d.version, w.at, w.By, release, d.from)
	}
	return w.tx.SendBatch(ctx, b).Close()
}

func (w *catalogueWrite) tellPublished(old *procedure.Procedure, d draft) {
	w.out.Published = append(w.out.Published, d.Key)
	var from procedure.Date
	if d.from > w.Today {
		w.out.Later = append(w.out.Later, d.Key)
		from = d.from
	}
	if c, ok := procedure.Published(old, &d.Procedure, from); ok {
		w.tell(c)
	}
}

// noOldCodes refuses records under a code that leads elsewhere: they would never be seen.
func (w *catalogueWrite) noOldCodes(ctx context.Context, drafts []draft) error {
	aliases, err := readAliases(ctx, w.tx)
	if err != nil {
		return err
	}
	var reasons []string
	for _, d := range drafts {
		for _, a := range aliases {
			if a.Code == d.Key || a.Code == d.Code {
				reasons = append(reasons, a.Code+" is an old code, of "+a.Key+"; give the alias up first, or leave this record out")
				break
			}
		}
	}
	return refuseAll(reasons)
}

// withdrawn tells which of some procedures the installation has withdrawn.
func (w *catalogueWrite) withdrawn(ctx context.Context, keys []string) (map[string]bool, error) {
	held, err := readHeld(ctx, w.tx, w.Today, keys)
	out := map[string]bool{}
	for key, h := range held {
		out[key] = h.withdrawn
	}
	return out, err
}

// Withdraw takes a procedure out of the catalogue from today on, with versions of it that were still to come. The
// reason, in Vietnamese, is shown to citizens. It can be published again later.
func (db *DB) Withdraw(ctx context.Context, key, reason string, act Act) (Outcome, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return Outcome{}, refuse("a withdrawal needs a reason; citizens read it")
	}
	return db.write(ctx, act, func(w *catalogueWrite) error {
		p, err := w.toWithdraw(ctx, key)
		if err != nil {
			return err
		}
		release, err := w.releaseID(ctx)
		if err != nil {
			return err
		}
		if _, err := w.tx.Exec(ctx, `UPDATE record_version SET state = 'replaced'
			WHERE key = $1 AND state IN ('published', 'withdrawn') AND holds_from >= $2::text::date`, p.Key, w.Today); err != nil {
			return err
		}
		body, err := json.Marshal(p)
		if err != nil {
			return err
		}
		hash, err := contentHash(*p)
		if err != nil {
			return err
		}
		w.tell(procedure.Gone(p, reason))
		_, err = w.tx.Exec(ctx, `INSERT INTO record_version (key, version, state, record, hash, note, imported_by, published_by, published_at, release, holds_from)
			SELECT $1, coalesce(max(version), 0) + 1, 'withdrawn', $2::text::jsonb, $3, $4, $5, $5, $6, $7, $8::text::date FROM record_version WHERE key = $1`,
			p.Key, string(body), hash, reason, w.By, w.at, release, w.Today)
		return err
	})
}

// toWithdraw finds the record to withdraw: the one that holds, or one that is still to hold.
func (w *catalogueWrite) toWithdraw(ctx context.Context, key string) (*procedure.Procedure, error) {
	days, err := collectText(ctx, w.tx, `SELECT holds_from::text FROM record_version
		WHERE key = $2 AND state = 'published' AND holds_from > $1::text::date ORDER BY 1`, w.Today, key)
	if err != nil {
		return nil, err
	}
	for _, day := range append([]string{string(w.Today)}, days...) {
		records, err := w.recordsOn(ctx, procedure.Date(day))
		if err != nil {
			return nil, err
		}
		if p := records[key]; p != nil {
			return p, nil
		}
	}
	return nil, refuse("there is no procedure %q in the catalogue", key)
}
