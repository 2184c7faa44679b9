package intake

import (
	"fmt"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// The Vietnamese wording of this package: why a file or a part of it is not read, what is unclear, the completeness
// report, and the words of lists that are recognised as columns. Officials may correct it here.

// Why nothing is read from a file.
const (
	wordEmpty         = "Tệp rỗng, không có nội dung nào để đọc."
	wordUnknownFormat = "Không nhận ra định dạng của tệp. Các định dạng đọc được: Word (.docx), Excel (.xlsx), JSON, JSONL, YAML, CSV."
	wordNotADocument  = "Nội dung tệp không phải tài liệu (hầu hết là byte 0). Hãy tải hoặc xuất lại tệp."
	wordPDF           = "Đây là tệp PDF, không đọc được thành từng mục. Hãy dùng tệp Word (.docx) hoặc Excel (.xlsx) của cùng nội dung."
	wordRTF           = "Đây là tệp RTF. Hãy mở bằng Word và lưu thành .docx."
	wordHTML          = "Đây là trang web (HTML hoặc XML) mang tên tệp Word hay Excel. Hãy mở bằng Word và lưu thành .docx, hoặc mở bằng Excel và lưu thành .xlsx."
	wordOldWord       = "Đây là tệp Word kiểu cũ (.doc nhị phân). Hãy mở bằng Word và lưu thành .docx."
	wordOldExcel      = "Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel và lưu thành .xlsx."
	wordOldOffice     = "Đây là tệp Office kiểu cũ. Hãy mở ra và lưu thành .docx (Word) hoặc .xlsx (Excel)."
	wordPassword      = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."
	wordBinaryExcel   = "Đây là tệp Excel nhị phân (.xlsb). Hãy mở bằng Excel và lưu thành .xlsx."
	wordOpenDocument  = "Đây là tệp OpenDocument (.odt, .ods). Hãy lưu thành .docx hoặc .xlsx."
	wordOtherArchive  = "Đây là tệp nén nhưng không phải tài liệu Word hay Excel. Hãy giải nén và chọn từng tệp .docx, .xlsx bên trong."
	wordBrokenArchive = "Tệp bị hỏng hoặc chưa tải về hết. Hãy tải lại, hoặc mở ra và lưu lại."
	wordBomb          = "Tệp nén bung ra quá lớn so với một tài liệu (tối đa 64 MB). Tệp bị hỏng hoặc không an toàn nên không đọc."
	wordTooDeep       = "Nội dung lồng nhau quá nhiều tầng, không phải tài liệu về thủ tục."
	wordTooManyRows   = "Bảng có quá nhiều hàng hoặc ô; phần vượt quá không được đọc. Hãy bỏ các hàng trống hoặc chia tệp."
	wordYAMLTooLarge  = "Tệp YAML lớn hơn 4 MB. Hãy chia tệp, hoặc dùng JSONL."
	wordYAMLAlias     = "Tệp dùng neo, bí danh hoặc khóa gộp của YAML (&, *, <<). Hãy ghi đầy đủ nội dung ở từng thủ tục."
	wordBadYAML       = "Không đúng cú pháp YAML. Hãy xem khoảng thụt đầu dòng, dấu hai chấm và dấu ngoặc kép quanh dòng này."
	wordBadUTF16      = "Tệp khai là UTF-16 nhưng nội dung bị hỏng. Hãy lưu lại bằng UTF-8."
	wordNUL           = "Có byte 0 trong văn bản: tệp bị hỏng, hoặc là UTF-16 không có dấu đầu tệp. Hãy lưu lại bằng UTF-8."
	wordNoHeader      = "Không tìm thấy hàng tiêu đề của bảng thủ tục. Cần ít nhất cột “Tên thủ tục” hoặc “Mã số”, và một cột khác như “Lĩnh vực”."
	wordNoRecords     = "Không tìm thấy thủ tục nào trong tệp."

	wordReasonCutOff = "tệp bị cắt giữa chừng"
	wordReasonSyntax = "thừa hoặc thiếu dấu ngoặc, dấu phẩy hay dấu ngoặc kép"

	wordEncoding1258  = "Windows-1258"
	wordEncodingUTF16 = "UTF-16 không có dấu đầu tệp"
	wordEncodingOther = "TCVN3, VNI hoặc một bảng mã cũ khác"
)

func wordTooLarge(n int) string {
	return fmt.Sprintf("Tệp có %d MB, lớn hơn mức đọc được là %d MB.", (n+1<<20-1)>>20, maxBytes>>20)
}

func wordEncoding(guess string) string {
	return "Không phải UTF-8 (có lẽ là " + guess + "). Hãy lưu lại bằng UTF-8; trong Excel chọn “CSV UTF-8”."
}

func wordGarbled(line string) string {
	return fmt.Sprintf("Chữ bị vỡ: “%s”. Văn bản dùng phông chữ cũ (TCVN3, VNI) hoặc bị đọc sai bảng mã. Hãy chuyển sang Unicode (ví dụ bằng UniKey) rồi lưu lại.", quote(line))
}

func wordBrokenXML(line int) string {
	return fmt.Sprintf("Nội dung bên trong tệp Word bị hỏng (dòng %d của phần văn bản). Hãy mở bằng Word và lưu lại.", line)
}

// Where something is.

func wordLine(n int) string      { return fmt.Sprintf("dòng %d", n) }
func wordElement(n int) string   { return fmt.Sprintf("phần tử %d", n) }
func wordParagraph(n int) string { return fmt.Sprintf("đoạn %d", n) }
func wordTable(n int) string     { return fmt.Sprintf("bảng ở khối %d", n) }

func wordElementAt(n, line int) string {
	if line == 0 {
		return wordElement(n)
	}
	return fmt.Sprintf("phần tử %d (dòng %d)", n, line)
}

func wordSheet(n int, name string) string {
	return fmt.Sprintf("trang tính %d “%s”", n, quote(name))
}

func wordRow(table string, n int) string { return fmt.Sprintf("%s, hàng %d", table, n) }

func wordProcedureAt(n, paragraph int) string {
	return fmt.Sprintf("thủ tục thứ %d (đoạn %d)", n, paragraph)
}

// What is wrong with a record or a part of a file.
const (
	wordTooManyRecords     = "Tệp có hơn 50.000 thủ tục; từ đây trở đi không đọc nữa."
	wordHiddenSheet        = "Trang tính đang ẩn nên không đọc."
	wordSheetUnreadable    = "Không đọc được trang tính này."
	wordSheetWithoutHeader = "Không có hàng tiêu đề của bảng thủ tục nên không đọc."
	wordNotARecord         = "Không phải một thủ tục (cần một nhóm các mục như tên, lĩnh vực, giấy tờ…)."
	wordListInList         = "Có danh sách lồng trong danh sách, đã bỏ qua."
	wordNamesInList        = "Mục này cần văn bản, không nhận các mục con."
	wordClipped            = "nội dung dài bất thường, đã cắt bớt"
)

func wordClippedBlock(b Block) string {
	return fmt.Sprintf("Mục “%s”: %s. Hãy xem lại nội dung trong tệp.", wordBlockNames[b], wordClipped)
}

func wordMoreProblems(n int) string {
	return fmt.Sprintf("Còn %d vấn đề khác không liệt kê.", n)
}

func wordTwice(p *procedure.Procedure, first string) string {
	if p.Code != "" {
		return fmt.Sprintf("Mã %s đã có ở %s; bản ghi này bị bỏ qua.", p.Code, first)
	}
	return fmt.Sprintf("“%s” đã có ở %s; bản ghi này bị bỏ qua.", quote(p.Name), first)
}

func wordNoName(code string) string {
	if code == "" {
		return "Thiếu tên thủ tục."
	}
	return fmt.Sprintf("Thủ tục mã %s thiếu tên.", code)
}

func wordNoField(name string) string {
	return fmt.Sprintf("“%s” thiếu lĩnh vực. Hãy thêm mục hoặc cột “Lĩnh vực”.", quote(name))
}

func wordMissingColumns(names []string) string {
	return "Bảng không có cột: " + strings.Join(names, ", ") + "."
}

func wordStrayRow(text string) string {
	return fmt.Sprintf("Hàng “%s” không có tên và mã thủ tục, đã bỏ qua.", quote(text))
}

func wordTooManyCells(got, want int) string {
	return fmt.Sprintf("Hàng có %d ô, nhiều hơn %d cột của tiêu đề. Ô có dấu phân cách bên trong phải đặt trong dấu ngoặc kép.", got, want)
}

func wordBadCSV(err error) string {
	if strings.Contains(err.Error(), "quote") {
		return "Dấu ngoặc kép mở mà không đóng, hoặc đứng giữa ô. Từ dòng này trở đi không đọc được."
	}
	return "Không đúng cú pháp CSV. Từ dòng này trở đi không đọc được."
}

func wordBadJSON(reason string) string { return "Không đúng cú pháp JSON: " + reason + "." }

func wordUnknownName(name string) string {
	return fmt.Sprintf("Không có mục nào tên “%s”; thủ tục này không được nhận. Hãy sửa tên mục.", quote(name))
}

func wordUnusedName(name string) string {
	return fmt.Sprintf("Mục “%s” không dùng đến.", quote(name))
}

func wordBadValue(field, kind string) string {
	if field == "" {
		return "Có mục sai kiểu giá trị."
	}
	return fmt.Sprintf("Mục “%s” có giá trị sai kiểu (%s).", quote(field), quote(kind))
}

func wordBadDate(s string) string {
	return fmt.Sprintf("“%s” không phải ngày; hãy ghi như 2026-11-22 hoặc 22/11/2026.", quote(s))
}

func wordBadCurrency(s string) string {
	return fmt.Sprintf("Không có tình trạng “%s”; ghi thành “cần kiểm tra”.", quote(s))
}

// Why a block is unclear.

func wordNoCode(s string) string {
	return fmt.Sprintf("“%s” không phải mã dạng 1.001193", quote(s))
}

func wordCodeMended(s string) string {
	return fmt.Sprintf("mã ghi “%s”, đã thêm các số 0 ở cuối mà bảng tính làm mất", quote(s))
}

func wordNoUnit(s string) string {
	return fmt.Sprintf("“%s” không có đơn vị thời gian", quote(s))
}

func wordUnknownUnit(s, unit string) string {
	return fmt.Sprintf("“%s” có đơn vị thời gian không rõ (%s)", quote(s), quote(unit))
}

func wordZeroTime(s string) string { return fmt.Sprintf("nguồn ghi thời hạn “%s”", quote(s)) }

func wordVagueTime(s string) string { return fmt.Sprintf("nguồn chỉ ghi “%s”", quote(s)) }

func wordOtherSpan(s string) string {
	return fmt.Sprintf("phần mô tả còn nêu thời hạn khác: “%s”", quote(s))
}

func wordOtherFee(s string) string {
	return fmt.Sprintf("phần mô tả còn nêu mức tiền khác: “%s”", quote(s))
}

func wordNoCurrency(s string) string {
	return fmt.Sprintf("“%s” không có đơn vị tiền", quote(s))
}

func wordVagueFee(s string) string { return fmt.Sprintf("nguồn chỉ ghi “%s”", quote(s)) }

func wordSeveralFees(s string) string {
	return fmt.Sprintf("nhiều mức tiền trong một dòng: “%s”", quote(s))
}

func wordLostZeros(s string) string {
	return fmt.Sprintf("“%s” nhỏ bất thường, có lẽ mất số 0", quote(s))
}

func wordContradiction(s string) string {
	return fmt.Sprintf("mức tiền và ghi chú không khớp: “%s”", quote(s))
}

func wordNotFree(s string) string {
	return fmt.Sprintf("ghi miễn phí nhưng ghi chú nêu khác: “%s”", quote(s))
}

func wordFileSays(s string) string { return fmt.Sprintf("nguồn ghi “%s”", quote(s)) }

// wordQuoteLength is how much of a file's own text a message repeats, in runes.
const wordQuoteLength = 120

// quote is a text of the file, short enough for a message.
func quote(s string) string { return vntext.Clip(oneLine(s), wordQuoteLength) }

// wordFeeFree is the text of a charge of nothing.
const wordFeeFree = "Miễn phí"

// wordSource names where a record comes from.
func wordSource(f Format, name string) string {
	if name == "" {
		return wordFormatNames[f]
	}
	return wordFormatNames[f] + ": " + name
}

// wordFormatNames are the kinds of files.
var wordFormatNames = map[Format]string{
	Word: "Tệp Word", Excel: "Tệp Excel", PortalDetail: "JSON chi tiết của Cổng Dịch vụ công", PortalList: "JSON danh sách của Cổng Dịch vụ công",
	JSON: "Tệp JSON", JSONL: "Tệp JSONL", YAML: "Tệp YAML", CSV: "Tệp CSV",
}

// wordBlockNames are the blocks as the report calls them.
var wordBlockNames = map[Block]string{
	BlockName: "tên", BlockCode: "mã", BlockField: "lĩnh vực", BlockDocuments: "giấy tờ", BlockTime: "thời hạn",
	BlockFees: "lệ phí", BlockAgency: "cơ quan", BlockSteps: "trình tự", BlockResult: "kết quả",
	BlockConditions: "điều kiện", BlockLaw: "căn cứ pháp lý", BlockForms: "mẫu đơn", BlockDecision: "quyết định công bố",
	BlockChannels: "cách nộp", BlockAudience: "đối tượng",
}

// wordWantedColumns are the columns whose absence from a table is said, as officials call them.
var wordWantedColumns = []struct {
	part part
	name string
}{
	{partCode, "Mã số"}, {partName, "Tên thủ tục"}, {partField, "Lĩnh vực"}, {partPapers, "Thành phần hồ sơ"},
	{partTime, "Thời hạn giải quyết"}, {partFees, "Phí, lệ phí"}, {partMethods, "Cách thức thực hiện"},
	{partOffice, "Cơ quan thực hiện"}, {partSteps, "Trình tự thực hiện"}, {partLaw, "Căn cứ pháp lý"},
}

// The completeness report.
const (
	wordReportHead     = "Đọc được %d thủ tục (%s)."
	wordReportMissing  = "thiếu "
	wordReportUnclear  = "cần xem lại "
	wordReportDraft    = "để bản nháp"
	wordReportComplete = "đủ"
	wordReportTotals   = "Tổng hợp theo mục:"
	wordReportTotal    = "%s: %d đọc được, %d thiếu, %d cần xem lại"
	wordReportProblems = "Vấn đề:"
)
