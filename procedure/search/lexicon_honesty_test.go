package search

import (
	"testing"

	"motcua/internal/vntext"
)

// longQuestion is the number of words from which on a wording that equals a question must have been copied from it.
// Shorter ones are how everybody says it.
const longQuestion = 6

// TestNoWordingIsADevelopmentQuestion: the word lists say how people call a matter, not what they once asked. A search
// that knows the questions it is measured on measures nothing.
func TestNoWordingIsADevelopmentQuestion(t *testing.T) {
	lex, err := bundledLexicon()
	if err != nil {
		t.Fatal(err)
	}
	known := wordingsOf(lex)
	if len(known) < 1000 {
		t.Fatalf("only %d wordings were read", len(known))
	}
	for _, file := range []struct {
		name  string
		aside bool // its questions are not to be shown
	}{{"dev.tsv", false}, {"authored-b.tsv", true}} {
		long := 0
		for _, q := range readQuestions(t, "testdata/"+file.name, 3) {
			if len(vntext.Tokens(q.text)) < longQuestion {
				continue
			}
			long++
			at, copied := known[vntext.Fold(q.text)]
			switch {
			case copied && file.aside:
				t.Errorf("%s: a question kept aside is a wording of %s", file.name, at)
			case copied:
				t.Errorf("%s: %q is a wording of %s", file.name, q.text, at)
			}
		}
		if long < 100 {
			t.Errorf("%s: only %d questions were compared", file.name, long)
		}
	}
}

// wordingsOf are all wordings of the lists that lead somewhere, folded, and where they lead.
func wordingsOf(lex *lexicon) map[string]string {
	known := map[string]string{}
	for key, all := range lex.everyday {
		for _, w := range all {
			known[vntext.Fold(w)] = key
		}
	}
	for _, o := range lex.outside {
		for _, w := range o.phrases {
			known[vntext.Fold(w)] = o.ID
		}
	}
	for _, b := range lex.backs {
		for _, w := range b.ways {
			known[vntext.Fold(w)] = "the question back " + b.question
		}
	}
	return known
}
