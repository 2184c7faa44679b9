package talk

import "motcua/org"

// A kiosk draws each question itself, in large buttons, from the state of its conversation. These are what its buttons carry: the
// same as those of the messages it does not show.

// AgreeTap agrees to the data notice for a visit.
func AgreeTap(v Visit) string { return visitTap(tapAgree, v) }

// DeclineTap does not.
func DeclineTap(v Visit) string { return visitTap(tapDecline, v) }

// AnswerTap answers a question of a questionnaire with the value of an option.
func AnswerTap(response int64, question string, value int) string {
	return answerTap(response, question, value)
}

// SkipTap leaves a question of a questionnaire without an answer.
func SkipTap(response int64, question string) string {
	return tap(tapSkip, responseRef(response), question)
}

// BackTap goes from a question of a questionnaire to the one before.
func BackTap(response int64, question string) string {
	return tap(tapBack, responseRef(response), question)
}

// LeaveTap ends what is open in a conversation because its citizen has gone: nothing is said, and the answers given so far count.
const LeaveTap = tapLeave

// leave ends the open response as it is.
func (t *decider) leave() {
	if t.State.Response != nil {
		t.closePartialResponse()
	}
	t.State.Invite = nil
}

// DataNotice is the notice of a unit as it is shown on a channel before a response is begun.
func DataNotice(u org.Unit, channel string) string { return wordNotice(u, channel) }
