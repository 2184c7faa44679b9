package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
)

// digestJob names the digests of months and longer periods in the duty table.
const digestJob = "digest"

// digests sends every digest that is owed.
func (s *Scheduler) digests(ctx context.Context, now time.Time) {
	done, err := s.db.DutiesDone(ctx, digestJob)
	if err != nil {
		s.trouble(ctx, digestJob, err)
		return
	}
	owing := 0
	for _, u := range s.dir().Units() {
		owing += s.digestsOf(ctx, u, done, now)
	}
	s.owing.Store(int64(owing))
}

// digestsOf sends the digests a unit owes, and says how many are left. A longer period waits for the shorter ones in it: a replica that is still at work on a shorter period, or one that cannot be sent, holds the longer ones back.
func (s *Scheduler) digestsOf(ctx context.Context, u *directory.Unit, done map[turn.Duty]time.Time, now time.Time) (left int) {
	for _, p := range Owed(u.Unit, now) {
		if !office.Over(s.dir(), u, p, now) {
			continue // units below count their months by other days
		}
		at, was := done[digestDuty(u.ID, p)]
		if was && inTime(u.Unit, p, at, now) {
			continue
		}
		if was {
			s.oweAgain(ctx, u, p, at)
		}
		if left > 0 && p.First() != p.Last() {
			left++
			continue
		}
		if won, err := s.digest(ctx, u, p, now); !won || err != nil {
			left++
		}
	}
	return left
}

// inTime reports whether a digest that was sent at a moment can have told of a period that had ended: it was sent neither
// before that nor, by a clock that was wrong then, at a time that has not come yet.
func inTime(u org.Unit, p calendar.Period, at, now time.Time) bool {
	return calendar.WindowOf(u.Settings).Ended(p, at) && !at.After(now.Add(leap))
}

// oweAgain makes a digest owed that was sent by a wrong clock.
func (s *Scheduler) oweAgain(ctx context.Context, u *directory.Unit, p calendar.Period, at time.Time) {
	again, err := s.db.Owe(ctx, digestDuty(u.ID, p), at, "sent by a wrong clock; owed again")
	if err != nil {
		s.trouble(ctx, digestJob, err)
		return
	}
	if again {
		s.log.Warn("a digest was sent by a wrong clock and is owed again", "unit", u.Code, "period", p.String(), "sent", at.In(org.Location()).Format(time.RFC3339))
	}
}

// catchUp is how many months back a missed digest is still sent. A year-old figure is history, not news.
const catchUp = 12

// Owed gives the periods whose digest a unit owes at now, in the order in which they are sent: every month that has ended,
// from the one in which the unit was made on, once the unit's digest hour of the first day after it has come; behind the
// month with which it ended, the last quarter, then the first half of the year, its first nine months or the year. Of these only the
// last is caught up: the months before it tell the rest. The second half of a year is told when somebody asks for it: the year's
// report comes on the same day.
func Owed(u org.Unit, now time.Time) []calendar.Period {
	w := calendar.WindowOf(u.Settings)
	last := w.LastMonth(now)
	if now.Before(due(u, calendar.MonthPeriod(last))) {
		last = last.Add(-1)
	}
	first := max(w.MonthOf(u.Created), last.Add(1-catchUp))
	var owed []calendar.Period
	for m := first; m <= last; m = m.Add(1) {
		owed = append(owed, calendar.MonthPeriod(m))
		for _, long := range longOwed(last) {
			if long.Last() == m && hasNews(u, newPart(long)) {
				owed = append(owed, long)
			}
		}
	}
	return owed
}

// longOwed are the last of the longer periods that have ended with a month or before and are told without being asked for, the shortest first.
func longOwed(last calendar.Month) []calendar.Period {
	var all []calendar.Period
	for _, kind := range calendar.Kinds()[1:] {
		p := calendar.LastEnded(kind, last)
		if p.Length() == calendar.HalfYearly && p.First().Number() > calendar.HalfYearly {
			p = p.Previous()
		}
		all = append(all, p)
	}
	return all
}

// newPart is the first month of the last part of a longer period: its last month in a quarter, else its last quarter.
func newPart(p calendar.Period) calendar.Month {
	if p.Length() == calendar.Quarterly {
		return p.Last()
	}
	return calendar.QuarterOf(p.Last()).First()
}

// hasNews reports whether the digest of a period can say more than that of its last part, which begins with the month part:
// a unit made in that part has nothing before it, unless it took over from others.
func hasNews(u org.Unit, part calendar.Month) bool {
	return calendar.WindowOf(u.Settings).MonthOf(u.Created) < part || len(u.Settings.Predecessors) > 0
}

// due is when the digest of a period is owed: at the unit's hour on the first day after it.
func due(u org.Unit, p calendar.Period) time.Time {
	return calendar.WindowOf(u.Settings).End(p).Add(time.Duration(u.Settings.Digest()) * time.Hour)
}

func digestDuty(unit int32, p calendar.Period) turn.Duty {
	return turn.Duty{Job: digestJob, Unit: unit, Period: p.String()}
}

// ErrSent is returned when a digest has been sent before.
var ErrSent = errors.New("digest was sent before")

// ErrUnderWay is returned while somebody else is sending the digest, or for a minute after a try that failed.
var ErrUnderWay = errors.New("the digest is being sent, or sending it has just failed; try again in a minute")

// SendDigest sends the digest of a month now, ahead of its time if need be. It is the same duty as the
// scheduled one: whichever comes first does it, and it is done once. If it was done, ErrSent and when; if
// it is neither done nor ours to do, ErrUnderWay; storage.ErrClockHeld while the clock is not believed.
func (s *Scheduler) SendDigest(ctx context.Context, u *directory.Unit, m calendar.Month, now time.Time) (time.Time, error) {
	if why := s.clock.Trouble(); why != "" {
		return now, fmt.Errorf("%w: %s", storage.ErrClockHeld, why)
	}
	p := calendar.MonthPeriod(m)
	won, err := s.digest(ctx, u, p, now)
	if err != nil || won {
		return now, err
	}
	state, err := s.db.Duty(ctx, digestDuty(u.ID, p))
	switch {
	case err != nil:
		return now, err
	case state.DoneAt != nil:
		return *state.DoneAt, ErrSent
	}
	return now, ErrUnderWay
}

// digest makes and sends one digest if nobody else has or does.
func (s *Scheduler) digest(ctx context.Context, u *directory.Unit, p calendar.Period, now time.Time) (won bool, err error) {
	d := digestDuty(u.ID, p)
	if won, err = s.db.Claim(ctx, d, s.holder, leaseTime); err != nil || !won {
		return false, err
	}
	if err := s.clerk.Digest(ctx, d, u, p, now); err != nil {
		s.failed(ctx, d, err)
		return false, err
	}
	s.look()
	s.log.Info("digest sent", "unit", u.Code, "period", p.String())
	return true, nil
}
