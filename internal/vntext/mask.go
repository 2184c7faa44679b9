package vntext

import (
	"regexp"
	"strings"
	"unicode"
)

// Masked stands where Mask took a personal number or address out.
const Masked = "[đã che]"

// emailPattern is deliberately generous: hiding one word too many in a stored question harms nobody.
var emailPattern = regexp.MustCompile(`[\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)+`)

// Mask replaces what identifies a person by Masked: personal numbers of 12 digits and the old ones of 9,
// telephone numbers in the ways people write them (spaces, dots, dashes, +84, 0084, full-width
// digits) and e-mail addresses. It leaves procedure codes (1.001193), amounts of money with their unit,
// dates and document numbers (123/2015/NĐ-CP) alone.
//
// In doubt it masks: any nine digits in a row go, whatever they are. The result is valid UTF-8 and masking it
// again changes nothing.
func Mask(s string) string {
	s = strings.ToValidUTF8(s, "�")
	if strings.Contains(s, "@") { // most texts hold neither: looking for patterns costs a hundred times as much
		s = emailPattern.ReplaceAllString(s, Masked)
	}
	if strings.ContainsFunc(s, unicode.IsDigit) {
		s = maskNumbers([]rune(s))
	}
	return s
}

// maskNumbers walks the text and hands each stretch of digits and separators to hide.
func maskNumbers(text []rune) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if !startsNumber(text, i) {
			b.WriteRune(text[i])
			i++
			continue
		}
		end := stretchEnd(text, i)
		b.WriteString(hide(text[i:end], text[end:]))
		i = end
	}
	return b.String()
}

func startsNumber(text []rune, i int) bool {
	if unicode.IsDigit(text[i]) {
		return true
	}
	return text[i] == '+' && i+1 < len(text) && unicode.IsDigit(text[i+1])
}

// stretchEnd finds the end of the digits and separators starting at i; at most three separators may
// stand between two digits ("+84 (0) 912…" has three).
func stretchEnd(text []rune, i int) int {
	end := i + 1
	gap := 0
	for j := i + 1; j < len(text) && gap <= 3; j++ {
		switch {
		case unicode.IsDigit(text[j]):
			gap, end = 0, j+1
		case separates(text[j]):
			gap++
		default:
			return end
		}
	}
	return end
}

func separates(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".-–—_·()", r)
}

// number is one word of a stretch, digits with inner dots or dashes but no space.
type number struct {
	text   string // as written
	digits string // its digits as ASCII
	gap    string // the space before it
}

// hide decides what of one stretch is personal. after is the text that follows, for units of money.
func hide(stretch, after []rune) string {
	words := split(stretch)
	var b strings.Builder
	for i := 0; i < len(words); {
		n := personalRun(words[i:], after)
		b.WriteString(words[i].gap)
		if n == 0 {
			b.WriteString(words[i].text)
			i++
			continue
		}
		b.WriteString(Masked)
		i += n
	}
	return b.String()
}

// split cuts a stretch at its spaces. A word without digits (a lone bracket or dash) counts as part of the gap.
func split(stretch []rune) []number {
	var out []number
	var gap, word, digits strings.Builder
	flush := func() {
		if word.Len() == 0 {
			return
		}
		if digits.Len() == 0 {
			gap.WriteString(word.String())
		} else {
			out = append(out, number{text: word.String(), digits: digits.String(), gap: gap.String()})
			gap.Reset()
			digits.Reset()
		}
		word.Reset()
	}
	for _, r := range stretch {
		if unicode.IsSpace(r) {
			flush()
			gap.WriteRune(r)
			continue
		}
		word.WriteRune(r)
		if unicode.IsDigit(r) {
			digits.WriteByte(digitValue(r))
		}
	}
	flush()
	return out
}

// digitValue is the ASCII digit of any decimal digit: Unicode keeps every script's ten in one block
// aligned so that the zero's code point tells the value.
func digitValue(r rune) byte {
	zero := r
	for unicode.IsDigit(zero - 1) {
		zero--
	}
	return byte('0' + (r-zero)%10)
}

// personalRun says how many words from the start of ws make up one personal number; 0 for none. The
// longest run wins, so that the last group of a spaced telephone number is not left behind.
func personalRun(ws []number, after []rune) int {
	if protected(ws[0].text) {
		return 0
	}
	best := 0
	joined := ""
	for n := 1; n <= len(ws) && len(joined) < 16; n++ {
		w := ws[n-1]
		if n > 1 && protected(w.text) {
			break
		}
		joined += w.digits
		if n == 1 && personalWord(w, len(ws) == 1, after) || n > 1 && personalSpaced(ws[:n], joined) {
			best = n
		}
	}
	return best
}

var (
	// codePattern is a procedure code with or without the suffix of an agency.
	codePattern = regexp.MustCompile(`^\d\.\d{6}(\.\d{3}(\.\d{2}){2}\.?)?$`)
	// datePattern is a full date; a year has four digits, so no telephone number looks like it.
	datePattern = regexp.MustCompile(`^(\d{1,2}[.\-]\d{1,2}[.\-](19|20)\d{2}|(19|20)\d{2}[.\-]\d{1,2}[.\-]\d{1,2})[.\-]?$`)
	// amountPattern is an amount grouped in thousands. A telephone number starts with 0, an amount does not.
	amountPattern = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+[.\-]?$`)
	// moneyPattern is what follows an amount of money.
	moneyPattern = regexp.MustCompile(`^\s*(đ\b|đồng|đ[^\p{L}]|đ$|dong|vnđ|vnd|₫|triệu|trieu|tỷ|tỉ|ty\b|nghìn|ngàn|usd)`)
)

func protected(word string) bool {
	return codePattern.MatchString(word) || datePattern.MatchString(word)
}

// personalWord judges a number written without spaces.
func personalWord(w number, last bool, after []rune) bool {
	if longestRun(w.text) >= 9 {
		return true
	}
	if len(w.digits) < 9 {
		return false
	}
	if !amountPattern.MatchString(w.text) {
		return true
	}
	follows := string(after[:min(len(after), 10)])
	return !last || !moneyPattern.MatchString(strings.ToLower(follows))
}

// personalSpaced judges digits spread over several words: telephone numbers and new personal numbers begin with 0
// or the country code; the old personal number is nine digits in threes.
func personalSpaced(ws []number, joined string) bool {
	n := len(joined)
	switch {
	case strings.HasPrefix(ws[0].text, "+"):
		return n >= 9 && n <= 15
	case strings.HasPrefix(joined, "0084"):
		return n >= 12 && n <= 15
	case strings.HasPrefix(joined, "0"):
		return n >= 9 && n <= 12
	case strings.HasPrefix(joined, "84") && ws[0].digits == "84":
		return n >= 10 && n <= 13
	}
	if n != 9 {
		return false
	}
	for _, w := range ws {
		if len(w.text) != 3 {
			return false
		}
	}
	return true
}

// longestRun is the number of digits in the longest unbroken run.
func longestRun(s string) int {
	best, run := 0, 0
	for _, r := range s {
		if !unicode.IsDigit(r) {
			run = 0
			continue
		}
		run++
		best = max(best, run)
	}
	return best
}
