package survey

import (
	"strings"
	"unicode"

	"motcua/internal/vntext"
)

// A receipt code must survive a telephone with a Vietnamese keyboard. Telex, VNI and VIQR change letters only where a vowel
// stands (A E I O U Y), where W or a bracket stands for one, or D for đ; some also write doubled consonants, and F, J, W, Z at
// the beginning, as others. So the alphabet has none of those, nor the tone letters S F R X J Z, nor what is misread on paper
// (0 O, 1 I, B beside 8), and no letter comes twice in a row. 19 × 18⁹ codes are 41.8 bits.
const (
	receiptAlphabet = "23456789CGHKLMNPQTV"
	receiptLength   = 10
)

// NewReceipt makes a receipt code (mã phiếu) such as 7KQ4M2PTVC from random bytes.
func NewReceipt(random func([]byte)) string {
	code := make([]byte, receiptLength)
	last := -1
	for at := range code {
		last = drawLetter(random, last)
		code[at] = receiptAlphabet[last]
	}
	return string(code)
}

// drawLetter draws the place in the alphabet of one letter, each equally likely, but not the one at last; -1 leaves none out.
func drawLetter(random func([]byte), last int) int {
	letters := len(receiptAlphabet)
	if last >= 0 {
		letters--
	}
	for b := [1]byte{}; ; {
		random(b[:])
		// Values above the largest multiple are thrown away, so that every letter is equally likely.
		i := int(b[0])
		if i >= 256/letters*letters {
			continue
		}
		if i %= letters; last >= 0 && i >= last {
			i++
		}
		return i
	}
}

// ShowReceipt writes a code in two halves, as people read it: 7KQ4M-2PTVC.
func ShowReceipt(code string) string {
	if len(code) != receiptLength {
		return code
	}
	return code[:receiptLength/2] + "-" + code[receiptLength/2:]
}

// ParseReceipt reads a code as people type it: in small letters, full-width ones or with marks on them, with spaces, dashes
// and full stops anywhere.
func ParseReceipt(s string) (string, bool) {
	if len(s) > 20*receiptLength || strings.ContainsFunc(s, strange) {
		return "", false
	}
	s = strings.ToUpper(strings.ReplaceAll(vntext.Fold(s), " ", ""))
	if len(s) != receiptLength {
		return "", false
	}
	for i := range len(s) {
		if strings.IndexByte(receiptAlphabet, s[i]) < 0 {
			return "", false
		}
	}
	return s, true
}

// strange tells what nobody types in a code: folding would drop it unseen.
func strange(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Pd, r) &&
		r != '.' && r != '\u200b' && r != '\u2212'
}
