package workbook

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// Sentences that stand beside figures: what they are, and why something is not there.

const (
	wordRatedNote = "Số ý kiến không gồm phiếu bỏ qua câu hỏi hoặc chọn “Không rõ / Không áp dụng” (cột “Không có ý kiến”) và phiếu không được hỏi hoặc dừng trước câu hỏi (cột “Chưa trả lời đến”); cộng ba cột là số phiếu thu về. Tỷ lệ hài lòng gồm “hài lòng” và “rất hài lòng”."

	wordPartial    = "Dấu (*): không gồm những tháng có quá ít phiếu, để giữ kín ý kiến từng người."
	wordMaskedNote = "Số điện thoại, số giấy tờ đã che. Trước khi gửi ra ngoài, cần xóa tên người và chi tiết để lộ người viết."

	wordSuspiciousNote = "Lô chưa quyết định và lô để riêng không có trong các số khác của báo cáo; số tính cả ghi ở phần lưu ý. Dấu hiệu không phải là kết luận: có thể một nhóm người đến cùng lúc, hoặc người nhà trả lời thay."
)

func wordEmptyNote() string {
	return "Ô trống trong bảng số liệu: không có, hoặc không nêu vì " + say.Withheld(report.MinShown)
}

// wordRated explains the columns of the questions; with responses counted apart or left out, what the columns do not add up to.
func wordRated(f report.Figures) string {
	s := wordRatedNote
	if slices.ContainsFunc(f.Rated, func(r report.Rating) bool { return r.Missing == nil || r.Unasked == nil }) {
		s += " Ở dòng có ô “" + wordNotTold + "” thì không cộng được như vậy: có tháng quá ít phiếu không nêu, để giữ kín ý kiến từng người."
	}
	if f.Forms.Apart > 0 {
		s += fmt.Sprintf(" %s phiếu tính riêng có trong số thu về, không có trong ba cột ấy.", count(f.Forms.Apart))
	}
	return s
}

func wordFlowNote(f report.Figures) string {
	s, r := say.Flow, f.ReturnRate
	if f.Forms.Apart > 0 {
		s += fmt.Sprintf(" Số thu về gồm cả %s phiếu tính riêng, số hợp lệ thì không.", count(f.Forms.Apart))
	}
	if f.LeftOut != nil {
		s += fmt.Sprintf(" Trong số hợp lệ có %s phiếu của tháng ít phiếu không cộng vào tỷ lệ.", count(f.LeftOut.N))
	}
	if r.Rate != nil && r.Left > 0 {
		s += " " + say.LeftOut(count(r.Left))
	}
	return s
}

func wordTally(t report.Tally) string {
	if t.Text {
		return fmt.Sprintf("%s (%s phiếu có ghi)", t.Label, count(t.N))
	}
	return say.Choices(t.Label, t.N, count(t.N), report.MinShown)
}

func wordHidden(t report.Table) string {
	return fmt.Sprintf("%d mục không nêu riêng, cùng phần không nêu của các mục khác, cộng lại có %s ý kiến.", t.HiddenRows, count(t.HiddenN))
}

// wordMethodNotes say how the figures were worked out, in the terms of statistics.
func wordMethodNotes() []string {
	return []string{
		"“Mức thật vào khoảng”: khoảng tin cậy 95% theo Wilson (1927), tính từ số hài lòng và số ý kiến (n); chỉ kể sai số do số phiếu có hạn.",
		fmt.Sprintf("“Rõ rệt”: có ý nghĩa thống kê. Hai tỷ lệ so bằng kiểm định chính xác Fisher hai phía (giá trị p giữa, mid-p); một mục so với tất cả mục khác cộng lại; mức %s so bằng phân phối nhị thức.", vnum.Whole(report.LowShare)),
		"Mọi điều báo cáo nêu là rõ rệt (tăng, giảm, thấp, cao) được xét chung theo Holm (1979) ở mức 5%: khi không có gì khác biệt thật, nhiều nhất 5% số báo cáo nêu sai bất kỳ điều nào.",
		fmt.Sprintf("So với kỳ khác cần từ %d ý kiến mỗi kỳ, so giữa các mục cần từ %d ý kiến mỗi mục.", report.MinReliable, report.MinRanked),
		"Tỷ lệ làm tròn đến một chữ số thập phân, nửa thì làm tròn lên. Các phần của một tổng được làm tròn sao cho cộng lại đúng 100,0% (phần dư lớn nhất).",
	}
}

// wordChangeRemark is the sentence on the change of one question.
func wordChangeRemark(f report.Figures, r report.Rating) string {
	switch {
	case r.Change == nil && f.NotCompared != "": // said once, above
		return ""
	case r.Change == nil:
		return say.NoBefore
	}
	return r.Change.Text
}

// The tables that are handed in.

const (
	// wordFormerMark stands below the title of a table whose framework is no longer that of the law.
	wordFormerMark  = "Khung cũ: Nghị định 61/2018/NĐ-CP, Thông tư 01/2018/TT-VPCP. Chỉ lập khi cấp trên còn yêu cầu."
	wordCitizenNote = "Mỗi dòng của mẫu là một hồ sơ; ở đây gộp tất cả phiếu vào một dòng, vì phiếu không ghi mã hồ sơ. Chỉ số 3, 4, 7 lấy từ phiếu của người dân; chỉ số khác do đơn vị tự nhập."

	wordOfficerNote = "Cột “Tổng điểm CBCC” và “Xếp loại CBCC” để trống: phiếu không hỏi tên và phần mềm không tổng hợp, không xếp loại theo từng cán bộ, công chức."
	wordCheckedNote = "Cột “Điểm thẩm định” do cơ quan thẩm định ghi."
	wordClassNote   = "Điểm tính theo khung cũ (Nghị định 61/2018/NĐ-CP, Thông tư 01/2018/TT-VPCP); ngưỡng xếp loại cần đối chiếu văn bản trước khi dùng."
	wordRoundedNote = "* Kết quả được làm tròn phần thập phân đến một (01) chữ số."
	wordTotalNote   = "* Cột tổng cộng = Tổng điểm từng chỉ số/tổng số đơn vị."
	wordOneUnitNote = "Cột “Xếp hạng” để trống: bảng chỉ có một đơn vị."

	wordUnitsPointsNote = "Điểm chỉ số thành phần, tổng cộng và xếp loại để trống: lấy từ sổ số liệu của từng đơn vị (Mẫu 02)."
	wordUnitsThreeNote  = "Tỷ lệ hài lòng gồm “hài lòng” và “rất hài lòng”; tỷ lệ từng mức lấy từ sổ số liệu của từng đơn vị."
	wordUnitsNote       = "Dòng “Tổng cộng” và “Trung bình các đơn vị” chỉ gồm đơn vị có tỷ lệ được nêu. Số phiếu thu về gồm tất cả đơn vị."
)

// wordThree says how five levels became three.
func wordThree(t threeLevels) string {
	_, _, _, middle := t.shares()
	return fmt.Sprintf("Phiếu dùng thang 5 mức: “Không hài lòng” gồm “không hài lòng” và “rất không hài lòng”. Mức “bình thường” (%s phiếu, %s) không thuộc mức nào trong ba mức; "+
		"tỷ lệ tính trên tổng số %s phiếu có ý kiến nên ba tỷ lệ cộng lại có thể chưa đủ 100%%.", count(t.middle), vnum.Percent(vnum.Fraction(middle, 1000)), count(t.n))
}

func wordUnitsRankNote() string {
	return fmt.Sprintf("Đơn vị có dưới %d phiếu hoặc dùng mẫu phiếu khác không xếp hạng.", report.MinReliable)
}

// wordUnitRemark is the change of a unit, and whom its figures include.
func wordUnitRemark(s report.Standing) string {
	var parts []string
	if s.Change != nil {
		parts = append(parts, s.Change.Text)
	}
	if s.Predecessor != "" {
		parts = append(parts, say.Predecessors(s.Predecessor))
	}
	return strings.Join(parts, " ")
}

// Lists.

func wordMisses(f report.Figures) string {
	return fmt.Sprintf("Trong kỳ có %s lượt tra cứu thủ tục hành chính, %s lượt chưa trả lời được. Bảng nêu các câu được hỏi nhiều nhất.", count(f.Lookups), count(f.MissTotal))
}

func wordState(state string) string {
	switch state {
	case report.ActionDone:
		return "Hoàn thành"
	case report.ActionOpen:
		return "Đang thực hiện"
	case report.ActionLate:
		return "Quá hạn"
	case report.ActionDropped:
		return "Không thực hiện"
	}
	return state
}

func wordSign(b report.Batch) string { return capital(report.KindText(b.Kind, b.Mark)) }

func wordWhere(where string) string {
	if where == "" {
		return "Không nêu nơi, để giữ kín ý kiến từng người"
	}
	return capital(where)
}
