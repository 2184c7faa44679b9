package workbook

import "slices"

// field is one column of a table.
type field struct {
	head string
	kind kind
	// group is the head above this one and its neighbours of the same group; "" = the head is as high as both.
	group string
}

// record is one row of a table.
type record struct {
	cells []any // string, int, float64, *float64, time.Time or nil
	bold  bool
	band  bool // one text across the table that heads the rows below it
}

// block is where the rows of a table stand.
type block struct{ first, last int }

// table writes a table at the left of the page.
func (p *page) table(fields []field, records []record) block {
	p.heads(fields)
	at := block{p.row, p.row + len(records) - 1}
	for _, r := range records {
		p.record(fields, r)
	}
	return at
}

// heads writes the heads of a table, in two rows where there are groups.
func (p *page) heads(fields []field) {
	head := look{kind: kHead}
	grouped := slices.ContainsFunc(fields, func(f field) bool { return f.group != "" })
	low := p.row
	if grouped {
		low++
	}
	through, below, groups := 1, 1, 1 // lines
	for i, f := range fields {
		if f.group == "" {
			p.put(i, p.row, head, f.head)
			if grouped {
				p.put(i, low, head, nil)
				p.keep(p.file.MergeCell(p.sheet, p.at(i, p.row), p.at(i, low)))
			}
			through = max(through, lines(f.head, p.widths[i], head))
		} else {
			p.put(i, low, head, f.head)
			p.put(i, p.row, head, nil)
			below = max(below, lines(f.head, p.widths[i], head))
		}
	}
	for i := 0; grouped && i < len(fields); {
		end, wide := i, 0.0
		for end < len(fields) && fields[end].group == fields[i].group {
			wide += p.widths[end]
			end++
		}
		if g := fields[i].group; g != "" {
			p.put(i, p.row, head, g)
			p.keep(p.file.MergeCell(p.sheet, p.at(i, p.row), p.at(end-1, p.row)))
			groups = max(groups, lines(g, wide, head))
		}
		i = end
	}
	if grouped {
		p.height(p.row, rowHeight(groups, head))
		below = max(below, through-groups)
	} else {
		below = through
	}
	p.height(low, rowHeight(below, head))
	p.row = low + 1
}

func (p *page) record(fields []field, r record) {
	if r.band {
		for i := range fields {
			p.put(i, p.row, look{kind: kText, bold: true}, nil)
		}
		p.put(0, p.row, look{kind: kText, bold: true}, r.cells[0])
		p.keep(p.file.MergeCell(p.sheet, p.at(0, p.row), p.at(len(fields)-1, p.row)))
		p.height(p.row, rowHeight(1, look{kind: kText}))
		p.row++
		return
	}
	most := 1
	for i, f := range fields {
		var value any
		if i < len(r.cells) {
			value = r.cells[i]
		}
		if v, ok := value.(*float64); ok {
			value = nil
			if v != nil {
				value = *v
			}
		}
		l := look{kind: f.kind, bold: r.bold}
		if s, ok := value.(string); ok {
			if f.kind != kText {
				l.kind = kMiddle // also a word where a number would stand
			}
			if s == "" {
				value = nil
			}
			most = max(most, lines(clean(s), p.widths[i], l))
		}
		p.put(i, p.row, l, value)
	}
	p.height(p.row, rowHeight(most, look{kind: kText}))
	p.row++
}
