package vntext

import (
	"strings"
	"unicode"
)

// ellipsis marks a place where text was left out.
const ellipsis = "…"

// Clip shortens s to at most n runes, the ellipsis included, cutting between words when a word end
// lies in the second half of what fits, and inside a word otherwise. Text that fits is returned as
// it is, apart from surrounding space. n below 1 gives "".
func Clip(s string, n int) string {
	s = strings.TrimSpace(s)
	if n < 1 {
		return ""
	}
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	cut := n - 1
	for i := cut; i > cut/2; i-- {
		if unicode.IsSpace(runes[i]) {
			cut = i
			break
		}
	}
	return strings.TrimRightFunc(string(runes[:cut]), notAnEnd) + ellipsis
}

// notAnEnd tells whether r would look odd right before an ellipsis.
func notAnEnd(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:.–-/(“\"…", r)
}
