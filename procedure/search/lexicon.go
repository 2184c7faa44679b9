package search

import (
	"bufio"
	"embed"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"motcua/internal/vntext"
)

// lexiconFiles are the everyday words beside the catalogue. An official can extend them: each line is a head, a
// tab, and entries separated by " | "; lines beginning with # are remarks.
//
//go:embed data/*.tsv
var lexiconFiles embed.FS

// lexicon is how people speak about procedures.
type lexicon struct {
	short    map[string][]string // abbreviation → words
	same     *trie               // words of one meaning → the word the index uses
	everyday map[string][]string // key of a procedure → everyday wordings
	outside  []outsideMatter
	ask      *asking
	backs    []askBack
	keep     func(list List, head, entry string) bool // which wordings are taken in; all when nil
}

// outsideMatter is an Outside with the wordings it is recognised by.
type outsideMatter struct {
	Outside
	phrases []string
}

// bundledLexicon reads the lexicon that comes with the program, once.
var bundledLexicon = sync.OnceValues(func() (*lexicon, error) { return loadLexicon(nil, nil) })

// loadLexicon reads the lexicon that comes with the program and adds an installation's own words.
func loadLexicon(words []Word, keep func(list List, head, entry string) bool) (*lexicon, error) {
	lex := &lexicon{keep: keep, short: map[string][]string{}, same: newTrie(), everyday: map[string][]string{}, ask: newAsking()}
	own := map[List][]Word{}
	for _, w := range words {
		own[w.List] = append(own[w.List], w)
	}
	for _, list := range loadOrder {
		err := readTable(string(list)+".tsv", func(cells []string) error { return lex.add(list, cells) })
		if err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
		for _, w := range own[list] {
			if err := lex.add(list, []string{w.Head, w.Entries}); err != nil {
				return nil, fmt.Errorf("lexicon: own words, %s %q: %w", list, w.Head, err)
			}
		}
	}
	return lex, nil
}

// add enters one line of a list. Lists that are read with the help of others stand behind them in loadOrder.
func (lex *lexicon) add(list List, cells []string) error {
	if want := 2 + extraCells[list]; len(cells) != want {
		return fmt.Errorf("%d cells, want %d", len(cells), want)
	}
	switch list {
	case Abbreviations:
		for _, s := range entries(cells[0]) {
			lex.short[vntext.Fold(s)] = vntext.Tokens(cells[1])
		}
	case Same:
		canonical := vntext.Tokens(cells[0])
		for _, s := range entries(cells[1]) {
			lex.same.add(lex.plain(s), canonical)
		}
	case Everyday:
		lex.everyday[cells[0]] = append(lex.everyday[cells[0]], lex.kept(list, cells[0], cells[1])...)
	case outsideList:
		lex.outside = append(lex.outside, outsideMatter{
			Outside: Outside{ID: cells[0], Advice: strings.TrimPrefix(cells[1], "-")},
			phrases: lex.kept(list, cells[0], cells[2]),
		})
	case askBackList:
		return lex.addAskBack(cells)
	case askingList:
		for _, s := range entries(cells[1]) {
			if err := lex.ask.add(cells[0], lex.plain(s)); err != nil {
				return err
			}
		}
	}
	return nil
}

// kept are the entries of a cell that are taken in.
func (lex *lexicon) kept(list List, head, cell string) []string {
	all := entries(cell)
	if lex.keep == nil {
		return all
	}
	return slices.DeleteFunc(all, func(entry string) bool { return !lex.keep(list, head, entry) })
}

// plain is the folded words of a text with abbreviations written out.
func (lex *lexicon) plain(s string) []string {
	var out []string
	for _, t := range vntext.Tokens(s) {
		t = plainNumber(t)
		if long, ok := lex.short[t]; ok {
			out = append(out, long...)
			continue
		}
		out = append(out, t)
	}
	return out
}

// plainNumber drops the zero before a small number: "mức độ 02" is level 2.
func plainNumber(t string) string {
	if len(t) == 2 && t[0] == '0' && t[1] >= '0' && t[1] <= '9' {
		return t[1:]
	}
	return t
}

// words is what the index stores of a text: plain words, those of one meaning made one.
func (lex *lexicon) words(s string) []string { return lex.concepts(lex.plain(s)) }

// terms yields the words, the pairs of neighbours, and the pairs that are neighbours once the words that tell little are
// left out. A term may come twice.
func (lex *lexicon) terms(words []string) iter.Seq[term] {
	return func(yield func(term) bool) {
		last, telling, gap := "", "", false
		for i, w := range words {
			if !yield(term{first: w}) || i > 0 && !yield(term{last, w}) {
				return
			}
			last = w
			if lex.ask.stop[w] {
				gap = true
				continue
			}
			if gap && telling != "" && !yield(term{telling, w}) {
				return
			}
			telling, gap = w, false
		}
	}
}

func (lex *lexicon) concepts(words []string) []string { return lex.same.replace(words) }

// readTable hands each line of a lexicon file to row, cut into cells.
func readTable(name string, row func(cells []string) error) error {
	f, err := lexiconFiles.Open("data/" + name)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimSpace(sc.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if err := row(strings.Split(text, "\t")); err != nil {
			return fmt.Errorf("%s line %d: %w", name, line, err)
		}
	}
	return sc.Err()
}

// entries splits a cell at its bars and writes out the alternatives in braces.
func entries(cell string) []string {
	var out []string
	for _, s := range strings.Split(cell, "|") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, expand(s)...)
		}
	}
	return out
}
