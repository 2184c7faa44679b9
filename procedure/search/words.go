package search

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// List names a list of the lexicon.
type List string

const (
	Everyday      List = "everyday"      // head: key of a procedure; entries: how people call it
	Same          List = "same"          // head: the word the index uses; entries: what means the same
	Abbreviations List = "abbreviations" // head: ways of writing it; entries: what it stands for

	outsideList List = "outside"
	askingList  List = "asking"
	askBackList List = "askback"
)

// loadOrder: synonyms and ways of asking are read with abbreviations written out.
var loadOrder = []List{Abbreviations, Same, askingList, Everyday, outsideList, askBackList}

// extraCells is how many cells a line of a list has beyond head and entries.
var extraCells = map[List]int{outsideList: 1, askBackList: 2}

// Word is a line an installation adds to the lexicon, in the same form as the files of this package's data folder:
// entries are separated by "|", {a,b} means a or b.
type Word struct {
	List    List
	Head    string
	Entries string
}

// maxEntries bounds one line: braces multiply.
const maxEntries = 2000

// CheckWords says, in Vietnamese and one sentence each, what is wrong with an installation's own words: lists and
// procedures that do not exist, empty entries, wordings that already lead to another procedure, abbreviations and
// synonyms that already mean something else. Words without a problem may be given to New.
func CheckWords(c *procedure.Catalog, words []Word) []string {
	lex, err := bundledLexicon()
	if err != nil {
		return []string{err.Error()}
	}
	k := &checker{c: c, lex: lex, owner: map[string]string{}}
	for key, wordings := range lex.everyday {
		for _, w := range wordings {
			k.owner[vntext.Fold(w)] = key
		}
	}
	for _, p := range c.All() {
		for _, name := range titles(p) {
			k.owner[vntext.Fold(name)] = p.Key
		}
	}
	for i, w := range words {
		for _, problem := range k.check(w) {
			k.problems = append(k.problems, fmt.Sprintf(wordLine, i+1, problem))
		}
	}
	return k.problems
}

// spelledOut is how many entries a cell has once its braces are written out, at most one more than maxEntries. It is
// counted before they are: braces multiply.
func spelledOut(cell string) int {
	total := 0
	for _, entry := range strings.Split(cell, "|") {
		n := 1
		for _, part := range strings.Split(entry, "{")[1:] {
			choices, _, _ := strings.Cut(part, "}")
			if n *= strings.Count(choices, ",") + 1; n > maxEntries {
				return n
			}
		}
		if total += n; total > maxEntries {
			return total
		}
	}
	return total
}

type checker struct {
	c        *procedure.Catalog
	lex      *lexicon
	owner    map[string]string // folded wording → key
	problems []string
}

func (k *checker) check(w Word) []string {
	if !slices.Contains([]List{Everyday, Same, Abbreviations}, w.List) {
		return []string{fmt.Sprintf(wordNoList, w.List)}
	}
	cell := w.Entries
	if w.List == Abbreviations {
		cell = w.Head
	}
	if spelledOut(cell) > maxEntries {
		return []string{fmt.Sprintf(wordTooMany, maxEntries)}
	}
	all := entries(cell)
	switch {
	case len(vntext.Tokens(w.Head)) == 0 || len(vntext.Tokens(w.Entries)) == 0:
		return []string{wordEmpty}
	case w.List == Everyday:
		return k.everyday(w.Head, all)
	case w.List == Same:
		return k.same(w.Head, all)
	default:
		return k.short(all, w.Entries)
	}
}

func (k *checker) everyday(key string, wordings []string) []string {
	if _, ok := k.c.ByKey(key); !ok {
		return []string{fmt.Sprintf(wordNoProcedure, key)}
	}
	var out []string
	for _, w := range wordings {
		folded := vntext.Fold(w)
		switch other := k.owner[folded]; {
		case !k.lex.tells(w):
			out = append(out, fmt.Sprintf(wordTellsNothing, w))
		case other != "" && other != key:
			out = append(out, fmt.Sprintf(wordTaken, w, other))
		default:
			k.owner[folded] = key
		}
	}
	return out
}

// tells reports whether a wording has a word that is not only a phrase of asking.
func (lex *lexicon) tells(wording string) bool {
	_, rest := lex.ask.strip(lex.plain(wording))
	return slices.ContainsFunc(rest, func(w string) bool { return !lex.ask.stop[w] })
}

func (k *checker) same(head string, wordings []string) []string {
	canonical := vntext.Tokens(head)
	var out []string
	for _, w := range wordings {
		words := k.lex.plain(w)
		if n, give := k.lex.same.longest(words); n == len(words) && n > 0 && !slices.Equal(give, canonical) {
			out = append(out, fmt.Sprintf(wordTaken, w, strings.Join(give, " ")))
		}
	}
	return out
}

func (k *checker) short(ways []string, long string) []string {
	var out []string
	for _, s := range ways {
		folded := vntext.Fold(s)
		if old, ok := k.lex.short[folded]; ok && !slices.Equal(old, vntext.Tokens(long)) {
			out = append(out, fmt.Sprintf(wordTaken, s, strings.Join(old, " ")))
		}
		if strings.Contains(folded, " ") {
			out = append(out, fmt.Sprintf(wordOneWord, s))
		}
	}
	return out
}
