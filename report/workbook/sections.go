package workbook

import "motcua/report"

// sections are the parts of the report that are printed as they stand.
func (p *page) sections(f report.Figures) {
	for _, s := range f.Sections() {
		p.section(s.Title)
		for _, g := range s.Grids {
			p.grid(g)
		}
		for _, line := range s.Lines {
			p.say(kSentence, line)
		}
	}
}

func (p *page) grid(g report.Grid) {
	var fields []field
	if g.Rated {
		fields = scoreFields(g.Heads[0])
	} else {
		for i, head := range g.Heads {
			k := kCount
			if i == 0 {
				k = kText
			}
			fields = append(fields, field{head: head, kind: k})
		}
	}
	var records []record
	for _, r := range g.Rows {
		if g.Rated {
			records = append(records, scoreRecord(r.Label, r.Counts[0], r.Score))
			continue
		}
		cells := []any{r.Label}
		for _, n := range r.Counts {
			cells = append(cells, n)
		}
		records = append(records, record{cells: cells})
	}
	p.table(fields, records)
}
