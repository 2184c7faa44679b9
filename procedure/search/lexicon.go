package search

import (
	"bufio"
	"embed"
	"fmt"
	"iter"
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
}

// outsideMatter is an Outside with the wordings it is recognised by.
type outsideMatter struct {
	Outside
	phrases []string
}

// bundledLexicon reads the lexicon that comes with the program, once.
var bundledLexicon = sync.OnceValues(loadLexicon)

func loadLexicon() (*lexicon, error) {
	lex := &lexicon{short: map[string][]string{}, same: newTrie(), everyday: map[string][]string{}}
	for _, load := range []func() error{lex.loadShort, lex.loadSame, lex.loadEveryday, lex.loadOutside, lex.loadAsking} {
		if err := load(); err != nil {
			return nil, fmt.Errorf("lexicon: %w", err)
		}
	}
	return lex, nil
}

func (lex *lexicon) loadShort() error {
	return readTable("abbreviations.tsv", 2, func(cells []string) error {
		for _, s := range entries(cells[0]) {
			lex.short[vntext.Fold(s)] = vntext.Tokens(cells[1])
		}
		return nil
	})
}

func (lex *lexicon) loadSame() error {
	return readTable("same.tsv", 2, func(cells []string) error {
		canonical := vntext.Tokens(cells[0])
		for _, s := range entries(cells[1]) {
			lex.same.add(lex.plain(s), canonical)
		}
		return nil
	})
}

func (lex *lexicon) loadEveryday() error {
	return readTable("everyday.tsv", 2, func(cells []string) error {
		lex.everyday[cells[0]] = append(lex.everyday[cells[0]], entries(cells[1])...)
		return nil
	})
}

func (lex *lexicon) loadOutside() error {
	return readTable("outside.tsv", 3, func(cells []string) error {
		lex.outside = append(lex.outside, outsideMatter{
			Outside: Outside{ID: cells[0], Advice: strings.TrimPrefix(cells[1], "-")},
			phrases: entries(cells[2]),
		})
		return nil
	})
}

func (lex *lexicon) loadAsking() error {
	lex.ask = newAsking()
	return readTable("asking.tsv", 2, func(cells []string) error {
		for _, s := range entries(cells[1]) {
			if err := lex.ask.add(cells[0], lex.plain(s)); err != nil {
				return err
			}
		}
		return nil
	})
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
func (lex *lexicon) terms(words []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		last, telling, gap := "", "", false
		for i, w := range words {
			if !yield(w) || i > 0 && !yield(last+" "+w) {
				return
			}
			last = w
			if lex.ask.stop[w] {
				gap = true
				continue
			}
			if gap && telling != "" && !yield(telling+" "+w) {
				return
			}
			telling, gap = w, false
		}
	}
}

func (lex *lexicon) concepts(words []string) []string { return lex.same.replace(words) }

// readTable hands each line of a lexicon file to row, cut into exactly n cells.
func readTable(name string, n int, row func(cells []string) error) error {
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
		cells := strings.Split(text, "\t")
		if len(cells) != n {
			return fmt.Errorf("%s line %d: %d cells, want %d", name, line, len(cells), n)
		}
		if err := row(cells); err != nil {
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
