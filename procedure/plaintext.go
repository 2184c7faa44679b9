package procedure

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainText makes two wordings equal that a reader would call the same: spacing, capitals, closing punctuation, the
// place of a tone mark (hòa, hoà), the zero of "03 ngày", the ways of writing đồng and Ủy ban nhân dân. Diacritics are kept:
// thuê is not thuế.
func plainText(s string) string {
	s = strings.ToLower(norm.NFKD.String(s))
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	s = strings.Trim(s, " .,;:-–•+")
	s = dongs.ReplaceAllString(s, norm.NFKD.String("$1 đồng$2"))
	s = leadingZeros.ReplaceAllString(s, "$1$2")
	return strings.ReplaceAll(tonesLast(s), committee, "ubnd")
}

// committee is Ủy ban nhân dân as tonesLast leaves it.
var committee = tonesLast(norm.NFKD.String("ủy ban nhân dân"))

// nameText is plainText of a name without the words that sources put before it or not.
func nameText(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(plainText(s), officialOpener), " ")
}

// officialOpener is "Thủ tục" as plainText leaves it.
var officialOpener = plainText("thủ tục")

var (
	dongs        = regexp.MustCompile(norm.NFKD.String(`(\d)\s*(?:đồng|vnđ|vnd|đ)([^\pL]|$)`))
	leadingZeros = regexp.MustCompile(`(^|[^\d.,/-])0+(\d)`)
)

// toneMarks are the five tones as combining marks: huyền, sắc, ngã, hỏi, nặng.
const toneMarks = "\u0300\u0301\u0303\u0309\u0323"

// tonesLast moves the tone of each syllable of a decomposed text behind its last letter, where the old and the new way
// of placing it look alike.
func tonesLast(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var tones []rune
	end := func() {
		for _, t := range tones {
			b.WriteRune(t)
		}
		tones = tones[:0]
	}
	for _, r := range s {
		switch {
		case strings.ContainsRune(toneMarks, r):
			tones = append(tones, r)
			continue
		case !unicode.IsLetter(r) && !unicode.Is(unicode.M, r):
			end()
		}
		b.WriteRune(r)
	}
	end()
	return b.String()
}

// lawNumber is the number of a legal document, which sources write with and without its title; a text without one is
// compared as it is.
func lawNumber(s string) string {
	if n := lawNumbers.FindString(norm.NFC.String(s)); n != "" {
		return plainText(n)
	}
	return plainText(s)
}

// lawNumbers is the number of a document: 47/2014/QH13, 163/QĐ-BTP.
var lawNumbers = regexp.MustCompile(`\d+/(?:\d{4}/)?[\pLĐ][\pL\d-]*`)

// stepText is a step without its number.
func stepText(s string) string {
	return stepNumber.ReplaceAllString(plainText(s), "")
}

// stepNumber is "Bước 1:" or "1." as plainText leaves it: decomposed, the tone last.
var stepNumber = regexp.MustCompile(`^(?:` + plainText("bước") + `\s*\d+\s*[:.)–-]?\s*|\d+\s*[:.)]\s*)`)

// dong writes an amount with dots between thousands.
func dong(vnd int) string {
	s := strconv.Itoa(vnd)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s + " đồng"
}
