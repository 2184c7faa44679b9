package card

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/internal/vnum"
	"motcua/procedure"
)

// feeLines is the fee on the card: the unit's own rule, else the province's table, else the record. That there is more
// is always said, and so is that an amount is not known here.
func (v *view) feeLines(l limits) []prose.Line {
	p, o := v.Procedure, v.Options
	own, expired := ownRule(o, procedure.BlockFee)
	if own != nil {
		return []prose.Line{prose.P(sentence(fmt.Sprintf(wordFee, afterLabel(ownText(*own, l)))))}
	}
	rules, ended := tableToday(o)
	if len(rules) > 0 {
		return []prose.Line{prose.P(sentence(fmt.Sprintf(wordFee, tableSummary(rules, l))))}
	}
	var lines []prose.Line
	if fee := feeSummary(p, l); fee != "" {
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordFee, fee))))
		if v.leftToCouncil {
			lines = append(lines, prose.S(wordAmountUnknown))
		}
	}
	lines = append(lines, v.expired(expired, l)...)
	if ended != nil {
		lines = append(lines, v.caution(l, tableEnded(*ended, l.source), fmt.Sprintf(wordTableEndedTerse, ended.Until.Vietnamese()))...)
	}
	return lines
}

func feesInFull(p *procedure.Procedure, o Options) []prose.Line {
	own, expired := ownRule(o, procedure.BlockFee)
	if own != nil {
		return []prose.Line{prose.P(sentence(own.Text)), prose.S(capital(ownSource(*own, inFull)))}
	}
	rules, ended := tableToday(o)
	if len(rules) > 0 {
		return tableInFull(rules)
	}
	lines := items(charges(p.Fees, inFull))
	if len(lines) > 0 && leftToCouncil(p) {
		lines = append(lines, prose.P(wordAmountUnknownInFull))
	}
	if expired != nil {
		lines = append(lines, prose.S(expiredText(*expired, inFull)))
	}
	if ended != nil {
		lines = append(lines, prose.S(tableEnded(*ended, inFull)))
	}
	lines = append(lines, remarks(p, procedure.Fee)...)
	return append(lines, feesElsewhere(p)...)
}

// feesElsewhere is what other places are known to charge.
func feesElsewhere(p *procedure.Procedure) []prose.Line {
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
	if len(elsewhere) == 0 {
		return nil
	}
	return append(under(wordOtherPlaces, elsewhere), prose.S(wordFeesByCouncil))
}

// feeSummary is the first amounts and rules; that there are more is always said.
func feeSummary(p *procedure.Procedure, l limits) string {
	return firstOf(charges(p.Fees, l.note), l.charges)
}

// firstOf joins the first of several charges and says how many are left.
func firstOf(all []string, n int) string {
	shown := min(len(all), n)
	parts := make([]string, 0, shown+1)
	for _, c := range all[:shown] {
		parts = append(parts, afterLabel(c))
	}
	if rest := len(all) - shown; rest > 0 {
		parts = append(parts, fmt.Sprintf(wordMoreFees, rest, procedure.Fee.Label()))
	}
	return strings.Join(parts, "; ")
}

// leftToCouncil tells whether the record leaves the amount to the provincial council.
func leftToCouncil(p *procedure.Procedure) bool {
	return slices.ContainsFunc(p.Fees, func(f procedure.Charge) bool { return council.MatchString(vntext.Fold(f.Text + " " + f.Condition)) })
}

var (
	// council is how sources name the provincial People's Council, folded.
	council = regexp.MustCompile(`\b(hdnd|hoi dong nhan dan)\b`)
	// notFree are words that cannot stand beside "free of charge", folded.
	notFree = regexp.MustCompile(`\b(hdnd|hoi dong nhan dan|luat phi|phi va le phi|\d+ (\d{3} )?(dong|vnd))\b`)
)

// charges puts amounts and rules into words, each once; remarks longer than note runes are shortened, the amount
// never is.
func charges(fees []procedure.Charge, note int) []string {
	var out []string
	for _, f := range fees {
		if s := charge(f, note); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// charge is one amount with its case. Sources repeat the amount in the remark, or begin it with the unit it
// is charged for ("/giao dịch"); neither is said twice.
func charge(f procedure.Charge, limit int) string {
	text := stop(f.Text)
	if text == "" && f.AmountVND != nil {
		text = amount(*f.AmountVND)
	}
	if f.AmountVND == nil {
		text = vntext.Clip(text, 2*limit)
	}
	note := stop(f.Condition)
	switch {
	case f.AmountVND != nil && *f.AmountVND == 0 && notFree.MatchString(vntext.Fold(note)):
		return fmt.Sprintf(wordMaybeFree, vntext.Clip(note, limit)) // the label of the portal contradicts its own remark
	case note == "":
		return text
	case text == "":
		return vntext.Clip(note, limit)
	case strings.Contains(note, text) && len([]rune(note)) <= 2*limit:
		return note
	case strings.HasPrefix(note, "/"):
		return text + vntext.Clip(note, limit)
	default:
		return text + " (" + vntext.Clip(note, limit) + ")"
	}
}

// afterLabel fits a charge behind the label that says it is a fee.
func afterLabel(s string) string {
	for _, label := range wordFeeLabels {
		if rest, ok := strings.CutPrefix(s, label); ok {
			s = rest
			break
		}
	}
	if rest, ok := strings.CutPrefix(s, wordFree); ok {
		return strings.ToLower(wordFree) + rest
	}
	return s
}

// amount writes đồng with dots between thousands.
func amount(vnd int) string { return vnum.Integer(vnd) + " đồng" }
