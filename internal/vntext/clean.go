package vntext

import (
	"strings"
	"unicode"
)

// Clean drops what cannot be stored or shown: control characters and broken UTF-8.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}
