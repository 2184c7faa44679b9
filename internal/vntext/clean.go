package vntext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean drops what cannot be stored or shown: broken UTF-8, control characters, the signs that turn the direction of writing, and
// letters nobody sees. What is left of a text of nothing else is "". Texts are cleaned once, where they enter (bot.Event.Check).
func Clean(s string) string {
	var b strings.Builder
	before := rune(-1)
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == joiner && !joins(before), hidden(r):
			continue
		}
		b.WriteRune(r)
		before = r
	}
	out := strings.TrimSpace(b.String())
	if !strings.ContainsFunc(out, visible) {
		return ""
	}
	return out
}

const (
	joiner   = '\u200d' // makes one sign of two: a family, a coloured hand
	selector = '\ufe0f' // makes a sign coloured
)

// joins reports whether a joiner can stand behind a rune.
func joins(before rune) bool {
	return before == selector || unicode.In(before, unicode.So, unicode.Sk)
}

// hidden tells runes that show nothing, or turn what stands behind them.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r == joiner:
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r > unicode.MaxRune, r == utf8.RuneError:
		return true
	}
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u2800', '\u3164', '\uffa0': // fillers: letters, marks and signs without a shape
		return true
	}
	return unicode.Is(unicode.Variation_Selector, r) && r != selector
}

// visible tells what can be seen by itself.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsMark(r) && r != joiner
}
