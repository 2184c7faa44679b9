package survey

import (
	"strings"

	"motcua/internal/vntext"
)

// receiptLength is how many letters a receipt code has: 19 × 18⁹ codes are 41.8 bits.
const receiptLength = 10

// NewReceipt makes a receipt code (mã phiếu) such as 7KQ4M2PTVC from random bytes.
func NewReceipt(random func([]byte)) string { return vntext.DrawCode(random, receiptLength) }

// ShowReceipt writes a code in two halves, as people read it: 7KQ4M-2PTVC.
func ShowReceipt(code string) string {
	if len(code) != receiptLength {
		return code
	}
	return code[:receiptLength/2] + "-" + code[receiptLength/2:]
}

// ParseReceipt reads a code as people type it: in small letters, full-width ones or with marks on them, with spaces, dashes
// and full stops anywhere.
func ParseReceipt(s string) (string, bool) { return vntext.ReadCode(s, receiptLength) }

// LoneReceipt reads a code that stands alone, without a command. A long number is something else.
func LoneReceipt(s string) (string, bool) {
	code, ok := ParseReceipt(s)
	return code, ok && strings.Trim(code, "23456789") != ""
}
