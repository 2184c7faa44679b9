package main

import (
	"context"
	"fmt"
	"text/tabwriter"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/org/directory"
)

// What a unit has taken up about its reports: "motcua action add|list|done|drop|reopen".

func (p *program) addAction(f *flags) action {
	var d feedback.Draft
	for name, to := range map[string]*string{"what": &d.What, "who": &d.Who, "due": &d.Due, "finding": &d.Finding, "period": &d.Period} {
		f.StringVar(to, name, "", f.meaning(name))
	}
	return p.withActions(f, func(ctx context.Context, s *service.Store, u *directory.Unit, now time.Time) error {
		if d.Period == "" {
			d.Period = calendar.WindowOf(u.Settings).LastMonth(now).String()
		}
		a, problems := d.Action(u.ID, now)
		if len(problems) > 0 {
			return refusedAction(problems)
		}
		a, _, err := s.AddAction(ctx, a, "", feedback.Command)
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, wordActionGiven, a.No, a.What, a.Who, feedback.DayText(a.Due))
		return nil
	})
}

// refusedAction says what is wrong with what was typed; the sentences are those every user reads.
func refusedAction(problems feedback.Problems) error { return wrong("%v", problems) }

func (p *program) listActions(f *flags) action {
	all := f.yes("all")
	return p.withActions(f, func(ctx context.Context, s *service.Store, u *directory.Unit, now time.Time) error {
		actions, err := s.Actions(ctx, u.ID)
		if err != nil {
			return err
		}
		open, late := feedback.Count(actions, now)
		fmt.Fprintf(p.out, wordActionCount, u.FullName(), open, late)
		w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
		for _, a := range actions {
			if a.State != feedback.Open && !*all {
				continue
			}
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", a.No, feedback.WordState(a.State, a.Late(now)), feedback.DayText(a.Due), a.Who, a.What, a.Said)
		}
		return w.Flush()
	})
}

func (p *program) finishAction(f *flags) action {
	said, day := f.text("said", ""), f.text("day", "")
	return p.changeAction(f, func(a feedback.Action, now time.Time) (feedback.Action, feedback.Problems) {
		return a.Finish(*said, *day, now)
	})
}

func (p *program) dropAction(f *flags) action {
	why := f.text("why", "")
	return p.changeAction(f, func(a feedback.Action, now time.Time) (feedback.Action, feedback.Problems) {
		return a.Drop(*why, now)
	})
}

func (p *program) reopenAction(f *flags) action {
	return p.changeAction(f, func(a feedback.Action, _ time.Time) (feedback.Action, feedback.Problems) { return a.Reopen() })
}

// changeAction finds the action with the number of the call, changes it and stores it.
func (p *program) changeAction(f *flags, change func(feedback.Action, time.Time) (feedback.Action, feedback.Problems)) action {
	no := f.number("no", 0)
	return p.withActions(f, func(ctx context.Context, s *service.Store, u *directory.Unit, now time.Time) error {
		actions, err := s.Actions(ctx, u.ID)
		if err != nil {
			return err
		}
		for _, a := range actions {
			if a.No != *no {
				continue
			}
			a, problems := change(a, now)
			if len(problems) > 0 {
				return refusedAction(problems)
			}
			if err := s.ChangeAction(ctx, turn.ActionWrite{Action: a, By: feedback.Command, At: now}); err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordActionState, a.No, feedback.WordState(a.State, a.Late(now)))
			return nil
		}
		return refuse(wordNoAction, *no)
	})
}

// withActions opens the installation for a command about the actions of one unit.
func (p *program) withActions(f *flags, do func(context.Context, *service.Store, *directory.Unit, time.Time) error) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			now, err := s.Now(ctx)
			if err != nil {
				return err
			}
			return do(ctx, s, u, now)
		})
	}
}
