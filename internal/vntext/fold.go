// Package vntext holds the small Vietnamese text tools every room needs: folding for search and
// comparison, masking of personal numbers, shortening, and repair of unfinished Telex or VNI typing.
package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces s to what people mean when they type without care: lower case, no diacritics, đ as d,
// every run of punctuation or space a single space, trimmed. Composed and decomposed input give the
// same result, full-width letters and digits become plain ones, and Fold(Fold(s)) == Fold(s).
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			gap = emit(&b, rune(c), gap)
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		for _, r := range decompose(s[i : i+size]) {
			gap = emit(&b, r, gap)
		}
		i += size
	}
	return b.String()
}

// decompose takes one encoded rune apart. The table lookup allocates less than normalising the whole text; Korean
// syllables are not in the table.
func decompose(piece string) string {
	if d := norm.NFKD.PropertiesString(piece).Decomposition(); len(d) > 0 {
		return string(d)
	}
	if r, _ := utf8.DecodeRuneInString(piece); unicode.Is(unicode.Hangul, r) {
		return norm.NFKD.String(piece)
	}
	return piece
}

// emit writes one decomposed rune and reports whether a gap is owed before the next one. Marks are
// dropped without leaving a gap, so a letter and its accents stay one word.
func emit(b *strings.Builder, r rune, gap bool) bool {
	if unicode.Is(unicode.M, r) {
		return gap
	}
	r = unicode.ToLower(r)
	switch r {
	case 'đ', 'ð': // Icelandic eth is what old fonts and some keyboards leave in place of đ
		r = 'd'
	}
	if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
		return b.Len() > 0
	}
	if gap {
		b.WriteByte(' ')
	}
	b.WriteRune(r)
	return false
}

// Tokens is the words of Fold(s); nil when there are none.
func Tokens(s string) []string {
	f := Fold(s)
	if f == "" {
		return nil
	}
	return strings.Split(f, " ")
}
