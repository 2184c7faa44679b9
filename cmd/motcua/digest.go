package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/internal/service"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report/files"
	"motcua/storage"
)

// digest writes a period's report into a directory.
func (p *program) digest(f *flags) action {
	unit, period, out, demo, soFar := f.unit(), f.period(), f.text("out", "."), f.demo(), f.yes("so-far")
	return func(ctx context.Context) error {
		when, err := parsePeriod(*period)
		if err != nil {
			return err
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, dir *directory.Directory, u *directory.Unit) error {
			now, err := s.Now(ctx)
			if err != nil {
				return err
			}
			make := office.HandOver
			if *soFar {
				make = office.SoFar
			}
			h, err := make(ctx, s.DB, dir, u, when, now)
			if err != nil {
				return notOver(err, u.Unit, when)
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
		})
	}
}

// notOver says why there is no report on a period yet, where that is why.
func notOver(err error, u org.Unit, when calendar.Period) error {
	w := calendar.WindowOf(u.Settings)
	switch last := w.LastDay(when).Format("02/01/2006"); {
	case errors.Is(err, office.ErrNotBegun):
		return refuse(wordPeriodNotBegun, when.Label())
	case errors.Is(err, storage.ErrNotEnded), errors.Is(err, office.ErrOpen) && when.Length() == calendar.Monthly:
		return refuse(wordPeriodRunning, when.Label(), w.LastDay(calendar.MonthPeriod(when.First())).Format("02/01/2006"))
	case errors.Is(err, office.ErrOpen):
		return refuse(wordPeriodNotOver, when.Label(), last)
	}
	return err
}

// parsePeriod reads --period.
func parsePeriod(s string) (calendar.Period, error) {
	when, err := calendar.ParsePeriod(s)
	if err != nil {
		return when, wrong(wordPeriodForm, s)
	}
	return when, nil
}

// nameOf is what a file is called on disk: the names that scripts rely on where there are such.
func nameOf(f files.File) string {
	switch f.Kind {
	case files.Chart:
		return "chart.png"
	case files.Trend:
		return "trend.png"
	case files.Numbers:
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
