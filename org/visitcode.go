package org

import (
	"strings"

	"motcua/internal/vntext"
)

// A visit code (mã lượt) is 12 letters: ten that are drawn and two that check them, so that a letter misread or two swapped are
// told from a code that was never given. There are 41.6 bits of them.
const (
	visitDrawn  = 10
	visitLength = visitDrawn + 2
)

// NewVisitCode makes a visit code such as 7KQ4M2PTVC8H. random fills a slice with random bytes.
func NewVisitCode(random func([]byte)) string {
	for {
		drawn := vntext.DrawCode(random, visitDrawn)
		code := drawn + visitCheck(drawn)
		// No letter comes twice in a row, in the check letters neither: keyboards change doubled ones.
		if code[visitDrawn] != code[visitDrawn-1] && code[visitDrawn] != code[visitDrawn+1] {
			return code
		}
	}
}

// ShowVisitCode writes a code in three groups, as people read it: 7KQ4-M2PT-VC8H.
func ShowVisitCode(code string) string {
	if len(code) != visitLength {
		return code
	}
	return code[:4] + "-" + code[4:8] + "-" + code[8:]
}

// ParseVisitCode reads a code as people type it. like reports whether s looks like a code at all; ok whether its letters check,
// without which it was never given.
func ParseVisitCode(s string) (code string, like, ok bool) {
	code, like = vntext.ReadCode(s, visitLength)
	if !like || strings.Trim(code, "23456789") == "" { // a long number is something else
		return "", false, false
	}
	return code, true, code[visitDrawn:] == visitCheck(code[:visitDrawn])
}

// visitCheck gives the two letters that check the drawn ones: their sum, and their sum weighted by place, in the field of the 19
// letters. Of two wrong letters, or two swapped, at least one of the sums changes.
func visitCheck(drawn string) string {
	const field = len(vntext.CodeLetters)
	plain, weighted := 0, 0
	for i := range len(drawn) {
		v := strings.IndexByte(vntext.CodeLetters, drawn[i])
		plain += v
		weighted += (i + 1) * v
	}
	return string([]byte{vntext.CodeLetters[plain%field], vntext.CodeLetters[weighted%field]})
}
