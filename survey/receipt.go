package survey

import "strings"

// receiptAlphabet leaves out what is misread on paper: 0 O, 1 I L, U V. 29 letters to the sixth are
// 594 million codes.
const (
	receiptAlphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ"
	receiptLength   = 6
)

// NewReceipt makes a receipt code (mã phiếu) such as 7KQ4MD from at least 6 random bytes.
func NewReceipt(random func([]byte)) string {
	var b [1]byte
	var code strings.Builder
	for code.Len() < receiptLength {
		random(b[:])
		// Values above the largest multiple are thrown away, so that every letter is equally likely.
		if i := int(b[0]); i < 256/len(receiptAlphabet)*len(receiptAlphabet) {
			code.WriteByte(receiptAlphabet[i%len(receiptAlphabet)])
		}
	}
	return code.String()
}

// ParseReceipt reads a code as people type it: lower case, with spaces or dashes.
func ParseReceipt(s string) (string, bool) {
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "", ".", "").Replace(s))
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
