package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/org"
	"motcua/scheduler"
	"motcua/storage"
)

// clean says how far the nightly clean-up has come and, with --until, takes it further than it goes by itself.
func (p *program) clean(ctx context.Context) (err error) {
	f := p.flags("clean")
	until := f.String("until", "", "clean up to this day, e.g. 2026-11-29; not later than today")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	s, dir, err := p.openServed(ctx, *demo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
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
		return fmt.Errorf("--until: %q is not a day such as 2026-11-29; %w", *until, errUsage)
	}
	if day.Format(time.DateOnly) > c.now.Format(time.DateOnly) {
		return fmt.Errorf("--until: by the database's clock today is %s; nothing is cleaned ahead", c.now.Format(time.DateOnly))
	}
	return c.clean(ctx, units(dir), day)
}

// cleaner is one run of the command.
type cleaner struct {
	*program
	store *store
	now   time.Time
}

// tell says how far the clean-up has come and what it would delete if it came up to today.
func (c cleaner) tell(ctx context.Context, all []org.Unit) error {
	upto, err := c.store.Cleaned(ctx, storage.Service)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Dữ liệu chung: đã dọn đến hết ngày %s.\n", upto.Format("02/01/2006"))
	for _, u := range all {
		upto, err := c.store.Cleaned(ctx, u.ID)
		if err != nil {
			return err
		}
		n, err := c.store.Overdue(ctx, u.ID, scheduler.Cutoff(u, storage.Cleaning{At: c.now}))
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s: đã dọn đến hết ngày %s; %d phiếu quá hạn lưu đang chờ xóa.\n", u.Code, upto.Format("02/01/2006"), n)
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
		n, err := c.store.Forget(ctx, u.ID, scheduler.Cutoff(u, how), how)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.out, "%s: đã xóa %d phiếu quá hạn lưu; số liệu tổng hợp giữ nguyên.\n", u.Code, n)
	}
	fmt.Fprintf(c.out, "Đã dọn đến hết ngày %s.\n", day.Format("02/01/2006"))
	return nil
}
