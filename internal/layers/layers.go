// Package layers has no code of its own. Its test holds the program to its order of imports, so that the
// rooms stay what they are: nouns know no database, storage knows no conversation, pages know everything.
package layers
