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

func signals() []Signal { return []Signal{SignalOutside, SignalLate, SignalWaiting} }

// checkSignals refuses a signal no report would see: a typo, or one where answers are not counted by option.
func (q *Question) checkSignals() error {
	given := map[Signal]bool{}
	for _, o := range q.Options {
		if o.Says != "" && (o.Signal == "" || o.Apart()) {
			return wordSaysNowhere(o)
		}
		if o.Signal == "" {
			continue
		}
		switch {
		case !slices.Contains(signals(), o.Signal):
			return wordUnknownSignal(o)
		case q.Rated:
			return errors.New(wordSignalOfScale)
		case q.Dimension != "":
			return errors.New(wordSignalOfField)
		case o.Value == NotApplicable:
			return errors.New(wordSignalOfNothing)
		}
		given[o.Signal] = true
	}
	if given[SignalWaiting] && !given[SignalLate] {
		return errors.New(wordWaitingAlone)
	}
	return nil
}

// Apart reports whether the answer is no case of its question yet ("Chưa đến hẹn"): it is counted beside the others and is in
// the base of no share.
func (o *Option) Apart() bool { return o.Signal == SignalWaiting }
