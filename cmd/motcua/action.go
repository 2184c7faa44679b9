package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"text/tabwriter"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/org/directory"
)

// action is "motcua action add|list|done|drop|reopen": what a unit has taken up about its reports.
func (p *program) action(ctx context.Context) error {
	switch verb := p.verb(); verb {
	case "add":
		return p.addAction(ctx)
	case "list":
		return p.listActions(ctx)
	case "done", "drop", "reopen":
		return p.changeAction(ctx, verb)
	default:
		return fmt.Errorf("motcua action %s: add, list, done, drop or reopen; %w", verb, errUsage)
	}
}

func (p *program) addAction(ctx context.Context) error {
	var d feedback.Draft
	return p.withActions(ctx, "action add", func(f *flag.FlagSet) {
		f.StringVar(&d.What, "what", "", "what is to be done")
		f.StringVar(&d.Who, "who", "", "office or post that does it; no person's name")
		f.StringVar(&d.Due, "due", "", "last day: 30/11/2026 or 2026-11-30")
		f.StringVar(&d.Finding, "finding", "", "the finding of a report it is about")
		f.StringVar(&d.Period, "period", "", "the report it is about: 2026-10, 2026-Q3 or 2026; last month if left out")
	}, func(s *store, u *directory.Unit, now time.Time) error {
		a, problems := d.Action(u.ID, now)
		if len(problems) > 0 {
			return refusedAction(problems)
		}
		a, _, err := s.AddAction(ctx, a, "", feedback.Command)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "Đã giao việc số %d: %s (%s, hạn %s).\n", a.No, a.What, a.Who, feedback.DayText(a.Due))
		return nil
	})
}

// refusedAction says what is wrong with what was typed; the sentences are those every user reads.
func refusedAction(problems feedback.Problems) error { return fmt.Errorf("%w; %w", problems, errUsage) }

func (p *program) listActions(ctx context.Context) error {
	all := false
	return p.withActions(ctx, "action list", func(f *flag.FlagSet) {
		f.BoolVar(&all, "all", false, "those that are done or dropped as well")
	}, func(s *store, u *directory.Unit, now time.Time) error {
		actions, err := s.Actions(ctx, u.ID)
		if err != nil {
			return err
		}
		open, late := feedback.Count(actions, now)
		fmt.Fprintf(p.out, "%s: %d việc đang mở, %d quá hạn.\n", u.FullName(), open, late)
		w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
		for _, a := range actions {
			if a.State != feedback.Open && !all {
				continue
			}
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", a.No, feedback.StateText(a.State, a.Late(now)), feedback.DayText(a.Due), a.Who, a.What, a.Said)
		}
		return w.Flush()
	})
}

func (p *program) changeAction(ctx context.Context, verb string) error {
	no, said, day := 0, "", ""
	return p.withActions(ctx, "action "+verb, func(f *flag.FlagSet) {
		f.IntVar(&no, "no", 0, "number of the action, see: motcua action list")
		switch verb {
		case "done":
			f.StringVar(&said, "said", "", "what was done, in a sentence")
			f.StringVar(&day, "day", "", "the day it was done; today if left out")
		case "drop":
			f.StringVar(&said, "why", "", "why it is not done")
		}
	}, func(s *store, u *directory.Unit, now time.Time) error {
		actions, err := s.Actions(ctx, u.ID)
		if err != nil {
			return err
		}
		for _, a := range actions {
			if a.No == no {
				return p.storeAction(ctx, s, a, verb, said, day, now)
			}
		}
		return fmt.Errorf("--no %d: the unit has no such action", no)
	})
}

func (p *program) storeAction(ctx context.Context, s *store, a feedback.Action, verb, said, day string, now time.Time) error {
	var problems feedback.Problems
	switch verb {
	case "done":
		a, problems = a.Finish(said, day, now)
	case "drop":
		a, problems = a.Drop(said, now)
	default:
		a, problems = a.Reopen()
	}
	if len(problems) > 0 {
		return refusedAction(problems)
	}
	if err := s.ChangeAction(ctx, turn.ActionWrite{Action: a, By: feedback.Command, At: now}); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Việc số %d: %s.\n", a.No, feedback.StateText(a.State, a.Late(now)))
	return nil
}

// withActions opens the installation for a command about the actions of one unit; flags adds what is its own.
func (p *program) withActions(ctx context.Context, name string, flags func(*flag.FlagSet), do func(*store, *directory.Unit, time.Time) error) (err error) {
	f := p.flags(name)
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	demo := f.Bool("demo", false, "work on the demo")
	flags(f)
	if err := p.parse(f); err != nil {
		return err
	}
	s, _, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return do(s, u, time.Now())
}
