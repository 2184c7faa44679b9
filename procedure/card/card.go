// Package card shows procedures as short formatted text: the whole on one screen, and each aspect in full. It quotes
// records and the rules of a place, names code, date and source, and says what is missing or uncertain.
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

	Local procedure.Local // rules of the unit and its province about this procedure
	Today procedure.Date  // to the day; without it Local is left out, and nothing is called overdue
	Case  string          // for the papers: handle of a case, EveryCase or NoCase; "" lists all, case by case
}

// cardLength is how long a card may be as plain text, in runes: about one screen of a telephone.
const cardLength = 900

// limits are how many runes the parts of a card may take.
type limits struct {
	title, paper, papers, fewest, time, note, charges, outcome, where, local, source int
	terse                                                                            bool // rules of the place are quoted in the fewest words
}

// cardLimits go from comfortable to terse: papers are rather shortened than left out. Most records fit the first or
// second; those with very long names or rules need the last.
var cardLimits = []limits{
	{title: 160, paper: 110, papers: 8, fewest: 4, time: 220, note: 110, charges: 4, outcome: 120, where: 220, local: 220, source: 90},
	{title: 130, paper: 75, papers: 6, fewest: 3, time: 170, note: 60, charges: 4, outcome: 80, where: 180, local: 150, source: 70},
	{title: 110, paper: 50, papers: 5, fewest: 2, time: 130, note: 40, charges: 3, outcome: 60, where: 140, local: 90, source: 50},
	{title: 90, paper: 40, papers: 3, fewest: 1, time: 80, note: 30, charges: 2, outcome: 40, where: 100, local: 60, source: 40},
	{title: 60, paper: 40, papers: 1, fewest: 0, time: 45, note: 20, charges: 1, outcome: 24, where: 45, local: 40, source: 20, terse: true},
}

// Of shows a procedure in one message of at most about 900 runes: papers, time, fee, where to hand in, result, then
// code, date, decision and link. What does not fit is behind the button of its aspect. Blocks without data are named
// as missing, never left out in silence.
func Of(p *procedure.Procedure, o Options) []prose.Line {
	common, cases := Grouped(p)
	v := view{Procedure: p, Options: o, common: byNeed(common), cases: len(cases), timesDiffer: timesDiffer(p), leftToCouncil: leftToCouncil(p)}
	for _, l := range cardLimits {
		for ; l.papers >= l.fewest; l.papers-- {
			if lines := v.card(l); length(lines) <= cardLength {
				return lines
			}
		}
	}
	last := cardLimits[len(cardLimits)-1]
	last.papers = last.fewest
	return v.card(last)
}

// length is how many runes lines take as plain text.
func length(lines []prose.Line) int { return utf8.RuneCountInString(prose.Plain(lines)) }

// view is a procedure with what is worked out once however often its card is tried in different lengths.
type view struct {
	*procedure.Procedure
	Options
	common        []procedure.Document // papers everybody needs, those without any condition first
	cases         int
	timesDiffer   bool
	leftToCouncil bool
	notes         []string // cautions of a terse card, which has one line for them all
}

func (v *view) card(l limits) []prose.Line {
	p, o := v.Procedure, v.Options
	v.notes = nil
	lines := []prose.Line{prose.H(vntext.Clip(title(p), l.title))}
	if p.Completeness == procedure.NameOnly {
		gaps, _ := missing(p, o)
		lines = append(lines, prose.P(fmt.Sprintf(wordNameOnly, p.Field, gaps)))
	}
	lines = append(lines, v.paperLines(l)...)
	lines = append(lines, v.timeLines(l)...)
	lines = append(lines, v.feeLines(l)...)
	lines = append(lines, v.whereLines(l)...)
	if result := mainResult(p.Result); result != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordOutcome, vntext.Clip(result, l.outcome)))))
	}
	lines = append(lines, gapLines(p, o)...)
	for _, c := range cautions(p, o) {
		lines = append(lines, v.caution(l, c.full, c.terse)...)
	}
	if len(v.notes) > 0 {
		lines = append(lines, prose.S(fmt.Sprintf(wordCautions, strings.Join(v.notes, "; "))))
	}
	return append(lines, source(p)...)
}

// caution is a line of small print, or on a terse card a few words in the one line for all.
func (v *view) caution(l limits, full, terse string) []prose.Line {
	if !l.terse {
		return []prose.Line{prose.S(full)}
	}
	if !slices.Contains(v.notes, terse) {
		v.notes = append(v.notes, terse)
	}
	return nil
}

// expired cautions that a rule of the unit has ended.
func (v *view) expired(r *procedure.Override, l limits) []prose.Line {
	if r == nil {
		return nil
	}
	return v.caution(l, expiredText(*r, l.source), fmt.Sprintf(wordRuleExpiredTerse, r.Until.Vietnamese()))
}

// gapLines say what the record lacks. A record that lacks what a citizen needs is called what it is: a draft.
func gapLines(p *procedure.Procedure, o Options) []prose.Line {
	gaps, draft := missing(p, o)
	switch {
	case p.Completeness == procedure.NameOnly:
		return []prose.Line{prose.P(askWhere(o))}
	case draft:
		return []prose.Line{prose.P(fmt.Sprintf(wordDraft, gaps) + " " + askWhere(o))}
	case gaps != "":
		return []prose.Line{prose.P(fmt.Sprintf(wordMissing, gaps))}
	}
	return nil
}

// title is the name a citizen recognises.
func title(p *procedure.Procedure) string {
	if p.ShortName != "" {
		return p.ShortName
	}
	return procedure.PlainName(p.Name)
}

// mainResult is what the citizen takes home. Sources also list what is sent when a file is refused or sent back; that
// comes after.
func mainResult(results []string) string {
	for _, r := range results {
		if !slices.ContainsFunc(wordRefusals, func(w string) bool { return strings.Contains(r, w) }) {
			return r
		}
	}
	return strings.Join(results[:min(1, len(results))], "")
}

// askWhere says whom to ask about what the record does not contain.
func askWhere(o Options) string {
	if o.Hotline != "" {
		return fmt.Sprintf(WordAskHotline, o.Hotline)
	}
	return WordAskCenter
}

// missing lists the blocks without data in words: what is empty, and what the source is said to lack. draft tells
// whether a citizen needs one of them. What a rule of the place supplies is not missing.
func missing(p *procedure.Procedure, o Options) (names string, draft bool) {
	supplied := map[string]bool{}
	if own, _ := ownRule(o, procedure.BlockTime); own != nil {
		supplied[procedure.GapTime] = true
	}
	own, _ := ownRule(o, procedure.BlockFee)
	if rules, _ := tableToday(o); own != nil || len(rules) > 0 {
		supplied[procedure.GapFees] = true
	}
	var list []string
	gaps := p.Gaps()
	for _, block := range append(slices.Clone(gaps), p.Missing...) {
		name, known := wordMissingBlocks[block]
		if !known || supplied[block] || slices.Contains(list, name) {
			continue
		}
		list = append(list, name)
		draft = draft || slices.Contains(gaps, block)
	}
	return strings.Join(list, ", "), draft
}
