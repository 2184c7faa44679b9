package telegram

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/prose"
)

// What Telegram takes, in UTF-16 units of the text without its formatting.
const (
	maxTextUnits    = 4096
	maxCaptionUnits = 1024
)

// part is the text of one message.
type part struct {
	html  string
	units int
}

// render writes lines as HTML for Telegram, in as many parts as needed for each to stay within limit. Parts
// end where paragraphs end, unless one paragraph is too long by itself. Everything that is not ours is
// escaped.
func render(lines []prose.Line, limit int) []part {
	var parts []part
	var b strings.Builder
	units := 0
	flush := func() {
		if units > 0 {
			parts = append(parts, part{b.String(), units})
		}
		b.Reset()
		units = 0
	}
	var before prose.Kind
	for _, line := range lines {
		for _, piece := range pieces(line, limit) {
			gap := ""
			if units > 0 {
				gap = between(before, line.Kind)
			}
			if units+len(gap)+piece.units > limit {
				flush()
				gap = ""
			}
			b.WriteString(gap)
			b.WriteString(piece.html)
			units += len(gap) + piece.units
			before = line.Kind
		}
	}
	flush()
	return parts
}

// between is what stands between two lines: an empty line where something new begins.
func between(before, kind prose.Kind) string {
	switch {
	case before == prose.Head, kind == prose.Item,
		before == prose.Small && (kind == prose.Small || kind == prose.Head),
		kind == prose.Link && (before == prose.Item || before == prose.Link):
		return "\n"
	}
	return "\n\n"
}

// pieces renders one line; more than one piece if it is too long for a message by itself.
func pieces(l prose.Line, limit int) []part {
	text := strings.TrimSpace(l.Text)
	if text == "" && l.Kind != prose.Link {
		return nil
	}
	open, closing := "", ""
	switch l.Kind {
	case prose.Head:
		open, closing = "<b>", "</b>"
	case prose.Small:
		open, closing = "<i>", "</i>"
	case prose.Item:
		text = "• " + text
	case prose.Link:
		if text, open, closing = link(text, l.URL); text == "" {
			return nil
		}
	}
	var out []part
	for text != "" {
		var head string
		head, text = cut(text, limit)
		out = append(out, part{open + escape(head) + closing, utf16Len(head)})
	}
	return out
}

// link renders a link. Telegram makes links of web addresses only; any other address is shown in words.
func link(label, address string) (text, open, closing string) {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	switch {
	case err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http"):
		if label == "" {
			label = address
		}
		return label, `<a href="` + escape(address) + `">`, "</a>"
	case label == "" || address == "":
		return label + address, "", ""
	}
	return label + ": " + address, "", ""
}

// special are the characters that mean something in Telegram's HTML.
var special = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes a text safe to stand between tags and in attributes.
func escape(s string) string { return special.Replace(s) }

// cut splits a text so that the first half has at most limit units, at the end of a line, a sentence or a
// word where there is one in the second half of it.
func cut(s string, limit int) (head, rest string) {
	end := prefix(s, limit)
	if end == len(s) {
		return s, ""
	}
	// One more byte, so that a space just behind the limit counts as the end of a word.
	for _, sep := range []string{"\n", ". ", "; ", ", ", " "} {
		if i := strings.LastIndex(s[:end+1], sep); i >= end/2 {
			end = i + len(strings.TrimRight(sep, " \n"))
			break
		}
	}
	return strings.TrimSpace(s[:end]), strings.TrimSpace(s[end:])
}

// prefix is the length in bytes of the longest beginning of s with at most limit UTF-16 units.
func prefix(s string, limit int) int {
	for i, r := range s {
		if limit -= runeUnits(r); limit < 0 {
			return i
		}
	}
	return len(s)
}

// utf16Len counts a text the way Telegram does.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += runeUnits(r)
	}
	return n
}

func runeUnits(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// shortCaption is what stands under a picture whose message is too long to do so: its heading, or what the
// picture shows.
func shortCaption(lines []prose.Line, alt string) string {
	if i := slices.IndexFunc(lines, func(l prose.Line) bool { return l.Kind == prose.Head }); i >= 0 {
		if parts := render(lines[i:i+1], maxCaptionUnits); len(parts) == 1 {
			return parts[0].html
		}
	}
	return escape(clip(strings.TrimSpace(alt), maxCaptionUnits/2-1))
}

// runes is how long a label is to the eye.
func runes(s string) int { return utf8.RuneCountInString(s) }
