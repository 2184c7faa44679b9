package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// digestJob names the monthly digest in the duty table.
const digestJob = "digest"

// digests sends every monthly digest that is owed.
func (s *Scheduler) digests(ctx context.Context, now time.Time) {
	done, err := s.db.DutiesDone(ctx, digestJob)
	if err != nil {
		s.trouble(ctx, digestJob, err)
		return
	}
	owing := int64(0)
	for _, u := range s.dir().Units() {
		for _, m := range Owed(u.Unit, now) {
			if done[digestDuty(u.ID, m)] {
				continue
			}
			if won, err := s.digest(ctx, u, m, now); !won || err != nil {
				owing++
			}
		}
	}
	s.owing.Store(owing)
}

// catchUp is how many months back a missed digest is still sent. A year-old figure is history, not news.
const catchUp = 12

// Owed gives the months whose digest a unit owes at now, oldest first: every month that has ended, from
// the one in which the unit was made on, once the unit's digest hour of the first day after it has come.
func Owed(u org.Unit, now time.Time) []survey.Month {
	loc := org.Location()
	last := survey.MonthOf(now.In(loc)).Add(-1)
	if now.Before(due(u, last)) {
		last = last.Add(-1)
	}
	first := max(survey.MonthOf(u.Created.In(loc)), last.Add(1-catchUp))
	var months []survey.Month
	for m := first; m <= last; m = m.Add(1) {
		months = append(months, m)
	}
	return months
}

// due is when the digest of a month is owed: at the unit's hour on the 1st of the next one.
func due(u org.Unit, m survey.Month) time.Time {
	return m.Add(1).Start(org.Location()).Add(time.Duration(u.Settings.Digest()) * time.Hour)
}

func digestDuty(unit int32, m survey.Month) storage.Duty {
	return storage.Duty{Job: digestJob, Unit: unit, Period: m.String()}
}

// ErrNoDestination is returned while a unit has no room its digest could go to. The digest stays owed.
var ErrNoDestination = errors.New("the unit has no destination for its digest; open a room with: motcua room --unit CODE")

// ErrSent is returned when a digest has been sent before.
var ErrSent = errors.New("digest was sent before")

// ErrUnderWay is returned while somebody else is sending the digest, or for a minute after a try that failed.
var ErrUnderWay = errors.New("the digest is being sent, or sending it has just failed; try again in a minute")

// SendDigest sends the digest of a month now, ahead of its time if need be. It is the same duty as the
// scheduled one: whichever comes first does it, and it is done once. If it was done, ErrSent and when; if
// it is neither done nor ours to do, ErrUnderWay.
func (s *Scheduler) SendDigest(ctx context.Context, u *bot.UnitInfo, m survey.Month, now time.Time) (time.Time, error) {
	won, err := s.digest(ctx, u, m, now)
	if err != nil || won {
		return now, err
	}
	state, err := s.db.Duty(ctx, digestDuty(u.ID, m))
	switch {
	case err != nil:
		return now, err
	case state.DoneAt != nil:
		return *state.DoneAt, ErrSent
	}
	return now, ErrUnderWay
}

// digest makes and sends one digest if nobody else has or does.
func (s *Scheduler) digest(ctx context.Context, u *bot.UnitInfo, m survey.Month, now time.Time) (won bool, err error) {
	d := digestDuty(u.ID, m)
	if won, err = s.db.Claim(ctx, d, s.holder, leaseTime); err != nil || !won {
		return false, err
	}
	if err := s.post(ctx, d, u, report.MonthPeriod(m), now); err != nil {
		s.failed(ctx, d, err)
		return false, err
	}
	s.look()
	s.log.Info("digest sent", "unit", u.Code, "period", m.String())
	return true, nil
}

// post makes a digest and, in one transaction, marks it as done and puts it into the outbox.
func (s *Scheduler) post(ctx context.Context, d storage.Duty, u *bot.UnitInfo, p report.Period, now time.Time) error {
	to, err := s.db.Destinations(ctx, u.ID)
	if err != nil {
		return err
	}
	if len(to) == 0 {
		return ErrNoDestination
	}
	made, err := s.make(ctx, u, p, now)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("%d destinations", len(to))
	return s.db.Done(ctx, d, s.holder, note, made.files(), func(blobs []int64) ([]storage.Post, error) {
		return made.posts(u, to, blobs, "")
	})
}
