package talk

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
)

// List is what a citizen has ticked off of the papers of a procedure.
type List struct {
	Key  string   `json:"k"`
	Case string   `json:"c,omitempty"`
	Got  []string `json:"g,omitempty"` // handles of papers
}

const (
	maxLists    = 3  // lists a conversation remembers; preparing more files at a time is rare
	paperHandle = 4  // characters of a paper's handle
	listLabel   = 36 // runes of a paper on a button, beside box and number
	listRunes   = 640
)

// What the button of a paper does. It says what is to be, not that something is to change: tapped twice it does no harm.
const (
	opTick   = "+"
	opUntick = "-"
	opClear  = "0"
)

// entry is one paper on a list.
type entry struct {
	handle   string
	name     string
	when     string // the condition beside it, "" for none
	got      bool
	optional bool // the list is complete without it
}

// full is the paper with its condition.
func (e entry) full() string {
	if e.when == "" {
		return e.name
	}
	return e.name + " (" + e.when + ")"
}

// checklist shows the papers of a case as a list to tick off, after doing what ops say.
func (t *decider) checklist(key, id string, ops ...string) {
	p, ok := t.Finder.ByKey(key)
	if !ok {
		t.showMenu(wordGoneProcedure)
		return
	}
	if !knownCase(card.Cases(p), id) {
		id = ""
		if len(card.Cases(p)) > 0 {
			t.showWholeCard(p, procedure.Papers) // the list of another wording of the record: ask again
			return
		}
	}
	papers := card.PapersOf(p, id)
	if len(papers) == 0 {
		t.showWholeCard(p, procedure.Papers)
		return
	}
	t.State.Card = p.Key
	list := t.rememberedList(key, id)
	for _, op := range ops {
		list.do(op)
	}
	entries := list.entries(papers)
	t.keepList(list, entries)
	t.showList(p, list, entries, len(ops) > 0)
}

// listTapped acts on a button of a list.
func (t *decider) listTapped(arg [3]string) {
	if arg[2] == "" {
		t.checklist(arg[0], arg[1])
		return
	}
	t.checklist(arg[0], arg[1], arg[2])
}

// rememberedList is what the conversation remembers of a list; a new one if it is none of them.
func (t *decider) rememberedList(key, id string) List {
	for _, l := range t.State.Lists {
		if l.Key == key && l.Case == id {
			l.Got = slices.Clone(l.Got)
			return l
		}
	}
	return List{Key: key, Case: id}
}

// keepList remembers a list as the newest; ticks on papers it does not have any more are forgotten.
func (t *decider) keepList(list List, entries []entry) {
	list.Got = nil
	for _, e := range entries {
		if e.got {
			list.Got = append(list.Got, e.handle)
		}
	}
	lists := slices.DeleteFunc(slices.Clone(t.State.Lists), func(l List) bool { return l.Key == list.Key && l.Case == list.Case })
	lists = append(lists, list)
	t.State.Lists = lists[max(0, len(lists)-maxLists):]
}

// do carries out what a button says.
func (l *List) do(op string) {
	switch handle := strings.TrimLeft(op, opTick+opUntick); {
	case op == opClear:
		l.Got = nil
	case strings.HasPrefix(op, opTick) && !slices.Contains(l.Got, handle):
		l.Got = append(l.Got, handle)
	case strings.HasPrefix(op, opUntick):
		l.Got = slices.DeleteFunc(l.Got, func(h string) bool { return h == handle })
	}
}

// entries are the papers with handles of their own, and whether they are ticked.
func (l *List) entries(papers []procedure.Document) []entry {
	out := make([]entry, len(papers))
	used := map[string]bool{}
	for i, d := range papers {
		handle := handleOf(d.Name + "|" + d.When)
		for used[handle] { // two papers of the same name
			handle = handleOf(handle)
		}
		used[handle] = true
		out[i] = entry{handle: handle, name: d.Name, when: d.When, got: slices.Contains(l.Got, handle), optional: card.Optional(d)}
	}
	return out
}

func handleOf(s string) string {
	sum := sha256.Sum256([]byte(vntext.Fold(s)))
	return hex.EncodeToString(sum[:])[:paperHandle]
}

// showList shows a list with a button for each paper. Where the message cannot take the place of the one that was
// tapped, the answer to a tick is the buttons alone: the papers in full stand above.
func (t *decider) showList(p *procedure.Procedure, list List, entries []entry, ticked bool) {
	state := stateOf(entries)
	short := ticked && t.ev.Ref == "" && state.got > 0
	m := bot.Message{Lines: []prose.Line{
		prose.H(wordListOf(vntext.Clip(procedureName(p), maxListTitle))), prose.P(t.listState(p, state)),
	}}
	room := max(listLabel, listRunes/len(entries))
	for i, e := range entries {
		if !short {
			m.Lines = append(m.Lines, prose.P(wordPaper(i+1, vntext.Clip(e.full(), room), e.got)))
		}
		op := opTick
		if e.got {
			op = opUntick
		}
		m.Buttons = append(m.Buttons, bot.Button{
			Label: wordPaper(i+1, vntext.Clip(e.name, listLabel), e.got), Data: listTap(list.Key, list.Case, op+e.handle),
		})
	}
	if p.DocumentsTotal > len(p.Documents) {
		m.Lines = append(m.Lines, prose.S(wordListShortened(p.DocumentsTotal)))
	}
	if state.got > 0 {
		m.Buttons = append(m.Buttons, bot.Button{Label: wordClearList, Data: listTap(list.Key, list.Case, opClear), Nav: true})
	}
	m.Buttons = append(m.Buttons, bot.Button{Label: procedure.Where.Label(), Data: cardTap(p, procedure.Where), Nav: true},
		bot.Button{Label: wordWholeCard, Data: cardTap(p, procedure.Overview), Nav: true})
	t.addMessage(m)
}

// progress is how far a list is.
type progress struct{ got, all, needed, open int } // open: needed and not there yet

func stateOf(entries []entry) progress {
	s := progress{all: len(entries)}
	for _, e := range entries {
		if e.got {
			s.got++
		}
		if !e.optional {
			s.needed++
			if !e.got {
				s.open++
			}
		}
	}
	if s.needed == 0 { // every paper has a condition: nobody can say here which of them may be missing
		s.needed, s.open = s.all, s.all-s.got
	}
	return s
}

func (s progress) complete() bool { return s.open == 0 }

// maxListTitle is how much of a name stands above a list.
const maxListTitle = 80

// listState says how far a list is; when it is complete, where to go with it.
func (t *decider) listState(p *procedure.Procedure, s progress) string {
	switch {
	case s.complete() && s.got == s.all:
		return wordListDone(card.Place(p, t.cardOptions(p)))
	case s.complete():
		return wordListDoneButOptional(card.Place(p, t.cardOptions(p)))
	case s.got == 0:
		return wordListHow
	}
	return wordListSoFar(s.got, s.all)
}

// listTap is a button on the list of a case; op "" shows it.
func listTap(key, id, op string) string {
	if op == "" {
		return tap(tapList, key, id)
	}
	return tap(tapList, key, id, op)
}
