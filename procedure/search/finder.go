// Package search finds the procedure a citizen means, however he writes: without diacritics, mistyped, abbreviated, in
// everyday words. It knows when it does not know.
package search

import (
	"sync"

	"motcua/procedure"
)

// Finder is a catalogue with its search index. It is immutable and safe for concurrent use.
type Finder struct {
	*procedure.Catalog
	index *index
}

// New builds the index of a catalogue with the lexicon that comes with the program and an installation's own words.
// Words about procedures the catalogue does not have do no harm.
func New(c *procedure.Catalog, words ...Word) (*Finder, error) {
	lex, err := bundledLexicon()
	if len(words) > 0 {
		lex, err = loadLexicon(words, nil)
	}
	if err != nil {
		return nil, err
	}
	return &Finder{Catalog: c, index: buildIndex(c.All(), lex)}, nil
}

// NewPartial builds the index with only those everyday wordings and outside matters that keep lets through. It is there
// to measure how the search does on questions nobody has thought of.
func NewPartial(c *procedure.Catalog, keep func(list List, head, entry string) bool) (*Finder, error) {
	lex, err := loadLexicon(nil, keep)
	if err != nil {
		return nil, err
	}
	return &Finder{Catalog: c, index: buildIndex(c.All(), lex)}, nil
}

// Bundled is the finder of the catalogue that comes with the program. It is built at the first call (a third of a second)
// and the same for all: nothing in it changes.
func Bundled() (*Finder, error) { return bundledFinder() }

var bundledFinder = sync.OnceValues(func() (*Finder, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, err
	}
	return New(c)
})
