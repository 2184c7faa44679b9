package intake

import (
	"fmt"
	"strings"

	"motcua/internal/vntext"
)

// Report is the completeness report in Vietnamese: what each record has and lacks, a line a record, the sums over all
// blocks, and what was wrong.
func (r Result) Report() string {
	var b strings.Builder
	fmt.Fprintf(&b, wordReportHead+"\n", len(r.Records), wordFormatNames[r.Format])
	for _, rec := range r.Records {
		b.WriteString(rec.line())
		b.WriteByte('\n')
	}
	if len(r.Records) > 1 {
		b.WriteString(wordReportTotals + "\n")
		for _, block := range AllBlocks() {
			b.WriteString("- " + r.total(block) + "\n")
		}
	}
	if len(r.Problems) > 0 {
		b.WriteString(wordReportProblems + "\n")
		for _, p := range r.Problems {
			b.WriteString("- " + p.String() + "\n")
		}
	}
	return b.String()
}

// line is one record: where, code, name, and the blocks that are missing or unclear.
func (r Record) line() string {
	parts := []string{r.Where}
	if r.P.Code != "" {
		parts = append(parts, r.P.Code)
	}
	parts = append(parts, vntext.Clip(r.P.Name, reportName))
	var missing, unclear []string
	for _, b := range r.Blocks {
		switch b.State {
		case StateMissing:
			missing = append(missing, wordBlockNames[b.Block])
		case StateUnclear:
			unclear = append(unclear, wordBlockNames[b.Block]+" ("+b.Note+")")
		}
	}
	var state []string
	if len(missing) > 0 {
		state = append(state, wordReportMissing+strings.Join(missing, ", "))
	}
	if len(unclear) > 0 {
		state = append(state, wordReportUnclear+strings.Join(unclear, "; "))
	}
	if r.P.Draft() {
		state = append(state, wordReportDraft)
	}
	if len(state) == 0 {
		state = []string{wordReportComplete}
	}
	return strings.Join(parts, " · ") + ": " + strings.Join(state, "; ")
}

// reportName is how much of a name a line of the report shows, in runes.
const reportName = 80

// total is the sum over one block.
func (r Result) total(block Block) string {
	n := map[State]int{}
	for _, rec := range r.Records {
		for _, b := range rec.Blocks {
			if b.Block == block {
				n[b.State]++
			}
		}
	}
	return fmt.Sprintf(wordReportTotal, wordBlockNames[block], n[StateRead], n[StateMissing], n[StateUnclear])
}
