package intake

import (
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// leastFee is the smallest amount in đồng taken for a fee. Forms of the portal lose zeros (40 for 4.000), and
// nothing costs less than 500 đồng.
const leastFee = 500

var (
	// money is an amount with its unit. Thousands are divided by dots, commas or spaces, or not at all.
	money = regexp.MustCompile(`(?i)(\d{1,3}(?:[.,\s]\d{3})+|\d+(?:[.,]\d{1,2})?)\s*(triệu đồng|triệu|nghìn đồng|ngàn đồng|nghìn|ngàn|việt nam đồng|đồng|vnđ|vnd|đ)(?:[^\pL]|$)`)

	// onlyMoney is an amount and nothing else.
	onlyMoney = regexp.MustCompile(`(?i)^(?:\d{1,3}(?:[.,\s]\d{3})+|\d+)\s*(?:việt nam đồng|đồng|vnđ|vnd|đ)\.?$`)

	// onlyNumber is an amount that lost its unit.
	onlyNumber = regexp.MustCompile(`^(?:\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,]0+)?$`)

	// feeLabel stands before an amount in the portal's tables: "Phí : 0 Đồng", "Lệ phí: 50.000 đồng".
	feeLabel = regexp.MustCompile(`(?i)^(lệ phí|phí, lệ phí|phí/lệ phí|phí|mức phí|mức lệ phí|mức thu)\s*:\s*`)

	// bracketed is a text that ends with a remark in brackets.
	bracketed = regexp.MustCompile(`^([^(]*)\((.*)\)\s*[.;]?$`)

	// bounds are words that make an amount something else than the fee.
	bounds = regexp.MustCompile(`(?i)(không quá|tối đa|tối thiểu|từ\s+\d|dưới|trên\s+\d|giảm|cộng|thêm|khoảng|miễn|không thu|%)`)

	// ruledElsewhere are the makers of rules about fees: who names them in a remark says that the fee is theirs to set.
	ruledElsewhere = regexp.MustCompile(`(?i)(hđnd|hội đồng nhân dân|nghị quyết|luật phí|thông tư|nghị định|theo quy định|theo mức)`)
)

// freeWords are folded texts that say a file costs nothing.
var freeWords = map[string]bool{
	"mien phi": true, "mien le phi": true, "mien phi le phi": true, "khong": true, "khong co": true, "khong thu": true,
	"khong thu phi": true, "khong thu le phi": true, "khong thu phi le phi": true, "khong mat phi": true, "khong phai nop": true,
	"khong phai nop phi": true, "khong phai nop le phi": true, "free": true, "khong phi": true,
}

// readFees are the charges a text lists, a line each; notes say what an official has to look at. dong tells that the
// head of the column or the format itself says that numbers are đồng.
func readFees(s string, dong bool) (charges []procedure.Charge, notes []string) {
	for _, line := range lines(s) {
		for _, part := range splitCharges(line) {
			c, note := readFee(part, dong)
			if c != (procedure.Charge{}) {
				charges = append(charges, c)
			}
			if note != "" {
				notes = append(notes, note)
			}
		}
	}
	return charges, notes
}

// splitCharges divides a line with semicolons when each part has an amount or is free by itself.
func splitCharges(line string) []string {
	parts := strings.Split(line, ";")
	if len(parts) == 1 || strings.ContainsAny(line, "()") {
		return []string{line}
	}
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
		if len(amountsIn(p)) != 1 && !isFree(p) {
			return []string{line}
		}
	}
	return parts
}

// readFee is one charge. An amount is given only where the text leaves no doubt about it: what contradicts itself, or is
// free "as the council decides", keeps its words and no amount.
func readFee(s string, dong bool) (c procedure.Charge, note string) {
	s = feeLabel.ReplaceAllString(strings.TrimSpace(s), "")
	s = strings.TrimRight(s, " ;.")
	if saysNothing(s) {
		return c, ""
	}
	head, remark := s, ""
	if m := bracketed.FindStringSubmatch(s); m != nil {
		head, remark = strings.TrimSpace(m[1]), strings.Trim(strings.TrimSpace(m[2]), " .;")
	}
	if onlyNumber.MatchString(head) && dong {
		head += " đồng"
	}
	amounts := amountsIn(head)
	switch {
	case isFree(head), len(amounts) == 1 && amounts[0] == 0 && onlyMoney.MatchString(head):
		return freeFee(s, remark)
	case onlyNumber.MatchString(head):
		return procedure.Charge{Text: s}, wordNoCurrency(s)
	case vntext.Fold(s) == "khong quy dinh", vntext.Fold(s) == "theo quy dinh":
		return procedure.Charge{Text: s}, wordVagueFee(s)
	case len(amounts) == 0:
		return procedure.Charge{Text: s}, ""
	case len(amounts) > 1:
		return procedure.Charge{Text: s}, wordSeveralFees(s)
	case bounds.MatchString(head):
		return procedure.Charge{Text: s}, ""
	}
	return amountFee(s, head, remark, amounts[0])
}

// amountFee is a charge with exactly one amount in its head.
func amountFee(s, head, remark string, amount int) (procedure.Charge, string) {
	if amount < leastFee {
		return procedure.Charge{Text: s}, wordLostZeros(s)
	}
	for _, other := range amountsIn(remark) {
		if other != amount {
			return procedure.Charge{Text: s}, wordContradiction(s)
		}
	}
	if onlyMoney.MatchString(head) {
		head = dongText(amount)
	}
	return procedure.Charge{AmountVND: &amount, Text: head, Condition: remark}, ""
}

// freeFee is a charge whose head says that nothing is due. The portal puts "Miễn phí" before remarks that leave the fee
// to the provincial council, or name an amount: those are not free.
func freeFee(s, remark string) (procedure.Charge, string) {
	if ruledElsewhere.MatchString(remark) || len(amountsIn(remark)) > 0 {
		return procedure.Charge{Text: s}, wordNotFree(s)
	}
	zero := 0
	return procedure.Charge{AmountVND: &zero, Text: wordFeeFree, Condition: remark}, ""
}

func isFree(s string) bool {
	return freeWords[vntext.Fold(feeLabel.ReplaceAllString(strings.TrimSpace(s), ""))]
}

// amountsIn are the different amounts in a text, in đồng.
func amountsIn(s string) []int {
	var out []int
	seen := map[int]bool{}
	for len(s) > 0 {
		m := money.FindStringSubmatchIndex(s)
		if m == nil {
			break
		}
		if n, ok := dongOf(s[m[2]:m[3]], strings.ToLower(s[m[4]:m[5]])); ok && !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
		s = s[m[5]:] // the sign behind the unit may begin the next amount
	}
	return out
}

// dongOf is a number of a text in đồng.
func dongOf(number, unit string) (int, bool) {
	factor := 1
	switch {
	case strings.HasPrefix(unit, "triệu"):
		factor = 1_000_000
	case strings.HasPrefix(unit, "nghìn"), strings.HasPrefix(unit, "ngàn"):
		factor = 1_000
	}
	if !grouped.MatchString(number) {
		f, err := strconv.ParseFloat(strings.ReplaceAll(number, ",", "."), 64)
		if err != nil || f*float64(factor) > 1e12 {
			return 0, false
		}
		return int(f*float64(factor) + 0.5), true
	}
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	n, err := strconv.Atoi(digits)
	if err != nil || n > 1e12/factor {
		return 0, false
	}
	return n * factor, true
}

// grouped is a number whose thousands are divided.
var grouped = regexp.MustCompile(`^\d{1,3}(?:[.,\s]\d{3})+$`)

// dongText writes an amount with dots between thousands.
func dongText(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s + " đồng"
}

// channelFee is a charge with the ways to hand in it was read for.
type channelFee struct {
	procedure.Charge
	channels []string
}

// joinFees is the list of charges of several ways to hand in: those all ways share once, the others with their ways as
// the beginning of the condition.
func joinFees(fees []channelFee) []procedure.Charge {
	ways := map[string]bool{}
	var order []string
	by := map[string]*channelFee{}
	for _, f := range fees {
		for _, c := range f.channels {
			ways[c] = true
		}
		key := strconv.Quote(f.Text) + strconv.Quote(f.Condition)
		if f.AmountVND != nil {
			key += strconv.Itoa(*f.AmountVND)
		}
		if known := by[key]; known != nil {
			known.channels = compact(append(known.channels, f.channels...))
			continue
		}
		f.channels = compact(f.channels)
		by[key] = &f
		order = append(order, key)
	}
	out := make([]procedure.Charge, 0, len(order))
	for _, key := range order {
		f := by[key]
		if len(f.channels) < len(ways) && len(f.channels) > 0 {
			f.Condition = strings.TrimSuffix(strings.Join(f.channels, "/")+", "+f.Condition, ", ")
		}
		out = append(out, f.Charge)
	}
	return out
}
