package intake

import (
	"slices"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// section takes in what stands below one label of a Word document.
func (d *draft) section(s section) {
	switch s.part {
	case partMethods:
		d.methodSection(s.blocks)
	case partPapers:
		d.paperSection(s.blocks)
	case partLaw:
		d.lawSection(s.blocks)
	default:
		d.set(s.part, blocksText(s.blocks))
	}
}

// wordHead is the head of a table: which column holds what, and the unit of time its head gives.
type wordHead struct {
	columns map[string]int
	units   map[string]string
}

// at is the text of a row in a column of the head.
func (h *wordHead) at(r []wordCell, column string) string {
	if i, ok := h.columns[column]; ok && i < len(r) {
		return r[i].text()
	}
	return ""
}

// head finds the columns of a table by the folded words their heads begin with.
func head(r []wordCell, words []headWord) *wordHead {
	h := &wordHead{columns: map[string]int{}, units: map[string]string{}}
	for i, c := range r {
		if c.across {
			continue
		}
		folded := vntext.Fold(c.text())
		for _, w := range words {
			if _, known := h.columns[w.column]; !known && slices.ContainsFunc(w.begins, func(b string) bool { return strings.HasPrefix(folded+" ", b+" ") }) {
				h.columns[w.column] = i
				h.units[w.column] = unitIn(c.text())
				break
			}
		}
	}
	return h
}

// headWord is a column with the folded words its head may begin with.
type headWord struct {
	column string
	begins []string
}

func methodHead(r []wordCell) *wordHead {
	h := head(r, []headWord{
		{"way", []string{"hinh thuc", "kenh", "cach thuc", "phuong thuc"}},
		{"time", []string{"thoi han", "thoi gian"}},
		{"fee", []string{"phi", "le phi", "muc phi", "muc thu"}},
		{"remark", []string{"mo ta", "ghi chu", "noi dung"}},
	})
	_, way := h.columns["way"]
	_, time := h.columns["time"]
	_, fee := h.columns["fee"]
	if !way || !time && !fee {
		return nil
	}
	return h
}

func paperHead(r []wordCell) *wordHead {
	h := head(r, []headWord{
		{"name", []string{"ten giay to", "giay to", "ten ho so", "thanh phan", "ten thanh phan", "loai giay to", "ten tai lieu", "danh muc giay to"}},
		{"form", []string{"mau don", "bieu mau", "mau", "ten mau"}},
		{"original", []string{"ban chinh", "so ban chinh", "so luong ban chinh"}},
		{"copy", []string{"ban sao", "so ban sao", "so luong ban sao"}},
		{"count", []string{"so luong"}},
		{"when", []string{"truong hop", "ghi chu"}},
	})
	if _, ok := h.columns["name"]; !ok || len(h.columns) < 2 {
		return nil
	}
	return h
}

func lawHead(r []wordCell) *wordHead {
	h := head(r, []headWord{
		{"number", []string{"so ky hieu", "so hieu", "ma van ban", "so van ban", "so"}},
		{"title", []string{"trich yeu", "ten van ban"}},
		{"other", []string{"ngay", "co quan"}},
	})
	if _, ok := h.columns["title"]; !ok {
		return nil
	}
	return h
}

// methodSection reads "Cách thức thực hiện": the table of ways to hand in with their times and fees, and words around it.
func (d *draft) methodSection(blocks []block) {
	var words []string
	for _, b := range blocks {
		if b.table == nil {
			words = append(words, b.text)
			continue
		}
		h := methodHead(b.table.rows[0])
		if h == nil {
			words = append(words, blocksText([]block{b}))
			continue
		}
		for _, r := range b.table.rows[1:] {
			d.method(h, r)
		}
	}
	if text := strings.Join(words, "\n"); len(d.channels) == 0 && !saysNothing(text) {
		d.addMethods(text)
	}
}

// method reads one row of the table of ways to hand in. A cell that belongs to the one above says the same again.
func (d *draft) method(h *wordHead, r []wordCell) {
	var way draft
	way.addMethods(h.at(r, "way"))
	d.channels = append(d.channels, way.channels...)
	time, fee := h.at(r, "time"), h.at(r, "fee")
	d.addTime(time, h.units["time"], way.channels...)
	d.addFees(fee, false, way.channels...)
	d.addRemark(h.at(r, "remark"), time)
}

// paperSection reads "Thành phần hồ sơ": tables of papers below headings that name the case, or papers in lines.
func (d *draft) paperSection(blocks []block) {
	tables := slices.ContainsFunc(blocks, func(b block) bool { return b.table != nil && isPaperTable(b.table) })
	for _, b := range blocks {
		switch {
		case b.table != nil && isPaperTable(b.table):
			d.paperTable(b.table)
		case b.table != nil:
			d.addPapers(blocksText([]block{b}))
		case tables:
			d.papers.caseLine(b.text)
		case saysNone(b.text):
			d.none(BlockDocuments, oneLine(b.text))
		case !saysNothing(b.text):
			d.addPapers(b.text)
		}
	}
}

// caseLine takes the words between tables for the case of the next table, whatever they are.
func (l *paperList) caseLine(s string) {
	for _, line := range lines(s) {
		if !l.heading(line) && !saysNothing(line) {
			l.when, l.action = caseOf(line), ""
		}
	}
}

// isPaperTable tells whether a table lists papers. The portal's later tables of a section have no head of their own.
func isPaperTable(g *grid) bool {
	if len(g.rows) == 0 {
		return false
	}
	if paperHead(g.rows[0]) != nil {
		return true
	}
	last := g.rows[len(g.rows)-1]
	original, copied, _ := counts(last[len(last)-1].text())
	return len(last) >= 2 && original+copied > 0
}

func (d *draft) paperTable(g *grid) {
	h, rows := paperHead(g.rows[0]), g.rows[1:]
	if h == nil {
		h = &wordHead{columns: map[string]int{"name": 0, "form": 1, "count": len(g.rows[0]) - 1}}
		rows = g.rows
	}
	for _, r := range rows {
		if len(compact(rowTexts(r))) == 1 && (len(r) == 1 || r[len(r)-1].across) {
			d.papers.caseLine(rowTexts(r)[0])
			continue
		}
		d.paper(h, r)
	}
}

func rowTexts(r []wordCell) []string {
	var out []string
	for _, c := range r {
		if t := oneLine(c.text()); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// paper reads one row of a table of papers.
func (d *draft) paper(h *wordHead, r []wordCell) {
	original, copied, plain := counts(h.at(r, "count"))
	_, _, o := counts(h.at(r, "original"))
	_, _, c := counts(h.at(r, "copy"))
	original, copied = original+o, copied+c
	form := h.at(r, "form")
	if saysNothing(form) || saysNone(form) {
		form = ""
	}
	paper := procedure.Document{Name: h.at(r, "name"), Form: oneLine(form), Quantity: plain}
	if note := oneLine(h.at(r, "when")); caseHeading.MatchString(note) {
		paper.When = caseOf(note)
	}
	d.papers.row(paper, original, copied)
}

// lawSection reads "Căn cứ pháp lý": a table of numbers and titles, or documents in lines.
func (d *draft) lawSection(blocks []block) {
	for _, b := range blocks {
		if b.table == nil {
			d.set(partLaw, b.text)
			continue
		}
		h, rows := lawHead(b.table.rows[0]), b.table.rows[1:]
		if h == nil {
			d.set(partLaw, blocksText([]block{b}))
			continue
		}
		for _, r := range rows {
			if law := lawOf(h.at(r, "number"), h.at(r, "title")); law != "" {
				d.law = append(d.law, law)
			}
		}
	}
}

// wordTables reads the lists in a document without labelled procedures: the first part of a decision.
func (c *collector) wordTables(blocks []block) {
	for i, b := range blocks {
		if b.table == nil {
			continue
		}
		where := wordTable(i + 1)
		var rows []row
		for n, r := range b.table.rows {
			cells := make([]cell, min(len(r), maxColumns))
			for i := range cells {
				cells[i] = cell{text: r[i].text(), down: r[i].down, across: r[i].across}
			}
			rows = append(rows, row{where: wordRow(where, n+1), cells: cells})
		}
		t := &tableReader{c: c}
		t.read(rows)
	}
}
