package report

// section is what the responses stand on: by class, the headline with evidence of a visit and without, and the visit codes
// by reception point.
func (e *Evidence) section() Section {
	s := Section{Title: wordEvidenceTitle}
	if e == nil {
		return s
	}
	classes := Grid{Title: wordEvidenceClasses, Heads: []string{wordEvidenceHead, wordEvidenceReturned}}
	for _, c := range e.Classes {
		classes.Rows = append(classes.Rows, GridRow{Label: c.Label, Counts: []int{c.Returned}})
	}
	parts := Grid{Title: wordEvidenceParts, Heads: []string{wordEvidenceHead}, Rated: true}
	for _, r := range []*Row{e.Visits, e.Rest} {
		if r != nil {
			parts.Rows = append(parts.Rows, GridRow{Label: r.Label, Counts: []int{r.N}, Score: r.Score})
		}
	}
	codes := Grid{Title: wordEvidenceCodes, Heads: []string{wordEvidencePoint, wordEvidenceGiven, wordEvidenceUsed}}
	for _, c := range e.Codes {
		codes.Rows = append(codes.Rows, GridRow{Label: c.Label, Counts: []int{c.Given, c.Used}})
	}
	s.with(classes)
	s.with(parts)
	s.with(codes)
	s.Lines = known(e.GapText())
	return s
}
