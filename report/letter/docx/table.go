package docx

// Table is a table of fixed columns. A row never breaks across pages; rows marked Head are repeated on
// every page the table reaches. A page never ends below the heads or the first row of a table, nor begins with its
// last row.
type Table struct {
	Columns []int  // widths in twips
	Plain   bool   // without lines and without room around the text: for layout
	Title   string // read out by screen readers; not printed
	// Together keeps the table on one page if it fits on one.
	Together bool
	Rows     []Row
}

// Row is one row of a table.
type Row struct {
	Head  bool
	Cells []Cell
}

// Cell is one cell. Its blocks are paragraphs and rules; there must be one at least.
type Cell struct {
	Span   int // columns it takes; 0 = one
	Blocks []Block
	Middle bool // centred from top to bottom
}

// cellRoom is the room at the left and right of the text in a cell with lines: 1.5 mm.
const cellRoom = 85

func (t Table) element(m *media) element {
	room := cellRoom
	borders := el("w:tblBorders")
	for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
		if t.Plain {
			borders = borders.with(el(side, "w:val", "nil"))
			continue
		}
		borders = borders.with(el(side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "000000"))
	}
	if t.Plain {
		room = 0
	}
	total, grid := 0, el("w:tblGrid")
	for _, w := range t.Columns {
		total += w
		grid = grid.with(el("w:gridCol", "w:w", num(w)))
	}
	props := el("w:tblPr").with(
		el("w:tblW", "w:w", num(total), "w:type", "dxa"),
		el("w:tblInd", "w:w", "0", "w:type", "dxa"),
		borders, el("w:tblLayout", "w:type", "fixed"), cellMargins(room),
		value("w:tblLook", "0000"),
	)
	if t.Title != "" {
		props = props.with(value("w:tblCaption", t.Title))
	}
	e := el("w:tbl").with(props, grid)
	for i, r := range t.Rows {
		e = e.with(t.row(r, m, t.keeps(i)))
	}
	return e
}

// keeps reports whether a row stays on one page with the next.
func (t Table) keeps(i int) bool {
	last := len(t.Rows) - 1
	if t.Plain || i == last {
		return false
	}
	first := 0
	for first < last && t.Rows[first].Head {
		first++
	}
	return t.Together || i <= first || i == last-1
}

func cellMargins(room int) element {
	return el("w:tblCellMar").with(
		el("w:top", "w:w", "0", "w:type", "dxa"), el("w:left", "w:w", num(room), "w:type", "dxa"),
		el("w:bottom", "w:w", "0", "w:type", "dxa"), el("w:right", "w:w", num(room), "w:type", "dxa"),
	)
}

func (t Table) row(r Row, m *media, keep bool) element {
	e := el("w:tr").with(el("w:trPr").with(el("w:cantSplit"), flag("w:tblHeader", r.Head)))
	column := 0
	for _, c := range r.Cells {
		span := max(c.Span, 1)
		width := 0
		for _, w := range t.Columns[column : column+span] {
			width += w
		}
		column += span
		e = e.with(c.element(m, width, keep))
	}
	return e
}

func (c Cell) element(m *media, width int, keep bool) element {
	props := el("w:tcPr").with(el("w:tcW", "w:w", num(width), "w:type", "dxa"))
	if c.Span > 1 {
		props = props.with(value("w:gridSpan", num(c.Span)))
	}
	if c.Middle {
		props = props.with(value("w:vAlign", "center"))
	}
	e := el("w:tc").with(props)
	for _, b := range c.Blocks {
		if p, ok := b.(Paragraph); ok {
			p.KeepNext = p.KeepNext || keep
			b = p
		}
		e = e.with(b.element(m))
	}
	return e
}
