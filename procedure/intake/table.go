package intake

import (
	"regexp"
	"strings"

	"motcua/internal/vntext"
)

// cell is one cell of a table of procedures.
type cell struct {
	text   string
	down   bool // belongs to the cell above it
	across bool // belongs to the cell to its left
}

// row is one row of a table, with its place in the file.
type row struct {
	where string
	cells []cell
	note  string // what is wrong with the row itself
}

// headRows is how many rows may stand above the header of a table: emblem, title, notes.
const headRows = 60

// column is what the cells below one head hold.
type column struct {
	part    part
	unit    string // unit of time that the head gives
	channel string // the way to hand in that the head gives, for tables with one column a way
	dong    bool   // the head says that numbers are đồng
}

// tableReader reads a table of procedures, one a row, or one in several rows whose code or name is one merged cell.
type tableReader struct {
	c       *collector
	columns []column
	group   string // field that a heading row gave
	current *draft
	found   int // headers found
}

// read takes in all rows.
func (t *tableReader) read(rows []row) {
	for i := 0; i < len(rows); i++ {
		if rows[i].note != "" {
			t.c.problem(rows[i].where, rows[i].note)
		}
		switch {
		case isHeader(texts(rows[i])):
			t.flush()
			if i+1 < len(rows) && isSecondHeader(rows[i], rows[i+1]) {
				t.header(joinHeaders(rows[i], rows[i+1]), rows[i].where)
				i++
				continue
			}
			t.header(rows[i], rows[i].where)
		case t.columns == nil:
			if i >= headRows {
				return
			}
		case isNumbering(rows[i]):
		default:
			t.row(rows[i])
		}
		if t.c.full {
			return
		}
	}
	t.flush()
}

func texts(r row) []string {
	out := make([]string, 0, len(r.cells))
	for _, c := range r.cells {
		if c.across || c.text == "" {
			continue
		}
		out = append(out, c.text)
	}
	return out
}

// isSecondHeader tells whether a row divides the heads above it: some cells of the first row reach down into it, and it
// names columns or ways to hand in below a head that spans them.
func isSecondHeader(head, next row) bool {
	down, named := 0, 0
	for i, c := range next.cells {
		if c.down {
			down++
			continue
		}
		if _, ok := columnOf(c.text); ok || len(readChannels(c.text)) == 1 {
			if i < len(head.cells) && (head.cells[i].across || i+1 < len(head.cells) && head.cells[i+1].across) {
				named++
			}
		}
	}
	return down > 0 && named > 0
}

// joinHeaders puts the heads of two rows together.
func joinHeaders(head, next row) row {
	out := row{where: head.where, cells: make([]cell, max(len(head.cells), len(next.cells)))}
	for i := range out.cells {
		var above, below cell
		if i < len(head.cells) {
			above = head.cells[i]
		}
		if i < len(next.cells) {
			below = next.cells[i]
		}
		out.cells[i] = cell{text: above.text, across: above.across && below.text == ""}
		if !below.down && below.text != "" && below.text != above.text {
			out.cells[i].text += "\n" + below.text
		}
	}
	return out
}

// header learns what the columns hold, and says which blocks have none.
func (t *tableReader) header(r row, where string) {
	t.found++
	t.columns = make([]column, len(r.cells))
	have := map[part]bool{}
	for i, c := range r.cells {
		if c.across && i > 0 && !strings.Contains(c.text, "\n") {
			t.columns[i] = column{part: partOther}
			continue
		}
		t.columns[i] = readHead(c.text)
		have[t.columns[i].part] = true
	}
	var missing []string
	for _, w := range wordWantedColumns {
		if !have[w.part] {
			missing = append(missing, w.name)
		}
	}
	if len(missing) > 0 {
		t.c.problem(where, wordMissingColumns(missing))
	}
}

// readHead finds what a column holds by its head, one line or two.
func readHead(s string) column {
	col := column{part: partOther, unit: unitIn(s)}
	above, below, _ := strings.Cut(s, "\n")
	if p, ok := columnOf(below); ok && below != "" && p != partOther {
		col.part = p
	} else if p, ok := columnOf(above); ok {
		col.part = p
	} else if p, ok := columnOf(oneLine(s)); ok {
		col.part = p
	}
	if ways := readChannels(below); len(ways) == 1 && below != "" {
		col.channel = ways[0]
	}
	folded := " " + vntext.Fold(s) + " "
	col.dong = strings.Contains(folded, " dong ") || strings.Contains(folded, " vnd ")
	return col
}

// numbering is a cell of the row with which lists number their columns.
var numbering = regexp.MustCompile(`^\(?\d{1,2}\)?$`)

// isNumbering tells whether a row only numbers the columns: (1) (2) (3).
func isNumbering(r row) bool {
	n := 0
	for _, c := range r.cells {
		switch {
		case c.text == "" || c.across:
		case numbering.MatchString(c.text):
			n++
		default:
			return false
		}
	}
	return n >= 2
}

// row takes in one row: a heading, a further row of the procedure above, or a procedure.
func (t *tableReader) row(r row) {
	cells := texts(r)
	if len(cells) == 0 {
		return
	}
	if field, ok := t.heading(r, cells); ok {
		t.flush()
		if field != "" {
			t.group = field
		}
		return
	}
	if t.current != nil && t.continues(r) {
		t.fill(t.current, r, true)
		return
	}
	t.flush()
	t.current = &draft{where: r.where}
	t.fill(t.current, r, false)
	if t.current.name == "" && t.current.code == "" {
		t.c.problem(r.where, wordStrayRow(cells[0]))
		t.current = nil
	}
}

// heading recognises rows that are no procedure: the name of a field across the table, sums and notes.
func (t *tableReader) heading(r row, cells []string) (field string, ok bool) {
	if footer.MatchString(cells[0]) && len(cells) <= 3 {
		return "", true
	}
	if _, note := readCode(t.cell(r, partCode)); t.cell(r, partCode) != "" && note == "" && !isAcross(r) {
		return "", false
	}
	text := cells[len(cells)-1]
	switch {
	case len(cells) > 2 || len(cells) == 2 && !listNumber.MatchString(cells[0]):
		return "", false
	case strings.Contains(vntext.Fold(text), "linh vuc"):
	case isAcross(r):
	case len(cells) == 2 && romanNumber.MatchString(cells[0]):
	default:
		return "", false
	}
	name, _ := readField(text)
	return name, name != ""
}

var (
	footer      = regexp.MustCompile(`(?i)^(?:tổng(?: số| cộng)?|cộng|ghi chú|người lập|ngày \d+)(?:[\s:.,]|$)`)
	listNumber  = regexp.MustCompile(`^(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*)[.)]?$`)
	romanNumber = regexp.MustCompile(`^(?:[IVXLC]+|[A-ZĐ])[.)]?$`)
)

// isAcross tells whether a cell of the row spans several columns.
func isAcross(r row) bool {
	for _, c := range r.cells {
		if c.across {
			return true
		}
	}
	return false
}

// cell is the text of a row in the first column of a part.
func (t *tableReader) cell(r row, p part) string {
	for i, col := range t.columns {
		if col.part == p && i < len(r.cells) {
			return r.cells[i].text
		}
	}
	return ""
}

// continues tells whether a row belongs to the procedure above: the cell of its code or name does.
func (t *tableReader) continues(r row) bool {
	for i, col := range t.columns {
		if (col.part == partCode || col.part == partName) && i < len(r.cells) && r.cells[i].down {
			return true
		}
	}
	return false
}

// fill takes the cells of a row in. In a further row cells that belong to those above were read already, except the
// way to hand in, which the times and fees beside it need.
func (t *tableReader) fill(d *draft, r row, further bool) {
	ways := t.ways(r)
	d.channels = append(d.channels, ways...)
	for i, col := range t.columns {
		if i >= len(r.cells) || r.cells[i].text == "" || r.cells[i].across || further && r.cells[i].down {
			continue
		}
		s := r.cells[i].text
		at := ways
		if col.channel != "" {
			at = []string{col.channel}
		}
		switch col.part {
		case partMethods, partNumber, partOther:
		case partTime:
			d.addTime(s, col.unit, at...)
		case partFees:
			d.addFees(s, col.dong, at...)
		default:
			d.set(col.part, s)
		}
	}
	if d.field == "" {
		d.field = t.group
	}
}

// ways are the ways to hand in that a row names: in words, or by a mark below the head of one.
func (t *tableReader) ways(r row) []string {
	var out []string
	for i, col := range t.columns {
		if col.part != partMethods || i >= len(r.cells) || r.cells[i].text == "" {
			continue
		}
		s := r.cells[i].text
		if col.channel != "" {
			if !saysNone(s) && s != "-" && s != "0" {
				out = append(out, col.channel)
			}
			continue
		}
		d := draft{}
		d.addMethods(s)
		out = append(out, d.channels...)
	}
	return compact(out)
}

// flush ends the procedure that is being read.
func (t *tableReader) flush() {
	if t.current != nil {
		t.c.finish(t.current)
		t.current = nil
	}
}
