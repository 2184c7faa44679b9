package talk

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/prose"
)

// People without dependable buttons answer with the number of a button. What stood below the last message is
// remembered for that, as far as a number is an answer to it.

// numbered are the verbs of the buttons that can be chosen by number. Those of a response and of the consent to it are
// understood by words of their own, and what deletes something wants to be tapped.
const numbered = tapCard + tapList + tapFields + tapInvite + tapAsk

// notePicks remembers the buttons of the last message.
func (t *decider) notePicks() {
	if len(t.Messages) == 0 || t.keep {
		return
	}
	t.State.Pick = nil
	if t.State.Response != nil && !t.State.Paused {
		return
	}
	for _, b := range t.Messages[len(t.Messages)-1].Buttons {
		verb, _ := splitTap(b.Data)
		switch {
		case b.Nav:
		case !strings.Contains(numbered, verb):
			t.State.Pick = nil
			return
		default:
			t.State.Pick = append(t.State.Pick, b.Data)
		}
	}
}

// numbers are one or several small numbers and nothing else: "2", "1, 3", "1 2 4.".
var numbers = regexp.MustCompile(`^\d{1,2}(?:[\s,;.+]+\d{1,2})*[.)]?$`)

// hearNumber acts on the number of a button; several numbers tick several papers. False when the text is no number, or
// there is nothing to choose from.
func (t *decider) hearNumber(said string) bool {
	if len(t.State.Pick) == 0 || !numbers.MatchString(said) {
		return false
	}
	var chosen []string
	for _, s := range strings.FieldsFunc(said, func(r rune) bool { return r < '0' || r > '9' }) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > len(t.State.Pick) {
			t.keep = true
			t.addLines(prose.P(wordNoSuchNumber(len(t.State.Pick))))
			return true
		}
		chosen = append(chosen, t.State.Pick[n-1])
	}
	verb, arg := splitTap(chosen[0])
	if len(chosen) == 1 {
		t.ev.Data = chosen[0]
		t.hearTap()
		return true
	}
	if verb != tapList || arg[2] == "" {
		t.keep = true
		t.addLines(prose.P(wordOneNumber))
		return true
	}
	ops := make([]string, len(chosen))
	for i, data := range chosen {
		_, a := splitTap(data)
		ops[i] = a[2]
	}
	t.checklist(arg[0], arg[1], ops...)
	return true
}
