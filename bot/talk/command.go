package talk

import (
	"strings"
	"unicode"

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
	name, arg := cutWord(rest)
	if glued, ok := gluedCode(name, arg); ok && slash {
		return glued
	}
	name, _, _ = strings.Cut(name, "@")
	name = vntext.Fold(name)
	if slash {
		// "/dữ liệu": the command written as two words.
		second, tail := cutWord(arg)
		if joined := name + vntext.Fold(second); isCommand(joined) && !isCommand(name) {
			return command{joined, tail}
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

// cutWord takes the first word off, at whatever space there is.
func cutWord(s string) (word, rest string) {
	at := strings.IndexFunc(s, unicode.IsSpace)
	if at < 0 {
		return s, ""
	}
	return s[:at], strings.TrimSpace(s[at:])
}

// gluedCode reads a command with the receipt code right behind it, as people type it: "/xoa7KQ4M-2PTVC".
func gluedCode(word, arg string) (command, bool) {
	folded := strings.ReplaceAll(vntext.Fold(word), " ", "")
	for _, name := range []string{cmdErase, cmdData} {
		tail, ok := strings.CutPrefix(folded, name)
		if !ok || tail == "" {
			continue
		}
		if code, ok := survey.ParseReceipt(tail + " " + arg); ok {
			return command{name, code}, true
		}
	}
	return command{}, false
}

// typed is what a typed command does.
type typed struct {
	name    string
	leaders bool // in a chat of leaders only; a citizen gets help: silence would look broken
	run     func(*decider, command)
}

// typedCommands are all there are.
func typedCommands() []typed {
	return []typed{
		{cmdStart, false, func(t *decider, c command) { t.openChat(c.arg) }},
		{cmdResume, false, func(t *decider, _ command) { t.resumeResponse() }},
		{cmdCancel, false, func(t *decider, _ command) { t.pauseResponse() }},
		{cmdLookup, false, func(t *decider, c command) { t.lookupCommand(c.arg) }},
		{cmdData, false, func(t *decider, c command) { t.showData(c.arg) }},
		{cmdErase, false, func(t *decider, c command) { t.askBeforeErasing(c.arg) }},
		{cmdRate, false, func(t *decider, _ command) { t.inviteToSurvey(t.plainInvitation()) }},
		{cmdHelp, false, func(t *decider, _ command) { t.showMenu(wordHelp) }},
		{cmdLink, false, func(t *decider, c command) { t.linkChat(c.arg) }},
		{cmdReport, true, func(t *decider, c command) { t.oweReport(c.arg) }},
		{cmdTodo, true, func(t *decider, c command) { t.runActionCommand(c.arg) }},
		{cmdPublish, true, (*decider).askToPublish},
		{cmdWithdraw, true, (*decider).askToPublish},
	}
}

func isCommand(name string) bool {
	for _, c := range typedCommands() {
		if c.name == name {
			return true
		}
	}
	return false
}

// runCommand carries a command out; false when the text is none.
func (t *decider) runCommand(c command) bool {
	for _, known := range typedCommands() {
		switch {
		case known.name != c.name:
		case known.leaders && t.Known.Leaders.Unit == 0:
			t.showMenu(wordHelp)
			return true
		default:
			known.run(t, c)
			return true
		}
	}
	return false
}
