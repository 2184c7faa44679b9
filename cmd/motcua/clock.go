package main

import (
	"context"
	"fmt"

	"motcua/internal/service"
	"motcua/org/directory"
	"motcua/scheduler"
	"motcua/storage"
)

// clock is "motcua clock": it says what is known of the clocks and, with --trust, has that of the database believed.
func (p *program) clock(f *flags) action {
	trust, demo := f.yes("trust"), f.demo()
	return func(ctx context.Context) error {
		return p.withServed(ctx, *demo, func(s *service.Store, _ *directory.Directory) error {
			if *trust {
				if err := s.TrustClock(ctx); err != nil {
					return err
				}
			}
			m, err := s.Moment(ctx)
			if err != nil {
				return err
			}
			fmt.Fprintf(p.out, wordClockShows, clock(m.Now), clock(localTime()))
			if *trust {
				fmt.Fprint(p.out, wordClockTrusted)
				return nil
			}
			look := scheduler.LookAtClock(s.DB, localTime)
			_, ok, err := look.Read(ctx)
			switch {
			case err != nil:
				return err
			case ok:
				fmt.Fprint(p.out, wordClockBelieved)
			default:
				fmt.Fprintf(p.out, wordClockDoubted, clockTrouble(m))
			}
			return nil
		})
	}
}

// clockTrouble says why a clock is not believed, and what to do about it.
func clockTrouble(m storage.Moment) string {
	switch {
	case m.Astray() != "" && m.Now.Before(m.Believed):
		return say(wordClockBehind, clock(m.Believed))
	case m.Astray() != "":
		return say(wordClockAhead, clock(m.Believed))
	case m.Leapt:
		return wordClockLeapt
	}
	return wordClockApart
}

// clockHeld refuses what goes by the calendar while the clock is not believed.
func clockHeld(ctx context.Context, s *service.Store) error {
	m, err := s.Moment(ctx)
	if err != nil || m.Trouble() == "" {
		return err
	}
	return refuse(wordClockHeld)
}
