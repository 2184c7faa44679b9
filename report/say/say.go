// Package say holds the sentences that digest, chart, letter, workbook and the published page share, each of them once, so that
// they cannot come to differ. What only one of them says stands in its own wording.go. Numbers come in as they are printed,
// and the bounds (report.MinShown, report.MinReliable) come from whoever judges by them.
package say

import (
	"fmt"
	"time"

	"motcua/org"
)

const (
	// Sample marks documents made from sample data.
	Sample = "SỐ LIỆU MẪU – KHÔNG PHẢI SỐ LIỆU THẬT"
	// NoHeadline: the questionnaire asks for no satisfaction as a whole.
	NoHeadline = "Mẫu phiếu này không có câu hỏi về mức độ hài lòng chung."
	// NoBefore: there is nothing to compare with.
	NoBefore = "Chưa có kỳ trước để so sánh."
	// Flow explains a table of responses handed out, returned and valid.
	Flow = "Phiếu thu về gồm cả phiếu chưa trả lời hết. Phiếu hợp lệ là phiếu có ý kiến về mức độ hài lòng chung. " +
		"“Không xác định”: không biết số phiếu phát ra nên không tính tỷ lệ thu hồi."
	// NoneAlike, behind the name of a period: it has no responses of this questionnaire.
	NoneAlike = " không có phiếu cùng mẫu để so sánh."
	// ByChance names a change that is more than chance would give.
	ByChance = "rõ rệt, khó là do ngẫu nhiên"
)

// Headings that tables of the letter and sections of the workbook share.
const (
	TableFlow     = "Số phiếu phát ra, thu về, hợp lệ"
	TableContents = "Tỷ lệ hài lòng theo từng nội dung"
	TableFields   = "Mức độ hài lòng chung theo lĩnh vực"
	TableChannels = "Mức độ hài lòng chung theo hình thức khảo sát"
	TablePoints   = "Mức độ hài lòng chung theo điểm tiếp nhận"
	TableSlips    = "Mức độ hài lòng chung theo loại giấy hẹn"
	TableTrend    = "Mức độ hài lòng chung theo tháng"
	Cautions      = "Lưu ý khi đọc số liệu"
)

// Unit names a unit, with a note where there is one.
func Unit(name, note string) string {
	if note == "" {
		return org.AuthorityPrefix + name
	}
	return org.AuthorityPrefix + name + " (" + note + ")"
}

// Few says why no share is named: n people answered the headline, fewer than min.
func Few(n, min int) string {
	if n == 0 {
		return "Trong kỳ chưa có phiếu nào trả lời câu hỏi về mức độ hài lòng chung."
	}
	return fmt.Sprintf("Có %d phiếu trả lời câu hỏi về mức độ hài lòng chung. Do dưới %d phiếu nên không nêu tỷ lệ, để giữ kín ý kiến từng người.", n, min)
}

// Small warns of figures that stand on fewer than min responses.
func Small(min int) string {
	return fmt.Sprintf("Số phiếu ít (dưới %d phiếu), kết quả chỉ để tham khảo.", min)
}

// Withheld is why a cell is empty, to follow "vì".
func Withheld(min int) string {
	return fmt.Sprintf("dưới %d ý kiến hoặc vì có thể suy ra ý kiến của ít người.", min)
}

// LeftOut names the returned responses that the rate of return does not count.
func LeftOut(forms string) string {
	return fmt.Sprintf("Tỷ lệ thu hồi chưa kể %s phiếu của hình thức không rõ số phát ra.", forms)
}

// Choices heads the choices of a question with the number of answers, n of them, printed as answers.
func Choices(question string, n int, answers string, min int) string {
	switch {
	case n == 0:
		return question + " (chưa có ý kiến)"
	case n < min:
		return fmt.Sprintf("%s (dưới %d ý kiến, không nêu chi tiết)", question, min)
	}
	return fmt.Sprintf("%s (%s ý kiến)", question, answers)
}

// Apart marks a choice that is in no share.
func Apart(label string) string { return label + " (không tính vào tỷ lệ)" }

// Questionnaire names the one that was asked.
func Questionnaire(title, id string) string {
	return fmt.Sprintf("Mẫu phiếu: %s (mã %s).", title, id)
}

// Predecessors says which units the months before a merger count too.
func Predecessors(names string) string {
	return "Số liệu các tháng trước khi sáp nhập gồm cả " + names + "."
}

// Day writes a day that is kept as 2026-10-31 as people read it.
func Day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("02/01/2006")
}
