package site

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
)

// What pages about figures say, the published ones and their preview, as far as it is not in the template.
const (
	WordResults    = "Kết quả khảo sát hài lòng"
	wordFewInRow   = "Không công bố"
	wordUnknownOut = "Không rõ"
)

func wordResults(period string) string { return WordResults + " " + period }

// WordAsOf says of when figures are.
func WordAsOf(asOf time.Time) string {
	return "Số liệu đến " + asOf.In(org.Location()).Format("15:04 ngày 02/01/2006") + "."
}

// wordOf is the share as a fraction of the answers.
func wordOf(r report.PublicRating) string {
	return fmt.Sprintf("%s trong %s phiếu có trả lời câu “%s” (trả lời là tự nguyện). Mức thật vào khoảng %s.", vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N), r.Label, wordInterval(*r.Score))
}

// wordVisitsOnly stands beside a headline of the forms with evidence of a visit.
const wordVisitsOnly = "Số này tính trên các phiếu có bằng chứng lượt: mã lượt, hoặc màn hình tại quầy."

// wordAllForms is what all forms say, where the headline is of a part of them.
func wordAllForms(r report.PublicRating) string {
	return fmt.Sprintf("Mọi phiếu: %s trong %s ý kiến hài lòng (%s). %s", vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N), vnum.PercentOf(r.Score.Satisfied, r.N), wordChoices(r.Distribution))
}

func wordInterval(s report.Score) string { return vnum.Bare(s.Low) + "–" + vnum.Percent(s.High) }

// wordFew says why no share is published.
func wordFew(n int) string {
	if n == 0 {
		return "Chưa có phiếu nào trả lời câu hỏi về mức độ hài lòng chung, nên chỉ công bố số phiếu."
	}
	return fmt.Sprintf("Chỉ có %d phiếu trả lời câu hỏi chung. Dưới %d phiếu thì không công bố tỷ lệ nào, để giữ kín ý kiến từng người; chỉ công bố số phiếu.", n, report.MinShown)
}

func wordForms(p report.Public) string {
	return fmt.Sprintf("Thu về %s phiếu. Tỷ lệ thu hồi: %s.", vnum.Integer(p.Forms.Returned), p.Response)
}

// wordFewMark explains the mark behind small numbers.
func wordFewMark() string {
	return fmt.Sprintf("* Dưới %d phiếu: chỉ để tham khảo.", report.MinReliable)
}

// wordChoices lists what was answered, without what nobody chose.
func wordChoices(choices []report.Choice) string {
	var parts []string
	for i, share := range report.Percents(choices) {
		if c := choices[i]; c.N > 0 {
			parts = append(parts, c.Label+" "+share+" ("+vnum.Integer(c.N)+")")
		}
	}
	return strings.Join(parts, "; ") + "."
}

// wordHow are sentences on how it was asked.
func wordHow(p report.Public) []string {
	var by []string
	for _, c := range p.Channels {
		if c.Returned > 0 {
			by = append(by, c.Label)
		}
	}
	asked := "Người đến làm thủ tục được mời trả lời"
	if len(by) > 0 {
		asked += " qua " + strings.Join(by, ", ")
	}
	return []string{
		asked + ". Trả lời là tự nguyện; phiếu không hỏi tên, số điện thoại, số căn cước.",
		"Mẫu phiếu: " + p.Form + ".",
	}
}

// wordLimits are sentences on what the figures do not say, besides their cautions.
func wordLimits() []string {
	return []string{
		"Vạch đen trên mỗi thanh và hai số nhỏ dưới tỷ lệ: mức thật vào khoảng ấy; càng ít phiếu thì khoảng càng rộng.",
		fmt.Sprintf("Mục có dưới %d phiếu không công bố riêng. Không có số liệu về từng cán bộ.", report.MinShown),
		"Đây là khảo sát của đơn vị, không phải chỉ số do cơ quan cấp trên đo lường và công bố.",
	}
}

// wordState says how an action stands.
func wordState(a report.PublicAction) string {
	switch a.State {
	case report.ActionDone:
		if on := dayOfText(a.Done); on != "" {
			return "Đã xong ngày " + on
		}
		return "Đã xong"
	case report.ActionLate:
		return "Đang làm, chậm hạn" + due(a)
	case report.ActionDropped:
		return "Không thực hiện"
	}
	return "Đang làm" + due(a)
}

func due(a report.PublicAction) string {
	if on := dayOfText(a.Due); on != "" {
		return " (hạn " + on + ")"
	}
	return ""
}

// dayOfText writes a date as people do; "" if it is none.
func dayOfText(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.Format("02/01/2006")
}

func wordChartAlt(period string) string {
	return "Biểu đồ mức độ hài lòng " + period + "; số liệu như trong các bảng ở trên"
}
