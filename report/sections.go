package report

// Section is a part of the report that workbook and letter print as it stands, each in its own look. What has a place, a
// column or a picture of its own in one of them (the headline, the questions, fields and channels) is no section.
type Section struct {
	Title string
	Grids []Grid
	Lines []string // sentences below the grids, a paragraph each
}

// Grid is a table of counts, or with Rated, of the headline by something.
type Grid struct {
	Title string   // for documents that name their tables
	Heads []string // of the label and, unless Rated, of each count
	Rated bool     // each row has the opinions as its only count, and the score that is made of them
	Rows  []GridRow
}

// GridRow is a line of a grid.
type GridRow struct {
	Label  string
	Counts []int
	Score  *Score // nil unless the grid is rated
}

// Sections are those of the report that have something to say, in the order in which they are printed. How to add one is
// in docs/them-moi.md.
func (f Figures) Sections() []Section {
	var all []Section
	for _, s := range []Section{
		f.Evidence.section(),
	} {
		if len(s.Grids) > 0 || len(s.Lines) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// with adds a grid, unless it has no rows.
func (s *Section) with(g Grid) {
	if len(g.Rows) > 0 {
		s.Grids = append(s.Grids, g)
	}
}
