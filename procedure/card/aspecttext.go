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
// data says so and whom to ask. Overview is the card. For a chat, where this may be too long to read, see Pages.
func Aspect(p *procedure.Procedure, a procedure.Aspect, o Options) []prose.Line {
	if !inDetail(a) {
		return Of(p, o)
	}
	return append(append([]prose.Line{prose.H(head(p, a))}, body(p, a, o)...), smallPrint(p, o)...)
}

// inDetail tells whether a is an aspect of its own rather than the whole card.
func inDetail(a procedure.Aspect) bool {
	return a > procedure.Overview && int(a) < len(wordAspectHeads)
}

func head(p *procedure.Procedure, a procedure.Aspect) string {
	return fmt.Sprintf(wordAspectHeads[a], vntext.Clip(title(p), headLength))
}

// body is what an aspect says: what the record has, or that it has nothing, and whether the record is a draft.
func body(p *procedure.Procedure, a procedure.Aspect, o Options) []prose.Line {
	lines := aspectBody(p, a, o)
	if len(lines) == 0 {
		lines = []prose.Line{prose.P(wordNothingKnown), prose.P(askWhere(o))}
	}
	if gaps, draft := missing(p, o); draft {
		lines = append(lines, prose.S(fmt.Sprintf(wordDraft, gaps)))
	}
	return lines
}

// Aspects are the aspects of which the record has something to show, in the order of the buttons.
func Aspects(p *procedure.Procedure) []procedure.Aspect { return AspectsAt(p, Options{}) }

// AspectsAt are the aspects of which the record or the rules of the place have something to show.
func AspectsAt(p *procedure.Procedure, o Options) []procedure.Aspect {
	var out []procedure.Aspect
	for _, a := range procedure.AllAspects() {
		if a == procedure.Papers && len(p.Documents) > 0 || a != procedure.Papers && len(aspectBody(p, a, o)) > 0 {
			out = append(out, a)
		}
	}
	return out
}

func aspectBody(p *procedure.Procedure, a procedure.Aspect, o Options) []prose.Line {
	switch a {
	case procedure.Papers:
		return papersInFull(p, o)
	case procedure.Time:
		return timeInFull(p, o)
	case procedure.Fee:
		return feesInFull(p, o)
	case procedure.Where:
		return whereInFull(p, o)
	case procedure.Steps:
		return under(wordGeneralSteps, p.Steps)
	case procedure.Outcome:
		return items(p.Result)
	case procedure.Law:
		return followed(items(p.LegalBasis), wordLawMayBeMore)
	case procedure.Form:
		return formsInFull(p)
	case procedure.Conditions:
		return conditionsInFull(p)
	default:
		return nil
	}
}

func conditionsInFull(p *procedure.Procedure) []prose.Line {
	lines := items(p.Conditions)
	if len(p.Audience) > 0 {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordAudience, strings.Join(p.Audience, ", ")))))
	}
	if len(lines) == 0 {
		return nil
	}
	return append(lines, remarks(p, procedure.Conditions)...)
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
