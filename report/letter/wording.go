package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/say"
)

// Every Vietnamese text of the letter stands in this file and in wordingfacts.go, so that an official can read and
// correct it.

// blank is the room left for what is written in when the letter is issued. The spaces do not break.
const blank = "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"

// The letterhead and the end.
const (
	wordCommittee = "Ủy ban nhân dân"
	wordNation    = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	wordMotto     = "Độc lập - Tự do - Hạnh phúc"
	wordKindName  = "BÁO CÁO"
	wordKindShort = "BC"
	wordTo        = "Kính gửi"
	wordCopy      = "Nơi nhận"
	wordAsAbove   = "Như trên"
	wordKept      = "Lưu"
	wordOnBehalf  = "TM. ỦY BAN NHÂN DÂN"
	wordAnnex     = "Phụ lục"
	wordTable     = "Bảng"

	wordLetterhead = "Cơ quan ban hành, Quốc hiệu, số và ngày" // of layout tables, for screen readers
	wordSignature  = "Nơi nhận và chữ ký"
)

// What people have to fill in.
const (
	wordPromptBasis       = "[Căn cứ …: ghi tên loại, số, ký hiệu, cơ quan ban hành, ngày ban hành và trích yếu của văn bản giao nhiệm vụ khảo sát; không viện dẫn thì xóa dòng này.]"
	wordPromptTo          = "[tên cơ quan nhận báo cáo]"
	wordPromptCopy        = "[nơi nhận khác]"
	wordPromptKept        = "Lưu: VT, [đơn vị soạn thảo]"
	wordPromptSymbol      = "[chữ viết tắt tên cơ quan]"
	wordPromptPost        = "[chức vụ người ký]"
	wordPromptSigner      = "[Họ và tên]"
	wordPromptSuggestions = "[Tổng hợp nội dung góp ý theo nhóm vấn đề: …]"
	wordPromptNames       = "[Trước khi ban hành: rà soát các ý kiến trích, xóa tên người và chi tiết để lộ người viết.]"
	wordPromptRequests    = "[Số phản ánh, kiến nghị tiếp nhận trong kỳ: …; đã xử lý: …; đang xử lý: …; quá hạn: …]"
	wordPromptStrengths   = "[Ưu điểm khác: …]"
	wordPromptWeaknesses  = "[Tồn tại, hạn chế khác: …]"
	wordPromptChosen      = "[Trong các góp ý tại mục 1 phần III, góp ý nào nêu tồn tại, hạn chế thì chọn ghi vào đây; lời khen thì không.]"
	wordPromptObjective   = "a) [Nguyên nhân khách quan: …]"
	wordPromptSubjective  = "b) [Nguyên nhân chủ quan: …]"
	wordPromptDone        = "[Kết quả thực hiện các giải pháp nêu tại báo cáo kỳ trước: …]"
	wordPromptFinding     = "[Nội dung cần khắc phục]"
	wordPromptSuggested   = "[Nội dung chọn từ góp ý tại mục 1 phần III]"
	wordPromptMeasure     = "[giải pháp]"
	wordPromptWho         = "[đơn vị chủ trì]"
	wordPromptDue         = "[thời hạn]"
	wordPromptProposals   = "[Đề xuất, kiến nghị với cấp trên (nếu có): …]"
)

func isPrompt(s string) bool { return strings.HasPrefix(s, "[") }

// Parts and items.
const (
	wordPartSurvey     = "Tình hình tổ chức khảo sát"
	wordPartResults    = "Kết quả khảo sát"
	wordPartOpinions   = "Ý kiến góp ý, phản ánh, kiến nghị"
	wordPartAssessment = "Đánh giá chung"
	wordPartMeasures   = "Phương hướng, giải pháp khắc phục"

	wordItemMeans       = "Hình thức, thời gian"
	wordItemFlow        = "Số phiếu và tỷ lệ thu hồi"
	wordItemCautions    = say.Cautions
	wordItemOverall     = "Kết quả chung"
	wordItemQuestions   = "Theo từng nội dung"
	wordItemFields      = "Theo lĩnh vực"
	wordItemChannels    = "Theo hình thức khảo sát"
	wordItemChange      = "So với kỳ trước và cùng kỳ năm trước"
	wordItemSuggestions = "Ý kiến góp ý trên phiếu"
	wordItemRequests    = "Phản ánh, kiến nghị"
	wordItemLookups     = "Tra cứu thủ tục hành chính"
	wordItemStrengths   = "Ưu điểm"
	wordItemWeaknesses  = "Tồn tại, hạn chế"
	wordItemCauses      = "Nguyên nhân"
	wordItemDone        = "Kết quả thực hiện giải pháp kỳ trước"
	wordItemNext        = "Giải pháp trong kỳ tới"
	wordItemProposals   = "Đề xuất, kiến nghị"
)

// Tables: captions, heads and what stands in cells.
const (
	wordCaptionFlow        = say.TableFlow
	wordCaptionLevels      = "Mức độ hài lòng chung"
	wordCaptionQuestions   = say.TableContents
	wordCaptionOthers      = "Các nội dung khác trên phiếu"
	wordCaptionFields      = say.TableFields
	wordCaptionChannels    = say.TableChannels
	wordCaptionChange      = "Mức độ hài lòng chung qua các kỳ"
	wordCaptionSuggestions = "Góp ý theo nhóm nội dung"
	wordCaptionDone        = wordItemDone
	wordCaptionNext        = "Nội dung cần khắc phục và phân công"
	wordCaptionPoints      = say.TablePoints
	wordCaptionSlips       = say.TableSlips
	wordCaptionTrend       = say.TableTrend
	wordCaptionIndices     = "Điểm các chỉ số"
	wordCaptionMisses      = "Câu hỏi chưa trả lời được, nhiều lượt hỏi nhất trước"

	wordHeadNumber    = "TT"
	wordHeadChannel   = "Hình thức"
	wordHeadOpened    = "Phát ra"
	wordHeadReturned  = "Thu về"
	wordHeadValid     = "Hợp lệ"
	wordHeadResponse  = "Tỷ lệ thu hồi"
	wordHeadLevel     = "Mức độ"
	wordHeadForms     = "Số phiếu"
	wordHeadShare     = "Tỷ lệ (%)"
	wordHeadQuestion  = "Nội dung"
	wordHeadAnswers   = "Số ý kiến"
	wordHeadSatisfied = "Hài lòng\n(%)"
	wordHeadInterval  = "Mức thật vào\nkhoảng (%)"
	wordHeadMean      = "Điểm TB\n(1–5)"
	wordHeadMove      = "So với\nkỳ trước\n(điểm %)"
	wordHeadOption    = "Nội dung, phương án trả lời"
	wordHeadField     = "Lĩnh vực"
	wordHeadPeriod    = "Kỳ"
	wordHeadMonth     = "Tháng"
	wordHeadPoint     = "Điểm tiếp nhận"
	wordHeadSlip      = "Loại phiếu"
	wordHeadGroup     = "Nội dung góp ý (trích nguyên văn; số điện thoại, số giấy tờ đã che)"
	wordHeadWhat      = "Nội dung"
	wordHeadWho       = "Đơn vị chủ trì"
	wordHeadDue       = "Thời hạn"
	wordHeadState     = "Kết quả"
	wordHeadFinding   = "Nội dung"
	wordHeadMeasure   = "Giải pháp"
	wordHeadMiss      = "Câu hỏi (số điện thoại, số giấy tờ đã che)"
	wordHeadTimes     = "Số lượt"
	wordHeadIndex     = "Chỉ số"
	wordHeadIndexName = "Tên chỉ số"
	wordHeadMost      = "Điểm chuẩn"
	wordHeadOwn       = "Điểm tự chấm"
	wordHeadChecked   = "Điểm thẩm định"
	wordHeadRemark    = "Ghi chú"

	wordTotal       = "Tổng cộng"
	wordUnknown     = "không xác định"
	wordWithheld    = "–"
	wordIndexMost   = "2"
	wordIndicesMost = "18"
)

// Titles of the appendices.
const (
	wordTitleCharts  = "BIỂU ĐỒ KẾT QUẢ KHẢO SÁT"
	wordTitleTables  = "SỐ LIỆU CHI TIẾT"
	wordTitleIndices = "BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"
	wordTitleMisses  = "DANH MỤC CÂU HỎI TRA CỨU THỦ TỤC HÀNH CHÍNH\nCHƯA TRẢ LỜI ĐƯỢC"
)

// Periods and dates.

// wordPeriodKind tells a month, a quarter, several months of a year and a year apart.
func wordPeriodKind(p calendar.Period) string {
	switch p.Length() {
	case calendar.Monthly:
		return "tháng"
	case calendar.Quarterly:
		return "quý"
	case calendar.HalfYearly, calendar.NineMonths:
		return "nhiều tháng"
	}
	return "năm"
}

// wordPeriod is the period as letters write it: "tháng 10 năm 2026", "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026".
func wordPeriod(p calendar.Period) string {
	if wordPeriodKind(p) == "tháng" {
		return fmt.Sprintf("tháng %s năm %d", monthNumber(p.First().Number()), p.First().Year())
	}
	return strings.Replace(p.Label(), "/", " năm ", 1)
}

func periodSlug(p calendar.Period) string {
	first := p.First()
	switch wordPeriodKind(p) {
	case "tháng":
		return fmt.Sprintf("thang-%02d-%d", first.Number(), first.Year())
	case "quý":
		return fmt.Sprintf("quy-%d-%d", (first.Number()+2)/3, first.Year())
	}
	if p.Length() < calendar.Yearly {
		return fmt.Sprintf("%d-thang-%s-nam-%d", p.Length(), [...]string{"dau", "cuoi"}[first.Number()/calendar.HalfYearly], first.Year())
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

func wordDateline(place string, t time.Time) string { return place + ", " + unsigned(t) }

func wordNumber(symbol string) string { return "Số:" + blank + "/" + symbol }

// wordSubjectLines are the trích yếu, broken where it is read.
func wordSubjectLines(f report.Figures) []string {
	lines := []string{
		"Kết quả khảo sát ý kiến tổ chức, cá nhân",
		"về giải quyết thủ tục hành chính " + wordPeriod(f.Period),
	}
	if f.Days.SoFar {
		lines = append(lines, "("+f.Days.Note()+")")
	}
	return lines
}

func wordSubject(f report.Figures) string { return strings.Join(wordSubjectLines(f), " ") }

func wordOpening(issuer string, f report.Figures) string {
	return capital(issuer) + " báo cáo " + lower(wordSubject(f)) + " như sau:"
}

func wordClosing(issuer string, f report.Figures) string {
	return fmt.Sprintf("Trên đây là Báo cáo %s của %s./.", lower(wordSubject(f)), issuer)
}

func wordAttached(all []annex) string {
	if len(all) == 0 {
		return ""
	}
	var names []string
	for i, a := range all {
		names = append(names, annexName(i, len(all))+" – "+capital(strings.ToLower(strings.ReplaceAll(a.title, "\n", " "))))
	}
	return "Kèm theo Báo cáo này: " + strings.Join(names, "; ") + "."
}

func wordAttachedTo(s Setting, t time.Time) string {
	return fmt.Sprintf("(Kèm theo Báo cáo số%s/%s %s\ncủa %s)", blank, s.Symbol, unsigned(t), s.Issuer)
}

func tableName(number int) string { return fmt.Sprintf("%s %d", wordTable, number) }
