// Package feedback is what becomes of what citizens said: the actions a unit takes up about the findings of a report, each
// with who is to do it and by when. It does no I/O and knows no clock; `now` is an argument.
//
// Nobody is named: who is to act is an office or a post, and of the changes only the channel is kept through which
// they came. An action is never deleted, so that a report can always say what became of the last one.
package feedback

import (
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// Action is something a unit has taken up.
type Action struct {
	Unit int32
	No   int // small number within the unit, from 1; never given twice
	// Period is the report the action was taken up about, as the command line writes periods: "2026-10", "2026-Q3" or
	// "2026". An action of no report's finding has the last month that had ended when it was made.
	Period  string
	Finding string    // what that report had found; "" for an action nobody's finding led to
	What    string    // what is to be done
	Who     string    // the office or post that does it
	Due     time.Time // last day, at midnight UTC
	State   State
	Said    string    // what was done, or why it was dropped; "" while open
	DoneOn  time.Time // the day it was done, at midnight UTC; zero unless State is Done
	Made    time.Time // when it was entered
	Closed  time.Time // when it was entered that it is done or dropped; zero while open
	Version int       // counts the changes; a change is made to the version that was looked at
}

// State is how an action stands. That it is late is not stored, see Late.
type State string

const (
	Open    State = "open"
	Done    State = "done"
	Dropped State = "dropped"
)

// Step is one change of an action, kept for ever. The first is its making.
type Step struct {
	To   State
	Said string // what was done, or why it was dropped
	By   Via    // through what, never who
	At   time.Time
}

// Via is the way a change came in: Room, Command, or the name of a chat platform.
type Via string

const (
	Room    Via = "room"    // the leaders' page
	Command Via = "command" // the command line
)

// Late reports whether the action is still open after its last day has ended in Vietnam.
func (a Action) Late(now time.Time) bool { return a.State == Open && a.Due.Before(Today(now)) }

// Today is the civil day in Vietnam at now, at midnight UTC, as days are written here.
func Today(now time.Time) time.Time {
	y, m, d := now.In(org.Location()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// LastMonth is the period of the last month of the calendar that had ended at now, e.g. "2026-10".
func LastMonth(now time.Time) string { return calendar.Window{}.LastMonth(now).String() }

// ValidPeriod reports whether s is a period as Action.Period holds it.
func ValidPeriod(s string) bool {
	_, err := calendar.ParsePeriod(s)
	return err == nil
}

// Count is how many of the actions are open, and how many of those are late.
func Count(all []Action, now time.Time) (open, late int) {
	for _, a := range all {
		if a.State == Open {
			open++
		}
		if a.Late(now) {
			late++
		}
	}
	return open, late
}
