package card

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/procedure"
)

// Pages shows one aspect in full, in parts of at most about 900 runes each, so that the longest records stay readable on
// a telephone. The first part ends with all of the small print, the others with code, date and link. Overview is one
// part: the card.
func Pages(p *procedure.Procedure, a procedure.Aspect, o Options) [][]prose.Line {
	if !inDetail(a) {
		return [][]prose.Line{Of(p, o)}
	}
	if whole := Aspect(p, a, o); length(whole) <= cardLength {
		return [][]prose.Line{whole}
	}
	first, rest := smallPrint(p, o), []prose.Line{prose.S(provenance(p)), portal(p)}
	heading := prose.H(head(p, a) + fmt.Sprintf(wordPart, 99, 99))
	around := func(foot []prose.Line) int { return cardLength - length(append([]prose.Line{heading}, foot...)) - 1 }
	parts := fill(body(p, a, o), around(first), around(rest))
	pages := make([][]prose.Line, len(parts))
	for i, part := range parts {
		foot := rest
		if i == 0 {
			foot = first
		}
		heading.Text = head(p, a) + fmt.Sprintf(wordPart, i+1, len(parts))
		pages[i] = append(append([]prose.Line{heading}, part...), foot...)
	}
	return pages
}

// fill deals lines out to parts: the first takes so many runes, the others so many. A line above a list does not stay
// behind alone, and a paragraph too long for a part is cut at the end of a sentence or a clause.
func fill(lines []prose.Line, first, others int) [][]prose.Line {
	var parts [][]prose.Line
	var part []prose.Line
	room := first
	next := func() {
		var carried []prose.Line
		if n := len(part); n > 1 && leadsOn(part[n-1]) {
			carried, part = part[n-1:], part[:n-1:n-1]
		}
		parts = append(parts, part)
		part, room = carried, others
		for _, l := range carried {
			room -= cost(l)
		}
	}
	for len(lines) > 0 {
		l := lines[0]
		switch {
		case cost(l) <= room:
			part, room = append(part, l), room-cost(l)
			lines = lines[1:]
		case cost(l) <= others && len(part) > 0:
			next()
		case room > others/3 || len(part) == 0: // longer than a whole part: it goes on where there is room
			head, tail := cut(l, max(room-2, shortestCut))
			part = append(part, head)
			lines[0] = tail
			next()
		default:
			next()
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// shortestCut keeps the cutting of a long paragraph going even where the small print leaves hardly any room.
const shortestCut = 200

// leadsOn tells whether a line only makes sense with the next.
func leadsOn(l prose.Line) bool { return l.Kind == prose.Para && strings.HasSuffix(l.Text, ":") }

// cost is how many runes a line takes, its end included.
func cost(l prose.Line) int { return utf8.RuneCountInString(prose.Plain([]prose.Line{l})) + 1 }

// cut splits a line so that the first half takes at most n runes.
func cut(l prose.Line, n int) (head, tail prose.Line) {
	runes := []rune(l.Text)
	if len(runes) <= n {
		n = len(runes) - 1 // there is always something left, or the caller would turn in a circle
	}
	at := n
	text := string(runes[:n])
	for _, sep := range []string{"\n", ". ", "; ", ", ", " "} {
		if i := strings.LastIndex(text, sep); i >= len(text)/2 {
			at = utf8.RuneCountInString(text[:i+len(strings.TrimRight(sep, " \n"))])
			break
		}
	}
	head, tail = l, l
	head.Text, tail.Text = strings.TrimSpace(string(runes[:at])), strings.TrimSpace(string(runes[at:]))
	return head, tail
}
