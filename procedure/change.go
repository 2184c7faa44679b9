package procedure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ChangeKind says what happened to a procedure in a release of the installation's catalogue.
type ChangeKind string

const (
	Added     ChangeKind = "added"
	Changed   ChangeKind = "changed"
	Withdrawn ChangeKind = "withdrawn"
)

// Change is what a release changed about one procedure, for its followers, the feed and the register of changes.
type Change struct {
	Release int64     // number of the release, growing
	At      time.Time // when it was published
	Key     string
	Name    string // name of the procedure after the change
	Kind    ChangeKind
	Lines   []string // what changed, one Vietnamese sentence a line: "Thời hạn: 3 ngày làm việc → 1 ngày làm việc"
}

// Published is the change from the wording that held to a new one, which holds from a later day or, with from "", at
// once. Without old the procedure is new. Nothing to tell means false.
func Published(old, new *Procedure, from Date) (Change, bool) {
	c := Change{Key: new.Key, Name: new.Name, Kind: Changed, Lines: Compare(old, new)}
	if old == nil {
		c.Kind = Added
	}
	if len(c.Lines) > 0 && from != "" {
		c.Lines = append([]string{fmt.Sprintf(wordHoldsFrom, from.Vietnamese())}, c.Lines...)
	}
	return c, len(c.Lines) > 0
}

// Gone is the withdrawal of a procedure; the reason is shown to citizens.
func Gone(p *Procedure, reason string) Change {
	return Change{Key: p.Key, Name: p.Name, Kind: Withdrawn, Lines: []string{fmt.Sprintf(wordChangedTo, wordProcedureGone, reason)}}
}

// Reissued is the change for those who knew a procedure by a code that leads to another record, from a later day on or,
// with from "", at once. old may be nil; a record that is itself incomplete is not compared, since what it lacks has not
// changed.
func Reissued(code string, old, new *Procedure, from Date) Change {
	c := Change{Key: code, Name: new.Name, Kind: Changed, Lines: []string{fmt.Sprintf(wordCodeNow, code, new.Key)}}
	if old != nil && !new.Draft() {
		was := *old
		was.Key, was.Code = new.Key, new.Code // said already
		c.Lines = append(c.Lines, Compare(&was, new)...)
	}
	if from != "" {
		c.Lines = append([]string{fmt.Sprintf(wordHoldsFrom, from.Vietnamese())}, c.Lines...)
	}
	return c
}

// FeesChanged is the change of a procedure's lines in a province's table of fees; their order makes none.
func FeesChanged(p *Procedure, province string, old, new []FeeRule) (Change, bool) {
	return ruleChange(p, fmt.Sprintf(wordFeesOf, province), feeTexts(old), feeTexts(new))
}

// OverridesChanged is the change of what a unit says about a procedure instead of its record.
func OverridesChanged(p *Procedure, unit string, old, new []Override) (Change, bool) {
	return ruleChange(p, fmt.Sprintf(wordRulesOf, unit), overrideTexts(old), overrideTexts(new))
}

func ruleChange(p *Procedure, where string, old, new []string) (Change, bool) {
	c := Change{Key: p.Key, Name: p.Name, Kind: Changed}
	gone, come := difference(old, new, func(s string) string { return s })
	if len(come) > 0 {
		c.Lines = append(c.Lines, fmt.Sprintf(wordChangedTo, where, some(come)))
	}
	if len(gone) > 0 {
		c.Lines = append(c.Lines, fmt.Sprintf(wordNoMore, where, some(gone)))
	}
	return c, len(c.Lines) > 0
}

// feeTexts puts lines of a table of fees into words.
func feeTexts(rules []FeeRule) []string {
	out := make([]string, 0, len(rules))
	for _, r := range rules {
		text := dong(r.AmountVND)
		if r.AmountVND == 0 {
			text = wordFree
		}
		if r.Per != "" {
			text += "/" + r.Per
		}
		if about := join(", ", r.Channel, r.Condition); about != "" {
			text += " (" + about + ")"
		}
		if r.Exempt != "" {
			text += ", " + fmt.Sprintf(wordExempt, r.Exempt)
		}
		out = append(out, text+spanText(r.From, r.Until)+", "+r.Source)
	}
	return out
}

var blockNames = map[Block]string{BlockFee: wordBlockFees, BlockTime: wordBlockTime, BlockPlace: wordBlockReceiver}

func overrideTexts(rules []Override) []string {
	rules = slices.SortedFunc(slices.Values(rules), func(a, b Override) int { return cmp.Or(cmp.Compare(a.Block, b.Block), cmp.Compare(a.From, b.From)) })
	out := make([]string, 0, len(rules))
	for _, o := range rules {
		out = append(out, fmt.Sprintf(wordChangedTo, blockNames[o.Block], o.Text)+spanText(o.From, o.Until)+", "+o.Source)
	}
	return out
}

func spanText(from, until Date) string {
	if until == "" {
		return fmt.Sprintf(wordSince, from.Vietnamese())
	}
	return fmt.Sprintf(wordSpan, from.Vietnamese(), until.Vietnamese())
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
