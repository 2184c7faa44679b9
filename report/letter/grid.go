package letter

import "motcua/report/letter/docx"

// column is one column of a table of figures.
type column struct {
	head  string
	width int // twips; those of a table add up to textWidth
	kind  columnKind
}

type columnKind int

const (
	text columnKind = iota
	number
	middle
)

// row is one row of a table of figures.
type row struct {
	cells []string
	sum   bool // bold
	band  bool // one cell across the whole table, bold, heading the rows below it
}

// keptTogether is up to how many rows a table is kept on one page. A longer one may break; its head is repeated. Keeping
// longer ones whole left pages half empty, and LibreOffice, which gives up on long stretches that belong together, left
// headings alone at the foot of a page.
const keptTogether = 4

// table adds a numbered table with its caption above it and, if there is one, a note below it.
func (d *draft) table(caption string, columns []column, rows []row, note string) {
	d.tables++
	caption = tableName(d.tables) + ". " + caption
	d.add(docx.Text(stCaption, caption), grid(caption, columns, rows))
	if note == "" {
		d.add(docx.Text(stBelow, "")) // a table has no room below it of its own
		return
	}
	d.add(docx.Text(stNote, note))
}

func grid(title string, columns []column, rows []row) docx.Table {
	t := docx.Table{Title: title, Together: len(rows) <= keptTogether}
	head := docx.Row{Head: true}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.width)
		head.Cells = append(head.Cells, docx.Cell{Middle: true, Blocks: []docx.Block{docx.Text(stHeadCell, c.head)}})
	}
	t.Rows = append(t.Rows, head)
	for _, r := range rows {
		t.Rows = append(t.Rows, gridRow(columns, r))
	}
	return t
}

func gridRow(columns []column, r row) docx.Row {
	if r.band {
		p := docx.Text(stSumCell, r.cells[0])
		p.KeepNext = true
		return docx.Row{Cells: []docx.Cell{{Span: len(columns), Blocks: []docx.Block{p}}}}
	}
	var out docx.Row
	for i, c := range r.cells {
		out.Cells = append(out.Cells, docx.Cell{Middle: true, Blocks: []docx.Block{docx.Text(cellStyle(columns[i].kind, r.sum), c)}})
	}
	return out
}

func cellStyle(kind columnKind, bold bool) string {
	switch {
	case kind == text && bold:
		return stSumCell
	case kind == number && bold:
		return stSumNum
	case kind == number:
		return stNumCell
	case kind == middle:
		return stMidCell
	}
	return stCell
}
