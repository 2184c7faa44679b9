package card

import (
	"fmt"
	"strings"

	"motcua/internal/prose"
	"motcua/procedure"
)

// smallPrint is what every answer ends with: cautions, code, date, decision, and where the binding text is.
func smallPrint(p *procedure.Procedure, o Options) []prose.Line {
	var lines []prose.Line
	for _, c := range cautions(p, o) {
		lines = append(lines, prose.S(c.full))
	}
	return append(lines, source(p)...)
}

// source is the small print without cautions.
func source(p *procedure.Procedure) []prose.Line {
	return []prose.Line{prose.S(provenance(p)), prose.S(wordReference), portal(p)}
}

// portal is the link to the page of the procedure, or to the portal's first page.
func portal(p *procedure.Procedure) prose.Line {
	if p.SourceURL == "" {
		return prose.A(wordPortal, wordPortalURL)
	}
	return prose.A(wordPortal, p.SourceURL)
}

// caution is a reason not to rely on a record, as a sentence and in a few words.
type caution struct{ full, terse string }

func cautions(p *procedure.Procedure, o Options) []caution {
	var out []caution
	switch p.Currency {
	case procedure.Check:
		out = append(out, caution{wordCheck, wordCheckTerse})
	case procedure.Older:
		out = append(out, caution{wordOlder, wordOlderTerse})
	}
	if p.PossibleSuccessor != "" {
		out = append(out, caution{fmt.Sprintf(wordSuccessor, p.PossibleSuccessor), fmt.Sprintf(wordSuccessorTerse, p.PossibleSuccessor)})
	}
	if overdue(p.ReviewDue, o.Today) {
		day := p.ReviewDue.Vietnamese()
		out = append(out, caution{fmt.Sprintf(wordReviewDue, day), fmt.Sprintf(wordReviewDueTerse, day)})
	}
	return out
}

// overdue tells whether a day has passed. A date known to the month has passed when the month has.
func overdue(due, today procedure.Date) bool {
	n := min(len(due), len(today))
	return due != "" && today != "" && due[:n] < today[:n]
}

// provenance is the line with code, date and decision.
func provenance(p *procedure.Procedure) string {
	parts := []string{wordNoCode}
	if p.Code != "" {
		parts[0] = fmt.Sprintf(wordCode, p.Code)
	}
	parts = append(parts, fmt.Sprintf(dateWording(p.AsOf), p.AsOf.Vietnamese()))
	if p.DecisionNo != "" {
		parts = append(parts, fmt.Sprintf(wordDecision, p.DecisionNo))
	}
	return sentence(strings.Join(parts, "; "))
}

func dateWording(d procedure.Date) string {
	switch strings.Count(string(d), "-") {
	case 2:
		return wordDayDate
	case 1:
		return wordMonthDate
	default:
		return wordYearDate
	}
}

// stop takes off the punctuation at the end, so that text can go on.
func stop(s string) string { return strings.TrimRight(s, " .,;:") }

// sentence ends a text with one full stop, or with the ellipsis it already has.
func sentence(s string) string {
	s = stop(s)
	if s == "" || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
