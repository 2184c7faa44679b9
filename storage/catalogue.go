package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"motcua/procedure"
	"motcua/procedure/search"
)

// bundledRecords are the records that come with the program, in their order: what an installation's catalogue begins
// with.
var bundledRecords = sync.OnceValues(func() ([]procedure.Procedure, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, err
	}
	all := c.All()
	out := make([]procedure.Procedure, len(all))
	for i, p := range all {
		out[i] = *p
	}
	return out, nil
})

// CatalogueRelease is the number of the newest release of the catalogue; 0 when the installation has published nothing.
func (db *DB) CatalogueRelease(ctx context.Context) (int64, error) {
	var n int64
	err := db.pool.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM release`).Scan(&n)
	return n, err
}

// Edition is the catalogue as it holds on a day: the bundled records, those the installation has published in their
// place, without those it has withdrawn; aliases, fees, overrides and the installation's own words. All belong to
// one release; 0 means that nothing was published.
func (db *DB) Edition(ctx context.Context, today procedure.Date) (procedure.Edition, []search.Word, int64, error) {
	var (
		e       procedure.Edition
		words   []search.Word
		release int64
	)
	// One snapshot, or a release between two queries would give half of it.
	err := pgx.BeginTxFunc(ctx, db.pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM release`).Scan(&release)
		if err == nil {
			e, err = readEdition(ctx, tx, today)
		}
		if err == nil {
			words, err = readWords(ctx, tx)
		}
		return err
	})
	if err != nil {
		return procedure.Edition{}, nil, 0, fmt.Errorf("catalogue: %w", err)
	}
	return e, words, release, nil
}

// startsSQL is the days after a given one on which something that is already published begins to hold: a version of a
// record, or a new code.
const startsSQL = `SELECT holds_from AS day FROM record_version WHERE state IN ('published', 'withdrawn') AND holds_from > $1::text::date
	UNION SELECT since FROM alias WHERE since > $1::text::date`

// NextStart is the first day after the given one on which the edition changes by itself; "" when there is none. Fees
// and overrides are part of every edition with their days, and begin and end within it.
func (db *DB) NextStart(ctx context.Context, after procedure.Date) (procedure.Date, error) {
	var next procedure.Date
	err := db.pool.QueryRow(ctx, `SELECT coalesce(min(day)::text, '') FROM (`+startsSQL+`) AS starts`, after).Scan(&next)
	return next, err
}

// readEdition puts the edition of a day together.
func readEdition(ctx context.Context, tx pgx.Tx, today procedure.Date) (procedure.Edition, error) {
	base, err := bundledRecords()
	if err != nil {
		return procedure.Edition{}, err
	}
	held, err := readHeld(ctx, tx, today, nil)
	if err != nil {
		return procedure.Edition{}, err
	}
	var e procedure.Edition
	aliases, err := readAliases(ctx, tx)
	if err != nil {
		return procedure.Edition{}, err
	}
	aliases = slices.DeleteFunc(aliases, func(a procedure.Alias) bool { return a.Since > today })
	e.Procedures = overlay(base, held, aliases)
	e.Aliases = leading(aliases, e.Procedures)
	if e.Fees, err = readFees(ctx, tx); err != nil {
		return procedure.Edition{}, err
	}
	e.Overrides, err = readOverrides(ctx, tx)
	return e, err
}

// held is the version of a record that holds on a day.
type held struct {
	version   int
	withdrawn bool
	record    procedure.Procedure
}

// readHeld reads the versions that hold on a day, of some keys or, with nil, of all.
func readHeld(ctx context.Context, tx pgx.Tx, day procedure.Date, keys []string) (map[string]held, error) {
	rows, err := tx.Query(ctx, `SELECT DISTINCT ON (key) version, state = 'withdrawn', record FROM record_version
		WHERE state IN ('published', 'withdrawn') AND holds_from <= $1::text::date AND ($2::text[] IS NULL OR key = ANY($2))
		ORDER BY key, holds_from DESC`, day, keys)
	if err != nil {
		return nil, err
	}
	out := map[string]held{}
	var h held
	var record []byte
	_, err = pgx.ForEachRow(rows, []any{&h.version, &h.withdrawn, &record}, func() error {
		h.record = procedure.Procedure{}
		if err := json.Unmarshal(record, &h.record); err != nil {
			return err
		}
		out[h.record.Key] = h
		return nil
	})
	return out, err
}

// overlay lays what the installation publishes over the bundled records: in their places, what is new behind them.
// A record makes way where its key or code is an old code that leads elsewhere, and a bundled one also where a published
// one has its code: newer bundled data must not contradict what the installation has decided.
func overlay(base []procedure.Procedure, held map[string]held, aliases []procedure.Alias) []procedure.Procedure {
	old, owner := map[string]bool{}, map[string]string{}
	for _, a := range aliases {
		old[a.Code] = true
	}
	for key, h := range held {
		if !h.withdrawn {
			owner[h.record.Code] = key
		}
	}
	isOld := func(p *procedure.Procedure) bool { return old[p.Key] || p.Code != "" && old[p.Code] }
	out := make([]procedure.Procedure, 0, len(base)+len(held))
	placed := map[string]bool{}
	for _, p := range base {
		h, own := held[p.Key]
		switch other := owner[p.Code]; {
		case own && !h.withdrawn:
			p, placed[p.Key] = h.record, true
		case own, p.Code != "" && other != "" && other != p.Key:
			continue
		}
		if !isOld(&p) {
			out = append(out, p)
		}
	}
	var fresh []procedure.Procedure
	for key, h := range held {
		if !h.withdrawn && !placed[key] && !isOld(&h.record) {
			fresh = append(fresh, h.record)
		}
	}
	slices.SortFunc(fresh, byKey)
	return append(out, fresh...)
}

// leading follows each old code to the procedure that holds now; codes whose procedure is not there are left out.
func leading(aliases []procedure.Alias, records []procedure.Procedure) []procedure.Alias {
	there := make(map[string]bool, len(records))
	for i := range records {
		there[records[i].Key] = true
	}
	next := make(map[string]string, len(aliases))
	for _, a := range aliases {
		next[a.Code] = a.Key
	}
	var out []procedure.Alias
	for _, a := range aliases {
		if a.Key = follow(next, a.Key); there[a.Key] {
			out = append(out, a)
		}
	}
	return out
}

// follow is where a code leads in the end. Whoever adds an alias makes sure that there is an end.
func follow(next map[string]string, code string) string {
	for range len(next) {
		to, ok := next[code]
		if !ok {
			break
		}
		code = to
	}
	return code
}

func readAliases(ctx context.Context, tx pgx.Tx) ([]procedure.Alias, error) {
	return collect[procedure.Alias](ctx, tx, `SELECT code, key, coalesce(since::text, '') FROM alias ORDER BY code`)
}

func readFees(ctx context.Context, tx pgx.Tx) ([]procedure.FeeRule, error) {
	return collect[procedure.FeeRule](ctx, tx, `SELECT province, key, channel, condition, amount_vnd, per, exempt, source, from_day::text, coalesce(until_day::text, '')
		FROM fee_rule ORDER BY id`)
}

func readOverrides(ctx context.Context, tx pgx.Tx) ([]procedure.Override, error) {
	return collect[procedure.Override](ctx, tx, `SELECT u.code, o.key, o.block, o.text, o.source, o.from_day::text, coalesce(o.until_day::text, '')
		FROM unit_override o JOIN unit u ON u.id = o.unit ORDER BY u.id, o.key, o.block, o.from_day`)
}

func readWords(ctx context.Context, tx pgx.Tx) ([]search.Word, error) {
	return collect[search.Word](ctx, tx, `SELECT list, head, entries FROM word ORDER BY line`)
}

// collect reads rows whose columns are the fields of T in their order.
func collect[T any](ctx context.Context, tx pgx.Tx, sql string, args ...any) ([]T, error) {
	rows, err := tx.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[T])
}

// Refusal says why the catalogue was not changed, one reason a line. Nothing was written, and the same call would
// be refused again.
type Refusal struct{ Reasons []string }

func (r *Refusal) Error() string { return strings.Join(r.Reasons, "; ") }

// Final says that the same call would be refused again.
func (r *Refusal) Final() bool { return true }

func refuse(format string, args ...any) error {
	return &Refusal{Reasons: []string{fmt.Sprintf(format, args...)}}
}

// refuseAll is the refusal for several reasons, nil for none.
func refuseAll(reasons []string) error {
	if len(reasons) == 0 {
		return nil
	}
	return &Refusal{Reasons: reasons}
}

// errDry ends a rehearsal: it rolls everything back.
var errDry = errors.New("a rehearsal")
