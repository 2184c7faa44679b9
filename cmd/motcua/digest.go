package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/report/letter"
	"motcua/scheduler"
	"motcua/storage"
)

// digest writes a period's report into a directory.
func (p *program) digest(ctx context.Context) (err error) {
	f := p.flags("digest")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	period := f.String("period", "", "2026-10, 2026-Q3 or 2026")
	out := f.String("out", ".", "directory the files go to; it is made if missing")
	demo := f.Bool("demo", false, "work on the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	when, err := report.ParsePeriod(*period)
	if err != nil {
		return fmt.Errorf("--period: %w; %w", err, errUsage)
	}
	s, dir, err := p.openServed(ctx, *demo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	u, err := pickUnit(dir, *unit)
	if err != nil {
		return err
	}
	c, isParent, err := scheduler.Comparison(ctx, s.DB, dir, u, when, time.Now())
	if err != nil {
		return err
	}
	if isParent {
		return p.writeComparison(c, *out)
	}
	in, err := s.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Form, when, time.Now())
	if err != nil {
		return err
	}
	return p.writeDigest(report.Build(in), u.Unit, *out)
}

// writeDigest writes digest.txt, chart.png, figures.json, with some history trend.png, and the draft of the report as a
// letter.
func (p *program) writeDigest(f report.Figures, u org.Unit, dir string) error {
	var chart bytes.Buffer
	if err := f.Chart(&chart); err != nil {
		return fmt.Errorf("chart: %w", err)
	}
	figures, err := f.JSON()
	if err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	var trend bytes.Buffer
	if f.HasTrend() {
		if err := f.TrendChart(&trend); err != nil {
			return fmt.Errorf("trend chart: %w", err)
		}
	}
	draft, err := letter.Draft(f, letter.For(u), letter.Charts{Figures: chart.Bytes(), Trend: trend.Bytes()})
	if err != nil {
		return err
	}
	text := prose.Plain(f.Digest()) + "\n"
	files := []outFile{{"digest.txt", []byte(text)}, {"chart.png", chart.Bytes()}, {"figures.json", figures}, {letter.FileName(f), draft}}
	if f.HasTrend() {
		files = append(files, outFile{"trend.png", trend.Bytes()})
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}
	fmt.Fprint(p.out, text)
	return nil
}

// writeComparison writes what a parent gets: digest.txt and figures.json of the units below it.
func (p *program) writeComparison(c report.Comparison, dir string) error {
	figures, err := c.JSON()
	if err != nil {
		return err
	}
	text := prose.Plain(c.Digest()) + "\n"
	if err := writeFiles(dir, []outFile{{"digest.txt", []byte(text)}, {"figures.json", figures}}); err != nil {
		return err
	}
	fmt.Fprint(p.out, text)
	return nil
}

type outFile struct {
	name string
	body []byte
}

func writeFiles(dir string, files []outFile) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(dir, file.name), file.body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
