package docx

// Align is how the lines of a paragraph are set.
type Align string

// The alignments, by their names in the format.
const (
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "both"
)

// Style is the look of a paragraph, complete: what is zero here is none, not inherited.
type Style struct {
	ID   string // used in Paragraph.Style
	Name string // shown to the writer in Word
	// Known says that Name is one of Word's own styles ("Normal", "heading 1", "caption"), which this one redefines.
	Known bool
	Size  int // type size in half points
	Bold, Italic,
	Caps bool // capitals, whatever the text is written in

	Align         Align
	FirstLine     int // indent of the first line
	Indent        int // of the whole paragraph from the left
	Hanging       int // how far the first line stands out of Indent to the left
	Before, After int // space around the paragraph
	Line          int // distance of lines in 240ths of a line; 240 = single
	Outline       int // level of a heading from 1; 0 = text
	KeepNext      bool
}

// styles is the part that holds all formatting.
func (d Document) styles() element {
	root := el("w:styles", "xmlns:w", nsMain).with(
		el("w:docDefaults").with(
			el("w:rPrDefault").with(el("w:rPr").with(
				d.fonts(), value("w:color", "000000"),
				value("w:sz", num(d.Styles[0].Size)), value("w:szCs", num(d.Styles[0].Size)),
				el("w:lang", "w:val", d.Language, "w:eastAsia", d.Language, "w:bidi", "ar-SA"),
			)),
			el("w:pPrDefault").with(el("w:pPr")),
		),
	)
	for i, s := range d.Styles {
		root = root.with(d.style(s, i == 0))
	}
	return root.with(el("w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal").with(
		value("w:name", "Normal Table"), value("w:uiPriority", "99"), el("w:semiHidden"), el("w:unhideWhenUsed"),
		el("w:tblPr").with(el("w:tblInd", "w:w", "0", "w:type", "dxa"), cellMargins(0)),
	))
}

// fonts names the type face in all four slots: Word picks the slot by script, and a Vietnamese letter or a
// curly quote may fall into any of them.
func (d Document) fonts() element {
	return el("w:rFonts", "w:ascii", d.Font, "w:hAnsi", d.Font, "w:eastAsia", d.Font, "w:cs", d.Font)
}

func (d Document) style(s Style, standard bool) element {
	e := el("w:style", "w:type", "paragraph")
	if standard {
		e.attrs = append(e.attrs, "w:default", "1")
	}
	if !s.Known {
		e.attrs = append(e.attrs, "w:customStyle", "1")
	}
	e.attrs = append(e.attrs, "w:styleId", s.ID)
	return e.with(
		value("w:name", s.Name), el("w:qFormat"),
		el("w:pPr").with(
			flag("w:keepNext", s.KeepNext),
			flag("w:keepLines", s.Outline > 0),
			el("w:widowControl"),
			el("w:spacing", "w:before", num(s.Before), "w:after", num(s.After), "w:line", num(s.Line), "w:lineRule", "auto"),
			s.indent(),
			value("w:jc", string(s.Align)),
			outline(s.Outline),
		),
		el("w:rPr").with(
			d.fonts(),
			flag("w:b", s.Bold), flag("w:bCs", s.Bold),
			flag("w:i", s.Italic), flag("w:iCs", s.Italic),
			flag("w:caps", s.Caps),
			value("w:sz", num(s.Size)), value("w:szCs", num(s.Size)),
		),
	)
}

func (s Style) indent() element {
	e := el("w:ind", "w:left", num(s.Indent))
	if s.Hanging > 0 {
		e.attrs = append(e.attrs, "w:hanging", num(s.Hanging))
		return e
	}
	e.attrs = append(e.attrs, "w:firstLine", num(s.FirstLine))
	return e
}

// outline puts headings into Word's navigation and a screen reader's list of headings.
func outline(level int) element {
	if level == 0 {
		return element{}
	}
	return value("w:outlineLvl", num(level-1))
}
