package scheduler

import (
	"context"
	"fmt"
	"time"

	"motcua/bot/turn"
	"motcua/org"
	"motcua/storage"
)

// cleanHour is the hour, Vietnam's time, from which a day's cleaning is owed: a quiet one.
const cleanHour = 3

// clean deletes, once a day, what is past its time.
func (s *Scheduler) clean(ctx context.Context, now time.Time) {
	local := now.In(org.Location())
	if local.Hour() < cleanHour {
		return
	}
	day := local.Format(time.DateOnly)
	s.once(ctx, turn.Duty{Job: "sweep", Period: day}, now, func() (string, error) {
		c, err := s.reach(ctx, storage.Service, local)
		if err != nil {
			return "", err
		}
		return "", s.db.Sweep(ctx, c)
	})
	for _, u := range s.dir().Units() {
		s.once(ctx, turn.Duty{Job: "forget", Unit: u.ID, Period: day}, now, func() (string, error) {
			c, err := s.reach(ctx, u.ID, local)
			if err != nil {
				return "", err
			}
			if err := s.db.KeepDaysOfCodes(ctx, u.ID); err != nil { // before forms go that are counted there
				return "", err
			}
			cutoff := Cutoff(u.Unit, c)
			n, err := s.db.Forget(ctx, u.Unit, cutoff, c)
			return fmt.Sprintf("%d forms begun before %s", n, cutoff.Format(time.DateOnly)), err
		})
	}
}

// reach says how far tonight's clean-up goes: to now, but never further than a day beyond the last one.
func (s *Scheduler) reach(ctx context.Context, unit int32, local time.Time) (storage.Cleaning, error) {
	upto, err := s.db.Cleaned(ctx, unit)
	if err != nil {
		return storage.Cleaning{}, err
	}
	c := Reach(upto, local)
	if behind := days(c.Day, dayOf(local)); behind > 0 {
		s.log.Warn("clean-up is behind and goes on by a day each night; an operator may say: motcua clean --until DAY", "unit", unit, "days", behind)
	}
	return c, nil
}

// Reach is the next clean-up of what was cleaned up to a day.
func Reach(upto time.Time, local time.Time) storage.Cleaning {
	today := dayOf(local)
	next := upto.AddDate(0, 0, 1)
	if !next.Before(today) {
		return storage.Cleaning{At: local, Day: today}
	}
	return CleanDay(next)
}

// CleanDay is a clean-up of a whole day, which is given as midnight UTC.
func CleanDay(day time.Time) storage.Cleaning {
	y, m, d := day.Date()
	return storage.Cleaning{At: time.Date(y, m, d+1, 0, 0, 0, -1, org.Location()), Day: day}
}

// Cutoff is the moment before which a unit's responses must have begun to be deleted by a clean-up.
func Cutoff(u org.Unit, c storage.Cleaning) time.Time {
	return monthsBefore(c.At.In(org.Location()), u.Settings.Retention())
}

// dayOf is the day of a moment as a calendar shows it, as midnight UTC.
func dayOf(local time.Time) time.Time {
	y, m, d := local.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// days is how many days lie between two days.
func days(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

// Behind is by how many days the clean-up of a unit, or of the service, is behind at a moment.
func Behind(upto, now time.Time) int { return max(0, days(upto, dayOf(now.In(org.Location())))-1) }
