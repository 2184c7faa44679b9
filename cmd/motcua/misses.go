package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// misses is "motcua misses": what the look-up could not answer, for the staff who look after the catalogue.
func (p *program) misses(ctx context.Context) (err error) {
	f := p.flags("misses")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	period := f.String("period", "", "2026-10, 2026-Q3 or 2026; the current month if left out")
	n := f.Int("n", 50, "how many groups at the most")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	when := report.MonthPeriod(survey.MonthOf(time.Now().In(org.Location())))
	if *period != "" {
		if when, err = report.ParsePeriod(*period); err != nil {
			return fmt.Errorf("--period: %w; %w", err, errUsage)
		}
	}
	if *n < 1 {
		return fmt.Errorf("-n %d: at least 1; %w", *n, errUsage)
	}
	s, _, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	groups, total, err := s.Misses(ctx, u.ID, when)
	if err != nil {
		return err
	}
	return p.writeMisses(u.Unit, when, groups[:min(len(groups), *n)], total)
}

// writeMisses prints groups as a table: how often, the usual words, other words.
func (p *program) writeMisses(u org.Unit, when report.Period, groups []report.Miss, total int) error {
	fmt.Fprintf(p.out, "%s, %s: %d lượt hỏi chưa trả lời được.\n", u.FullName(), when.Label(), total)
	w := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
	for _, g := range groups {
		others := ""
		if len(g.Wordings) > 0 {
			others = "(cũng hỏi: " + strings.Join(g.Wordings, " | ") + ")"
		}
		fmt.Fprintf(w, "%d\t%s\t%s\n", g.N, g.Text, others)
	}
	return w.Flush()
}
