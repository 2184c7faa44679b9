package storage

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/search"
)

// PutFees stores lines of provinces' tables of fees. They take the place of all lines of the same province and
// procedure; with whole, of all lines of the same province. The same lines again change nothing.
func (db *DB) PutFees(ctx context.Context, rules []procedure.FeeRule, whole bool, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		records, err := w.recordsOn(ctx, w.Today)
		if err != nil {
			return err
		}
		had, err := readFees(ctx, w.tx)
		if err != nil {
			return err
		}
		type at struct{ place, key string }
		where := func(f procedure.FeeRule) at { return at{vntext.Fold(f.Province), f.Key} }
		given, before := groupBy(rules, where), groupBy(had, where)
		places := groupBy(rules, func(f procedure.FeeRule) string { return vntext.Fold(f.Province) })
		for a := range before {
			if _, ok := given[a]; !ok && whole && places[a.place] != nil {
				given[a] = nil
			}
		}
		for _, a := range sortedKeys(given, func(a at) string { return a.place + " " + a.key }) {
			if slices.Equal(before[a], given[a]) {
				continue
			}
			province := slices.Concat(given[a], before[a])[0].Province
			if err := w.putFees(ctx, a.place, a.key, given[a]); err != nil {
				return fmt.Errorf("%s: %w", province, err)
			}
			if p := records[a.key]; p != nil {
				if c, ok := procedure.FeesChanged(p, province, before[a], given[a]); ok {
					w.tell(c)
				}
			}
		}
		return nil
	})
}

func (w *catalogueWrite) putFees(ctx context.Context, place, key string, rules []procedure.FeeRule) error {
	if _, err := w.releaseID(ctx); err != nil {
		return err
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM fee_rule WHERE place = $1 AND key = $2`, place, key)
	for _, f := range rules {
		b.Queue(`INSERT INTO fee_rule (province, place, key, channel, condition, amount_vnd, per, exempt, source, from_day, until_day)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::date, nullif($11::text, '')::date)`,
			f.Province, place, f.Key, f.Channel, f.Condition, f.AmountVND, f.Per, f.Exempt, f.Source, string(f.From), string(f.Until))
	}
	return broken(w.tx.SendBatch(ctx, b).Close(), "fees of "+key)
}

// PutOverrides stores what units say instead of the record. They take the place of all that the same unit says about the
// same procedure; with whole, of all the unit says. Units are given by code.
func (db *DB) PutOverrides(ctx context.Context, rules []procedure.Override, whole bool, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		records, err := w.recordsOn(ctx, w.Today)
		if err != nil {
			return err
		}
		had, err := readOverrides(ctx, w.tx)
		if err != nil {
			return err
		}
		type at struct{ unit, key string }
		where := func(o procedure.Override) at { return at{o.Unit, o.Key} }
		given, before := groupBy(sortedOverrides(rules), where), groupBy(sortedOverrides(had), where)
		units := groupBy(rules, func(o procedure.Override) string { return o.Unit })
		for a := range before {
			if _, ok := given[a]; !ok && whole && units[a.unit] != nil {
				given[a] = nil
			}
		}
		for _, a := range sortedKeys(given, func(a at) string { return a.unit + " " + a.key }) {
			if slices.Equal(before[a], given[a]) {
				continue
			}
			name, err := w.putOverrides(ctx, a.unit, a.key, given[a])
			if err != nil {
				return err
			}
			if p := records[a.key]; p != nil {
				if c, ok := procedure.OverridesChanged(p, name, before[a], given[a]); ok {
					w.tell(c)
				}
			}
		}
		return nil
	})
}

// putOverrides stores what a unit says about a procedure and returns the unit's name.
func (w *catalogueWrite) putOverrides(ctx context.Context, unit, key string, rules []procedure.Override) (name string, err error) {
	var id int32
	units, err := collect[struct {
		ID   int32
		Name string
	}](ctx, w.tx, `SELECT id, name FROM unit WHERE code = $1`, unit)
	if err != nil {
		return "", err
	}
	if len(units) == 0 {
		return "", refuse("there is no unit %q", unit)
	}
	id, name = units[0].ID, units[0].Name
	if _, err := w.releaseID(ctx); err != nil {
		return "", err
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM unit_override WHERE unit = $1 AND key = $2`, id, key)
	for _, o := range rules {
		b.Queue(`INSERT INTO unit_override (unit, key, block, text, source, from_day, until_day) VALUES ($1, $2, $3, $4, $5, $6::text::date, nullif($7::text, '')::date)`,
			id, o.Key, string(o.Block), o.Text, o.Source, string(o.From), string(o.Until))
	}
	return name, broken(w.tx.SendBatch(ctx, b).Close(), "rules about "+key)
}

// PutWords stores the installation's own lines of the lexicon in the place of all it had. Lines in conflict with the
// lexicon or one another are refused.
func (db *DB) PutWords(ctx context.Context, words []search.Word, act Act) (Outcome, error) {
	return db.write(ctx, act, func(w *catalogueWrite) error {
		had, err := readWords(ctx, w.tx)
		if err != nil || slices.Equal(had, words) {
			return err
		}
		e, err := readEdition(ctx, w.tx, w.Today)
		if err != nil {
			return err
		}
		c, err := procedure.Build(e)
		if err != nil {
			return err
		}
		if err := refuseAll(search.CheckWords(c, words)); err != nil {
			return err
		}
		if _, err := w.releaseID(ctx); err != nil {
			return err
		}
		b := &pgx.Batch{}
		b.Queue(`DELETE FROM word`)
		for i, word := range words {
			b.Queue(`INSERT INTO word (line, list, head, entries) VALUES ($1, $2, $3, $4)`, i+1, string(word.List), word.Head, word.Entries)
		}
		return broken(w.tx.SendBatch(ctx, b).Close(), "words")
	})
}

// broken turns the breach of a table's rule into a refusal.
func broken(err error, what string) error {
	if name := constraint(err); name != "" {
		return refuse("%s: breaks the rule %s of the table (%v)", what, name, err)
	}
	return err
}

func sortedOverrides(rules []procedure.Override) []procedure.Override {
	return slices.SortedStableFunc(slices.Values(rules), func(a, b procedure.Override) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Block, b.Block), cmp.Compare(a.From, b.From))
	})
}

// groupBy puts rows that belong together into one list, in their order.
func groupBy[K comparable, V any](rows []V, key func(V) K) map[K][]V {
	out := map[K][]V{}
	for _, r := range rows {
		out[key(r)] = append(out[key(r)], r)
	}
	return out
}

// sortedKeys are the keys of a map in an order that does not change between runs.
func sortedKeys[K comparable, V any](m map[K]V, text func(K) string) []K {
	return slices.SortedFunc(maps.Keys(m), func(a, b K) int { return cmp.Compare(text(a), text(b)) })
}
