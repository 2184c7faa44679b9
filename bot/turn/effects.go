// Package turn holds what an event leads to (Effects) and what must be known to decide it (Needs, Known): rows and values
// that the rules in bot/talk, the machine in bot/engine and storage share. It is data only.
package turn

import "motcua/survey"

// Effects are what an event leads to besides the conversation's new state and its messages. The rules decide them, the
// engine carries them, storage writes them: an effect is added here, where it is decided, and where it is written. They
// are stored whole or not at all.
type Effects struct {
	Open    *OpenedResponse  // a response was begun
	Close   []ClosedResponse // responses that ended
	Answers []AnswerRow      // given or changed answers
	Drop    []AnswerRow      // answers that no longer apply
	Counts  []survey.Count   // what changes in the figures
	Misses  []Miss           // questions the look-up could not answer
	Redeem  []byte           // hash of the ticket this turn uses up; of one that is not open any more nothing of the turn is stored
	Erase   int64            // a response to delete with its answers and this chat's own record; its counts are in Counts

	Gone   bool   // nothing reaches this chat any more: what is owed to it is dropped
	Link   []byte // hash of a link code that makes this chat a destination of its unit's digests
	Unlink bool   // this chat is no destination any more
	Posts  []Post // messages for other conversations
	Owe    []Owing

	Follow   *Follow  // a procedure this chat wants to hear about from now on
	Unfollow []string // keys of those it does not want to hear about any more
	Forget   bool     // it wants to hear about none

	Actions []ActionWrite // what leaders take up, finish, drop or reopen
}
