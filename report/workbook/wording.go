package workbook

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// Every Vietnamese text of the workbook stands in this file and in wording_notes.go, so that an official can read and correct
// it. Those of the tables that are handed in are worded as the law's forms are.

// Sheets and their titles.
const (
	wordSheetSummary     = "Tổng hợp"
	wordSheet01          = "Mẫu 01"
	wordSheet02          = "Mẫu 02"
	wordSheet03          = "Mẫu 03"
	wordSheetSuggestions = "Góp ý"
	wordSheetMisses      = "Chưa trả lời được"
	wordSheetActions     = "Việc đã giao"
	wordSheetSuspicious  = "Cần xem lại"

	wordTitleSummary     = "SỐ LIỆU KHẢO SÁT Ý KIẾN TỔ CHỨC, CÁ NHÂN VỀ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	wordTitleUnits       = "SO SÁNH MỨC ĐỘ HÀI LÒNG GIỮA CÁC ĐƠN VỊ"
	wordTitle01          = "MẪU 01. TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ CÁC CHỈ SỐ THÀNH PHẦN; XẾP LOẠI CÁN BỘ, CÔNG CHỨC VÀ MỨC ĐỘ HÀI LÒNG THÔNG QUA PHIẾU ĐÁNH GIÁ"
	wordTitle02          = "MẪU 02. BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	wordTitle03          = "MẪU 03. BẢNG TỔNG HỢP CHỈ SỐ THÀNH PHẦN, MỨC ĐỘ HÀI LÒNG, XẾP LOẠI, XẾP HẠNG"
	wordTitleSuggestions = "Ý KIẾN GÓP Ý TRÊN PHIẾU, THEO NHÓM NỘI DUNG"
	wordTitleMisses      = "CÂU HỎI TRA CỨU THỦ TỤC HÀNH CHÍNH CHƯA TRẢ LỜI ĐƯỢC"
	wordTitleActions     = "VIỆC ĐÃ GIAO TỪ BÁO CÁO KỲ TRƯỚC"
	wordTitleSuspicious  = "PHIẾU THU VỀ CÓ DẤU HIỆU KHÁC THƯỜNG, CẦN XEM LẠI"
)

// Sections of the summary.
const (
	wordSectionCautions = say.Cautions
	wordSectionOverall  = "1. Kết quả chung"
	wordSectionFlow     = "2. " + say.TableFlow
	wordSectionRated    = "3. Mức độ hài lòng theo từng nội dung"
	wordSectionChange   = "4. So với kỳ trước và cùng kỳ năm trước"
	wordSectionOthers   = "5. Các nội dung khác trên phiếu"
	wordSectionFields   = "6. " + say.TableFields
	wordSectionChannels = "7. " + say.TableChannels
	wordSectionPoints   = "8. " + say.TablePoints
	wordSectionSlips    = "9. " + say.TableSlips
	wordSectionTrend    = "10. " + say.TableTrend
	wordSectionMethods  = "Cách tính"
	wordSectionForms    = "11. Mẫu phiếu khác được trả lời trong kỳ (không cộng chung)"

	wordChartShares = say.TableContents
	wordChartLevels = "Phân bố ý kiến theo từng nội dung"
	wordChartTrend  = "Tỷ lệ hài lòng chung theo tháng"
	wordChartUnits  = "Tỷ lệ hài lòng của các đơn vị"

	wordSection02Indices      = "I. Đánh giá các chỉ số"
	wordSection02Satisfaction = "II. Đánh giá mức độ hài lòng: tỷ lệ % mức độ hài lòng trong việc giải quyết thủ tục hành chính"
)

// Heads of columns, and what stands in rows.
const (
	wordHeadNumber     = "STT"
	wordHeadMeasure    = "Chỉ tiêu"
	wordHeadValue      = "Giá trị"
	wordHeadChannel    = "Hình thức"
	wordHeadOpened     = "Phát ra"
	wordHeadDeclined   = "Không tham gia"
	wordHeadReturned   = "Thu về"
	wordHeadFinished   = "Trả lời hết"
	wordHeadPartial    = "Bỏ dở"
	wordHeadValid      = "Hợp lệ"
	wordHeadResponse   = "Tỷ lệ\nthu hồi"
	wordHeadQuestion   = "Nội dung"
	wordHeadAnswers    = "Số ý kiến"
	wordHeadMissing    = "Không\ncó ý kiến"
	wordHeadUnasked    = "Chưa trả\nlời đến"
	wordHeadCount      = "Số hài lòng"
	wordHeadSatisfied  = "Tỷ lệ\nhài lòng"
	wordHeadLow        = "Từ"
	wordHeadHigh       = "Đến"
	wordHeadMean       = "Điểm TB\n(1–5)"
	wordHeadMove       = "So với kỳ\ntrước\n(điểm %)"
	wordHeadRemark     = "Nhận xét thay đổi"
	wordHeadOption     = "Nội dung, phương án trả lời"
	wordHeadShare      = "Tỷ lệ"
	wordHeadField      = "Lĩnh vực"
	wordHeadPoint      = "Điểm tiếp nhận"
	wordHeadSlip       = "Loại phiếu"
	wordHeadPeriod     = "Kỳ"
	wordHeadMonth      = "Tháng"
	wordHeadForm       = "Mẫu phiếu"
	wordHeadForms      = "Số phiếu"
	wordHeadUnit       = "Đơn vị"
	wordHeadRank       = "Xếp hạng"
	wordHeadWhyNot     = "Lý do không xếp hạng"
	wordHeadSuggestion = "Nội dung góp ý (trích nguyên văn)"
	wordHeadAlike      = "Ý kiến tương tự"
	wordHeadOpinions   = "Số ý kiến"
	wordHeadMiss       = "Câu hỏi (trích nguyên văn)"
	wordHeadWordings   = "Cách hỏi khác"
	wordHeadTimes      = "Số lượt"
	wordHeadFinding    = "Báo cáo kỳ trước nêu"
	wordHeadAction     = "Việc phải làm"
	wordHeadWho        = "Đơn vị chủ trì"
	wordHeadDue        = "Thời hạn"
	wordHeadState      = "Trạng thái"
	wordHeadDone       = "Kết quả"
	wordHeadNote       = "Ghi chú"
	wordHeadSign       = "Dấu hiệu"
	wordHeadWhere      = "Nơi"
	wordHeadOften      = "Số lần"
	wordHeadLargest    = "Lần nhiều\nnhất"
	wordHeadDetail     = "Diễn giải"

	wordGroupLevels   = "Số ý kiến theo mức độ"
	wordGroupInterval = "Mức thật\nvào khoảng"

	wordMeasureShare     = "Tỷ lệ hài lòng (hài lòng + rất hài lòng)"
	wordMeasureLow       = "Mức thật vào khoảng: từ"
	wordMeasureHigh      = "Mức thật vào khoảng: đến"
	wordMeasureSatisfied = "Số phiếu hài lòng và rất hài lòng"
	wordMeasureN         = "Số phiếu có ý kiến"
	wordMeasureMean      = "Điểm trung bình (thang 5 điểm)"
	wordMeasureMissing   = "Số phiếu không có ý kiến"
	wordMeasureUnasked   = "Số phiếu chưa trả lời đến câu này"
	wordMeasureNone      = "Nếu mọi người không trả lời đều không hài lòng"
	wordMeasureAll       = "Nếu mọi người không trả lời đều hài lòng"

	wordRestMissing = "Không có ý kiến (bỏ qua, không rõ)"
	wordRestUnasked = "Không được hỏi hoặc chưa trả lời đến"

	wordTotal       = "Tổng cộng"
	wordUnitsMean   = "Trung bình các đơn vị"
	wordUnknown     = "không xác định"
	wordNotTold     = "không nêu"
	wordPartialMark = " (*)"
)

// levels are the degrees of satisfaction, from 5 down to 1.
func levels() []string {
	return []string{"Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"}
}

// The tables that are handed in.
const (
	wordHeadRated         = "Đối tượng đánh giá"
	wordHeadOfficerPoints = "Tổng điểm\nCBCC"
	wordHeadOfficerClass  = "Xếp loại\nCBCC"
	wordHeadPoor          = "Không\nhài lòng"
	wordHeadFair          = "Hài lòng"
	wordHeadGood          = "Rất\nhài lòng"
	wordHeadTotal         = "Tổng số"
	wordHeadIndex         = "Chỉ số"
	wordHeadIndexName     = "Tên chỉ số"
	wordHeadMost          = "Điểm\nchuẩn"
	wordHeadOwn           = "Điểm\ntự chấm"
	wordHeadChecked       = "Điểm\nthẩm định"
	wordHeadLevel         = "Mức độ"
	wordHeadRate          = "Tỷ lệ %"
	wordHeadSum           = "Tổng\ncộng"
	wordHeadClass         = "Xếp loại"

	wordGroupIndices      = "Điểm trung bình chỉ số thành phần"
	wordGroupSatisfaction = "Mức độ hài lòng (số phiếu)"
	wordGroupPoints       = "Điểm chỉ số thành phần"
	wordGroupRates        = "Mức độ hài lòng (tỷ lệ %)"

	wordAllForms  = "Tất cả phiếu trong kỳ"
	wordRowShares = "Tỷ lệ %"
)

func indexName(number int) string { return fmt.Sprintf("CS %d", number) }

// Periods and dates.

// wordPeriod is the period as letters write it: "tháng 10 năm 2026", "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026".
func wordPeriod(p calendar.Period) string {
	if p.First() == p.Last() {
		number := fmt.Sprint(p.First().Number())
		if p.First().Number() <= 2 {
			number = "0" + number // January and February only (Decree 30/2020/NĐ-CP, Annex I, II.4.b)
		}
		return fmt.Sprintf("tháng %s năm %d", number, p.First().Year())
	}
	return strings.Replace(p.Label(), "/", " năm ", 1)
}

func wordDocTitle(p calendar.Period) string {
	return "Số liệu khảo sát ý kiến về giải quyết thủ tục hành chính " + wordPeriod(p)
}

func wordUnitsDocTitle(p calendar.Period) string {
	return "So sánh mức độ hài lòng giữa các đơn vị " + wordPeriod(p)
}

func dateText(t time.Time) string { return t.Format("02/01/2006") }

func wordTime(f report.Figures) string {
	return fmt.Sprintf("Thời gian khảo sát: từ %s đến %s. %s", say.Day(f.Days.From), say.Day(f.Days.To), wordAsOf(f.AsOf))
}

func wordAsOf(t time.Time) string {
	return "Số liệu chốt lúc " + t.Format("15:04") + " ngày " + dateText(t) + "."
}

func wordEvaluated(d report.Days, p calendar.Period) string {
	return "Thời điểm đánh giá: " + capital(d.Label(wordPeriod(p)))
}

func wordForms(f report.Figures) string { return "Số phiếu đánh giá: " + count(judged(f)) }

func count(n int) string { return vnum.Integer(n) }

// capital begins with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
