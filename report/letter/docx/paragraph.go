package docx

import "strings"

// Paragraph is a paragraph of text. A line end in a text is a line break within the paragraph.
type Paragraph struct {
	Style string // ID of a style
	Runs  []Run
	// KeepNext keeps the paragraph on the page of what follows, beyond what its style says.
	KeepNext bool
}

// Run is a piece of text of one look. What is not set follows the paragraph's style.
type Run struct {
	Text         string
	Bold, Italic bool
}

// Text makes a paragraph of plain text.
func Text(style, text string) Paragraph {
	return Paragraph{Style: style, Runs: []Run{{Text: text}}}
}

func (p Paragraph) element(*media) element {
	e := el("w:p").with(el("w:pPr").with(value("w:pStyle", p.Style), flag("w:keepNext", p.KeepNext)))
	for _, r := range p.Runs {
		e = e.with(r.element())
	}
	return e
}

func (r Run) element() element {
	e := el("w:r")
	if r.Bold || r.Italic {
		e = e.with(el("w:rPr").with(
			flag("w:b", r.Bold), flag("w:bCs", r.Bold), flag("w:i", r.Italic), flag("w:iCs", r.Italic),
		))
	}
	for i, line := range strings.Split(clean(r.Text), "\n") {
		if i > 0 {
			e = e.with(el("w:br"))
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				e = e.with(el("w:tab"))
			}
			if piece != "" {
				e = e.with(element{name: "w:t", attrs: []string{"xml:space", "preserve"}, text: piece})
			}
		}
	}
	return e
}

// Rule is a thin continuous line in the middle of the given width.
type Rule struct {
	Length int
	Within int // width of the column or page it stands in
	Before int // space above it
	After  int
}

// element draws the rule as the upper border of an otherwise empty paragraph: drawn shapes move about when
// the text above them is edited, and underlined text cannot be shorter than the text.
func (r Rule) element(*media) element {
	side := num((r.Within - r.Length) / 2)
	const height = 20 // of the empty line; its letters are never seen
	return el("w:p").with(el("w:pPr").with(
		el("w:pBdr").with(el("w:top", "w:val", "single", "w:sz", "6", "w:space", "0", "w:color", "000000")),
		el("w:spacing", "w:before", num(r.Before), "w:after", num(r.After), "w:line", num(height), "w:lineRule", "exact"),
		el("w:ind", "w:left", side, "w:right", side, "w:firstLine", "0"),
	))
}

// thin is an empty paragraph that takes next to no room, where the format demands a paragraph.
func thin(more ...element) element {
	return el("w:p").with(el("w:pPr").with(
		el("w:spacing", "w:before", "0", "w:after", "0", "w:line", "20", "w:lineRule", "exact"),
	).with(more...))
}
