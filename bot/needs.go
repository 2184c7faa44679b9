package bot

import (
	"motcua/storage"
	"motcua/survey"
)

// Needs says what must be loaded before an event can be decided.
func Needs(ev Event) (n storage.Needs) {
	switch ev.Kind {
	case Tap:
		verb, arg := splitTap(ev.Data)
		if verb == tapErase {
			n.Receipt, _ = survey.ParseReceipt(arg[0])
		}
		n.Follows = verb == tapFollow || verb == tapData || verb == tapErase
	case Text:
		c := parseCommand(ev.Text)
		switch c.name {
		case cmdData, cmdErase:
			n.Receipt, _ = survey.ParseReceipt(c.arg)
			n.Follows = !ev.Group
		case cmdLink:
			n.Leaders, n.Link = true, storage.LinkHash(c.arg)
		case cmdReport, cmdPublish, cmdWithdraw:
			n.Leaders = true
		case cmdTodo:
			n.Leaders, n.Actions = true, true
		}
	}
	if ev.Group || ev.Kind == Blocked {
		n.Leaders = true
	}
	return n
}
