package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"motcua/internal/service"
	"motcua/org/directory"
)

// showUnit is "motcua unit show": what is known of a unit, by the flags of "unit add" that change it.
func (p *program) showUnit(f *flags) action {
	unit, demo := f.unit(), f.demo()
	return func(ctx context.Context) error {
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			to, err := s.Destinations(ctx, u.ID)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordUnitShown, u.FullName(), u.Code, p.baseURL(), u.Questionnaire.ID, len(u.OpenPoints()), len(to))
			p.printSettings(*u)
			p.warnReach()
			return nil
		})
	}
}

// printSettings prints what is set of a unit, and then what is not.
func (p *program) printSettings(u directory.Unit) {
	u.Settings.DigestHour, u.Settings.RetentionMonths = u.Settings.Digest(), u.Settings.Retention()
	all := newFlags(command{flags: unitMeanings()}, nil)
	unitFlags(all, &u.Unit)
	var unset []string
	all.VisitAll(func(x *flag.Flag) {
		switch value := x.Value.String(); {
		case x.Name == "code" || x.Name == "name" || x.Name == "form":
		case value == "":
			unset = append(unset, "--"+x.Name)
		default:
			fmt.Fprintf(p.out, "  --%-17s %s\n", x.Name, value)
		}
	})
	if len(unset) > 0 {
		fmt.Fprintf(p.out, wordUnitUnset, strings.Join(unset, " "))
	}
}
