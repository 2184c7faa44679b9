// Package search finds the procedure a citizen means, however he writes: without diacritics, mistyped, abbreviated, in
// everyday words. It knows when it does not know.
package search

import "motcua/procedure"

// Finder is a catalogue with its search index. It is immutable and safe for concurrent use.
type Finder struct {
	*procedure.Catalog
	index *index
}

// New builds the index of a catalogue with the lexicon that comes with the program.
func New(c *procedure.Catalog) (*Finder, error) {
	lex, err := bundledLexicon()
	if err != nil {
		return nil, err
	}
	return &Finder{Catalog: c, index: buildIndex(c.All(), lex)}, nil
}

// Bundled is the finder of the catalogue that comes with the program. It is built anew at every call (a tenth of a
// second); keep it.
func Bundled() (*Finder, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, err
	}
	return New(c)
}
