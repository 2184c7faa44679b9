package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua/internal/service"
	"motcua/org"
	"motcua/procedure"
	"motcua/storage"
)

// withCatalogue opens the catalogue for a command that does not change it.
func (p *program) withCatalogue(ctx context.Context, demo bool, do func(*workshop) error) (err error) {
	w, err := p.openWorkshop(ctx, demo, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return do(w)
}

// onCatalogue is a command that only looks.
func (p *program) onCatalogue(f *flags, do func(context.Context, *workshop) error) action {
	demo := f.demo()
	return func(ctx context.Context) error {
		return p.withCatalogue(ctx, *demo, func(w *workshop) error { return do(ctx, w) })
	}
}

func (p *program) listCatalogue(f *flags) action {
	return p.onCatalogue(f, func(ctx context.Context, w *workshop) error {
		held, err := w.Held(ctx, service.Today(time.Now()))
		if err != nil {
			return err
		}
		own := map[string]storage.Version{}
		for _, v := range held {
			own[v.Key] = v
		}
		out := bufio.NewWriter(p.out)
		for _, r := range w.base.All() {
			from := wordBundled
			if v, ok := own[r.Key]; ok {
				from = fmt.Sprintf("%s v%d %s", wordOwn, v.Number, v.HoldsFrom)
			}
			fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", r.Key, r.Field, r.Name, from, gapText(r))
		}
		for _, v := range held {
			if v.State == "withdrawn" {
				fmt.Fprintf(out, "%s\t%s\t%s\t%s %s\t%s\n", v.Key, v.Field, v.Name, stateNames[v.State], v.HoldsFrom, v.Note)
			}
		}
		return out.Flush()
	})
}

func (p *program) listDrafts(f *flags) action {
	return p.onCatalogue(f, func(ctx context.Context, w *workshop) error {
		drafts, err := w.Drafts(ctx)
		if err != nil {
			return err
		}
		if len(drafts) == 0 {
			fmt.Fprintln(p.out, wordNoDrafts)
		}
		for i := range drafts {
			d := &drafts[i]
			fmt.Fprintf(p.out, "%s  %s\n      %s; v%d, %s, %s\n", d.Key, d.Name, gapText(&d.Procedure), d.Number, clock(d.ImportedAt), d.Source)
			for _, line := range procedure.Compare(inUse(w.base, d.Key), &d.Procedure) {
				fmt.Fprintf(p.out, "      %s\n", line)
			}
		}
		return nil
	})
}

// clock is a moment in Vietnam's time.
func clock(t time.Time) string { return t.In(org.Location()).Format("15:04 02/01/2006") }

func (p *program) listDue(f *flags) action {
	days := f.number("days", 30)
	return p.onCatalogue(f, func(ctx context.Context, w *workshop) error {
		now := time.Now()
		due, err := w.ReviewDue(ctx, service.Today(now), service.Today(now.AddDate(0, 0, *days)))
		if err != nil {
			return err
		}
		if len(due) == 0 {
			fmt.Fprintln(p.out, wordNothingDue)
		}
		for _, v := range due {
			fmt.Fprintf(p.out, "%s  %s  %s\n", v.ReviewDue, v.Key, v.Name)
		}
		return nil
	})
}

// changing runs a command that changes the catalogue and shows what came of it.
func (p *program) changing(ctx context.Context, flags *writing, do func(*workshop) (storage.Outcome, error)) error {
	return p.withCatalogue(ctx, flags.demo, func(w *workshop) error {
		out, err := do(w)
		if err != nil {
			return p.refusal(err)
		}
		writeOutcome(p.out, out, flags.dry)
		writeChanges(p.out, out.Changes)
		return nil
	})
}

func (p *program) publishDrafts(f *flags) action {
	flags, incomplete, all := writingFlags(f), f.yes("incomplete"), f.yes("all")
	return func(ctx context.Context) error {
		keys := p.words
		if (len(keys) == 0) == !*all {
			return wrong(wordKeysOrAll)
		}
		return p.changing(ctx, flags, func(w *workshop) (storage.Outcome, error) {
			if *all {
				drafts, err := w.Drafts(ctx)
				if err != nil {
					return storage.Outcome{}, err
				}
				for i := range drafts {
					if !drafts[i].Draft() || *incomplete {
						keys = append(keys, drafts[i].Key)
					}
				}
			}
			return w.Publish(ctx, keys, *incomplete, flags.act("publish"))
		})
	}
}

func (p *program) withdrawProcedure(f *flags) action {
	flags, reason := writingFlags(f), f.text("reason", "")
	return func(ctx context.Context) error {
		if *reason == "" {
			return wrong(wordReasonNeeded)
		}
		return p.changing(ctx, flags, func(w *workshop) (storage.Outcome, error) {
			return w.Withdraw(ctx, p.words[0], *reason, flags.act("withdraw"))
		})
	}
}

func (p *program) removeAliases(f *flags) action {
	flags := writingFlags(f)
	return func(ctx context.Context) error {
		return p.changing(ctx, flags, func(w *workshop) (storage.Outcome, error) {
			return w.RemoveAliases(ctx, p.words, flags.act("unalias"))
		})
	}
}

func (p *program) showHistory(f *flags) action {
	return p.onCatalogue(f, func(ctx context.Context, w *workshop) error {
		key := p.words[0]
		versions, err := w.History(ctx, key)
		if err != nil {
			return err
		}
		before, err := bundledRecord(key)
		if err != nil {
			return err
		}
		if before == nil && len(versions) == 0 {
			return refuse(wordNoProcedure, key)
		}
		if before != nil {
			fmt.Fprintf(p.out, "v0  %s  %s\n", wordBundled, before.Name)
		}
		for i := range versions {
			v := &versions[i]
			line := fmt.Sprintf("v%d  %s %s  %s  %s  %s", v.Number, stateNames[v.State], v.HoldsFrom, clock(v.ImportedAt), v.Source, v.ImportedBy)
			fmt.Fprintln(p.out, strings.TrimRight(line, " "))
			if v.Note != "" {
				fmt.Fprintf(p.out, "      %s\n", v.Note)
				continue
			}
			for _, line := range procedure.Compare(before, &v.Procedure) {
				fmt.Fprintf(p.out, "      %s\n", line)
			}
			before = &v.Procedure
		}
		return nil
	})
}

// bundledRecord is a record as it comes with the program; nil if there is none.
func bundledRecord(key string) (*procedure.Procedure, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, err
	}
	return inUse(c, key), nil
}
