// Package prose is the small formatted text that every channel can show: paragraphs, headings, list
// items, links and small print. A procedure card, a digest and a bot's question are all made of it, and
// each channel renders it in its own way (HTML on the web, HTML entities on Telegram).
//
// It is structured rather than marked-up text so that nothing a citizen typed or an official imported
// can ever be taken for formatting.
package prose

import "strings"

// Kind says how a line is to look.
type Kind string

const (
	Para  Kind = ""  // an ordinary paragraph
	Head  Kind = "h" // a heading, bold
	Item  Kind = "i" // one entry of a list
	Link  Kind = "l" // Text is the label, URL the target
	Small Kind = "s" // small print: source, date, caution
)

// Line is one paragraph of a message. Text never contains formatting; it may contain line breaks.
type Line struct {
	Kind Kind   `json:"k,omitempty"`
	Text string `json:"t"`
	URL  string `json:"u,omitempty"` // only for Link
}

// P makes an ordinary paragraph.
func P(text string) Line { return Line{Text: text} }

// H makes a heading.
func H(text string) Line { return Line{Kind: Head, Text: text} }

// I makes a list item.
func I(text string) Line { return Line{Kind: Item, Text: text} }

// S makes a line of small print.
func S(text string) Line { return Line{Kind: Small, Text: text} }

// A makes a link.
func A(text, url string) Line { return Line{Kind: Link, Text: text, URL: url} }

// Plain renders lines as text without any formatting: list items get a bullet, links show their
// address. It is what digest.txt and the scripted tests show.
func Plain(lines []Line) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch l.Kind {
		case Item:
			b.WriteString("• " + l.Text)
		case Link:
			b.WriteString(l.Text + ": " + l.URL)
		default:
			b.WriteString(l.Text)
		}
	}
	return b.String()
}
