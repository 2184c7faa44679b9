package talk

import (
	"motcua/bot"
	"motcua/bot/turn"
	"motcua/survey"
)

// Needs says what must be loaded before an event of a conversation in some state can be decided.
func Needs(st State, ev bot.Event) (n turn.Needs) {
	switch ev.Kind {
	case bot.Tap:
		verb, arg := splitTap(ev.Data)
		if verb == tapErase || verb == tapData {
			n.Receipt, _ = survey.ParseReceipt(arg[0])
		}
		n.Follows = verb == tapFollow || verb == tapData || verb == tapErase
	case bot.Text:
		c := parseCommand(ev.Text)
		switch c.name {
		case "":
			if !ev.Group {
				n.Receipt, _ = survey.LoneReceipt(ev.Text)
			}
		case cmdData, cmdErase:
			n.Receipt, _ = survey.ParseReceipt(c.arg)
			n.Follows = !ev.Group
		case cmdLink:
			n.Leaders, n.Link = true, turn.LinkHash(c.arg)
		case cmdReport, cmdPublish, cmdWithdraw:
			n.Leaders = true
		case cmdTodo:
			n.Leaders, n.Actions = true, true
		}
	}
	if ev.Group || ev.Kind == bot.Blocked {
		n.Leaders = true
		n.Topics = ev.Kind == bot.Blocked || ev.Kind == bot.Joined || ev.Kind == bot.Allowed
	}
	if !ev.Group {
		n.Ticket, n.Tried = ticketOf(st, ev)
	}
	return n
}
