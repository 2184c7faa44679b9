package card

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// paperLines lists the papers everybody needs before those with a condition, as many as fit. Where the citizen has a
// choice of cases, what only a case needs is not listed before he has chosen.
func (v *view) paperLines(l limits) []prose.Line {
	switch {
	case len(v.Documents) == 0:
		return nil
	case len(v.common) == 0:
		return []prose.Line{prose.P(fmt.Sprintf(wordPapersByCase, v.cases, procedure.Papers.Label()))}
	}
	shown := min(len(v.common), l.papers)
	if shown == 0 {
		return []prose.Line{prose.P(fmt.Sprintf(wordPapersBehind, max(len(v.Documents), v.DocumentsTotal), procedure.Papers.Label()))}
	}
	lines := []prose.Line{prose.P(wordPapers)}
	for _, d := range v.common[:shown] {
		lines = append(lines, prose.I(vntext.Clip(paper(d), l.paper)))
	}
	rest := len(v.common) - shown
	switch {
	case v.cases > 0 && rest > 0:
		return append(lines, prose.I(fmt.Sprintf(wordMoreAndByCase, rest, v.cases, procedure.Papers.Label())))
	case v.cases > 0:
		return append(lines, prose.I(fmt.Sprintf(wordMoreByCase, v.cases, procedure.Papers.Label())))
	case max(rest, v.DocumentsTotal-shown) > 0:
		return append(lines, prose.I(fmt.Sprintf(wordMorePapers, max(rest, v.DocumentsTotal-shown), procedure.Papers.Label())))
	}
	return lines
}

// byNeed puts the papers without any condition first.
func byNeed(docs []procedure.Document) []procedure.Document {
	out := make([]procedure.Document, 0, len(docs))
	for _, d := range docs {
		if d.When == "" {
			out = append(out, d)
		}
	}
	for _, d := range docs {
		if d.When != "" {
			out = append(out, d)
		}
	}
	return out
}

// paper is one paper on the card with the condition it is needed in; what else stands behind the condition is for the list in full.
func paper(d procedure.Document) string {
	when, _, _ := strings.Cut(d.When, ";")
	return d.Name + inCase(when)
}

// inCase is the condition, to stand behind the name of a paper.
func inCase(when string) string {
	switch {
	case when == "":
		return ""
	case strings.HasPrefix(when, wordIfNone):
		return "; " + wordIf + when
	default:
		return between + when
	}
}

// papersInFull lists the papers of o.Case, or of all cases one after the other.
func papersInFull(p *procedure.Procedure, o Options) []prose.Line {
	if len(p.Documents) == 0 {
		return nil
	}
	common, cases := Grouped(p)
	var lines []prose.Line
	if at := slices.IndexFunc(cases, func(g Group) bool { return g.ID == o.Case }); at >= 0 {
		lines = append(lines, prose.P(fmt.Sprintf(wordChosenCase, stop(cases[at].Text))))
	} else if o.Case == NoCase && len(cases) > 0 {
		lines = append(lines, prose.P(wordNoCase))
	}
	grouped := len(lines) == 0 && len(cases) > 0
	if grouped && len(common) > 0 {
		lines = append(lines, prose.P(wordCommonPapers))
	}
	for _, d := range common {
		lines = append(lines, prose.I(fullPaper(d)))
	}
	for _, g := range cases {
		if grouped {
			lines = append(lines, prose.P(fmt.Sprintf(wordCase, stop(g.Text))))
		}
		if grouped || g.ID == o.Case {
			for _, d := range g.Papers {
				lines = append(lines, prose.I(fullPaper(d)))
			}
		}
	}
	if len(common) == 0 && o.Case == NoCase && len(cases) > 0 {
		lines = append(lines, prose.P(wordNoCommonPapers))
	}
	switch {
	case p.DocumentsTotal > len(p.Documents):
		lines = append(lines, prose.S(fmt.Sprintf(wordPapersTotal, p.DocumentsTotal)))
	case !p.Curated:
		lines = append(lines, prose.S(wordDraftPapers))
	}
	return lines
}

// fullPaper is a paper with kind, number, form and condition.
func fullPaper(d procedure.Document) string {
	var notes []string
	add := func(s string) {
		if s != "" && !strings.Contains(d.Name, s) {
			notes = append(notes, s)
		}
	}
	add(d.Original)
	if d.Quantity > 1 {
		add(fmt.Sprintf(wordCopies, d.Quantity))
	}
	if d.Action != "" && !strings.Contains(d.When, d.Action) && d.Original != d.Action {
		add(wordOnlyShown)
	}
	add(d.Form)
	s := d.Name
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s + inCase(d.When)
}

// forms is the printed forms of the record and of its papers, each once.
func forms(p *procedure.Procedure) []string {
	var out []string
	seen := map[string]bool{}
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	for _, f := range p.Forms {
		add(f)
	}
	for _, d := range p.Documents {
		add(d.Form)
	}
	return out
}

// formsInFull lists the printed forms with the page they can be had from.
func formsInFull(p *procedure.Procedure) []prose.Line {
	lines := items(forms(p))
	if len(lines) == 0 {
		return nil
	}
	if p.SourceURL == "" {
		return append(lines, prose.S(wordAskForForm))
	}
	return append(lines, prose.A(wordFormPage, p.SourceURL), prose.S(wordFormMayBeNew))
}
