package card

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/procedure"
)

const today = procedure.Date("2026-11-23")

// own is a local rule for each block.
func own(text string, from, until procedure.Date) procedure.Local {
	var l procedure.Local
	for _, b := range []procedure.Block{procedure.BlockFee, procedure.BlockTime, procedure.BlockPlace} {
		l.Overrides = append(l.Overrides, procedure.Override{Unit: "u", Key: "k", Block: b, Text: text + " " + string(b), Source: "Nghị quyết 12/2026/NQ-HĐND", From: from, Until: until})
	}
	return l
}

func at(l procedure.Local) Options {
	o := sampleOptions
	o.Local, o.Today = l, today
	return o
}

// Every record stays within one screen under the longest local rules there may be, says what it lacks, and shows
// the fee, time and place the rules give.
func TestCardsUnderLocalRules(t *testing.T) {
	long := strings.Repeat("mức thu theo quy định của Hội đồng nhân dân ", 12)
	table := procedure.Local{}
	for i := range 12 {
		table.Fees = append(table.Fees, procedure.FeeRule{Channel: "trực tuyến", Condition: fmt.Sprint("trường hợp ", i, " ", long), AmountVND: 1000 * i, Per: "bản", Exempt: long, Source: long, From: "2026-01-01"})
	}
	ended := own(long, "2025-01-01", "2026-01-01")
	ended.Fees = []procedure.FeeRule{{AmountVND: 8000, Source: long, From: "2025-01-01", Until: "2025-12-31"}}
	for name, l := range map[string]procedure.Local{"own": own(long, "2026-01-01", "2027-01-01"), "ended": ended, "table": table} {
		for _, p := range bundled(t).All() {
			due := *p
			due.ReviewDue = "2026-11-01"
			lines := Of(&due, at(l))
			checkLines(t, p.Key+" "+name, lines)
			plain := prose.Plain(lines)
			if n := utf8.RuneCountInString(plain); n > cardLength {
				t.Errorf("%s: card has %d runes under %s rules", p.Key, n, name)
			}
			for _, part := range map[string][]string{
				"own":   {"Thời hạn: ", "Lệ phí: ", "Nơi nộp: ", "Nghị quyết"},
				"table": {"Lệ phí: miễn phí"},
				"ended": {"hết hiệu lực ngày 01/01/2026", "hết hiệu lực ngày 31/12/2025"},
			}[name] {
				if !strings.Contains(plain, part) {
					t.Errorf("%s: card under %s rules does not say %q:\n%s", p.Key, name, part, plain)
				}
			}
			if !strings.Contains(plain, "quá hạn rà soát (01/11/2026)") {
				t.Errorf("%s: overdue review is not told", p.Key)
			}
		}
	}
}

func TestOwnRules(t *testing.T) {
	p := find(t, "1.001193")
	o := at(own("Quy định thử", "2026-01-01", "2026-12-31"))
	for a, word := range map[procedure.Aspect]string{procedure.Time: "time", procedure.Fee: "fee", procedure.Where: "place"} {
		text := prose.Plain(Aspect(p, a, o))
		if !strings.Contains(text, "Quy định thử "+word+".\nTheo quy định riêng: Nghị quyết 12/2026/NQ-HĐND, áp dụng từ 01/01/2026, đến hết 31/12/2026.") {
			t.Errorf("%s:\n%s", a.Label(), text)
		}
	}
	if text := prose.Plain(Aspect(p, procedure.Time, o)); strings.Contains(text, p.ProcessingTime) {
		t.Errorf("the record's time stands beside the rule:\n%s", text)
	}
	if got := Place(p, o); got != "Quy định thử place" {
		t.Errorf("place %q", got)
	}
	for name, o := range map[string]Options{
		"not yet":  at(own("Quy định thử", "2026-12-01", "")),
		"no today": {Local: own("Quy định thử", "2026-01-01", "")},
	} {
		for _, a := range []procedure.Aspect{procedure.Overview, procedure.Time, procedure.Fee, procedure.Where} {
			if text := prose.Plain(Aspect(p, a, o)); strings.Contains(text, "Quy định thử") || strings.Contains(text, "hiệu lực") {
				t.Errorf("%s, %s: the rule is shown:\n%s", name, a.Label(), text)
			}
		}
	}
	gone := at(own("Quy định thử", "2025-01-01", "2026-11-22"))
	for _, a := range []procedure.Aspect{procedure.Overview, procedure.Time} {
		text := prose.Plain(Aspect(p, a, gone))
		if !strings.Contains(text, "hết hiệu lực ngày 22/11/2026") || !strings.Contains(text, p.ProcessingTime) || strings.Contains(text, "Quy định thử") {
			t.Errorf("an expired rule:\n%s", text)
		}
	}
}

func TestFeeTable(t *testing.T) {
	p := find(t, "1.004873") // the council sets the fee
	unknown := prose.Plain(Of(p, Options{})) + prose.Plain(Aspect(p, procedure.Fee, Options{}))
	for _, words := range []string{wordAmountUnknown, wordAmountUnknownInFull} {
		if !strings.Contains(unknown, words) {
			t.Errorf("without a table %q is not said", words)
		}
	}
	l := procedure.Local{Fees: []procedure.FeeRule{
		{Channel: "trực tiếp", AmountVND: 8000, Per: "bản", Exempt: "hộ nghèo", Source: "Nghị quyết 15/2025/NQ-HĐND", From: "2025-08-01"},
		{Channel: "trực tuyến", AmountVND: 0, Source: "Nghị quyết 15/2025/NQ-HĐND", From: "2025-08-01"},
		{AmountVND: 99000, Source: "Nghị quyết cũ", From: "2020-01-01", Until: "2025-07-31"},
	}}
	text := prose.Plain(Aspect(p, procedure.Fee, at(l)))
	want := "• 8.000 đồng/bản (trực tiếp); miễn cho hộ nghèo\n• Miễn phí (trực tuyến)\nTheo Nghị quyết 15/2025/NQ-HĐND, áp dụng từ 01/08/2025."
	if !strings.Contains(text, want) || strings.Contains(text, "99.000") || strings.Contains(text, "HĐND cấp tỉnh quy định") || strings.Contains(text, wordAmountUnknownInFull) {
		t.Errorf("table:\n%s", text)
	}
	if text := prose.Plain(Of(p, at(l))); !strings.Contains(text, "Lệ phí: 8.000 đồng/bản (trực tiếp); miễn cho hộ nghèo; miễn phí (trực tuyến) (theo Nghị quyết 15/2025/NQ-HĐND, áp dụng từ 01/08/2025).") {
		t.Errorf("table on the card:\n%s", text)
	}
	l.Fees = l.Fees[2:]
	text = prose.Plain(Aspect(p, procedure.Fee, at(l)))
	if !strings.Contains(text, "(Nghị quyết cũ) đã hết hiệu lực ngày 31/07/2025") || !strings.Contains(text, "HĐND cấp tỉnh quy định") {
		t.Errorf("table that has run out:\n%s", text)
	}
}

func TestContradictions(t *testing.T) {
	zero := 0
	for cond, want := range map[string]string{
		"Theo quy định của HĐND cấp tỉnh": "bản gốc ghi “Miễn phí” nhưng kèm ghi chú “Theo quy định của HĐND cấp tỉnh”: chưa chắc được miễn, xin hỏi lại",
		"Luật Phí và lệ phí":              "bản gốc ghi “Miễn phí” nhưng kèm ghi chú “Luật Phí và lệ phí”: chưa chắc được miễn, xin hỏi lại",
		"135.000 đồng":                    "bản gốc ghi “Miễn phí” nhưng kèm ghi chú “135.000 đồng”: chưa chắc được miễn, xin hỏi lại",
		"trực tuyến":                      "Miễn phí (trực tuyến)",
	} {
		if got := charge(procedure.Charge{AmountVND: &zero, Text: "Miễn phí", Condition: cond}, inFull); got != want {
			t.Errorf("%s: %q", cond, got)
		}
	}
	for time, want := range map[string]string{
		"3": "bản gốc ghi “3”, không rõ ngày hay ngày làm việc; xin hỏi lại", "3 ngày": "3 ngày", "tiếp nhận ngay": "tiếp nhận ngay",
		"03 Ngày làm việc": "03 Ngày làm việc", "không quá 24 giờ": "không quá 24 giờ",
	} {
		if got := certainTime(time, 100); got != want {
			t.Errorf("time %q is shown as %q", time, got)
		}
	}
	// 1.001699: 25 working days here, 10 days elsewhere.
	if text := prose.Plain(Of(find(t, "1.001699"), Options{})); !strings.Contains(text, "Các nơi ghi thời hạn khác nhau") {
		t.Errorf("differing times are not told:\n%s", text)
	}
	said := map[string]bool{}
	for _, p := range bundled(t).All() {
		for _, flag := range p.Flags {
			for _, r := range wordFlagRemarks {
				said[r.flag] = said[r.flag] || strings.HasPrefix(flag, r.flag)
			}
		}
		for _, a := range procedure.AllAspects() {
			if text := prose.Plain(Aspect(p, a, Options{})); strings.Contains(text, "github") || strings.Contains(text, "http:") {
				t.Errorf("%s shows where the data was found:\n%s", p.Key, text)
			}
		}
	}
	for flag, ok := range said {
		if !ok {
			t.Errorf("no record has the flag %q", flag)
		}
	}
}

func TestDrafts(t *testing.T) {
	for _, p := range bundled(t).All() {
		if !p.Draft() {
			continue
		}
		for _, a := range append(procedure.AllAspects(), procedure.Overview) {
			text := prose.Plain(Aspect(p, a, sampleOptions))
			for _, gap := range p.Gaps() {
				if !strings.Contains(text, wordMissingBlocks[gap]) {
					t.Errorf("%s, %s: %s is missing in silence:\n%s", p.Key, a.Label(), gap, text)
				}
			}
		}
	}
	due := &procedure.Procedure{Key: "1", Name: "Thử", Field: "x", AsOf: "2026", ReviewDue: "2026-11"}
	for day, want := range map[procedure.Date]bool{"": false, "2026-11-30": false, "2026-12-01": true, "2026-10-01": false} {
		if got := strings.Contains(prose.Plain(Of(due, Options{Today: day})), "quá hạn rà soát"); got != want {
			t.Errorf("review due 2026-11 is overdue %v on %q", got, day)
		}
	}
}
