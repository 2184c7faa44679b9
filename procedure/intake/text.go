package intake

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/vntext"
)

// How long a text may be, in runes. The longest names of the catalogue have some 760, the longest lists of papers 3,700.
const (
	maxTitle = 1_500
	maxText  = 4_000
	maxItems = 400     // entries of one list
	maxCell  = 200_000 // bytes of one cell, before it is divided
)

// tidy makes the text of a file uniform: composed letters, no invisible characters, single spaces, no empty lines. Line
// breaks stay.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == '\u2028', r == '\u2029', r == '\u0085':
			return '\n'
		case r == '\u00ad', r == '\ufeff', r == '\u200b', r == '\u200c', r == '\u200d', r == '\u2060':
			return -1
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	return norm.NFC.String(b.String())
}

// oneLine is tidy text without line breaks.
func oneLine(s string) string { return strings.ReplaceAll(tidy(s), "\n", " ") }

// lines are the lines of a text without the dashes that begin them.
func lines(s string) []string {
	s = tidy(s)
	if s == "" {
		return nil
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = unbullet(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// bullets begin the lines of a list. A minus or plus without a space after it stays before a digit.
var (
	bullets    = regexp.MustCompile(`^(?:[*•·▪○●\x{f0b7}]\s*|[-–—+]\s+)+`)
	tightDashs = regexp.MustCompile(`^[-–—+]+(\pL)`)
)

func unbullet(s string) string {
	s = bullets.ReplaceAllString(strings.TrimSpace(s), "")
	return strings.TrimSpace(tightDashs.ReplaceAllString(s, "$1"))
}

// entries are the parts of a text that lists several things in lines, or in one line with semicolons.
func entries(s string) []string {
	var out []string
	for _, line := range lines(s) {
		for part := range strings.SplitSeq(line, ";") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// commaEntries are entries that may be divided by commas as well, except between brackets: "Tổ chức (không bao gồm
// doanh nghiệp, HTX), Công dân Việt Nam" are two.
func commaEntries(s string) []string {
	var out []string
	for _, part := range entries(s) {
		depth, from := 0, 0
		for i, r := range part {
			switch r {
			case '(':
				depth++
			case ')':
				depth--
			case ',':
				if depth <= 0 {
					out = append(out, strings.TrimSpace(part[from:i]))
					from = i + 1
				}
			}
		}
		out = append(out, strings.TrimSpace(part[from:]))
	}
	return compact(out)
}

// compact leaves out empty and repeated entries.
func compact(in []string) []string {
	seen := make(map[string]bool, len(in))
	var out []string
	for _, s := range in {
		if s == "" || seen[s] {
			continue
		}
		seen[s] = true
		out = append(out, s)
	}
	return out
}

// clipText shortens a text to n runes; cut tells that something was lost.
func clipText(s string, n int) (short string, cut bool) {
	if len(s) <= n {
		return s, false
	}
	short = vntext.Clip(s, n)
	return short, short != s
}

// saysNothing tells whether a text stands for the absence of information.
func saysNothing(s string) bool {
	switch strings.TrimSpace(vntext.Fold(s)) {
	case "", "khong co thong tin", "khong ro", "chua ro", "chua co thong tin", "chua cap nhat", "dang cap nhat", "n a", "na", "null", "none", "khong xac dinh":
		return true
	}
	return false
}

// saysNone tells whether a text says that there is nothing: no condition, no form.
func saysNone(s string) bool {
	switch vntext.Fold(s) {
	case "khong", "khong co", "khong yeu cau", "khong quy dinh", "khong co yeu cau", "khong co yeu cau dieu kien":
		return true
	}
	return false
}
