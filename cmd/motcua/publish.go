package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
)

// publish is "motcua publish": it shows a period's figures to everybody, withdraws them, or lists what is shown.
func (p *program) publish(f *flags) action {
	unit, period, demo := f.unit(), f.period(), f.demo()
	withdraw, list := f.yes("withdraw"), f.yes("list")
	return func(ctx context.Context) (err error) {
		if *list && (*withdraw || *period != "") {
			return wrong(wordListAlone)
		}
		var when calendar.Period
		if !*list {
			if when, err = parsePeriod(*period); err != nil {
				return err
			}
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, dir *directory.Directory, u *directory.Unit) error {
			switch {
			case *list:
				return p.listPublished(ctx, s, u)
			case *withdraw:
				return p.withdrawPublished(ctx, s, u, when)
			}
			return p.publishNow(ctx, s, dir, u, when)
		})
	}
}

func (p *program) publishNow(ctx context.Context, s *service.Store, dir *directory.Directory, u *directory.Unit, when calendar.Period) error {
	now, err := s.Now(ctx)
	if err != nil {
		return err
	}
	pr, err := office.Propose(ctx, s.DB, dir, u, when, now)
	if err != nil {
		return err
	}
	pub, err := pr.Publication(storage.WayCommand)
	if err != nil {
		return err
	}
	if err := s.PublishFigures(ctx, pub, now); err != nil {
		return err
	}
	fmt.Fprintf(p.out, wordPublished, when.Label(), u.Authority())
	for _, line := range pr.Figures.Summary() {
		fmt.Fprintln(p.out, " ", line)
	}
	if pr.Kept {
		fmt.Fprint(p.out, wordPublishedKept)
	}
	path := "/ket-qua/" + when.String()
	if len(dir.Units()) > 1 {
		path += "?don-vi=" + u.Code
	}
	fmt.Fprintf(p.out, wordPublishedPage, p.publicURL+path)
	return nil
}

func (p *program) withdrawPublished(ctx context.Context, s *service.Store, u *directory.Unit, when calendar.Period) error {
	now, err := s.Now(ctx)
	if err != nil {
		return err
	}
	err = s.WithdrawFigures(ctx, u.ID, when, storage.WayCommand, now)
	if errors.Is(err, storage.ErrNotFound) {
		return refuse(wordNothingShown, when)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, wordUnpublished, when.Label(), u.Authority())
	return nil
}

// listPublished prints what was published, the newest period first.
func (p *program) listPublished(ctx context.Context, s *service.Store, u *directory.Unit) error {
	all, err := s.Publications(ctx, u.ID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintf(p.out, wordPublishedNone, u.Authority())
		return nil
	}
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	fmt.Fprint(w, wordPublishedHead)
	for _, x := range all {
		state, last := wordShown, x.Updated
		if !x.Shown() {
			state, last = wordNotShown, *x.Withdrawn
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", x.Period, state, minute(x.At), minute(last), x.Way)
	}
	return w.Flush()
}

func minute(t time.Time) string { return t.In(org.Location()).Format("2006-01-02 15:04") }
