package search

import (
	"fmt"
	"slices"
	"strings"

	"motcua/procedure"
)

// asking knows the phrases with which people ask, apart from what they ask about.
type asking struct {
	phrases *trie
	stop    map[string]bool // single words that tell little
}

const (
	filler = "-" // phrases that ask nothing in particular ("cho tôi hỏi")
	keep   = "=" // phrases that stay although parts of them look like asking ("lệ phí trước bạ")
)

// asked are the names of the aspects in asking.tsv.
var asked = map[string]procedure.Aspect{
	"papers": procedure.Papers, "time": procedure.Time, "fee": procedure.Fee, "where": procedure.Where, "steps": procedure.Steps,
	"result": procedure.Outcome, "law": procedure.Law, "form": procedure.Form, "conditions": procedure.Conditions,
}

func newAsking() *asking { return &asking{phrases: newTrie(), stop: map[string]bool{}} }

func (a *asking) add(kind string, words []string) error {
	if _, ok := asked[kind]; !ok && kind != filler && kind != keep {
		return fmt.Errorf("unknown kind %q", kind)
	}
	if kind == filler && len(words) == 1 {
		a.stop[words[0]] = true
		return nil
	}
	a.phrases.add(words, []string{kind})
	return nil
}

// strip takes the phrases of asking out of words and tells the first aspect they name. Single words stay: without
// diacritics đang is đăng, bạn is bán and nha is nhà, and only what stands beside them tells.
func (a *asking) strip(words []string) (procedure.Aspect, []string) {
	aspect := procedure.Overview
	rest := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		n, kind := a.phrases.longest(words[i:])
		if n == 0 || kind[0] == keep {
			n = max(n, 1)
			rest = append(rest, words[i:i+n]...)
		} else if aspect == procedure.Overview && kind[0] != filler {
			aspect = asked[kind[0]]
		}
		i += n
	}
	return aspect, rest
}

// AspectOf tells what a question asks about a procedure, and what is left of it when the asking is taken away, in folded
// words; "" when only words are left that tell nothing. "Lệ phí bao nhiêu?" is (Fee, ""): a question about the procedure spoken of before.
func AspectOf(q string) (procedure.Aspect, string) {
	lex, err := bundledLexicon()
	if err != nil {
		return procedure.Overview, q
	}
	aspect, rest := lex.ask.strip(lex.plain(q))
	if !slices.ContainsFunc(rest, func(w string) bool { return !lex.ask.stop[w] }) {
		return aspect, ""
	}
	return aspect, strings.Join(rest, " ")
}
