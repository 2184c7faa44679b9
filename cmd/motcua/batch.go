package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/internal/vnum"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// The odd batches of a unit and what is decided about them: "motcua batch list|set-aside|restore".

func (p *program) listBatches(f *flags) action {
	period, log := f.period(), f.yes("log")
	return p.withBatches(f, func(_ context.Context, _ *service.Store, u *directory.Unit, all []office.BatchView, _ time.Time) error {
		if *period != "" {
			when, err := parsePeriod(*period)
			if err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(b office.BatchView) bool { return !when.Contains(b.Month) })
		}
		fmt.Fprintf(p.out, wordBatchCount, u.FullName(), len(all))
		w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
		for _, b := range all {
			fmt.Fprintf(w, "%s\t%d\t%s\t%d phiếu\t%s\t%s\t%s\n", b.Month, b.No, b.Where, b.N, report.KindText(b.Found.Kind, b.Found.Mark), report.StateText(b.State), batchFigures(b))
			if !*log {
				continue
			}
			for _, d := range b.Log {
				fmt.Fprintf(w, "\t\t%s\t%s\t%s\t%s\n", d.At.In(org.Location()).Format("15:04 02/01/2006"), report.StateText(d.State), wayText(d.By), d.Reason)
			}
		}
		return w.Flush()
	})
}

// batchFigures says both figures of a batch's month.
func batchFigures(b office.BatchView) string {
	switch {
	case !b.Issued:
		return wordBatchNotIssued
	case b.Merged:
		return wordBatchInAll
	case b.With == nil:
		return wordBatchNotShown
	}
	return say(wordBatchFigures, vnum.PercentOf(b.Without.Satisfied, b.WithoutN), vnum.PercentOf(b.With.Satisfied, b.WithN))
}

func wayText(way string) string {
	switch way {
	case storage.WaySystem:
		return wordWaySystem
	case storage.WayRoom:
		return wordWayRoom
	}
	return wordWayCommand
}

func (p *program) setBatchAside(f *flags) action { return p.decideBatch(f, report.SetAside) }
func (p *program) restoreBatch(f *flags) action  { return p.decideBatch(f, report.Restored) }

// decideBatch decides on the batch of a month with the number of the call.
func (p *program) decideBatch(f *flags, to report.BatchState) action {
	period, no, reason := f.period(), f.number("no", 0), f.text("reason", "")
	return p.withBatches(f, func(ctx context.Context, s *service.Store, _ *directory.Unit, all []office.BatchView, now time.Time) error {
		when, err := parsePeriod(*period)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(b office.BatchView) bool { return calendar.MonthPeriod(b.Month) == when && b.No == *no })
		if i < 0 {
			return refuse(wordNoBatch, when, *no)
		}
		err = office.DecideBatch(ctx, s.DB, all[i].Batch, to, *reason, storage.WayCommand, now)
		switch {
		case errors.Is(err, office.ErrNoReason):
			return wrong(wordBatchReason)
		case errors.Is(err, office.ErrSame):
			return refuse(wordBatchSame, report.StateText(to))
		case errors.Is(err, storage.ErrMerged):
			return refuse(wordBatchMerged)
		case errors.Is(err, storage.ErrDecided):
			return refuse(wordBatchDecided)
		case err != nil:
			return err
		}
		fmt.Fprintf(p.out, wordBatchDone, *no, when.Label(), report.StateText(to))
		return nil
	})
}

// withBatches opens the installation for a command about the odd batches of one unit.
func (p *program) withBatches(f *flags, do func(context.Context, *service.Store, *directory.Unit, []office.BatchView, time.Time) error) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			now, err := s.Now(ctx)
			if err != nil {
				return err
			}
			all, err := office.Batches(ctx, s.DB, u, now)
			if err != nil {
				return err
			}
			return do(ctx, s, u, all, now)
		})
	}
}
