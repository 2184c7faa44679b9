package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"motcua/procedure"
)

// Import is a set of records to keep.
type Import struct {
	Act
	Records []procedure.Procedure
	Source  string // where they come from, for the history
	Publish bool   // publish those that are complete; the others wait as drafts, as do those that were withdrawn
	Aliases []procedure.Alias
}

// ImportRecords stores records as drafts, all or none. A record whose content is that of the draft, of the version
// that holds or will hold, or of the bundled record that holds, is stored no second time. With Publish the complete
// ones are published in the same transaction, and those aliases are recorded that lead to one of them.
func (db *DB) ImportRecords(ctx context.Context, in Import) (Outcome, error) {
	if len(in.Records) == 0 {
		return Outcome{}, refuse("there is no record to import")
	}
	return db.write(ctx, in.Act, func(w *catalogueWrite) error {
		candidates, err := w.store(ctx, in)
		if err != nil || !in.Publish {
			return err
		}
		withdrawn, err := w.withdrawn(ctx, slices.Collect(maps.Keys(candidates)))
		if err != nil {
			return err
		}
		var keys []string
		for _, p := range in.Records {
			switch {
			case !candidates[p.Key]: // it holds already
			case p.Draft(), withdrawn[p.Key]:
				w.out.Waiting = append(w.out.Waiting, p.Key)
			default:
				keys = append(keys, p.Key)
			}
		}
		if err := w.publish(ctx, keys); err != nil {
			return err
		}
		slices.Sort(keys)
		led := slices.DeleteFunc(slices.Clone(in.Aliases), func(a procedure.Alias) bool {
			_, published := slices.BinarySearch(keys, a.Key)
			return !published
		})
		return w.addAliases(ctx, led)
	})
}

// known is what there is of a record before an import.
type known struct {
	last      int // number of its last version
	draft     []byte
	holds     [][]byte // contents that hold today or will
	published bool     // there is a version of the installation's own that holds, or a withdrawal
}

// store keeps records as drafts and tells of which keys the draft is the record that was given.
func (w *catalogueWrite) store(ctx context.Context, in Import) (map[string]bool, error) {
	keys := make([]string, len(in.Records))
	for i, p := range in.Records {
		keys[i] = p.Key
	}
	have, err := w.known(ctx, keys)
	if err != nil {
		return nil, err
	}
	var (
		drafts = map[string]bool{}
		add    newVersions
		dup    = map[string]bool{}
	)
	for _, p := range in.Records {
		if dup[p.Key] {
			return nil, refuse("%s: twice in one import", p.Key)
		}
		dup[p.Key] = true
		hash, err := contentHash(p)
		if err != nil {
			return nil, err
		}
		k := have[p.Key]
		same := func(h []byte) bool { return bytes.Equal(h, hash) }
		switch {
		case k != nil && same(k.draft):
			drafts[p.Key] = true
			w.out.Unchanged = append(w.out.Unchanged, p.Key)
		case k != nil && slices.ContainsFunc(k.holds, same):
			w.out.Unchanged = append(w.out.Unchanged, p.Key)
		default:
			next := 1
			if k != nil {
				next = k.last + 1
			}
			if err := add.record(p, next, hash); err != nil {
				return nil, err
			}
			drafts[p.Key] = true
			w.out.Stored = append(w.out.Stored, p.Key)
		}
	}
	return drafts, w.insert(ctx, add, in.Source)
}

// known reads what there is of records.
func (w *catalogueWrite) known(ctx context.Context, keys []string) (map[string]*known, error) {
	have := map[string]*known{}
	of := func(key string) *known {
		if have[key] == nil {
			have[key] = &known{}
		}
		return have[key]
	}
	rows, err := w.tx.Query(ctx, `SELECT key, version, state, hash, coalesce(holds_from <= $2::text::date AND lead(holds_from) OVER held <= $2::text::date, false)
		FROM record_version WHERE key = ANY($1)
		WINDOW held AS (PARTITION BY key, state IN ('published', 'withdrawn') ORDER BY holds_from) ORDER BY key, version`, keys, w.Today)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			key, state string
			version    int
			hash       []byte
			past       bool // a later version holds by now
		)
		if err := rows.Scan(&key, &version, &state, &hash, &past); err != nil {
			return nil, err
		}
		k := of(key)
		k.last = version
		switch {
		case state == "draft":
			k.draft = hash
		case state == "published" && !past:
			k.holds, k.published = append(k.holds, hash), true
		case state == "withdrawn":
			k.published = true
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return have, w.knownBundled(ctx, keys, of)
}

// knownBundled adds the bundled records that hold since the installation has published nothing in their place.
func (w *catalogueWrite) knownBundled(ctx context.Context, keys []string, of func(string) *known) error {
	records, err := w.recordsOn(ctx, w.Today)
	if err != nil {
		return err
	}
	for _, key := range keys {
		p := records[key]
		if p == nil || of(key).published {
			continue
		}
		hash, err := contentHash(*p)
		if err != nil {
			return err
		}
		of(key).holds = append(of(key).holds, hash)
	}
	return nil
}

// newVersions are rows to insert, by columns.
type newVersions struct {
	keys, records, effective, review []string
	numbers                          []int32
	hashes                           [][]byte
}

func (n *newVersions) record(p procedure.Procedure, version int, hash []byte) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if bytes.Contains(body, []byte(`\u0000`)) {
		return refuse("%s: contains a NUL character", p.Key)
	}
	from, err := firstDay(p.EffectiveFrom)
	if err != nil {
		return refuse("%s: effective from: %v", p.Key, err)
	}
	due, err := firstDay(p.ReviewDue)
	if err != nil {
		return refuse("%s: review due: %v", p.Key, err)
	}
	if due != "" && due < from {
		return refuse("%s: is to be reviewed on %s, before it takes effect on %s", p.Key, due, from)
	}
	n.keys, n.records, n.numbers, n.hashes = append(n.keys, p.Key), append(n.records, string(body)), append(n.numbers, int32(version)), append(n.hashes, hash)
	n.effective, n.review = append(n.effective, string(from)), append(n.review, string(due))
	return nil
}

// insert makes the rows drafts; the drafts before them are replaced.
func (w *catalogueWrite) insert(ctx context.Context, n newVersions, source string) error {
	if len(n.keys) == 0 {
		return nil
	}
	if _, err := w.tx.Exec(ctx, `UPDATE record_version SET state = 'replaced' WHERE key = ANY($1) AND state = 'draft'`, n.keys); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, `INSERT INTO record_version (key, version, state, record, hash, effective_from, review_due, source, imported_by, imported_at)
		SELECT k, v, 'draft', r::jsonb, h, nullif(e, '')::date, nullif(d, '')::date, $7, $8, clock_timestamp()
		FROM unnest($1::text[], $2::int[], $3::text[], $4::bytea[], $5::text[], $6::text[]) AS t (k, v, r, h, e, d)`,
		n.keys, n.numbers, n.records, n.hashes, n.effective, n.review, source, w.By)
	if name := constraint(err); name != "" {
		return refuse("a record breaks the rule %s of the table: %v", name, err)
	}
	return err
}

// contentHash is what makes two versions the same: all of a record but where it was taken from and when.
func contentHash(p procedure.Procedure) ([]byte, error) {
	p.AsOf, p.Sources = "", nil
	body, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.Key, err)
	}
	sum := sha256.Sum256(body)
	return sum[:], nil
}
