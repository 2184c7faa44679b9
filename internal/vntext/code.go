package vntext

import (
	"strings"
	"unicode"
)

// CodeLetters are what codes are made of that people type. A code must survive a telephone with a Vietnamese keyboard. Telex, VNI
// and VIQR change letters only where a vowel stands (A E I O U Y), where W or a bracket stands for one, or D for đ; some also
// write doubled consonants, and F, J, W, Z at the beginning, as others. So there are none of those, nor the tone letters
// S F R X J Z, nor what is misread on paper (0 O, 1 I, B beside 8), and no letter comes twice in a row.
const CodeLetters = "23456789CGHKLMNPQTV"

// DrawCode makes a code of n letters, each as likely as the others, but none the same as the one before it: n letters are
// 4.25 + 4.17·(n-1) bits. random fills a slice with random bytes.
func DrawCode(random func([]byte), n int) string {
	code := make([]byte, n)
	last := -1
	for at := range code {
		last = drawLetter(random, last)
		code[at] = CodeLetters[last]
	}
	return string(code)
}

// drawLetter draws the place in CodeLetters of one letter, each equally likely, but not the one at last; -1 leaves none out.
func drawLetter(random func([]byte), last int) int {
	letters := len(CodeLetters)
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

// ReadCode reads a code of n letters as people type it: in small letters, full-width ones or with marks on them, with spaces,
// dashes and full stops anywhere, in quotes or brackets, with the word for it beside it ("mã phiếu là “7kq4m-2ptvc” ạ").
func ReadCode(s string, n int) (string, bool) {
	if len(s) > 20*n || strings.ContainsFunc(s, strange) {
		return "", false
	}
	words := strings.Fields(Fold(s))
	for len(words) > 0 && besideCode(words[0]) {
		words = words[1:]
	}
	for len(words) > 0 && besideCode(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	s = strings.ToUpper(strings.Join(words, ""))
	if len(s) != n {
		return "", false
	}
	for i := range len(s) {
		if strings.IndexByte(CodeLetters, s[i]) < 0 {
			return "", false
		}
	}
	return s, true
}

// besideCode tells the words that may stand before or behind a code. Each has a letter that no code has.
func besideCode(word string) bool {
	switch word {
	case "ma", "so", "phieu", "luot", "lien", "ket", "la", "cua", "toi", "tui", "em", "minh", "day", "nay", "xin", "a", "nhe", "code", "xem", "xoa", "dulieu", "du", "lieu", "giup":
		return true
	}
	return false
}

// strange tells what nobody types in a code: folding would drop it unseen.
func strange(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.In(r, unicode.Pd, unicode.Pi, unicode.Pf, unicode.Ps, unicode.Pe) &&
		!strings.ContainsRune(".:,;'\"`´*_/\u200b\u2212", r)
}
