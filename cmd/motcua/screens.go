package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/web/screen"
)

// addScreen is "motcua screen": the link of a new screen at a counter, or of a kiosk.
func (p *program) addScreen(f *flags) action {
	unit, point, slip := f.unit(), f.text("point", ""), f.text("slip", "")
	kiosk, demo := f.yes("kiosk"), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			start, err := (&qrOutput{}).start(u, *point, *slip)
			if err != nil {
				return err
			}
			id, token, err := s.NewScreen(ctx, storage.Screen{Unit: u.ID, Point: start.Point, Slip: start.Slip.Code(), Kiosk: *kiosk})
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordScreenLink, id, u.Authority(), screenPlace(u, start.Point, start.Slip.Code()), p.baseURL()+screen.Path+token)
			if *kiosk {
				fmt.Fprint(p.out, wordScreenKiosk)
			}
			p.warnReach()
			return nil
		})
	}
}

// listScreens is "motcua screen list".
func (p *program) listScreens(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			all, err := s.Screens(ctx, u.ID)
			if err != nil {
				return err
			}
			for _, one := range all {
				kind, state := wordScreenPlain, wordScreenInUse
				if one.Kiosk {
					kind = wordScreenIsKiosk
				}
				if one.Revoked != nil {
					state = say(wordScreenRevokedOn, one.Revoked.In(org.Location()).Format("02/01/2006"))
				}
				fmt.Fprintf(p.out, "%d\t%s\t%s\t%s\n", one.ID, screenPlace(u, one.Point, one.Slip), kind, state)
			}
			return nil
		})
	}
}

// revokeScreen is "motcua screen revoke": what a lost tablet shows from now on is that it is no screen any more.
func (p *program) revokeScreen(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			for _, word := range p.words {
				id, err := strconv.ParseInt(word, 10, 32)
				if err != nil {
					return refuse(wordScreenNoNumber, word)
				}
				switch err := s.RevokeScreen(ctx, u.ID, int32(id)); {
				case errors.Is(err, storage.ErrNotFound):
					return refuse(wordNoScreen, word, u.Code)
				case err != nil:
					return err
				}
				fmt.Fprintf(p.out, wordScreenRevoked, id)
			}
			return nil
		})
	}
}

// screenPlace says where a screen stands.
func screenPlace(u *directory.Unit, point int16, slip string) string {
	where := wordScreenAnywhere
	if pt, ok := u.Point(point); ok {
		where = pt.Name
	}
	if s, err := org.ParseSlip(slip); err == nil {
		where += " · " + s.Label()
	}
	return where
}
