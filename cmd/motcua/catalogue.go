package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua/org"
	"motcua/procedure"
	"motcua/storage"
)

// catalogue is "motcua catalogue list|drafts|due|publish|withdraw|history|unalias|export".
func (p *program) catalogue(ctx context.Context) error {
	switch verb := p.verb(); verb {
	case "", "list":
		return p.listCatalogue(ctx)
	case "drafts":
		return p.listDrafts(ctx)
	case "due":
		return p.listDue(ctx)
	case "publish":
		return p.publishDrafts(ctx)
	case "withdraw":
		return p.withdrawProcedure(ctx)
	case "history":
		return p.showHistory(ctx)
	case "unalias":
		return p.removeAliases(ctx)
	case "export":
		return p.exportCatalogue(ctx)
	default:
		return fmt.Errorf("motcua catalogue %s: list, drafts, due, publish, withdraw, history, unalias or export; %w", verb, errUsage)
	}
}

// withCatalogue opens the catalogue for a command that does not change it.
func (p *program) withCatalogue(ctx context.Context, demo bool, do func(*workshop) error) (err error) {
	w, err := p.openWorkshop(ctx, demo, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	return do(w)
}

func (p *program) listCatalogue(ctx context.Context) error {
	f := p.flags("catalogue list")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	return p.withCatalogue(ctx, *demo, func(w *workshop) error {
		held, err := w.Held(ctx, localDay(time.Now()))
		if err != nil {
			return err
		}
		own := map[string]storage.Version{}
		for _, v := range held {
			own[v.Key] = v
		}
		out := bufio.NewWriter(p.out)
		for _, r := range w.base.All() {
			from := sayBundled
			if v, ok := own[r.Key]; ok {
				from = fmt.Sprintf("%s v%d %s", sayOwn, v.Number, v.HoldsFrom)
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

func (p *program) listDrafts(ctx context.Context) error {
	f := p.flags("catalogue drafts")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	return p.withCatalogue(ctx, *demo, func(w *workshop) error {
		drafts, err := w.Drafts(ctx)
		if err != nil {
			return err
		}
		if len(drafts) == 0 {
			fmt.Fprintln(p.out, sayNoDrafts)
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

func (p *program) listDue(ctx context.Context) error {
	f := p.flags("catalogue due")
	demo := f.Bool("demo", false, "work on the demo")
	days := f.Int("days", 30, "also what is due within so many days")
	if err := p.parse(f); err != nil {
		return err
	}
	return p.withCatalogue(ctx, *demo, func(w *workshop) error {
		now := time.Now()
		due, err := w.ReviewDue(ctx, localDay(now), localDay(now.AddDate(0, 0, *days)))
		if err != nil {
			return err
		}
		if len(due) == 0 {
			fmt.Fprintln(p.out, sayNothingDue)
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

func (p *program) publishDrafts(ctx context.Context) error {
	f := p.flags("catalogue publish")
	flags := writingFlags(f)
	incomplete := f.Bool("incomplete", false, "also records that lack a block; their cards say what is missing")
	all := f.Bool("all", false, "all drafts that are complete")
	keys, err := p.parseMixed(f)
	if err != nil {
		return err
	}
	if (len(keys) == 0) == !*all {
		return fmt.Errorf("keys of drafts, or --all, are needed; %w", errUsage)
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

func (p *program) withdrawProcedure(ctx context.Context) error {
	f := p.flags("catalogue withdraw")
	flags := writingFlags(f)
	reason := f.String("reason", "", "why, in Vietnamese; citizens read it")
	keys, err := p.parseMixed(f)
	if err != nil {
		return err
	}
	if len(keys) != 1 || *reason == "" {
		return fmt.Errorf("one key and --reason are needed; %w", errUsage)
	}
	return p.changing(ctx, flags, func(w *workshop) (storage.Outcome, error) {
		return w.Withdraw(ctx, keys[0], *reason, flags.act("withdraw"))
	})
}

func (p *program) removeAliases(ctx context.Context) error {
	f := p.flags("catalogue unalias")
	flags := writingFlags(f)
	codes, err := p.parseMixed(f)
	if err != nil {
		return err
	}
	if len(codes) == 0 {
		return fmt.Errorf("an old code is needed; %w", errUsage)
	}
	return p.changing(ctx, flags, func(w *workshop) (storage.Outcome, error) {
		return w.RemoveAliases(ctx, codes, flags.act("unalias"))
	})
}

func (p *program) showHistory(ctx context.Context) error {
	f := p.flags("catalogue history")
	demo := f.Bool("demo", false, "work on the demo")
	keys, err := p.parseMixed(f)
	if err != nil {
		return err
	}
	if len(keys) != 1 {
		return fmt.Errorf("one key is needed; %w", errUsage)
	}
	return p.withCatalogue(ctx, *demo, func(w *workshop) error {
		versions, err := w.History(ctx, keys[0])
		if err != nil {
			return err
		}
		before, err := bundledRecord(keys[0])
		if err != nil {
			return err
		}
		if before == nil && len(versions) == 0 {
			return fmt.Errorf("there is no procedure %q", keys[0])
		}
		if before != nil {
			fmt.Fprintf(p.out, "v0  %s  %s\n", sayBundled, before.Name)
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
