package talk

import (
	"slices"
	"strconv"
	"strings"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/org/directory"
)

// runActionCommand shows what was taken up about the reports, or changes it. A chat no report goes to learns nothing, not even that
// there are actions.
func (t *decider) runActionCommand(arg string) {
	u, ok := t.Dir.Unit(t.Known.Leaders.Unit)
	if !ok {
		return
	}
	verb, rest := nextWord(arg)
	switch vntext.Fold(verb) {
	case "":
		t.addLines(t.listActions(u)...)
	case "moi":
		t.takeUpAction(u, rest)
	case "xong":
		t.changeAction(rest, func(a feedback.Action, said string) (feedback.Action, feedback.Problems) {
			return a.Finish(said, "", t.Now)
		}, wordActionDone)
	case "bo":
		t.changeAction(rest, func(a feedback.Action, why string) (feedback.Action, feedback.Problems) { return a.Drop(why, t.Now) }, wordActionDropped)
	case "mo":
		t.changeAction(rest, func(a feedback.Action, _ string) (feedback.Action, feedback.Problems) { return a.Reopen() }, wordActionReopened)
	default:
		t.addLines(prose.P(wordTodoHow))
	}
}

// nextWord splits a text behind its first word.
func nextWord(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	end := strings.IndexAny(s, " \n\t")
	if end < 0 {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

const (
	todoLines  = 8  // lines of the list: what fits on a phone
	todoLength = 80 // letters of an action in it
	todoWho    = 40 // … and of who does it
)

// listActions names the open actions, the latest first, and counts those there is no room for.
func (t *decider) listActions(u *directory.Unit) []prose.Line {
	open := slices.DeleteFunc(slices.Clone(t.Known.Actions), func(a feedback.Action) bool { return a.State != feedback.Open })
	if len(open) == 0 {
		return []prose.Line{prose.P(wordTodoNone(u.Unit)), prose.S(wordTodoHow)}
	}
	n, late := feedback.Count(open, t.Now)
	lines := []prose.Line{prose.H(wordTodoHead(u.Unit, n, late))}
	room := todoLines - 2 // without the head and the help
	if len(open) > room {
		room-- // for the line that counts the rest
	}
	for _, a := range open[:min(len(open), room)] {
		lines = append(lines, prose.P(wordTodoItem(a, vntext.Clip(a.What, todoLength), a.Late(t.Now))))
	}
	if len(open) > room {
		lines = append(lines, prose.P(wordTodoMore(len(open)-room)))
	}
	return append(lines, prose.S(wordTodoHow))
}

// takeUpAction makes an action of "việc; đơn vị; hạn 30/11/2026". What is to be done may hold semicolons itself.
func (t *decider) takeUpAction(u *directory.Unit, text string) {
	parts := strings.Split(text, ";")
	if len(parts) < 3 {
		t.addLines(prose.P(wordTodoNewHow))
		return
	}
	n := len(parts)
	about := calendar.MonthPeriod(calendar.WindowOf(u.Settings).LastMonth(t.Now)).String()
	a, problems := feedback.Draft{Period: about, What: strings.Join(parts[:n-2], ";"), Who: parts[n-2], Due: dueOf(parts[n-1])}.Action(u.ID, t.Now)
	if len(problems) > 0 {
		t.addLines(prose.P(problems.Error()), prose.S(wordTodoNewHow))
		return
	}
	if open, _ := feedback.Count(t.Known.Actions, t.Now); open >= turn.MaxOpenActions {
		t.addLines(prose.P(feedback.WordTooMany))
		return
	}
	a.No = 1
	for _, old := range t.Known.Actions {
		a.No = max(a.No, old.No+1)
	}
	t.writeAction(a, true)
	t.addLines(prose.P(wordActionNew(a)))
}

// dueOf takes the word "hạn" from before a day.
func dueOf(s string) string {
	if word, day := nextWord(s); vntext.Fold(strings.TrimRight(word, ":")) == "han" {
		return day
	}
	return s
}

// changeAction changes the action whose number the text begins with; the rest of the text is what is said of it.
func (t *decider) changeAction(text string, change func(feedback.Action, string) (feedback.Action, feedback.Problems), done func(feedback.Action) string) {
	no, said := actionNumber(text)
	i := slices.IndexFunc(t.Known.Actions, func(a feedback.Action) bool { return a.No == no })
	if i < 0 {
		t.addLines(prose.P(wordNoSuchAction), prose.S(wordTodoHow))
		return
	}
	a, problems := change(t.Known.Actions[i], said)
	if len(problems) > 0 {
		t.addLines(prose.P(problems.Error()), prose.S(wordTodoHow))
		return
	}
	t.writeAction(a, false)
	t.addLines(prose.P(done(a)))
}

// actionNumber reads "3 …", "số 3: …", "#3 …" and "lại 3"; 0 without a number.
func actionNumber(text string) (no int, rest string) {
	word, rest := nextWord(text)
	switch vntext.Fold(word) {
	case "so", "lai", "viec", "#":
		return actionNumber(rest)
	}
	no, err := strconv.Atoi(strings.Trim(word, "#:.,"))
	if err != nil {
		return 0, ""
	}
	return no, rest
}

// writeAction stores a change with the turn. If somebody else was faster, the event is decided again on what he left.
func (t *decider) writeAction(a feedback.Action, isNew bool) {
	t.Actions = append(t.Actions, turn.ActionWrite{Action: a, New: isNew, By: feedback.Via(t.ev.Channel), At: t.Now})
}
