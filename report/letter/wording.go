package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/report/say"
)

// Every Vietnamese text of the letter stands in this file and in wordingfacts.go, so that an official can read and
// correct it.

// blank is the room left for what is written in when the letter is issued. The spaces do not break.
const blank = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

// The letterhead and the end.
const (
	committee  = "Ủy ban nhân dân"
	nationText = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	mottoText  = "Độc lập - Tự do - Hạnh phúc"
	kindName   = "BÁO CÁO"
	kindShort  = "BC"
	toWord     = "Kính gửi"
	copyWord   = "Nơi nhận"
	asAbove    = "Như trên"
	keptWord   = "Lưu"
	onBehalf   = "TM. ỦY BAN NHÂN DÂN"
	annexWord  = "Phụ lục"
	tableWord  = "Bảng"

	letterhead = "Cơ quan ban hành, Quốc hiệu, số và ngày" // of layout tables, for screen readers
	signature  = "Nơi nhận và chữ ký"
)

// What people have to fill in.
const (
	promptBasis       = "[Căn cứ …: ghi tên loại, số, ký hiệu, cơ quan ban hành, ngày ban hành và trích yếu của văn bản giao nhiệm vụ khảo sát; không viện dẫn thì xóa dòng này.]"
	promptTo          = "[tên cơ quan nhận báo cáo]"
	promptCopy        = "[nơi nhận khác]"
	promptKept        = "Lưu: VT, [đơn vị soạn thảo]"
	promptSymbol      = "[chữ viết tắt tên cơ quan]"
	promptPost        = "[chức vụ người ký]"
	promptSigner      = "[Họ và tên]"
	promptSuggestions = "[Tổng hợp nội dung góp ý theo nhóm vấn đề: …]"
	promptNames       = "[Trước khi ban hành: rà soát các ý kiến trích, xóa tên người và chi tiết để lộ người viết.]"
	promptRequests    = "[Số phản ánh, kiến nghị tiếp nhận trong kỳ: …; đã xử lý: …; đang xử lý: …; quá hạn: …]"
	promptStrengths   = "[Ưu điểm khác: …]"
	promptWeaknesses  = "[Tồn tại, hạn chế khác: …]"
	promptObjective   = "a) [Nguyên nhân khách quan: …]"
	promptSubjective  = "b) [Nguyên nhân chủ quan: …]"
	promptDone        = "[Kết quả thực hiện các giải pháp nêu tại báo cáo kỳ trước: …]"
	promptFinding     = "[Nội dung cần khắc phục]"
	promptMeasure     = "[giải pháp]"
	promptWho         = "[đơn vị chủ trì]"
	promptDue         = "[thời hạn]"
	promptProposals   = "[Đề xuất, kiến nghị với cấp trên (nếu có): …]"
)

func isPrompt(s string) bool { return strings.HasPrefix(s, "[") }

// Parts and items.
const (
	partSurvey     = "Tình hình tổ chức khảo sát"
	partResults    = "Kết quả khảo sát"
	partOpinions   = "Ý kiến góp ý, phản ánh, kiến nghị"
	partAssessment = "Đánh giá chung"
	partMeasures   = "Phương hướng, giải pháp khắc phục"

	itemMeans       = "Hình thức, thời gian"
	itemFlow        = "Số phiếu và tỷ lệ thu hồi"
	itemCautions    = say.Cautions
	itemOverall     = "Kết quả chung"
	itemQuestions   = "Theo từng nội dung"
	itemFields      = "Theo lĩnh vực"
	itemChannels    = "Theo hình thức khảo sát"
	itemChange      = "So với kỳ trước và cùng kỳ năm trước"
	itemSuggestions = "Ý kiến góp ý trên phiếu"
	itemRequests    = "Phản ánh, kiến nghị"
	itemLookups     = "Tra cứu thủ tục hành chính"
	itemStrengths   = "Ưu điểm"
	itemWeaknesses  = "Tồn tại, hạn chế"
	itemCauses      = "Nguyên nhân"
	itemDone        = "Kết quả thực hiện giải pháp kỳ trước"
	itemNext        = "Giải pháp trong kỳ tới"
	itemProposals   = "Đề xuất, kiến nghị"
)

// Tables: captions, heads and what stands in cells.
const (
	captionFlow        = say.TableFlow
	captionLevels      = "Mức độ hài lòng chung"
	captionQuestions   = say.TableContents
	captionOthers      = "Các nội dung khác trên phiếu"
	captionFields      = say.TableFields
	captionChannels    = say.TableChannels
	captionChange      = "Mức độ hài lòng chung qua các kỳ"
	captionSuggestions = "Góp ý theo nhóm nội dung"
	captionDone        = "Kết quả thực hiện giải pháp kỳ trước"
	captionNext        = "Nội dung cần khắc phục và phân công"
	captionPoints      = say.TablePoints
	captionSlips       = say.TableSlips
	captionTrend       = say.TableTrend
	captionNine        = "Điểm các chỉ số"
	captionMisses      = "Câu hỏi chưa trả lời được, nhiều lượt hỏi nhất trước"

	headNumber    = "TT"
	headChannel   = "Hình thức"
	headOpened    = "Phát ra"
	headReturned  = "Thu về"
	headValid     = "Hợp lệ"
	headResponse  = "Tỷ lệ thu hồi"
	headLevel     = "Mức độ"
	headForms     = "Số phiếu"
	headShare     = "Tỷ lệ (%)"
	headQuestion  = "Nội dung"
	headAnswers   = "Số ý kiến"
	headSatisfied = "Hài lòng\n(%)"
	headInterval  = "Mức thật vào\nkhoảng (%)"
	headMean      = "Điểm TB\n(1–5)"
	headMove      = "So với\nkỳ trước\n(điểm %)"
	headOption    = "Nội dung, phương án trả lời"
	headField     = "Lĩnh vực"
	headPeriod    = "Kỳ"
	headMonth     = "Tháng"
	headPoint     = "Điểm tiếp nhận"
	headSlip      = "Loại phiếu"
	headGroup     = "Nội dung góp ý (trích nguyên văn; số điện thoại, số giấy tờ đã che)"
	headWhat      = "Nội dung"
	headWho       = "Đơn vị chủ trì"
	headDue       = "Thời hạn"
	headState     = "Kết quả"
	headFinding   = "Nội dung"
	headMeasure   = "Giải pháp"
	headMiss      = "Câu hỏi (số điện thoại, số giấy tờ đã che)"
	headTimes     = "Số lượt"
	headIndex     = "Chỉ số"
	headIndexName = "Tên chỉ số"
	headMost      = "Điểm chuẩn"
	headOwn       = "Điểm tự chấm"
	headChecked   = "Điểm thẩm định"
	headRemark    = "Ghi chú"

	total       = "Tổng cộng"
	unknown     = "không xác định"
	withheld    = "–"
	indexMost   = "2"
	indicesMost = "18"
)

// Titles of the appendices.
const (
	titleCharts = "BIỂU ĐỒ KẾT QUẢ KHẢO SÁT"
	titleTables = "SỐ LIỆU CHI TIẾT"
	titleNine   = "BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	titleMisses = "DANH MỤC CÂU HỎI TRA CỨU THỦ TỤC HÀNH CHÍNH\nCHƯA TRẢ LỜI ĐƯỢC"
)

// Periods and dates.

// periodKind tells a month, a quarter and a year apart.
func periodKind(p calendar.Period) string {
	switch p.Last() {
	case p.First():
		return "tháng"
	case p.First().Add(2):
		return "quý"
	}
	return "năm"
}

// periodText is the period as letters write it: "tháng 10 năm 2026", "quý III năm 2026", "năm 2026".
func periodText(p calendar.Period) string {
	if periodKind(p) == "tháng" {
		return fmt.Sprintf("tháng %s năm %d", monthNumber(p.First().Number()), p.First().Year())
	}
	return strings.Replace(p.Label(), "/", " năm ", 1)
}

func periodSlug(p calendar.Period) string {
	first := p.First()
	switch periodKind(p) {
	case "tháng":
		return fmt.Sprintf("thang-%02d-%d", first.Number(), first.Year())
	case "quý":
		return fmt.Sprintf("quy-%d-%d", (first.Number()+2)/3, first.Year())
	}
	return fmt.Sprintf("nam-%d", first.Year())
}

// monthNumber has a 0 before 1 and 2, and before no other (II.4.b).
func monthNumber(m int) string {
	if m <= 2 {
		return fmt.Sprintf("%02d", m)
	}
	return fmt.Sprint(m)
}

func dateText(t time.Time) string {
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), monthNumber(int(t.Month())), t.Year())
}

// unsigned is a date whose day is written in when the letter is signed.
func unsigned(t time.Time) string {
	return fmt.Sprintf("ngày%stháng %s năm %d", blank, monthNumber(int(t.Month())), t.Year())
}

func dateline(place string, t time.Time) string { return place + ", " + unsigned(t) }

func numberText(symbol string) string { return "Số:" + blank + "/" + symbol }

// subjectLines are the trích yếu, broken where it is read.
func subjectLines(p calendar.Period) []string {
	return []string{
		"Kết quả khảo sát ý kiến tổ chức, cá nhân",
		"về giải quyết thủ tục hành chính " + periodText(p),
	}
}

func subject(p calendar.Period) string { return strings.Join(subjectLines(p), " ") }

func openingText(issuer string, p calendar.Period) string {
	return capital(issuer) + " báo cáo " + lower(subject(p)) + " như sau:"
}

func closingText(issuer string, p calendar.Period) string {
	return fmt.Sprintf("Trên đây là Báo cáo %s của %s./.", lower(subject(p)), issuer)
}

func attachedText(all []annex) string {
	if len(all) == 0 {
		return ""
	}
	var names []string
	for i, a := range all {
		names = append(names, annexName(i, len(all))+" – "+capital(strings.ToLower(strings.ReplaceAll(a.title, "\n", " "))))
	}
	return "Kèm theo Báo cáo này: " + strings.Join(names, "; ") + "."
}

func attachedTo(s Setting, t time.Time) string {
	return fmt.Sprintf("(Kèm theo Báo cáo số%s/%s %s\ncủa %s)", blank, s.Symbol, unsigned(t), s.Issuer)
}

func tableName(number int) string { return fmt.Sprintf("%s %d", tableWord, number) }
