package heed

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// book is data/heed.txt, ready to be looked up in.
type book struct {
	of         map[string][]way // by heading
	slots      int
	first      map[string][]entry // entries by the letters of their first word
	vocabulary map[string]bool    // letters of all words in it
	long       []string           // those a slip of a finger is looked for in
}

// way is one way to say something: slots, and how many words may stand before each.
type way []step

type step struct {
	slot int
	gap  int
}

// entry is one of the phrases that fill a slot.
type entry struct {
	slot  int
	words []heardWord
}

const (
	near     = 3 // words that may stand where a way has ".."
	far      = 7 // and where it has "..."
	slipFrom = 4 // letters a word must have for one of them to be wrong
)

// parseBook reads the file: "[kind]" begins a list, each line of it is a way to say it. "{a|b c}" is one of several phrases, "@name"
// one of those the line "@name = a | b c" lists; ".." and "..." stand for a few words of any kind.
func parseBook(text string) (*book, error) {
	b := &book{of: map[string][]way{}, first: map[string][]entry{}, vocabulary: map[string]bool{}}
	p := parser{book: b, slot: map[string]int{}, class: map[string]string{}}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		if err := p.line(strings.TrimSpace(lines.Text())); err != nil {
			return nil, fmt.Errorf("heed.txt line %d: %w", n, err)
		}
	}
	for w := range b.vocabulary {
		if len(w) >= slipFrom {
			b.long = append(b.long, w)
		}
	}
	slices.Sort(b.long)
	return b, lines.Err()
}

type parser struct {
	*book
	heading string
	slot    map[string]int    // slots by their phrases
	class   map[string]string // phrases by name
}

func (p *parser) line(s string) error {
	switch {
	case s == "" || s[0] == '#':
		return nil
	case s[0] == '[':
		p.heading = strings.Trim(s, "[]")
		return nil
	}
	if name, phrases, ok := strings.Cut(s, " = "); ok && s[0] == '@' {
		p.class[name] = phrases
		return nil
	}
	if p.heading == "" {
		return fmt.Errorf("a way to say what? no heading above it")
	}
	w, err := p.way(s)
	p.of[p.heading] = append(p.of[p.heading], w)
	return err
}

// way reads one line.
func (p *parser) way(s string) (way, error) {
	var w way
	gap := 0
	for s != "" {
		var part string
		part, s = cutPart(s)
		switch {
		case part == "..":
			gap = near
			continue
		case part == "...":
			gap = far
			continue
		case part[0] == '@':
			phrases, ok := p.class[part]
			if !ok {
				return nil, fmt.Errorf("no list %s", part)
			}
			part = phrases
		case part[0] == '{':
			part = strings.Trim(part, "{}")
		}
		slot, err := p.slotOf(part)
		if err != nil {
			return nil, err
		}
		w = append(w, step{slot, gap})
		gap = 0
	}
	return w, nil
}

// cutPart takes the first part of a way off: up to the next space, or to the end of the braces.
func cutPart(s string) (part, rest string) {
	end := strings.IndexByte(s, ' ')
	if s[0] == '{' {
		end = strings.IndexByte(s, '}') + 1
	}
	if end <= 0 || end >= len(s) {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

// slotOf is the slot the phrases fill.
func (p *parser) slotOf(phrases string) (int, error) {
	if at, ok := p.slot[phrases]; ok {
		return at, nil
	}
	at := p.slots
	p.slots++
	p.slot[phrases] = at
	for _, phrase := range strings.Split(phrases, "|") {
		words := wordsOf(phrase)
		if len(words) == 0 {
			return 0, fmt.Errorf("nothing in %q", phrases)
		}
		p.first[words[0].letters] = append(p.first[words[0].letters], entry{at, words})
		for _, w := range words {
			p.vocabulary[w.letters] = true
		}
	}
	return at, nil
}

// without is the words with each way of a heading made one word that means nothing.
func (b *book) without(heading string, heard []heardWord) []heardWord {
	found := b.spot(heard)
	gone := make([]bool, len(heard))
	for _, w := range b.of[heading] {
		if !found.hold(w) {
			continue
		}
		for at := range heard {
			for _, end := range found.ends(w, at) {
				for i := at; i < end; i++ {
					gone[i] = true
				}
			}
		}
	}
	out := slices.Clone(heard)
	for i := range out {
		if gone[i] {
			out[i] = heardWord{}
		}
	}
	return out
}

// spots are the slots found in a text.
type spots struct {
	at   [][]filled // by place
	some []bool     // by slot: it is found somewhere
}

// filled is a slot that a phrase fills, and the place behind it.
type filled struct{ slot, end int }

// spot finds the slots in a text.
func (b *book) spot(heard []heardWord) spots {
	s := spots{at: make([][]filled, len(heard)), some: make([]bool, b.slots)}
	for i, w := range heard {
		for _, letters := range append([]string{w.letters}, w.maybe...) {
			for _, e := range b.first[letters] {
				if f := (filled{e.slot, i + len(e.words)}); says(heard[i:], e.words) && !slices.Contains(s.at[i], f) {
					s.at[i] = append(s.at[i], f)
					s.some[e.slot] = true
				}
			}
		}
	}
	return s
}

func says(heard, phrase []heardWord) bool {
	if len(heard) < len(phrase) {
		return false
	}
	for i, meant := range phrase {
		if !heard[i].means(meant, len(phrase) == 1) {
			return false
		}
	}
	return true
}

// hold reports whether all slots of a way are found, wherever they stand.
func (s spots) hold(w way) bool {
	return !slices.ContainsFunc(w, func(p step) bool { return !s.some[p.slot] })
}

// any reports whether one of the ways is found.
func (s spots) any(ways []way) bool {
	return slices.ContainsFunc(ways, func(w way) bool {
		if !s.hold(w) {
			return false
		}
		for at := range s.at {
			if len(s.ends(w, at)) > 0 {
				return true
			}
		}
		return false
	})
}

// ends are the places where a way that begins at a place can end.
func (s spots) ends(w way, at int) []int {
	ends := s.behind(nil, w[0].slot, at)
	for _, next := range w[1:] {
		var further []int
		for _, end := range ends {
			for from := end; from <= min(end+next.gap, len(s.at)-1); from++ {
				further = s.behind(further, next.slot, from)
			}
		}
		ends = further
	}
	return ends
}

// behind adds the places behind a slot that begins at a place.
func (s spots) behind(ends []int, slot, at int) []int {
	for _, f := range s.at[at] {
		if f.slot == slot && !slices.Contains(ends, f.end) {
			ends = append(ends, f.end)
		}
	}
	return ends
}

// cover reports whether a text is made of ways alone, at least one of them, and of courtesies.
func (s spots) cover(ways, courtesies []way) bool {
	const no, polite, yes = 0, 1, 2
	reached := make([]int, len(s.at)+1)
	reached[0] = polite
	for at := range s.at {
		if reached[at] == no {
			continue
		}
		for _, w := range ways {
			if !s.hold(w) {
				continue
			}
			for _, end := range s.ends(w, at) {
				reached[end] = yes
			}
		}
		for _, w := range courtesies {
			for _, end := range s.ends(w, at) {
				reached[end] = max(reached[end], reached[at])
			}
		}
	}
	return reached[len(s.at)] == yes
}
