package card

import (
	"fmt"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// headLength is how much of a name the heading of an aspect shows; the card before it had the whole.
const headLength = 120

// inFull is a limit no remark about a fee reaches.
const inFull = 1000

// Aspect shows one aspect of a procedure in full, ending with the same small print as the card. An aspect without
// data says so and whom to ask. Overview is the card.
func Aspect(p *procedure.Procedure, a procedure.Aspect, o Options) []prose.Line {
	if a <= procedure.Overview || int(a) >= len(aspectHeads) {
		return Of(p, o)
	}
	lines := []prose.Line{prose.H(fmt.Sprintf(aspectHeads[a], vntext.Clip(title(p), headLength)))}
	body := aspectBody(p, a, o)
	if len(body) == 0 {
		body = []prose.Line{prose.P(sayNothingKnown), prose.P(askWhere(o))}
	}
	return append(append(lines, body...), smallPrint(p)...)
}

// Aspects are the aspects of which the record has something to show, in the order of the buttons.
func Aspects(p *procedure.Procedure) []procedure.Aspect {
	var out []procedure.Aspect
	for _, a := range procedure.AllAspects() {
		if len(aspectBody(p, a, Options{})) > 0 {
			out = append(out, a)
		}
	}
	return out
}

func aspectBody(p *procedure.Procedure, a procedure.Aspect, o Options) []prose.Line {
	switch a {
	case procedure.Papers:
		return papersInFull(p)
	case procedure.Time:
		return timeInFull(p)
	case procedure.Fee:
		return feesInFull(p)
	case procedure.Where:
		return whereInFull(p, o)
	case procedure.Steps:
		return under(sayGeneralSteps, p.Steps)
	case procedure.Outcome:
		return items(p.Result)
	case procedure.Law:
		return followed(items(p.LegalBasis), sayLawMayBeMore)
	case procedure.Form:
		return followed(items(forms(p)), sayAskForForm)
	case procedure.Conditions:
		return conditionsInFull(p)
	default:
		return nil
	}
}

func papersInFull(p *procedure.Procedure) []prose.Line {
	var lines []prose.Line
	for _, d := range p.Documents {
		lines = append(lines, prose.I(fullPaper(d)))
	}
	if len(lines) == 0 {
		return nil
	}
	if p.DocumentsTotal > len(p.Documents) {
		return append(lines, prose.S(fmt.Sprintf(sayPapersTotal, p.DocumentsTotal)))
	}
	if !p.Curated {
		return append(lines, prose.S(sayDraftPapers))
	}
	return lines
}

// fullPaper is a paper with kind, number, form and case.
func fullPaper(d procedure.Document) string {
	var notes []string
	add := func(s string) {
		if s != "" && !strings.Contains(d.Name, s) {
			notes = append(notes, s)
		}
	}
	add(d.Original)
	if d.Quantity > 1 {
		add(fmt.Sprintf(sayCopies, d.Quantity))
	}
	if d.Action != "" && !strings.Contains(d.When, d.Action) && d.Original != d.Action {
		add(sayOnlyShown)
	}
	add(d.Form)
	s := d.Name
	if len(notes) > 0 {
		s += " (" + strings.Join(notes, ", ") + ")"
	}
	return s + inCase(d.When)
}

func timeInFull(p *procedure.Procedure) []prose.Line {
	var lines []prose.Line
	if p.ProcessingTime != "" {
		lines = append(lines, prose.P(sentence(p.ProcessingTime)))
	}
	var elsewhere []string
	for _, v := range p.LocalVariants {
		if v.ProcessingTime != "" {
			elsewhere = append(elsewhere, variant(v, v.ProcessingTime))
		}
	}
	return append(lines, under(sayOtherPlaces, elsewhere)...)
}

func feesInFull(p *procedure.Procedure) []prose.Line {
	lines := items(charges(p.Fees, inFull))
	var elsewhere []string
	for _, v := range p.LocalVariants {
		parts := charges(v.Fees, inFull)
		if v.FeeNote != "" {
			parts = append(parts, stop(v.FeeNote))
		}
		if len(parts) > 0 {
			elsewhere = append(elsewhere, variant(v, strings.Join(parts, "; ")))
		}
	}
	lines = append(lines, under(sayOtherPlaces, elsewhere)...)
	if len(elsewhere) > 0 {
		lines = append(lines, prose.S(sayFeesByCouncil))
	}
	return lines
}

// variant is what one place does, with place and date.
func variant(v procedure.Variant, text string) string {
	s := v.Place + ": " + stop(text)
	if v.AsOf != "" {
		s += fmt.Sprintf(sayVariantDate, v.AsOf.Vietnamese())
	}
	return s
}

func whereInFull(p *procedure.Procedure, o Options) []prose.Line {
	lines := []prose.Line{prose.P(sentence(receiver(p, o)))}
	if ways := channels(p); ways != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayChannels, ways))))
	}
	if len(p.Agency) > 0 {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayDecidedBy, strings.Join(p.Agency, "; ")))))
	}
	if o.Hotline != "" {
		lines = append(lines, prose.P(askWhere(o)))
	}
	return lines
}

func conditionsInFull(p *procedure.Procedure) []prose.Line {
	lines := items(p.Conditions)
	if len(p.Audience) > 0 {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayAudience, strings.Join(p.Audience, ", ")))))
	}
	return lines
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

func items(texts []string) []prose.Line {
	var lines []prose.Line
	for _, t := range texts {
		lines = append(lines, prose.I(t))
	}
	return lines
}

// under is a list with a line above it; nothing when the list is empty.
func under(head string, texts []string) []prose.Line {
	if len(texts) == 0 {
		return nil
	}
	return append([]prose.Line{prose.P(head)}, items(texts)...)
}

// followed is a list with a remark below it; nothing when the list is empty.
func followed(lines []prose.Line, remark string) []prose.Line {
	if len(lines) == 0 {
		return nil
	}
	return append(lines, prose.S(remark))
}
