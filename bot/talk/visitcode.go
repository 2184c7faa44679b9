package talk

import (
	"bytes"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/org"
)

// ticketOf is the hash of the ticket an event of a conversation is about, nil without one. tried says that somebody has just given
// its code; otherwise the conversation holds it and may be about to use it up.
func ticketOf(st State, ev bot.Event) (hash []byte, tried bool) {
	if code, _, ok := org.ParseVisitCode(givenCode(ev)); ok {
		return turn.TicketHash(code), true
	}
	if st.Invite == nil || !st.Invite.atConsent() || (ev.Kind != bot.Tap && ev.Kind != bot.Text) {
		return nil, false
	}
	return st.Invite.Ticket, false
}

// TicketGiven is the hash of the ticket whose code an event brings, nil without one.
func TicketGiven(ev bot.Event) []byte {
	if code, _, ok := org.ParseVisitCode(givenCode(ev)); ok {
		return turn.TicketHash(code)
	}
	return nil
}

// givenCode is the text of an event that may be a visit code.
func givenCode(ev bot.Event) string {
	switch ev.Kind {
	case bot.Start:
		return ev.Text
	case bot.Text:
		if c := parseCommand(ev.Text); c.name == cmdStart {
			return c.arg
		}
		return ev.Text
	}
	return ""
}

// hearVisitCode takes a text for a visit code if it looks like one, and invites to the survey. false when it looks like none. A code
// that was typed is not kept in the record of the conversation: it would stand there beside answers.
func (t *decider) hearVisitCode(said string) bool {
	code, like, ok := org.ParseVisitCode(said)
	if !like {
		return false
	}
	t.Echo = wordEchoVisitCode
	switch ticket := t.Known.Ticket; {
	case !ok: // misread or mistyped: it is no guess
		t.showMenu(wordVisitCodeWrong)
	case t.Known.Locked || !t.mayGuess():
		t.showMenu(wordTooManyVisitCodes)
	case ticket == nil:
		t.State.Wrong++
		t.showMenu(wordVisitCodeWrong)
	default:
		t.openTicket(*ticket, turn.TicketHash(code))
	}
	return true
}

// openTicket invites to rate the visit of a ticket. A screen's is used up by it, so that the screen shows the next.
func (t *decider) openTicket(ticket turn.Ticket, hash []byte) {
	v := Visit{Unit: ticket.Unit, Point: ticket.Point, Slip: ticket.Slip, Day: t.today()}
	to := Invitation{Visit: v, Evidence: ticket.Kind, Ticket: hash}
	was := t.State.Invite
	again := was != nil && ticket.Kind == org.Screen && bytes.Equal(was.Ticket, hash) // the page was loaded once more
	switch {
	case t.unit.ID != ticket.Unit: // made so lately that this replica has not heard of it
		t.showMenu(wordVisitCodeGone)
	case t.State.Rated(v), t.filling(v), again:
		t.inviteToSurvey(to)
	case ticket.State != turn.TicketOpen && !usedCode(ticket):
		t.showMenu(ticketWords(ticket))
	default:
		if ticket.Kind == org.Screen {
			t.Redeem = hash
		}
		t.inviteToSurvey(to)
	}
}

// usedCode reports whether a ticket is a code given by hand that was used. Typing it invites like any other, and only who agrees is
// told: the officer who gave it and has kept a copy would otherwise see from minute to minute whether somebody has answered.
func usedCode(ticket turn.Ticket) bool {
	return ticket.Kind == org.Code && ticket.State == turn.TicketUsed
}

// filling reports whether the response of a visit is being filled in.
func (t *decider) filling(v Visit) bool {
	return t.State.Response != nil && VisitOfResponse(*t.State.Response) == v
}

// redeem uses the ticket of the invitation up, or says why not.
func (t *decider) redeem(hash []byte) bool {
	ticket := t.Known.Ticket
	switch {
	case ticket == nil:
		t.showMenu(wordVisitCodeGone)
	case ticket.State != turn.TicketOpen:
		t.showMenu(ticketWords(*ticket))
	default:
		t.Redeem = hash
	}
	return t.Redeem != nil
}

// ticketUnit is the unit of the ticket an event brings, 0 without one.
func (t *decider) ticketUnit() int32 {
	if t.Known.Ticket == nil {
		return 0
	}
	return t.Known.Ticket.Unit
}

// ticketWords says why a ticket opens nothing. Of one that was used it says no more than that.
func ticketWords(ticket turn.Ticket) string {
	screen := ticket.Kind == org.Screen
	switch {
	case screen:
		return wordScreenCodeOld
	case ticket.State == turn.TicketUsed:
		return wordVisitCodeUsed
	case ticket.State == turn.TicketRevoked:
		return wordVisitCodeRevoked
	}
	return wordVisitCodeExpired
}
