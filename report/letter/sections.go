package letter

import (
	"motcua/internal/vnum"
	"motcua/report"
)

// sections are the items of part II, from a number on, that are printed as they stand.
func (d *draft) sections(number int) {
	for i, s := range d.f.Sections() {
		d.item(number+i, s.Title)
		for _, g := range s.Grids {
			d.table(g.Title, gridColumns(g), gridRows(g), "")
		}
		d.say(s.Lines...)
	}
}

func gridColumns(g report.Grid) []column {
	if g.Rated {
		return splitColumns(g.Heads[0])
	}
	const count = 1600
	columns := []column{{g.Heads[0], textWidth - count*(len(g.Heads)-1), text}}
	for _, head := range g.Heads[1:] {
		columns = append(columns, column{head, count, number})
	}
	return columns
}

func gridRows(g report.Grid) []row {
	var rows []row
	for _, r := range g.Rows {
		cells := []string{r.Label}
		for _, n := range r.Counts {
			cells = append(cells, vnum.Integer(n))
		}
		if g.Rated {
			cells = append(cells, scoreCells(r.Score, r.Counts[0])...)
		}
		rows = append(rows, row{cells: cells})
	}
	return rows
}
