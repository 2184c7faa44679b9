package workbook

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
)

// Every Vietnamese text of the workbook stands in this file and in wording_notes.go, so that an official can read and correct
// it. Those of the tables that are handed in are worded as the law's forms are.

// Sheets and their titles.
const (
	sheetSummary     = "Tổng hợp"
	sheet01          = "Mẫu 01"
	sheet02          = "Mẫu 02"
	sheet03          = "Mẫu 03"
	sheetSuggestions = "Góp ý"
	sheetMisses      = "Chưa trả lời được"
	sheetActions     = "Việc đã giao"
	sheetSuspicious  = "Cần xem lại"

	authority = "UBND " // before the name of a unit
	demoMark  = "SỐ LIỆU MẪU – KHÔNG PHẢI SỐ LIỆU THẬT"

	titleSummary     = "SỐ LIỆU KHẢO SÁT Ý KIẾN TỔ CHỨC, CÁ NHÂN VỀ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	titleUnits       = "SO SÁNH MỨC ĐỘ HÀI LÒNG GIỮA CÁC ĐƠN VỊ"
	title01          = "MẪU 01. TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ CÁC CHỈ SỐ THÀNH PHẦN; XẾP LOẠI CÁN BỘ, CÔNG CHỨC VÀ MỨC ĐỘ HÀI LÒNG THÔNG QUA PHIẾU ĐÁNH GIÁ"
	title02          = "MẪU 02. BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	title03          = "MẪU 03. BẢNG TỔNG HỢP CHỈ SỐ THÀNH PHẦN, MỨC ĐỘ HÀI LÒNG, XẾP LOẠI, XẾP HẠNG"
	titleSuggestions = "Ý KIẾN GÓP Ý TRÊN PHIẾU, THEO NHÓM NỘI DUNG"
	titleMisses      = "CÂU HỎI TRA CỨU THỦ TỤC HÀNH CHÍNH CHƯA TRẢ LỜI ĐƯỢC"
	titleActions     = "VIỆC ĐÃ GIAO TỪ BÁO CÁO KỲ TRƯỚC"
	titleSuspicious  = "PHIẾU THU VỀ CÓ DẤU HIỆU KHÁC THƯỜNG, CẦN XEM LẠI"
)

// Sections of the summary.
const (
	sectionCautions = "Lưu ý khi đọc số liệu"
	sectionOverall  = "1. Kết quả chung"
	sectionEvidence = "Phiếu dựa trên bằng chứng nào"
	sectionFlow     = "2. Số phiếu phát ra, thu về, hợp lệ"
	sectionRated    = "3. Mức độ hài lòng theo từng nội dung"
	sectionChange   = "4. So với kỳ trước và cùng kỳ năm trước"
	sectionOthers   = "5. Các nội dung khác trên phiếu"
	sectionFields   = "6. Mức độ hài lòng chung theo lĩnh vực"
	sectionChannels = "7. Mức độ hài lòng chung theo hình thức khảo sát"
	sectionPoints   = "8. Mức độ hài lòng chung theo điểm tiếp nhận"
	sectionSlips    = "9. Mức độ hài lòng chung theo loại phiếu của bộ phận một cửa"
	sectionTrend    = "10. Mức độ hài lòng chung theo tháng"
	sectionMethods  = "Cách tính"
	sectionForms    = "11. Mẫu phiếu khác được trả lời trong kỳ (không cộng chung)"

	chartShares = "Tỷ lệ hài lòng theo từng nội dung"
	chartLevels = "Phân bố ý kiến theo từng nội dung"
	chartTrend  = "Tỷ lệ hài lòng chung theo tháng"
	chartUnits  = "Tỷ lệ hài lòng của các đơn vị"

	section02Indices      = "I. Đánh giá các chỉ số"
	section02Satisfaction = "II. Đánh giá mức độ hài lòng: tỷ lệ % mức độ hài lòng trong việc giải quyết thủ tục hành chính"
)

// Heads of columns, and what stands in rows.
const (
	headNumber     = "STT"
	headMeasure    = "Chỉ tiêu"
	headValue      = "Giá trị"
	headChannel    = "Hình thức"
	headOpened     = "Phát ra"
	headDeclined   = "Từ chối"
	headEvidence   = "Bằng chứng lượt"
	headGiven      = "Mã lượt\nphát ra"
	headUsed       = "Mã lượt\nđã dùng"
	headReturned   = "Thu về"
	headFinished   = "Trả lời hết"
	headPartial    = "Bỏ dở"
	headValid      = "Hợp lệ"
	headResponse   = "Tỷ lệ\nthu hồi"
	headQuestion   = "Nội dung"
	headAnswers    = "Số ý kiến"
	headMissing    = "Không\ncó ý kiến"
	headUnasked    = "Chưa trả\nlời đến"
	headCount      = "Số hài lòng"
	headSatisfied  = "Tỷ lệ\nhài lòng"
	headLow        = "Từ"
	headHigh       = "Đến"
	headMean       = "Điểm TB\n(1–5)"
	headMove       = "So với kỳ\ntrước\n(điểm %)"
	headRemark     = "Nhận xét thay đổi"
	headOption     = "Nội dung, phương án trả lời"
	headShare      = "Tỷ lệ"
	headField      = "Lĩnh vực"
	headPoint      = "Điểm tiếp nhận"
	headSlip       = "Loại phiếu"
	headPeriod     = "Kỳ"
	headMonth      = "Tháng"
	headForm       = "Mẫu phiếu"
	headForms      = "Số phiếu"
	headUnit       = "Đơn vị"
	headRank       = "Xếp hạng"
	headWhyNot     = "Lý do không xếp hạng"
	headSuggestion = "Nội dung góp ý (trích nguyên văn)"
	headAlike      = "Ý kiến tương tự"
	headOpinions   = "Số ý kiến"
	headMiss       = "Câu hỏi (trích nguyên văn)"
	headWordings   = "Cách hỏi khác"
	headTimes      = "Số lượt"
	headFinding    = "Báo cáo kỳ trước nêu"
	headAction     = "Việc phải làm"
	headWho        = "Đơn vị chủ trì"
	headDue        = "Thời hạn"
	headState      = "Trạng thái"
	headDone       = "Kết quả"
	headNote       = "Ghi chú"
	headSign       = "Dấu hiệu"
	headWhere      = "Nơi"
	headOften      = "Số lần"
	headLargest    = "Lần nhiều\nnhất"
	headDetail     = "Diễn giải"

	groupLevels   = "Số ý kiến theo mức độ"
	groupInterval = "Mức thật\nvào khoảng"

	measureShare     = "Tỷ lệ hài lòng (hài lòng + rất hài lòng)"
	measureLow       = "Mức thật vào khoảng: từ"
	measureHigh      = "Mức thật vào khoảng: đến"
	measureSatisfied = "Số phiếu hài lòng và rất hài lòng"
	measureN         = "Số phiếu có ý kiến"
	measureMean      = "Điểm trung bình (thang 5 điểm)"
	measureMissing   = "Số phiếu không có ý kiến"
	measureUnasked   = "Số phiếu chưa trả lời đến câu này"
	measureNone      = "Nếu mọi người không trả lời đều không hài lòng"
	measureAll       = "Nếu mọi người không trả lời đều hài lòng"

	restMissing = "Không có ý kiến (bỏ qua, không rõ)"
	restUnasked = "Không được hỏi hoặc chưa trả lời đến"

	total       = "Tổng cộng"
	unitsMean   = "Trung bình các đơn vị"
	unknown     = "không xác định"
	partialMark = " (*)"
)

// levels are the degrees of satisfaction, from 5 down to 1.
func levels() []string {
	return []string{"Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"}
}

// The tables that are handed in.
const (
	headRated         = "Đối tượng đánh giá"
	headOfficerPoints = "Tổng điểm\nCBCC"
	headOfficerClass  = "Xếp loại\nCBCC"
	headPoor          = "Không\nhài lòng"
	headFair          = "Hài lòng"
	headGood          = "Rất\nhài lòng"
	headTotal         = "Tổng số"
	headIndex         = "Chỉ số"
	headIndexName     = "Tên chỉ số"
	headMost          = "Điểm\nchuẩn"
	headOwn           = "Điểm\ntự chấm"
	headChecked       = "Điểm\nthẩm định"
	headLevel         = "Mức độ"
	headRate          = "Tỷ lệ %"
	headSum           = "Tổng\ncộng"
	headClass         = "Xếp loại"

	groupIndices      = "Điểm trung bình chỉ số thành phần"
	groupSatisfaction = "Mức độ hài lòng (số phiếu)"
	groupPoints       = "Điểm chỉ số thành phần"
	groupRates        = "Mức độ hài lòng (tỷ lệ %)"

	allForms  = "Tất cả phiếu trong kỳ"
	rowShares = "Tỷ lệ %"
)

func indexName(number int) string { return fmt.Sprintf("CS %d", number) }

// Periods and dates.

// periodText is the period as letters write it: "tháng 10 năm 2026", "quý III năm 2026", "năm 2026".
func periodText(p calendar.Period) string {
	if p.First() == p.Last() {
		number := fmt.Sprint(p.First().Number())
		if p.First().Number() <= 2 {
			number = "0" + number // January and February only (Decree 30/2020/NĐ-CP, Annex I, II.4.b)
		}
		return fmt.Sprintf("tháng %s năm %d", number, p.First().Year())
	}
	return strings.Replace(p.Label(), "/", " năm ", 1)
}

func docTitle(p calendar.Period) string {
	return "Số liệu khảo sát ý kiến về giải quyết thủ tục hành chính " + periodText(p)
}

func unitsDocTitle(p calendar.Period) string {
	return "So sánh mức độ hài lòng giữa các đơn vị " + periodText(p)
}

func dateText(t time.Time) string { return t.Format("02/01/2006") }

func timeText(f report.Figures) string {
	loc := org.Location()
	s := fmt.Sprintf("Thời gian khảo sát: từ %s đến %s. %s", dateText(f.Period.Start(loc)), dateText(f.Period.End(loc).AddDate(0, 0, -1)), asOfText(f.GeneratedAt))
	if f.GeneratedAt.Before(f.Period.End(loc)) {
		s += " Kỳ chưa kết thúc, số liệu còn thay đổi."
	}
	return s
}

func asOfText(t time.Time) string {
	return "Số liệu tổng hợp lúc " + t.Format("15:04") + " ngày " + dateText(t) + "."
}

func evaluatedText(p calendar.Period) string {
	return "Thời điểm đánh giá: " + capital(periodText(p))
}

func unitText(u report.Unit) string {
	if u.Note == "" {
		return authority + u.Name
	}
	return authority + u.Name + " (" + u.Note + ")"
}

func formText(f report.Form) string {
	return fmt.Sprintf("Mẫu phiếu: %s (mã %s).", f.Title, f.ID)
}

func formsText(f report.Flow) string { return "Số phiếu đánh giá: " + count(f.Valid) }

func predecessorText(names string) string {
	return "Số liệu các tháng trước khi sáp nhập gồm cả " + names + "."
}

func count(n int) string { return vnum.Integer(n) }

// capital begins with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
