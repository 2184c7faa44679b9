package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"motcua/internal/service"
	"motcua/procedure"
	"motcua/procedure/intake"
	"motcua/storage"
)

// importing are the flags of "import procedures".
type importing struct {
	*writing
	publish, aliases, fill, skip bool
	source, effective, review    string
}

func importingFlags(f *flags) *importing {
	i := &importing{writing: writingFlags(f)}
	for name, to := range map[string]*bool{"publish": &i.publish, "aliases": &i.aliases, "fill": &i.fill, "skip-broken": &i.skip} {
		f.BoolVar(to, name, false, f.meaning(name))
	}
	for name, to := range map[string]*string{"source": &i.source, "effective": &i.effective, "review": &i.review} {
		f.StringVar(to, name, "", f.meaning(name))
	}
	return i
}

// importProcedures reads files of procedures, shows how complete they are and what they change, and keeps them as
// drafts or publishes them.
func (p *program) importProcedures(f *flags) action {
	i := importingFlags(f)
	return func(ctx context.Context) (err error) {
		if err := i.check(); err != nil {
			return err
		}
		read, err := p.readProcedures(p.words, i.skip)
		if err != nil {
			return err
		}
		w, err := p.openWorkshop(ctx, i.demo, i.dry)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, w.Close()) }()
		records := p.prepare(w, read, i)
		p.showDifferences(w, records)
		aliases := p.successors(w.base, records, i)
		if w.Store == nil {
			return nil
		}
		source := cmp.Or(i.source, sourceOf(p.words))
		out, err := w.ImportRecords(ctx, storage.Import{Act: i.act("import " + source), Records: records, Source: source, Publish: i.publish, Aliases: aliases})
		if err != nil {
			return p.refusal(err)
		}
		writeOutcome(p.out, out, i.dry)
		writeWaiting(p.out, out.Waiting, records)
		return nil
	}
}

// check looks at what can be wrong with the flags of the call.
func (i *importing) check() error {
	for _, d := range []struct{ flag, day string }{{"--effective", i.effective}, {"--review", i.review}} {
		if _, err := time.Parse(time.DateOnly, d.day); d.day != "" && err != nil {
			return wrong(wordDayForm, d.flag, d.day)
		}
	}
	if i.aliases && !i.publish {
		return wrong(wordAliasesPublish)
	}
	return nil
}

// sourceOf names files without their folders.
func sourceOf(files []string) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Base(f)
	}
	return strings.Join(names, ", ")
}

// readProcedures reads files and shows how complete their records are. All that is wrong is said, line by line; one file or
// record that cannot be read stops everything unless skip is set.
func (p *program) readProcedures(files []string, skip bool) ([]intake.Record, error) {
	var (
		all    []intake.Record
		fatal  []string
		where  = map[string]string{}
		report []string
	)
	for _, name := range files {
		data, err := readFile(name)
		if err != nil {
			fatal = append(fatal, explain(err))
			continue
		}
		res, err := intake.Read(filepath.Base(name), data)
		if err != nil {
			for line := range strings.Lines(err.Error()) {
				fatal = append(fatal, name+": "+strings.TrimSpace(line))
			}
			continue
		}
		for _, problem := range res.Problems {
			if problem.Fatal && !skip { // the report names the others
				fatal = append(fatal, name+": "+problem.String())
			}
		}
		for _, r := range res.Records {
			at := name + ": " + r.Where
			if first, twice := where[r.P.Key]; twice {
				fatal = append(fatal, say(wordTwice, at, r.P.Key, first))
			}
			where[r.P.Key] = at
		}
		all = append(all, res.Records...)
		report = append(report, name, res.Report())
	}
	if len(fatal) > 0 {
		return nil, p.complain(fatal)
	}
	for _, text := range report {
		fmt.Fprintln(p.out, strings.TrimRight(text, "\n"))
	}
	return all, nil
}

// prepare makes records of the catalogue out of what was read: with what the record in use knows beside the file,
// and the days of the call.
func (p *program) prepare(w *workshop, read []intake.Record, i *importing) []procedure.Procedure {
	records := make([]procedure.Procedure, len(read))
	for n, r := range read {
		rec, kept := procedure.Carry(inUse(w.base, r.P.Key), r.P, i.fill)
		if len(kept) > 0 {
			fmt.Fprintf(p.out, "  %s  "+wordKept+"\n", rec.Key, blockList(kept))
		}
		if i.effective != "" {
			rec.EffectiveFrom = procedure.Date(i.effective)
		}
		if i.review != "" {
			rec.ReviewDue = procedure.Date(i.review)
		}
		if rec.AsOf == "" {
			rec.AsOf = service.Today(time.Now())
		}
		records[n] = rec
	}
	return records
}

// inUse is the record with a key; nil where there is none or the key is an old code, which leads elsewhere.
func inUse(c *procedure.Catalog, key string) *procedure.Procedure {
	if p, ok := c.ByKey(key); ok && p.Key == key {
		return p
	}
	return nil
}

// showDifferences compares records with the catalogue in use.
func (p *program) showDifferences(w *workshop, records []procedure.Procedure) {
	var changes []procedure.Change
	same := 0
	for n := range records {
		r := &records[n]
		if c, ok := procedure.Published(inUse(w.base, r.Key), r, ""); ok {
			changes = append(changes, c)
		} else {
			same++
		}
	}
	if len(changes) > 0 {
		head := wordAgainst
		if w.Store == nil {
			head = wordAgainstBundled
		}
		fmt.Fprintln(p.out, head)
		writeChanges(p.out, changes)
	}
	if same > 0 {
		fmt.Fprintf(p.out, wordSame, same)
	}
}

// successors names the records in use that imported ones seem to replace under a new code, and gives the aliases
// that follow from it, if they are wanted.
func (p *program) successors(base *procedure.Catalog, records []procedure.Procedure, i *importing) []procedure.Alias {
	var out []procedure.Alias
	for n := range records {
		for _, old := range base.Predecessors(&records[n]) {
			if slices.ContainsFunc(records, func(r procedure.Procedure) bool { return r.Key == old.Key }) {
				continue // the import has both, so both are in use
			}
			if i.aliases {
				out = append(out, procedure.Alias{Code: old.Key, Key: records[n].Key})
				continue
			}
			fmt.Fprintf(p.out, wordMayReplace, records[n].Key, old.Key, old.Name)
		}
	}
	return out
}
