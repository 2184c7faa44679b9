package feedback

import (
	"strings"
	"time"
)

// Finish gives the action as done. said is what was done, in a sentence; day is when, "" for today.
func (a Action) Finish(said, day string, now time.Time) (Action, Problems) {
	var p Problems
	if a.State != Open {
		p.add(FieldState, wordNotOpen(a.State))
	}
	a.Said = tidy(said)
	p.add(FieldSaid, required(a.Said, MaxText, wordSaid))
	var problem string
	a.DoneOn, problem = doneDay(day, now)
	p.add(FieldDay, problem)
	a.State, a.Closed = Done, now
	return a, p
}

// Drop gives the action as not to be done any more; why is the reason.
func (a Action) Drop(why string, now time.Time) (Action, Problems) {
	var p Problems
	if a.State != Open {
		p.add(FieldState, wordNotOpen(a.State))
	}
	a.Said = tidy(why)
	p.add(FieldSaid, required(a.Said, MaxText, wordWhy))
	a.State, a.Closed = Dropped, now
	return a, p
}

// Reopen gives the action as open again. What had been said of it stays in its history.
func (a Action) Reopen() (Action, Problems) {
	if a.State == Open {
		return a, Problems{{FieldState, wordStillOpen}}
	}
	a.State, a.Said, a.DoneOn, a.Closed = Open, "", time.Time{}, time.Time{}
	return a, nil
}

func doneDay(s string, now time.Time) (day time.Time, problem string) {
	today := Today(now)
	if strings.TrimSpace(s) == "" {
		return today, ""
	}
	day, ok := ParseDay(s)
	switch {
	case !ok:
		return day, wordNoDay
	case day.After(today):
		return day, wordDoneAhead
	case day.Before(today.AddDate(0, 0, -maxBack)):
		return day, wordDoneLongAgo
	}
	return day, ""
}
