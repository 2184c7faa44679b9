package talk

import (
	"strings"

	"motcua/internal/vntext"
	"motcua/survey"
)

// Commands a citizen can type on every channel. Platforms that have a command menu list them.
const (
	cmdStart  = "start"
	cmdResume = "tieptuc"
	cmdCancel = "huy"
	cmdLookup = "tracuu"
	cmdData   = "dulieu"
	cmdErase  = "xoa"
	cmdRate   = "danhgia"
	cmdHelp   = "trogiup"
	cmdLink   = "lienket" // leaders: make this chat a destination of the digests
	cmdReport = "baocao"  // leaders: show a report again
	cmdTodo   = "viec"    // leaders: what was taken up, and how it stands

	cmdPublish  = "congbo" // leaders: show a period's figures to everybody
	cmdWithdraw = "thuhoi" // leaders: take them back
)

type command struct {
	name string // "" when the text is no command
	arg  string
}

// parseCommand reads "/xoa 7KQ4M-2PTVC", "/start@motcua_bot abc" and "/Dữ liệu" alike. People without a command
// menu also write the word alone: "dulieu".
func parseCommand(text string) command {
	text = strings.TrimSpace(text)
	rest, slash := strings.CutPrefix(text, "/")
	name, arg, _ := strings.Cut(rest, " ")
	name, _, _ = strings.Cut(name, "@")
	name = vntext.Fold(name)
	arg = strings.TrimSpace(arg)
	if slash {
		// "/dữ liệu": the command written as two words.
		second, tail, _ := strings.Cut(arg, " ")
		if joined := name + vntext.Fold(second); isCommand(joined) && !isCommand(name) {
			return command{joined, strings.TrimSpace(tail)}
		}
		if isCommand(name) {
			return command{name, arg}
		}
		return command{}
	}
	// Without the slash only what cannot mean anything else: "xoa 7KQ4M-2PTVC", "dulieu".
	if name == cmdErase || name == cmdData {
		if _, ok := survey.ParseReceipt(arg); ok || (name == cmdData && arg == "") {
			return command{name, arg}
		}
	}
	return command{}
}

func isCommand(name string) bool {
	switch name {
	case cmdStart, cmdResume, cmdCancel, cmdLookup, cmdData, cmdErase, cmdRate, cmdHelp, cmdLink, cmdReport, cmdTodo, cmdPublish, cmdWithdraw:
		return true
	}
	return false
}

// runCommand carries a command out; false when the text is none.
func (t *decider) runCommand(c command) bool {
	switch c.name {
	case cmdStart:
		t.openChat(c.arg)
	case cmdResume:
		t.resumeResponse()
	case cmdCancel:
		t.pauseResponse()
	case cmdLookup:
		t.lookupCommand(c.arg)
	case cmdData:
		t.showData(c.arg)
	case cmdErase:
		t.askBeforeErasing(c.arg)
	case cmdRate:
		t.inviteToSurvey(t.plainInvitation())
	case cmdLink:
		t.linkChat(c.arg)
	case cmdReport:
		if t.Known.Leaders.Unit == 0 { // a citizen: silence would look broken
			t.showMenu(wordHelp)
			return true
		}
		t.oweReport(c.arg)
	case cmdTodo:
		if t.Known.Leaders.Unit == 0 {
			t.showMenu(wordHelp)
			return true
		}
		t.runActionCommand(c.arg)
	case cmdPublish, cmdWithdraw:
		if t.Known.Leaders.Unit == 0 {
			t.showMenu(wordHelp)
			return true
		}
		t.askToPublish(c)
	case cmdHelp:
		t.showMenu(wordHelp)
	default:
		return false
	}
	return true
}
