package web

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
)

// The pages about results, for everybody and for the leaders who publish them, as far as it is not in the templates.
const (
	wordResults         = "Kết quả khảo sát hài lòng"
	wordNoResults       = "Chưa có kết quả nào được công bố. Kết quả có ở đây sau khi lãnh đạo xã, phường đồng ý công bố."
	wordNoSuchResults   = "Kết quả của kỳ này chưa được công bố hoặc đã được rút lại."
	wordPublishing      = "Công bố kết quả"
	wordPublished       = "Đã công bố. Người dân xem được từ bây giờ."
	wordPublishedKept   = "Đã cập nhật. Chỉ vài phiếu đổi so với lần trước nên số liệu giữ như cũ, để giữ kín ý kiến từng người."
	wordWithdrawn       = "Đã rút lại. Trang công khai không còn kỳ này."
	wordNothingShown    = "Kỳ này hiện không công bố nên không có gì để rút lại."
	wordPublishTooOften = "Có quá nhiều yêu cầu trong một phút. Xin chờ một lát rồi bấm lại."
	wordNoPeriods       = "Chưa có tháng nào đã kết thúc mà có phiếu, nên chưa có gì để công bố."

	wordFewInRow   = "Không công bố"
	wordUnknownOut = "Không rõ"
)

func sayResults(period string) string { return wordResults + " " + period }

// sayResultsAre tells search engines what the page holds.
func sayResultsAre(authority string, p report.Public) string {
	s := authority + " công bố kết quả khảo sát " + p.Period.Label() + ": " + vnum.Integer(p.Forms.Returned) + " phiếu"
	if p.Overall != nil && p.Overall.Score != nil {
		s += ", " + vnum.PercentOf(p.Overall.Score.Satisfied, p.Overall.N) + " hài lòng và rất hài lòng"
	}
	return s + ". Dân góp ý – xã đã làm."
}

// sayPublished says when it was published, and of when the figures are.
func sayPublished(p storage.Published, asOf time.Time) string {
	s := "Công bố ngày " + day(p.At)
	if p.Again() {
		s += ", cập nhật ngày " + day(p.Updated)
	}
	return s + ". " + sayAsOf(asOf)
}

func sayAsOf(asOf time.Time) string {
	return "Số liệu đến " + asOf.In(org.Location()).Format("15:04 ngày 02/01/2006") + "."
}

func day(t time.Time) string { return t.In(org.Location()).Format("02/01/2006") }

// sayOf is the share as a fraction of the answers.
func sayOf(r report.PublicRating) string {
	return fmt.Sprintf("%s trong %s người tự nguyện trả lời câu “%s”. Mức thật vào khoảng %s.", vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N), r.Label, sayInterval(*r.Score))
}

func sayInterval(s report.Score) string { return vnum.Bare(s.Low) + "–" + vnum.Percent(s.High) }

// sayFew says why no share is published.
func sayFew(n int) string {
	if n == 0 {
		return "Chưa có ai trả lời câu hỏi về mức độ hài lòng chung, nên chỉ công bố số phiếu."
	}
	return fmt.Sprintf("Chỉ có %d người trả lời câu hỏi chung. Dưới %d người thì không công bố tỷ lệ nào, để giữ kín ý kiến từng người; chỉ công bố số phiếu.", n, report.MinShown)
}

func sayForms(p report.Public) string {
	return fmt.Sprintf("Thu về %s phiếu. Tỷ lệ thu hồi: %s.", vnum.Integer(p.Forms.Returned), p.Response)
}

// sayFewMark explains the mark behind small numbers.
func sayFewMark() string {
	return fmt.Sprintf("* Dưới %d phiếu: chỉ để tham khảo.", report.MinReliable)
}

// sayChoices lists what was answered, without what nobody chose.
func sayChoices(choices []report.Choice) string {
	var parts []string
	for i, share := range report.Percents(choices) {
		if c := choices[i]; c.N > 0 {
			parts = append(parts, c.Label+" "+share+" ("+vnum.Integer(c.N)+")")
		}
	}
	return strings.Join(parts, "; ") + "."
}

// sayHow are sentences on how it was asked.
func sayHow(p report.Public) []string {
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

// sayLimits are sentences on what the figures do not say, besides their cautions.
func sayLimits() []string {
	return []string{
		"Vạch đen trên mỗi thanh và hai số nhỏ dưới tỷ lệ: mức thật vào khoảng ấy; càng ít phiếu thì khoảng càng rộng.",
		fmt.Sprintf("Mục có dưới %d phiếu không công bố riêng. Không có số liệu về từng cán bộ.", report.MinShown),
		"Đây là khảo sát của đơn vị, không phải chỉ số do cơ quan cấp trên đo lường và công bố.",
	}
}

// sayState says how an action stands.
func sayState(a report.PublicAction) string {
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

// sayStanding tells a leader how a period stands.
func sayStanding(p *storage.Published) string {
	switch {
	case p == nil:
		return "Chưa công bố"
	case !p.Shown():
		return "Đã rút lại lúc " + clock(*p.Withdrawn) + sayWay(p.Way)
	case p.Again():
		return "Đang công bố, cập nhật lúc " + clock(p.Updated) + sayWay(p.Way)
	}
	return "Đang công bố từ " + clock(p.At) + sayWay(p.Way)
}

func clock(t time.Time) string { return t.In(org.Location()).Format("15:04 ngày 02/01/2006") }

func sayWay(way string) string {
	switch way {
	case storage.WayRoom:
		way = "phòng lãnh đạo"
	case storage.WayCommand:
		way = "lệnh trên máy chủ"
	default:
		way = org.ChannelName(way)
	}
	return " (qua " + way + ")"
}

// sayPreview stands above a preview.
func sayPreview(p *storage.Published, kept bool) string {
	s := "Bản xem trước: người dân sẽ thấy đúng như dưới đây. "
	switch {
	case p == nil:
		s += "Hiện chưa công bố."
	case !p.Shown():
		s += "Hiện đã rút lại."
	default:
		s += "Hiện đang công bố bản trước; bấm Cập nhật thì bản này thay vào."
	}
	if kept {
		s += " Chỉ vài phiếu đổi so với lần công bố trước nên số liệu giữ như cũ, để giữ kín ý kiến từng người; phần việc đã làm là mới."
	}
	return s
}

const wordCheckWords = "Lời góp ý nguyên văn và câu hỏi tra cứu không bao giờ đăng. Phần “Dân góp ý – xã đã làm” do đơn vị viết: xin đọc lại, đừng để tên người."

func sayChartAlt(period string) string {
	return "Biểu đồ mức độ hài lòng " + period + "; số liệu như trong các bảng ở trên"
}
