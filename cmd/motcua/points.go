package main

import (
	"context"
	"fmt"

	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
)

func (p *program) listPoints(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(_ *service.Store, _ *directory.Directory, u *directory.Unit) error {
			for _, pt := range u.OpenPoints() {
				fmt.Fprintf(p.out, "%d\t%s\t%s\n", pt.ID, pt.Code, pt.Name)
			}
			return nil
		})
	}
}

func (p *program) addPoint(f *flags) action {
	unit, code, name := f.unit(), f.text("code", ""), f.text("name", "")
	return func(ctx context.Context) error {
		return p.withUnit(ctx, false, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			if !org.ValidCode(*code) || *name == "" {
				return refuse(wordPointForm)
			}
			pt, err := s.AddPoint(ctx, u.ID, *code, *name)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordPointAdded, pt.ID, pt.Name, pt.Code)
			return nil
		})
	}
}

// removePoint is "motcua point remove": nobody is received there any more. What was answered there stays.
func (p *program) removePoint(f *flags) action {
	unit, point := f.unit(), f.text("point", "")
	return func(ctx context.Context) error {
		return p.withUnit(ctx, false, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			pt, err := org.FindPoint(u.OpenPoints(), *point)
			if err != nil {
				return refuse(wordNoPoint, *point, pointNames(u.OpenPoints()))
			}
			screens, err := s.Screens(ctx, u.ID)
			if err != nil {
				return err
			}
			for _, screen := range screens {
				if screen.Point == pt.ID && screen.Revoked == nil {
					return refuse(wordPointHasScreen, pt.Name, screen.ID, screen.ID)
				}
			}
			if err := s.RemovePoint(ctx, u.ID, pt.ID); err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordPointRemoved, pt.Name, pt.Code)
			return nil
		})
	}
}
