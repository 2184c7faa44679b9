package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	maxDepth  = 128     // elements, brackets or indentations inside one another
	maxNested = 8       // tables inside one another
	maxCells  = 400_000 // cells of all tables of a document
	maxSpan   = 64      // columns one cell may span
)

// block is a paragraph or a table of a Word document.
type block struct {
	text  string // of a paragraph; lines divided by \n
	head  string // what stands before the first tab of a paragraph; "" without one
	table *grid  // nil for a paragraph
	n     int    // number of the paragraph, or of the first one in the table
}

// grid is a table with its merged cells spread out.
type grid struct {
	rows [][]wordCell
}

// wordCell is one cell of a table.
type wordCell struct {
	blocks []block
	down   bool // belongs to the cell above it
	across bool // belongs to the cell to its left
}

// text is all the text of a cell, a paragraph a line, tables row by row.
func (c wordCell) text() string { return blocksText(c.blocks) }

func blocksText(blocks []block) string {
	var out []string
	for _, b := range blocks {
		if b.table == nil {
			out = append(out, b.text)
			continue
		}
		for _, r := range b.table.rows {
			var cells []string
			for _, c := range r {
				if t := c.text(); t != "" && !c.across && !c.down {
					cells = append(cells, strings.ReplaceAll(t, "\n", " "))
				}
			}
			if len(cells) > 0 {
				out = append(out, strings.Join(cells, " "))
			}
		}
	}
	return strings.Join(out, "\n")
}

// docx reads the body of a Word document. What was deleted with changes tracked is not read, what was inserted is.
type docx struct {
	dec        *xml.Decoder
	paragraphs int
	cells      int
	depth      int
}

// errTooDeep and errTooManyCells say why a document is not read to its end.
var (
	errTooDeep      = errors.New("elements nested too deeply")
	errTooManyCells = errors.New("too many table cells")
)

// readDocx is the blocks of the body of a document.
func readDocx(r io.Reader) ([]block, error) {
	d := &docx{dec: xml.NewDecoder(r)}
	for {
		t, err := d.next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil, io.ErrUnexpectedEOF
			}
			return nil, err
		}
		if s, ok := t.(xml.StartElement); ok && isWord(s.Name, "body") {
			return d.blocks(0)
		}
	}
}

// isWord tells whether an element is of WordprocessingML, in the usual namespace or that of the strict form.
func isWord(n xml.Name, local string) bool {
	return n.Local == local && strings.Contains(n.Space, "wordprocessingml")
}

// next is the next token; it counts how deep the document goes.
func (d *docx) next() (xml.Token, error) {
	t, err := d.dec.Token()
	if err != nil {
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > maxDepth {
			return nil, errTooDeep
		}
	case xml.EndElement:
		d.depth--
	}
	return t, nil
}

// skip passes over the rest of an element that was just begun.
func (d *docx) skip() error {
	for end := d.depth - 1; d.depth > end; {
		if _, err := d.next(); err != nil {
			return err
		}
	}
	return nil
}

// blocks are the paragraphs and tables up to the end of the element that was just begun.
func (d *docx) blocks(nested int) ([]block, error) {
	var out []block
	for end := d.depth - 1; d.depth > end; {
		t, err := d.next()
		if err != nil {
			return nil, err
		}
		if s, ok := t.(xml.StartElement); ok {
			more, err := d.element(s, nested)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
	}
	return out, nil
}

// element is the paragraph or table that was just begun. It is nothing for what is left out, and for an element that
// only holds others: those are met next.
func (d *docx) element(s xml.StartElement, nested int) ([]block, error) {
	switch {
	case isWord(s.Name, "p"):
		d.paragraphs++
		b := block{n: d.paragraphs}
		text, err := d.paragraph()
		if err != nil {
			return nil, err
		}
		if head, _, ok := strings.Cut(strings.TrimSpace(text), "\t"); ok {
			b.head = tidy(head)
		}
		if b.text = tidy(text); b.text == "" {
			return nil, nil
		}
		return []block{b}, nil
	case isWord(s.Name, "tbl"):
		if nested >= maxNested {
			return nil, errTooDeep
		}
		b := block{n: d.paragraphs + 1}
		g, err := d.table(nested + 1)
		if err != nil || len(g.rows) == 0 {
			return nil, err
		}
		b.table = g
		return []block{b}, nil
	case isLeftOut(s.Name):
		return nil, d.skip()
	}
	return nil, nil
}

// isLeftOut tells whether an element has nothing to read: properties, what was deleted or moved away, instructions of
// fields, and the older form of a drawing whose newer one is read.
func isLeftOut(n xml.Name) bool {
	switch n.Local {
	case "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "tblGrid", "sectPr", "sdtPr", "Fallback":
		return true
	}
	return false
}

// paragraph is the text of a paragraph that was just begun. Text boxes inside it stand on lines of their own.
func (d *docx) paragraph() (string, error) {
	var b strings.Builder
	inText := false
	for end := d.depth - 1; d.depth > end; {
		t, err := d.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if isLeftOut(t.Name) {
				if err := d.skip(); err != nil {
					return "", err
				}
				continue
			}
			inText = isWord(t.Name, "t")
			b.WriteString(signOf(t.Name))
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
	return b.String(), nil
}

// signOf is the sign an element stands for.
func signOf(n xml.Name) string {
	switch {
	case isWord(n, "tab"):
		return "\t"
	case isWord(n, "br"), isWord(n, "cr"), isWord(n, "p"):
		return "\n"
	case isWord(n, "noBreakHyphen"):
		return "-"
	}
	return ""
}

// table is a table that was just begun.
func (d *docx) table(nested int) (*grid, error) {
	g := &grid{}
	for end := d.depth - 1; d.depth > end; {
		t, err := d.next()
		if err != nil {
			return nil, err
		}
		s, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case isWord(s.Name, "tr"):
			if err := d.tableRow(g, nested); err != nil {
				return nil, err
			}
		case isLeftOut(s.Name):
			if err := d.skip(); err != nil {
				return nil, err
			}
		}
	}
	return g, nil
}

// tableRow reads a row into g, unless it was deleted with changes tracked.
func (d *docx) tableRow(g *grid, nested int) error {
	var cells []wordCell
	deleted := false
	for end := d.depth - 1; d.depth > end; {
		t, err := d.next()
		if err != nil {
			return err
		}
		s, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case isWord(s.Name, "del"):
			deleted = true
		case isWord(s.Name, "tc"):
			c, span, err := d.tableCell(nested)
			if err != nil {
				return err
			}
			if d.cells += span; d.cells > maxCells {
				return errTooManyCells
			}
			if above := len(g.rows) - 1; c.down && above >= 0 && len(cells) < len(g.rows[above]) {
				c.blocks = g.rows[above][len(cells)].blocks
			}
			for i := range span {
				cells = append(cells, wordCell{blocks: c.blocks, down: c.down, across: i > 0})
			}
		}
	}
	if !deleted && len(cells) > 0 {
		g.rows = append(g.rows, cells)
	}
	return nil
}

// tableCell is a cell that was just begun, and how many columns it spans.
func (d *docx) tableCell(nested int) (c wordCell, span int, err error) {
	span = 1
	for end := d.depth - 1; d.depth > end; {
		t, err := d.next()
		if err != nil {
			return c, 0, err
		}
		s, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case isWord(s.Name, "gridSpan"):
			if n, err := strconv.Atoi(attr(s, "val")); err == nil && n > 1 {
				span = min(n, maxSpan)
			}
		case isWord(s.Name, "vMerge"):
			c.down = attr(s, "val") != "restart"
		default:
			more, err := d.element(s, nested)
			if err != nil {
				return c, 0, err
			}
			c.blocks = append(c.blocks, more...)
		}
	}
	return c, span, nil
}

// attr is the value of an attribute, whatever its namespace.
func attr(s xml.StartElement, local string) string {
	for _, a := range s.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
