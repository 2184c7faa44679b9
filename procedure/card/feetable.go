package card

import (
	"fmt"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// tableToday are the lines of the province's table that hold today; ended is the one that ended last where none holds
// any more.
func tableToday(o Options) (rules []procedure.FeeRule, ended *procedure.FeeRule) {
	if o.Today == "" {
		return nil, nil
	}
	rules, expired := o.Local.FeesOn(o.Today)
	if !expired {
		return rules, nil
	}
	for i, r := range o.Local.Fees {
		if r.Until != "" && r.Until < o.Today && (ended == nil || r.Until > ended.Until) {
			ended = &o.Local.Fees[i]
		}
	}
	return nil, ended
}

// ruleText is one line of the table: amount, what it is paid for, channel and condition, and who pays nothing.
func ruleText(r procedure.FeeRule, limit int) string {
	s := wordFree
	if r.AmountVND != 0 {
		s = amount(r.AmountVND)
		if r.Per != "" {
			s += "/" + strings.TrimPrefix(r.Per, "/")
		}
	}
	var on []string
	for _, c := range []string{channelName(r.Channel), stop(r.Condition)} {
		if c != "" {
			on = append(on, vntext.Clip(c, limit))
		}
	}
	if len(on) > 0 {
		s += " (" + strings.Join(on, "; ") + ")"
	}
	if r.Exempt != "" {
		s += fmt.Sprintf(wordExempt, vntext.Clip(stop(r.Exempt), limit))
	}
	return s
}

// tableSummary is the table on the card.
func tableSummary(rules []procedure.FeeRule, l limits) string {
	all := make([]string, len(rules))
	for i, r := range rules {
		all[i] = ruleText(r, l.note)
	}
	return firstOf(all, l.charges) + " (" + stop(tableSource(rules[0], l.source)) + ")"
}

func tableInFull(rules []procedure.FeeRule) []prose.Line {
	var lines []prose.Line
	for i, r := range rules {
		lines = append(lines, prose.I(ruleText(r, inFull)))
		if last := i == len(rules)-1; last || tableSource(rules[i+1], inFull) != tableSource(r, inFull) {
			lines = append(lines, prose.S(capital(tableSource(r, inFull))))
		}
	}
	return lines
}

// tableSource says by which resolution a line of the table holds, and since when.
func tableSource(r procedure.FeeRule, limit int) string {
	return sentence(fmt.Sprintf(wordTableSource, vntext.Clip(stop(r.Source), limit)) + span(r.From, r.Until))
}

// tableEnded cautions that the province's table has run out.
func tableEnded(r procedure.FeeRule, limit int) string {
	return fmt.Sprintf(wordTableEnded, vntext.Clip(stop(r.Source), limit), r.Until.Vietnamese())
}
