package card

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// receiver says who takes the file.
func receiver(p *procedure.Procedure, o Options) string {
	center := o.CenterName
	if center == "" {
		center = defaultCenter
	}
	if o.Address != "" {
		center += ", " + o.Address
	}
	by := p.HandledBy
	switch {
	case by == "UBND cấp xã":
		return center
	case strings.HasPrefix(by, "Công an"):
		return sayPolice
	case strings.Contains(by, "CHQS"):
		return fmt.Sprintf(sayMilitary, center)
	case strings.HasPrefix(by, "Thuế"):
		return sayTax
	case strings.HasPrefix(by, "Bảo hiểm"):
		return sayInsurance
	case strings.Contains(by, "đăng ký đất đai") && strings.Contains(by, "nộp được tại"):
		return fmt.Sprintf(sayLandAtXa, center)
	case strings.Contains(by, "đăng ký đất đai"):
		return sayLandOffice
	default:
		return fmt.Sprintf(sayOtherOffice, by)
	}
}

// channels is the ways to hand in, in words.
func channels(p *procedure.Procedure) string {
	ways := make([]string, 0, len(p.Channels))
	for _, c := range p.Channels {
		if name, ok := channelNames[c]; ok {
			c = name
		}
		ways = append(ways, c)
	}
	return strings.Join(ways, ", ")
}

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
	for _, label := range feeLabels {
		if rest, ok := strings.CutPrefix(s, label); ok {
			s = rest
			break
		}
	}
	if rest, ok := strings.CutPrefix(s, sayFree); ok {
		return strings.ToLower(sayFree) + rest
	}
	return s
}

// inCase is the case a paper is needed in, to stand behind its name.
func inCase(when string) string {
	switch {
	case when == "":
		return ""
	case strings.HasPrefix(when, sayIfNone):
		return "; " + sayIf + when
	default:
		return " – " + when
	}
}

// amount writes đồng with dots between thousands.
func amount(vnd int) string {
	s := strconv.Itoa(vnd)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s + " đồng"
}

// smallPrint is what every answer ends with: cautions, code, date, decision, and where the binding text is.
func smallPrint(p *procedure.Procedure) []prose.Line {
	var lines []prose.Line
	for _, caution := range cautions(p) {
		lines = append(lines, prose.S(caution))
	}
	url := p.SourceURL
	if url == "" {
		url = portalURL
	}
	return append(lines, prose.S(provenance(p)), prose.S(sayReference), prose.A(sayPortal, url))
}

func cautions(p *procedure.Procedure) []string {
	var out []string
	switch p.Currency {
	case procedure.Check:
		out = append(out, sayCheck)
	case procedure.Older:
		out = append(out, sayOlder)
	}
	if p.PossibleSuccessor != "" {
		out = append(out, fmt.Sprintf(saySuccessor, p.PossibleSuccessor))
	}
	return out
}

// provenance is the line with code, date and decision.
func provenance(p *procedure.Procedure) string {
	parts := []string{sayNoCode}
	if p.Code != "" {
		parts[0] = fmt.Sprintf(sayCode, p.Code)
	}
	parts = append(parts, fmt.Sprintf(dateWording(p.AsOf), p.AsOf.Vietnamese()))
	if p.DecisionNo != "" {
		parts = append(parts, fmt.Sprintf(sayDecision, p.DecisionNo))
	}
	return sentence(strings.Join(parts, "; "))
}

func dateWording(d procedure.Date) string {
	switch strings.Count(string(d), "-") {
	case 2:
		return sayDayDate
	case 1:
		return sayMonthDate
	default:
		return sayYearDate
	}
}

// stop takes off the punctuation at the end, so that text can go on.
func stop(s string) string { return strings.TrimRight(s, " .,;:") }

// sentence ends a text with one full stop, or with the ellipsis it already has.
func sentence(s string) string {
	s = stop(s)
	if s == "" || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}
