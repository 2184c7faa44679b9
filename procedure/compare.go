package procedure

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/vntext"
)

const (
	compareText  = 120 // runes of one text in a line of Compare: it is read in a chat
	compareItem  = 100 // runes of an item in a list of them
	compareItems = 3   // items of a list that are named; the others are counted
)

// Compare says what is different between two wordings of one procedure, a Vietnamese sentence a line, in the order
// of the card; nil when a citizen would notice nothing. Order in lists, spacing, capitals, the place of tone marks and the zero of
// "03 ngày" make no difference; the order of steps does. Without old the procedure is new, without new it is gone.
func Compare(old, new *Procedure) []string {
	switch {
	case old == nil && new == nil:
		return nil
	case old == nil:
		return []string{wordProcedureAdded}
	case new == nil:
		return []string{wordProcedureGone}
	}
	var lines []string
	one := func(block, old, new string, same func(string) string) {
		if line := compareOne(block, old, new, same); line != "" {
			lines = append(lines, line)
		}
	}
	list := func(block string, old, new []string, same func(string) string) {
		lines = append(lines, compareList(block, old, new, same)...)
	}
	one(wordBlockName, old.Name, new.Name, nameText)
	one(wordBlockCode, old.Code, new.Code, plainText)
	one(wordBlockField, old.Field, new.Field, plainText)
	one(wordBlockReceiver, old.HandledBy, new.HandledBy, plainText)
	list(wordBlockChannels, old.Channels, new.Channels, plainText)
	lines = append(lines, comparePapers(old.Documents, new.Documents)...)
	one(wordBlockTime, old.ProcessingTime, new.ProcessingTime, plainText)
	lines = append(lines, compareFees(old.Fees, new.Fees)...)
	list(wordBlockResult, old.Result, new.Result, plainText)
	list(wordBlockAgency, old.Agency, new.Agency, plainText)
	list(wordBlockConditions, old.Conditions, new.Conditions, plainText)
	if line := compareSteps(old.Steps, new.Steps); line != "" {
		lines = append(lines, line)
	}
	list(wordBlockForms, old.Forms, new.Forms, plainText)
	list(wordBlockAudience, old.Audience, new.Audience, plainText)
	list(wordBlockLaw, old.LegalBasis, new.LegalBasis, lawNumber)
	one(wordBlockDecision, old.DecisionNo, new.DecisionNo, plainText)
	return lines
}

// compareOne is the line about a block that is one text; same makes two texts alike that mean the same. It is empty when
// they do.
func compareOne(block, old, new string, same func(string) string) string {
	if old == new || same(old) == same(new) {
		return ""
	}
	old, new = short(old), short(new)
	switch {
	case old == new: // the difference lies behind what a line can hold
		return fmt.Sprintf(wordRewritten, block)
	case old == "":
		return fmt.Sprintf(wordNowKnown, block, new)
	case new == "":
		return fmt.Sprintf(wordNoLonger, block, old)
	}
	return fmt.Sprintf(wordChanged, block, old, new)
}

// compareList is the lines about a block whose items have no order.
func compareList(block string, old, new []string, same func(string) string) []string {
	if slices.Equal(old, new) { // as nearly all are, from one export to the next
		return nil
	}
	gone, come := difference(old, new, same)
	switch {
	case len(gone) == 0 && len(come) == 0:
		return nil
	case len(old) <= 1 && len(new) <= 1:
		return []string{compareOne(block, strings.Join(old, ""), strings.Join(new, ""), same)}
	case len(old) == 0:
		return []string{fmt.Sprintf(wordNowKnown, block, some(new))}
	case len(new) == 0:
		return []string{fmt.Sprintf(wordNoLonger, block, some(old))}
	case len(gone) == len(old) && len(come) == len(new) && (len(gone) > compareItems || len(come) > compareItems):
		return []string{fmt.Sprintf(wordRewritten, block)}
	}
	var lines []string
	if len(come) > 0 {
		lines = append(lines, fmt.Sprintf(wordMore, block, some(come)))
	}
	if len(gone) > 0 {
		lines = append(lines, fmt.Sprintf(wordLess, block, some(gone)))
	}
	return lines
}

// difference is what stands only in old and what stands only in new, each once, in their order.
func difference(old, new []string, same func(string) string) (gone, come []string) {
	return missing(old, new, same), missing(new, old, same)
}

// missing is the items of list that other lacks.
func missing(list, other []string, same func(string) string) []string {
	have := make(map[string]bool, len(other)+len(list))
	for _, s := range other {
		have[same(s)] = true
	}
	var out []string
	for _, s := range list {
		if k := same(s); k != "" && !have[k] {
			have[k] = true
			out = append(out, s)
		}
	}
	return out
}

// compareFees is the lines about the fees: few are shown whole, since an amount says little without its case.
func compareFees(old, new []Charge) []string {
	was, is := chargeTexts(old), chargeTexts(new)
	if slices.Equal(was, is) {
		return nil
	}
	gone, come := difference(was, is, plainText)
	switch {
	case len(gone) == 0 && len(come) == 0:
		return nil
	case len(gone) == len(come) && len(gone) <= 2:
		return []string{compareOne(wordBlockFees, strings.Join(gone, "; "), strings.Join(come, "; "), plainText)}
	}
	return compareList(wordBlockFees, was, is, plainText)
}

// chargeTexts puts fees into words, the amount first.
func chargeTexts(fees []Charge) []string {
	out := make([]string, 0, len(fees))
	for _, f := range fees {
		text := f.Text
		if text == "" && f.AmountVND != nil {
			text = dong(*f.AmountVND)
		}
		switch {
		case text == "":
			text = f.Condition
		case f.Condition == "":
		case strings.Contains(plainText(f.Condition), plainText(text)):
			text = f.Condition
		default:
			text += " (" + f.Condition + ")"
		}
		out = append(out, text)
	}
	return out
}

// compareSteps is the line about the steps, whose order matters; numbers before them do not.
func compareSteps(old, new []string) string {
	if slices.EqualFunc(old, new, func(a, b string) bool { return a == b || stepText(a) == stepText(b) }) {
		return ""
	}
	switch {
	case len(old) == 0:
		return fmt.Sprintf(wordStepsNow, len(new))
	case len(new) == 0:
		return fmt.Sprintf(wordStepsGone, len(old))
	case len(old) != len(new):
		return fmt.Sprintf(wordStepsCount, len(old), len(new))
	}
	var which []string
	for i := range old {
		if stepText(old[i]) != stepText(new[i]) {
			which = append(which, fmt.Sprint(i+1))
		}
	}
	if len(which) == len(old) {
		return fmt.Sprintf(wordRewritten, wordBlockSteps)
	}
	return fmt.Sprintf(wordStepsChanged, strings.Join(which, ", "))
}

// some names the first items of a list and counts the rest.
func some(items []string) string {
	var out []string
	for _, s := range items[:min(len(items), compareItems)] {
		out = append(out, vntext.Clip(short(s), compareItem))
	}
	text := strings.Join(out, "; ")
	if rest := len(items) - compareItems; rest > 0 {
		text += fmt.Sprintf(wordAndOthers, rest)
	}
	return text
}

// short is a text as it fits into a line.
func short(s string) string { return vntext.Clip(strings.Join(strings.Fields(s), " "), compareText) }
