package survey

import (
	"errors"
	"slices"
)

// Signal says what an answer means for the one who runs the place, whatever its question and its questionnaire are called.
// Findings of a report are made of it.
type Signal string

// The signals there are.
const (
	// SignalOutside: papers or money were asked for beyond what is posted up, or harassment was reported.
	SignalOutside Signal = "outside"
	// SignalLate: the result came after the day that was promised.
	SignalLate Signal = "late"
	// SignalWaiting: that day has not come yet. Who says so is none of those who could tell whether the result was late.
	SignalWaiting Signal = "waiting"
)

// Role says what a question is there for, where that decides how its answers are treated.
type Role string

// RoleRespondent: the question is about the one who answers, not about the service ("Ông/Bà bao nhiêu tuổi?"). Beside other
// answers it would help to find out who he is, so the sheet of anonymous responses leaves it out.
const RoleRespondent Role = "respondent"

func signals() []Signal { return []Signal{SignalOutside, SignalLate, SignalWaiting} }

// checkSignals refuses a signal no report would see: a typo, or one where answers are not counted by option.
func (q *Question) checkSignals() error {
	given := map[Signal]bool{}
	for _, o := range q.Options {
		if o.Signal == "" {
			continue
		}
		switch {
		case !slices.Contains(signals(), o.Signal):
			return unknownSignal(o)
		case q.Rated:
			return errors.New(signalOfScale)
		case q.Dimension != "":
			return errors.New(signalOfField)
		case o.Value == NotApplicable:
			return errors.New(signalOfNothing)
		}
		given[o.Signal] = true
	}
	if given[SignalWaiting] && !given[SignalLate] {
		return errors.New(waitingAlone)
	}
	return nil
}

// checkRole refuses a role where it would change nothing, or hide what every report is about.
func (q *Question) checkRole() error {
	switch {
	case q.Role == "":
		return nil
	case q.Role != RoleRespondent:
		return unknownRole(q.Role)
	case q.Kind == Text, q.Rated, q.Dimension != "":
		return errors.New(roleElsewhere)
	}
	return nil
}
