package turn

import "motcua/feedback"

// Needs says what must be known before an event can be decided, besides the conversation's own state. Most events need
// nothing.
type Needs struct {
	Receipt string // the response with this receipt code; "" = none
	Ticket  []byte // the ticket with this hash; nil = none
	Tried   bool   // the ticket's code was just given by somebody, and may be a guess
	Leaders bool   // what the chat has to do with leaders
	Topics  bool   // … or a topic of it has: what happened concerns the whole group
	Link    []byte // … and which unit the link code with this hash stands for; nil = none
	Actions bool   // the actions of the unit whose leaders these are
	Follows bool   // the procedures the chat follows
}

// None reports whether nothing is needed.
func (n Needs) None() bool {
	return n.Receipt == "" && n.Ticket == nil && !n.Leaders && n.Link == nil && !n.Actions && !n.Follows
}

// Known is what was asked for with Needs; what was not asked for, or does not exist, is zero.
type Known struct {
	Record  *Record
	Ticket  *Ticket
	Locked  bool // too many wrong codes were tried lately: none was looked up
	Leaders Leaders
	Actions []feedback.Action
	Follows []Follow
}
