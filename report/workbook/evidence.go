package workbook

import (
	"motcua/report"
)

// evidence is what the responses stand on: by class, the headline with evidence of a visit and without, and the visit codes by
// reception point.
func (p *page) evidence(f report.Figures) {
	e := f.Evidence
	if e == nil {
		return
	}
	p.section(wordSectionEvidence)
	var classes []record
	for _, c := range e.Classes {
		classes = append(classes, record{cells: []any{c.Label, c.Returned}})
	}
	if len(classes) > 0 {
		p.table([]field{{head: wordHeadEvidence, kind: kText}, {head: wordHeadReturned, kind: kCount}}, classes)
	}
	var parts []record
	for _, r := range []*report.Row{e.Visits, e.Rest} {
		if r != nil {
			parts = append(parts, scoreRecord(r.Label, r.N, r.Score))
		}
	}
	if len(parts) > 0 {
		p.table(scoreFields(wordHeadEvidence), parts)
	}
	var codes []record
	for _, c := range e.Codes {
		codes = append(codes, record{cells: []any{c.Label, c.Given, c.Used}})
	}
	if len(codes) > 0 {
		p.table([]field{{head: wordHeadPoint, kind: kText}, {head: wordHeadGiven, kind: kCount}, {head: wordHeadUsed, kind: kCount}}, codes)
	}
	for _, s := range []string{e.BasisText(), e.GapText()} {
		if s != "" {
			p.say(kSentence, s)
		}
	}
}
