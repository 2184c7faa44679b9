package survey

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/vntext"
)

// Match finds the option a citizen meant when typing instead of tapping: "4", "số 4", "hài lòng",
// "khong hai long", "⭐⭐⭐⭐⭐". It prefers silence to a wrong guess: a negation that is not part of the
// option's own words, words it does not know beside a degree of satisfaction, or much other text around
// it, is no match.
func (q *Question) Match(text string) (Option, bool) {
	all := vntext.Tokens(text)
	plain := withoutCourtesies(all)
	bare := slices.DeleteFunc(slices.Clone(plain), numberFrame)
	if n := strings.Count(text, "⭐") + strings.Count(text, "★"); n > 0 && len(bare) == 0 && q.Rated {
		return q.Option(n)
	}
	if q.Rated {
		if degree, ok := degreeOf(text, plain, bare); ok {
			return q.Option(degree)
		}
	}
	names := q.namesIn(text)
	for _, words := range [][]string{all, plain} {
		for _, n := range names {
			if slices.Equal(n.words, words) {
				return n.option, true
			}
		}
	}
	if q.Rated && strings.Contains(text, "/") && len(bare) == 2 && bare[1] == "5" {
		bare = bare[:1] // "4/5"
	}
	if n, ok := number(bare); ok {
		return q.Option(n)
	}
	if longest(names, plain) != nil {
		return q.contained(names, plain)
	}
	return q.contained(names, all) // a courtesy is part of "xây nhà"
}

// name is one way to name an option.
type name struct {
	option Option
	spelt  string   // as the file has it, in lower case
	words  []string // folded
}

// listNames gives all ways to name the options of a question.
func listNames(options []Option) []name {
	var out []name
	for _, o := range options {
		for _, w := range append([]string{o.Label}, o.Words...) {
			if words := vntext.Tokens(w); len(words) > 0 {
				out = append(out, name{o, composed(w), words})
			}
		}
	}
	return out
}

// namesIn are the names that can be meant in text. One of a single syllable is left out where the citizen
// wrote another word that only looks like it without its marks: "ồn" is not "ổn", "muốn" not "muộn".
func (q *Question) namesIn(text string) []name {
	typed := strings.FieldsFunc(composed(text), func(r rune) bool { return !unicode.IsLetter(r) })
	other := func(n name) bool { return len(n.words) == 1 && otherMarks(typed, n.spelt, n.words[0]) }
	if !slices.ContainsFunc(q.names, other) {
		return q.names
	}
	return slices.DeleteFunc(slices.Clone(q.names), other)
}

func composed(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// otherMarks reports whether one of the typed words differs from want in nothing but its marks. A word
// typed without marks can be anything, and so can a want that is written without.
func otherMarks(typed []string, want, folded string) bool {
	return want != folded && slices.ContainsFunc(typed, func(w string) bool {
		return w != want && w != folded && vntext.Fold(w) == folded
	})
}

// longest gives the names that stand in words as a run, those with the most words only. Digits are no
// such names: the 2 in "2 ngày" is not "2 lần".
func longest(names []name, words []string) []name {
	var found []name
	for _, n := range names {
		if index(words, n.words) < 0 || (len(n.words) == 1 && hasDigit(n.words[0])) {
			continue
		}
		if len(found) > 0 && len(n.words) > len(found[0].words) {
			found = found[:0]
		}
		if len(found) == 0 || len(n.words) == len(found[0].words) {
			found = append(found, n)
		}
	}
	return found
}

// maxRest is how many further words may stand around an answer.
const maxRest = 2

// contained picks the option named inside the words, if it is only one and what stands around its name
// leaves it as it is.
func (q *Question) contained(names []name, words []string) (Option, bool) {
	found := longest(names, words)
	if len(found) == 0 || slices.ContainsFunc(found, func(n name) bool { return n.option.Value != found[0].option.Value }) {
		return Option{}, false
	}
	named := found[0]
	at := index(words, named.words)
	rest := withoutCourtesies(slices.Concat(words[:at], words[at+len(named.words):]))
	if len(rest) > maxRest || slices.ContainsFunc(rest, func(w string) bool { return q.spoils(w, named, names) }) {
		return Option{}, false
	}
	return named.option, true
}

// spoils reports whether a word beside a name makes it uncertain what was meant. Where an answer is good
// or bad, and where one syllable is all there is to go by, every word that is not known to be harmless
// does; elsewhere only one that takes the answer back, or a second number.
func (q *Question) spoils(w string, named name, names []name) bool {
	if negation(w) {
		return true
	}
	if q.Rated || (len(named.words) == 1 && q.Dimension == "") {
		again := func(n name) bool { return n.option.Value == named.option.Value && slices.Equal(n.words, []string{w}) }
		return !harmless(w) && !slices.ContainsFunc(names, again)
	}
	return hasDigit(w) && slices.ContainsFunc(named.words, hasDigit) // "1-2 lần"
}

// number reads a lone number in digits or words.
func number(words []string) (int, bool) {
	if len(words) != 1 {
		return 0, false
	}
	if n, err := strconv.Atoi(words[0]); err == nil {
		return n, n > 0
	}
	n := slices.Index([]string{"mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam"}, words[0])
	return n + 1, n >= 0
}

func hasDigit(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) }

// index is where phrase stands in words as a run of whole words, -1 if nowhere.
func index(words, phrase []string) int {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return i
		}
	}
	return -1
}
