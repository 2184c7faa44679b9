package card

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// Options are what the commune adds to a card. The empty value is permitted.
type Options struct {
	Hotline    string // telephone for questions
	CenterName string // name of the service centre; a general name stands for ""
	Address    string // address of the centre
}

// cardLength is how long a card may be as plain text, in runes: about one screen of a telephone.
const cardLength = 900

// limits are how many runes the parts of a card may take.
type limits struct{ title, paper, papers, fewest, time, note, charges, outcome, where int }

// cardLimits go from comfortable to terse: papers are rather shortened than left out. Most records fit the first or
// second; those with very long names or rules need the last.
var cardLimits = []limits{
	{title: 160, paper: 110, papers: 8, fewest: 4, time: 220, note: 110, charges: 4, outcome: 120, where: 220},
	{title: 130, paper: 75, papers: 6, fewest: 3, time: 170, note: 60, charges: 4, outcome: 80, where: 180},
	{title: 110, paper: 50, papers: 5, fewest: 2, time: 130, note: 40, charges: 3, outcome: 60, where: 140},
	{title: 90, paper: 40, papers: 3, fewest: 1, time: 80, note: 30, charges: 2, outcome: 40, where: 100},
}

// Of shows a procedure in one message of at most about 900 runes: papers, time, fee, where to hand in, result, then
// code, date, decision and link. What does not fit is behind the button of its aspect. Blocks without data are named
// as missing, never left out in silence.
func Of(p *procedure.Procedure, o Options) []prose.Line {
	for _, l := range cardLimits {
		for ; l.papers >= l.fewest; l.papers-- {
			if lines := card(p, o, l); utf8.RuneCountInString(prose.Plain(lines)) <= cardLength {
				return lines
			}
		}
	}
	last := cardLimits[len(cardLimits)-1]
	last.papers = last.fewest
	return card(p, o, last)
}

func card(p *procedure.Procedure, o Options, l limits) []prose.Line {
	lines := []prose.Line{prose.H(vntext.Clip(title(p), l.title))}
	if p.Completeness == procedure.NameOnly {
		lines = append(lines, prose.P(fmt.Sprintf(sayNameOnly, p.Field)))
		lines = append(lines, whereLines(p, o, l.where)...)
		lines = append(lines, prose.P(askWhere(o)))
		return append(lines, smallPrint(p)...)
	}
	lines = append(lines, paperLines(p, l)...)
	if p.ProcessingTime != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayTime, vntext.Clip(p.ProcessingTime, l.time)))))
	}
	if fee := feeSummary(p, l); fee != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayFee, fee))))
	}
	lines = append(lines, whereLines(p, o, l.where)...)
	if result := mainResult(p.Result); result != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayOutcome, vntext.Clip(result, l.outcome)))))
	}
	if gaps := missing(p); gaps != "" {
		lines = append(lines, prose.P(fmt.Sprintf(sayMissing, gaps)))
	}
	return append(lines, smallPrint(p)...)
}

// title is the name a citizen recognises.
func title(p *procedure.Procedure) string {
	if p.ShortName != "" {
		return p.ShortName
	}
	return procedure.PlainName(p.Name)
}

// paperLines lists the papers everybody needs before those of special cases, as many as fit.
func paperLines(p *procedure.Procedure, l limits) []prose.Line {
	if len(p.Documents) == 0 {
		return nil
	}
	lines := []prose.Line{prose.P(sayPapers)}
	ordered := byNeed(p.Documents)
	shown := min(len(ordered), l.papers)
	for _, d := range ordered[:shown] {
		lines = append(lines, prose.I(vntext.Clip(paper(d), l.paper)))
	}
	if rest := max(len(ordered), p.DocumentsTotal) - shown; rest > 0 {
		lines = append(lines, prose.I(fmt.Sprintf(sayMorePapers, rest, procedure.Papers.Label())))
	}
	return lines
}

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

// paper is one paper with the case it belongs to.
func paper(d procedure.Document) string {
	return d.Name + inCase(d.When)
}

// feeSummary is the first amounts and rules; that there are more is always said.
func feeSummary(p *procedure.Procedure, l limits) string {
	all := charges(p.Fees, l.note)
	shown := min(len(all), l.charges)
	parts := make([]string, 0, shown+1)
	for _, c := range all[:shown] {
		parts = append(parts, afterLabel(c))
	}
	if rest := len(all) - shown; rest > 0 {
		parts = append(parts, fmt.Sprintf(sayMoreFees, rest, procedure.Fee.Label()))
	}
	return strings.Join(parts, "; ")
}

// mainResult is what the citizen takes home. Sources also list what is sent when a file is refused or sent back; that
// comes after.
func mainResult(results []string) string {
	for _, r := range results {
		if !slices.ContainsFunc(refusals, func(w string) bool { return strings.Contains(r, w) }) {
			return r
		}
	}
	return strings.Join(results[:min(1, len(results))], "")
}

func whereLines(p *procedure.Procedure, o Options, limit int) []prose.Line {
	lines := []prose.Line{prose.P(sentence(fmt.Sprintf(sayWhere, vntext.Clip(receiver(p, o), limit))))}
	if ways := channels(p); ways != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(sayChannels, ways))))
	}
	return lines
}

// askWhere says whom to ask about what the record does not contain.
func askWhere(o Options) string {
	if o.Hotline != "" {
		return fmt.Sprintf(sayAskHotline, o.Hotline)
	}
	return sayAskCenter
}

// missing lists the blocks without data in words.
func missing(p *procedure.Procedure) string {
	var gaps []string
	for _, block := range p.Missing {
		if name, ok := missingBlocks[block]; ok {
			gaps = append(gaps, name)
		}
	}
	return strings.Join(gaps, ", ")
}
