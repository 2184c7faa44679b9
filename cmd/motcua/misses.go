package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
)

// misses is "motcua misses": what the look-up could not answer, for the staff who look after the catalogue.
func (p *program) misses(f *flags) action {
	unit, period, n, demo := f.unit(), f.period(), f.number("n", 50), f.demo()
	return func(ctx context.Context) (err error) {
		var when calendar.Period
		if *period != "" {
			if when, err = parsePeriod(*period); err != nil {
				return err
			}
		}
		if *n < 1 {
			return wrong(wordAtLeastOne, *n)
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			if *period == "" {
				now, err := s.Now(ctx)
				if err != nil {
					return err
				}
				when = calendar.MonthPeriod(calendar.WindowOf(u.Settings).MonthOf(now))
			}
			groups, total, err := s.Misses(ctx, u.ID, when)
			if err != nil {
				return err
			}
			return p.writeMisses(u.Unit, when, groups[:min(len(groups), *n)], total)
		})
	}
}

// writeMisses prints groups as a table: how often, the usual words, other words.
func (p *program) writeMisses(u org.Unit, when calendar.Period, groups []report.Miss, total int) error {
	fmt.Fprintf(p.out, wordMisses, u.FullName(), when.Label(), total)
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, g := range groups {
		others := ""
		if len(g.Wordings) > 0 {
			others = say(wordMissesOthers, strings.Join(g.Wordings, " | "))
		}
		fmt.Fprintf(w, "%d\t%s\t%s\n", g.N, g.Text, others)
	}
	return w.Flush()
}
