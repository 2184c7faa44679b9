package storage_test

import (
	"fmt"
	"testing"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// durableBase is a database on a server that waits for the disk, as an installation's does.
func durableBase(b *testing.B) *base {
	b.Helper()
	dsn := pgtest.NewDurable(b)
	if err := testkit.Database(dsn, fill); err != nil {
		b.Fatal(err)
	}
	return &base{t: b, dsn: dsn, DB: testkit.Open(b, dsn), sql: testkit.Pool(b, dsn)}
}

// everyRecord is the whole bundled catalogue, each record changed.
func everyRecord(b *testing.B, time string) []procedure.Procedure {
	b.Helper()
	c, err := bundledCatalog()
	if err != nil {
		b.Fatal(err)
	}
	var out []procedure.Procedure
	for _, p := range c.All() {
		q := *p
		q.ProcessingTime = time
		out = append(out, q)
	}
	return out
}

// BenchmarkImport imports and publishes 620 records, all of them changed: what an official waits for.
func BenchmarkImport(b *testing.B) {
	base := durableBase(b)
	n := 0
	for b.Loop() {
		n++
		out, err := base.ImportRecords(b.Context(), storage.Import{Act: act(), Records: everyRecord(b, fmt.Sprint("lần thứ ", n, ": 1 ngày")), Publish: true})
		if err != nil || len(out.Stored)+len(out.Unchanged) != 620 {
			b.Fatal(len(out.Stored), err)
		}
	}
}

// BenchmarkEdition loads a catalogue of 620 records of the installation's own and builds it and its index: what a
// replica does beside its work when there is a release.
func BenchmarkEdition(b *testing.B) {
	base := durableBase(b)
	records := everyRecord(b, "1 ngày")
	for i := range records { // complete, so that all are published
		p := sound(records[i].Key, "1 ngày")
		records[i].Documents, records[i].Fees, records[i].Agency, records[i].Steps = p.Documents, p.Fees, p.Agency, p.Steps
	}
	if out := base.importAll(true, records...); len(out.Published) != 620 {
		b.Fatal(len(out.Published), "published")
	}
	for name, step := range map[string]func(e procedure.Edition, words []search.Word){
		"load":  func(procedure.Edition, []search.Word) {},
		"build": func(e procedure.Edition, _ []search.Word) { mustBuild(b, e) },
		"index": func(e procedure.Edition, words []search.Word) {
			if _, err := search.New(mustBuild(b, e), words...); err != nil {
				b.Fatal(err)
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				e, words, _, err := base.Edition(b.Context(), today)
				if err != nil || len(e.Procedures) != 620 {
					b.Fatal(len(e.Procedures), err)
				}
				step(e, words)
			}
		})
	}
	b.Run("poll", func(b *testing.B) {
		for b.Loop() {
			if _, err := base.CatalogueRelease(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func mustBuild(b *testing.B, e procedure.Edition) *procedure.Catalog {
	b.Helper()
	c, err := procedure.Build(e)
	if err != nil {
		b.Fatal(err)
	}
	return c
}
