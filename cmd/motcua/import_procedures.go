package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

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

func importingFlags(f *flag.FlagSet) *importing {
	i := &importing{writing: writingFlags(f)}
	f.BoolVar(&i.publish, "publish", false, "publish the records that are complete; the others stay drafts")
	f.BoolVar(&i.aliases, "aliases", false, "with --publish: let the codes that a published record seems to replace lead to it")
	f.BoolVar(&i.fill, "fill", false, "keep the blocks a file does not have from the record in use, for lists that have only some")
	f.BoolVar(&i.skip, "skip-broken", false, "import the records that can be read although others of the file cannot")
	f.StringVar(&i.source, "source", "", `where the records come from, e.g. "QĐ 163/QĐ-BTP" (default: the file's name)`)
	f.StringVar(&i.effective, "effective", "", "YYYY-MM-DD, first day on which the records hold")
	f.StringVar(&i.review, "review", "", "YYYY-MM-DD, day by which an official should look at them again")
	return i
}

// importProcedures reads files of procedures, shows how complete they are and what they change, and keeps them as
// drafts or publishes them.
func (p *program) importProcedures(ctx context.Context) (err error) {
	f := p.flags("import procedures")
	i := importingFlags(f)
	files, err := p.parseMixed(f)
	if err != nil {
		return err
	}
	if err := i.check(files); err != nil {
		return err
	}
	read, err := p.readProcedures(files, i.skip)
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
	if w.store == nil {
		return nil
	}
	source := i.source
	if source == "" {
		source = sourceOf(files)
	}
	out, err := w.ImportRecords(ctx, storage.Import{Act: i.act("import " + source), Records: records, Source: source, Publish: i.publish, Aliases: aliases})
	if err != nil {
		return p.refusal(err)
	}
	writeOutcome(p.out, out, i.dry)
	writeWaiting(p.out, out.Waiting, records)
	return nil
}

// check looks at what can be wrong with the words of the call.
func (i *importing) check(files []string) error {
	for _, d := range []struct{ flag, day string }{{"--effective", i.effective}, {"--review", i.review}} {
		if _, err := time.Parse(time.DateOnly, d.day); d.day != "" && err != nil {
			return fmt.Errorf("%s %q is no day of the form 2026-11-23; %w", d.flag, d.day, errUsage)
		}
	}
	switch {
	case len(files) == 0:
		return fmt.Errorf("a file of procedures is needed; %w", errUsage)
	case i.aliases && !i.publish:
		return fmt.Errorf("--aliases needs --publish; %w", errUsage)
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
			fatal = append(fatal, err.Error())
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
				fatal = append(fatal, fmt.Sprintf("%s: %s đã có ở %s", at, r.P.Key, first))
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
			fmt.Fprintf(p.out, "  %s  "+sayKept+"\n", rec.Key, blockList(kept))
		}
		if i.effective != "" {
			rec.EffectiveFrom = procedure.Date(i.effective)
		}
		if i.review != "" {
			rec.ReviewDue = procedure.Date(i.review)
		}
		if rec.AsOf == "" {
			rec.AsOf = localDay(time.Now())
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
		head := sayAgainst
		if w.store == nil {
			head = sayAgainstBundled
		}
		fmt.Fprintln(p.out, head)
		writeChanges(p.out, changes)
	}
	if same > 0 {
		fmt.Fprintf(p.out, saySame, same)
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
			fmt.Fprintf(p.out, sayMayReplace, records[n].Key, old.Key, old.Name)
		}
	}
	return out
}
