// Package vntext holds the small Vietnamese text tools every room needs: folding for search and
// comparison, masking of personal numbers, shortening, and repair of unfinished Telex or VNI typing.
package vntext

import (
	"strings"
	"sync"
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
	letters, gap := plain(), false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if int(r) < len(letters) && letters[r] != 0 {
			i += size
			if gap {
				b.WriteByte(' ')
			}
			b.WriteByte(letters[r])
			gap = false
			continue
		}
		if r < utf8.RuneSelf {
			i++
			gap = emit(&b, r, gap)
			continue
		}
		for _, r := range decompose(s[i : i+size]) {
			gap = emit(&b, r, gap)
		}
		i += size
	}
	return b.String()
}

// plain gives, for every rune of the Latin blocks that folds to one plain letter or digit, that one; 0 for all others.
// Nearly everything that is folded is such runes, and looking each one up in the tables of Unicode takes most of the
// time there is.
var plain = sync.OnceValue(func() *[0x1f00]byte {
	var letters [0x1f00]byte
	for _, block := range [][2]rune{{'0', 0x250}, {0x1e00, 0x1f00}} {
		for r := block[0]; r < block[1]; r++ {
			var b strings.Builder
			whole := true
			for _, part := range decompose(string(r)) {
				before := b.Len()
				emit(&b, part, false)
				whole = whole && (b.Len() > before || unicode.Is(unicode.M, part))
			}
			if one := b.String(); whole && len(one) == 1 {
				letters[r] = one[0]
			}
		}
	}
	return &letters
})

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
