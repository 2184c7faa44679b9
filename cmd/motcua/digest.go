package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"motcua/internal/prose"
	"motcua/office"
	"motcua/report"
	"motcua/report/pack"
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
	s, dir, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	h, err := office.HandOver(ctx, s.DB, dir, u, when, time.Now())
	if err != nil {
		return err
	}
	text := prose.Plain(h.Digest) + "\n"
	files := []outFile{{"digest.txt", []byte(text)}}
	for _, file := range h.Files {
		files = append(files, outFile{nameOf(file), file.Body})
	}
	if err := writeFiles(*out, files); err != nil {
		return err
	}
	fmt.Fprint(p.out, text)
	return nil
}

// nameOf is what a file is called on disk: the names that scripts rely on where there are such.
func nameOf(f pack.File) string {
	switch f.Kind {
	case pack.Chart:
		return "chart.png"
	case pack.Trend:
		return "trend.png"
	case pack.Numbers:
		return "figures.json"
	}
	return f.Name
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
