package main

import (
	"context"
	"fmt"
	"time"

	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/scheduler"
	"motcua/storage"
)

// clean is "motcua clean": it says how far the nightly clean-up has come and, with --until, takes it further than it goes by
// itself.
func (p *program) clean(f *flags) action {
	until, demo := f.text("until", ""), f.demo()
	return func(ctx context.Context) error {
		return p.withServed(ctx, *demo, func(s *service.Store, dir *directory.Directory) error {
			now, err := s.Now(ctx)
			if err != nil {
				return err
			}
			c := cleaner{program: p, store: s, now: now.In(org.Location())}
			if *until == "" {
				return c.tell(ctx, units(dir))
			}
			day, err := time.Parse(time.DateOnly, *until)
			if err != nil {
				return wrong(wordCleanDay, *until)
			}
			if day.Format(time.DateOnly) > c.now.Format(time.DateOnly) {
				return refuse(wordCleanAhead, c.now.Format("02/01/2006"))
			}
			if err := clockHeld(ctx, s); err != nil {
				return err
			}
			return c.clean(ctx, units(dir), day)
		})
	}
}

// cleaner is one run of the command.
type cleaner struct {
	*program
	store *service.Store
	now   time.Time
}

// tell says how far the clean-up has come and what it would delete if it came up to today.
func (c cleaner) tell(ctx context.Context, all []org.Unit) error {
	upto, err := c.store.Cleaned(ctx, storage.Service)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, wordCleanedService, upto.Format("02/01/2006"))
	for _, u := range all {
		upto, err := c.store.Cleaned(ctx, u.ID)
		if err != nil {
			return err
		}
		n, err := c.store.Overdue(ctx, u.ID, scheduler.Cutoff(u, storage.Cleaning{At: c.now}))
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, wordCleanedUnit, u.Code, upto.Format("02/01/2006"), n)
	}
	return nil
}

// clean deletes what was past its time at the end of a day.
func (c cleaner) clean(ctx context.Context, all []org.Unit, day time.Time) error {
	how := scheduler.CleanDay(day)
	if how.At.After(c.now) {
		how.At = c.now
	}
	if err := c.store.Sweep(ctx, how); err != nil {
		return err
	}
	for _, u := range all {
		n, err := c.store.Forget(ctx, u, scheduler.Cutoff(u, how), how)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, wordCleanDeleted, u.Code, n)
	}
	fmt.Fprintf(c.out, wordCleanDone, day.Format("02/01/2006"))
	return nil
}

// units are the units of a directory.
func units(dir *directory.Directory) []org.Unit {
	var all []org.Unit
	for _, u := range dir.Units() {
		all = append(all, u.Unit)
	}
	return all
}
