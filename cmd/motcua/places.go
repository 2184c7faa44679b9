package main

import (
	"context"
	"errors"
	"strings"

	"motcua/internal/service"
	"motcua/org/directory"
)

// withServed opens the installation that was served last for as long as do works on it.
func (p *program) withServed(ctx context.Context, demo bool, do func(*service.Store, *directory.Directory) error) (err error) {
	s, dir, err := p.place.OpenServed(ctx, demo)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return do(s, dir)
}

// withUnit does so for a command about one unit.
func (p *program) withUnit(ctx context.Context, demo bool, code string, do func(*service.Store, *directory.Directory, *directory.Unit) error) error {
	return p.withServed(ctx, demo, func(s *service.Store, dir *directory.Directory) error {
		u, err := pickUnit(dir, code)
		if err != nil {
			return err
		}
		return do(s, dir, u)
	})
}

// pickUnit finds the unit a command is about: the one named, or the only one there is.
func pickUnit(dir *directory.Directory, code string) (*directory.Unit, error) {
	if code == "" {
		if u, ok := dir.Default(); ok {
			return u, nil
		}
	} else if u, ok := dir.UnitByCode(code); ok {
		return u, nil
	}
	var codes []string
	for _, u := range dir.Units() {
		codes = append(codes, u.Code)
	}
	switch {
	case len(codes) == 0:
		return nil, refuse(wordNoUnitYet)
	case code == "":
		return nil, refuse(wordUnitNeeded, strings.Join(codes, ", "))
	}
	return nil, refuse(wordNoUnit, code, strings.Join(codes, ", "))
}
