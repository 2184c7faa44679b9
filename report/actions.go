package report

import (
	"cmp"
	"slices"
	"time"

	"motcua/feedback"
	"motcua/internal/calendar"
)

// ActionsFor picks of a unit's actions those a report on p opens with, and says how they stand at now. An action belongs
// there if
//
//   - it was taken up about an earlier report: the period of that report had ended when p began;
//   - it was entered before p ended, so that which actions a report names does not change afterwards, only how they stand;
//   - it was still to be done when p began: it is open, or was closed in p or after it.
//
// So an action about October's report, entered in November, stands in November's report and every later one up to the
// one on the month in which it is closed; it does not stand in October's own, however often that is asked for again.
// Closed at 23:59 on the 30th it is no matter of the next month, at 00:00 on the 1st it is. For quarters and years the
// same holds of their first and last moments. Days begin in Vietnam; w says with which of them months do.
//
// Late ones come first, then by the day they are due, then by number.
func ActionsFor(all []feedback.Action, w calendar.Window, p calendar.Period, now time.Time) []Action {
	start, end := w.Start(p), w.End(p)
	var picked []feedback.Action
	for _, a := range all {
		about, err := calendar.ParsePeriod(a.Period)
		if err != nil { // no report of ours
			continue
		}
		closed := a.State != feedback.Open && a.Closed.Before(start)
		if !w.End(about).After(start) && a.Made.Before(end) && !closed {
			picked = append(picked, a)
		}
	}
	slices.SortFunc(picked, func(a, b feedback.Action) int {
		return cmp.Or(-cmp.Compare(lateRank(a, now), lateRank(b, now)), a.Due.Compare(b.Due), cmp.Compare(a.No, b.No))
	})
	actions := []Action{}
	for _, a := range picked {
		actions = append(actions, actionOf(a, now))
	}
	return actions
}

func lateRank(a feedback.Action, now time.Time) int {
	if a.Late(now) {
		return 1
	}
	return 0
}

// actionOf writes an action as reports hold it.
func actionOf(a feedback.Action, now time.Time) Action {
	r := Action{
		ID: int64(a.No), Finding: a.Finding, What: a.What, Who: a.Who, Due: a.Due.Format(time.DateOnly), Note: a.Said, State: ActionOpen,
	}
	switch {
	case a.State == feedback.Done:
		r.State, r.Done = ActionDone, a.DoneOn.Format(time.DateOnly)
	case a.State == feedback.Dropped:
		r.State = ActionDropped
	case a.Late(now):
		r.State = ActionLate
	}
	return r
}
