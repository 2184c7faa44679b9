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
	sayEmpty         = "Tệp rỗng, không có nội dung nào để đọc."
	sayUnknownFormat = "Không nhận ra định dạng của tệp. Các định dạng đọc được: Word (.docx), Excel (.xlsx), JSON, JSONL, YAML, CSV."
	sayNotADocument  = "Nội dung tệp không phải tài liệu (hầu hết là byte 0). Hãy tải hoặc xuất lại tệp."
	sayPDF           = "Đây là tệp PDF, không đọc được thành từng mục. Hãy dùng tệp Word (.docx) hoặc Excel (.xlsx) của cùng nội dung."
	sayRTF           = "Đây là tệp RTF. Hãy mở bằng Word và lưu thành .docx."
	sayHTML          = "Đây là trang web (HTML hoặc XML) mang tên tệp Word hay Excel. Hãy mở bằng Word và lưu thành .docx, hoặc mở bằng Excel và lưu thành .xlsx."
	sayOldWord       = "Đây là tệp Word kiểu cũ (.doc nhị phân). Hãy mở bằng Word và lưu thành .docx."
	sayOldExcel      = "Đây là tệp Excel kiểu cũ (.xls). Hãy mở bằng Excel và lưu thành .xlsx."
	sayOldOffice     = "Đây là tệp Office kiểu cũ. Hãy mở ra và lưu thành .docx (Word) hoặc .xlsx (Excel)."
	sayPassword      = "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi lưu lại."
	sayBinaryExcel   = "Đây là tệp Excel nhị phân (.xlsb). Hãy mở bằng Excel và lưu thành .xlsx."
	sayOpenDocument  = "Đây là tệp OpenDocument (.odt, .ods). Hãy lưu thành .docx hoặc .xlsx."
	sayOtherArchive  = "Đây là tệp nén nhưng không phải tài liệu Word hay Excel. Hãy giải nén và chọn từng tệp .docx, .xlsx bên trong."
	sayBrokenArchive = "Tệp bị hỏng hoặc chưa tải về hết. Hãy tải lại, hoặc mở ra và lưu lại."
	sayBomb          = "Tệp nén bung ra quá lớn so với một tài liệu (tối đa 64 MB). Tệp bị hỏng hoặc không an toàn nên không đọc."
	sayTooDeep       = "Nội dung lồng nhau quá nhiều tầng, không phải tài liệu về thủ tục."
	sayTooManyRows   = "Bảng có quá nhiều hàng hoặc ô; phần vượt quá không được đọc. Hãy bỏ các hàng trống hoặc chia tệp."
	sayYAMLTooLarge  = "Tệp YAML lớn hơn 4 MB. Hãy chia tệp, hoặc dùng JSONL."
	sayYAMLAlias     = "Tệp dùng neo, bí danh hoặc khóa gộp của YAML (&, *, <<). Hãy ghi đầy đủ nội dung ở từng thủ tục."
	sayBadYAML       = "Không đúng cú pháp YAML. Hãy xem khoảng thụt đầu dòng, dấu hai chấm và dấu ngoặc kép quanh dòng này."
	sayBadUTF16      = "Tệp khai là UTF-16 nhưng nội dung bị hỏng. Hãy lưu lại bằng UTF-8."
	sayNUL           = "Có byte 0 trong văn bản: tệp bị hỏng, hoặc là UTF-16 không có dấu đầu tệp. Hãy lưu lại bằng UTF-8."
	sayNoHeader      = "Không tìm thấy hàng tiêu đề của bảng thủ tục. Cần ít nhất cột “Tên thủ tục” hoặc “Mã số”, và một cột khác như “Lĩnh vực”."
	sayNoRecords     = "Không tìm thấy thủ tục nào trong tệp."

	reasonCutOff = "tệp bị cắt giữa chừng"
	reasonSyntax = "thừa hoặc thiếu dấu ngoặc, dấu phẩy hay dấu ngoặc kép"

	encoding1258  = "Windows-1258"
	encodingUTF16 = "UTF-16 không có dấu đầu tệp"
	encodingOther = "TCVN3, VNI hoặc một bảng mã cũ khác"
)

func sayTooLarge(n int) string {
	return fmt.Sprintf("Tệp có %d MB, lớn hơn mức đọc được là %d MB.", (n+1<<20-1)>>20, maxBytes>>20)
}

func sayEncoding(guess string) string {
	return "Không phải UTF-8 (có lẽ là " + guess + "). Hãy lưu lại bằng UTF-8; trong Excel chọn “CSV UTF-8”."
}

func sayGarbled(line string) string {
	return fmt.Sprintf("Chữ bị vỡ: “%s”. Văn bản dùng phông chữ cũ (TCVN3, VNI) hoặc bị đọc sai bảng mã. Hãy chuyển sang Unicode (ví dụ bằng UniKey) rồi lưu lại.", quote(line))
}

func sayBrokenXML(line int) string {
	return fmt.Sprintf("Nội dung bên trong tệp Word bị hỏng (dòng %d của phần văn bản). Hãy mở bằng Word và lưu lại.", line)
}

// Where something is.

func sayLine(n int) string      { return fmt.Sprintf("dòng %d", n) }
func sayElement(n int) string   { return fmt.Sprintf("phần tử %d", n) }
func sayParagraph(n int) string { return fmt.Sprintf("đoạn %d", n) }
func sayTable(n int) string     { return fmt.Sprintf("bảng ở khối %d", n) }

func sayElementAt(n, line int) string {
	if line == 0 {
		return sayElement(n)
	}
	return fmt.Sprintf("phần tử %d (dòng %d)", n, line)
}

func saySheet(n int, name string) string {
	return fmt.Sprintf("trang tính %d “%s”", n, quote(name))
}

func sayRow(table string, n int) string { return fmt.Sprintf("%s, hàng %d", table, n) }

func sayProcedureAt(n, paragraph int) string {
	return fmt.Sprintf("thủ tục thứ %d (đoạn %d)", n, paragraph)
}

// What is wrong with a record or a part of a file.
const (
	sayTooManyRecords     = "Tệp có hơn 50.000 thủ tục; từ đây trở đi không đọc nữa."
	sayHiddenSheet        = "Trang tính đang ẩn nên không đọc."
	saySheetUnreadable    = "Không đọc được trang tính này."
	saySheetWithoutHeader = "Không có hàng tiêu đề của bảng thủ tục nên không đọc."
	sayNotARecord         = "Không phải một thủ tục (cần một nhóm các mục như tên, lĩnh vực, giấy tờ…)."
	sayListInList         = "Có danh sách lồng trong danh sách, đã bỏ qua."
	sayNamesInList        = "Mục này cần văn bản, không nhận các mục con."
	sayClipped            = "nội dung dài bất thường, đã cắt bớt"
)

func sayClippedBlock(b Block) string {
	return fmt.Sprintf("Mục “%s”: %s. Hãy xem lại nội dung trong tệp.", blockNames[b], sayClipped)
}

func sayMoreProblems(n int) string {
	return fmt.Sprintf("Còn %d vấn đề khác không liệt kê.", n)
}

func sayTwice(p *procedure.Procedure, first string) string {
	if p.Code != "" {
		return fmt.Sprintf("Mã %s đã có ở %s; bản ghi này bị bỏ qua.", p.Code, first)
	}
	return fmt.Sprintf("“%s” đã có ở %s; bản ghi này bị bỏ qua.", quote(p.Name), first)
}

func sayNoName(code string) string {
	if code == "" {
		return "Thiếu tên thủ tục."
	}
	return fmt.Sprintf("Thủ tục mã %s thiếu tên.", code)
}

func sayNoField(name string) string {
	return fmt.Sprintf("“%s” thiếu lĩnh vực. Hãy thêm mục hoặc cột “Lĩnh vực”.", quote(name))
}

func sayMissingColumns(names []string) string {
	return "Bảng không có cột: " + strings.Join(names, ", ") + "."
}

func sayStrayRow(text string) string {
	return fmt.Sprintf("Hàng “%s” không có tên và mã thủ tục, đã bỏ qua.", quote(text))
}

func sayTooManyCells(got, want int) string {
	return fmt.Sprintf("Hàng có %d ô, nhiều hơn %d cột của tiêu đề. Ô có dấu phân cách bên trong phải đặt trong dấu ngoặc kép.", got, want)
}

func sayBadCSV(err error) string {
	if strings.Contains(err.Error(), "quote") {
		return "Dấu ngoặc kép mở mà không đóng, hoặc đứng giữa ô. Từ dòng này trở đi không đọc được."
	}
	return "Không đúng cú pháp CSV. Từ dòng này trở đi không đọc được."
}

func sayBadJSON(reason string) string { return "Không đúng cú pháp JSON: " + reason + "." }

func sayUnknownName(name string) string {
	return fmt.Sprintf("Không có mục nào tên “%s”; thủ tục này không được nhận. Hãy sửa tên mục.", quote(name))
}

func sayUnusedName(name string) string {
	return fmt.Sprintf("Mục “%s” không dùng đến.", quote(name))
}

func sayBadValue(field, kind string) string {
	if field == "" {
		return "Có mục sai kiểu giá trị."
	}
	return fmt.Sprintf("Mục “%s” có giá trị sai kiểu (%s).", quote(field), quote(kind))
}

func sayBadDate(s string) string {
	return fmt.Sprintf("“%s” không phải ngày; hãy ghi như 2026-11-22 hoặc 22/11/2026.", quote(s))
}

func sayBadCurrency(s string) string {
	return fmt.Sprintf("Không có tình trạng “%s”; ghi thành “cần kiểm tra”.", quote(s))
}

// Why a block is unclear.

func sayNoCode(s string) string {
	return fmt.Sprintf("“%s” không phải mã dạng 1.001193", quote(s))
}

func sayCodeMended(s string) string {
	return fmt.Sprintf("mã ghi “%s”, đã thêm các số 0 ở cuối mà bảng tính làm mất", quote(s))
}

func sayNoUnit(s string) string {
	return fmt.Sprintf("“%s” không có đơn vị thời gian", quote(s))
}

func sayUnknownUnit(s, unit string) string {
	return fmt.Sprintf("“%s” có đơn vị thời gian không rõ (%s)", quote(s), quote(unit))
}

func sayZeroTime(s string) string { return fmt.Sprintf("nguồn ghi thời hạn “%s”", quote(s)) }

func sayVagueTime(s string) string { return fmt.Sprintf("nguồn chỉ ghi “%s”", quote(s)) }

func sayOtherSpan(s string) string {
	return fmt.Sprintf("phần mô tả còn nêu thời hạn khác: “%s”", quote(s))
}

func sayOtherFee(s string) string {
	return fmt.Sprintf("phần mô tả còn nêu mức tiền khác: “%s”", quote(s))
}

func sayNoCurrency(s string) string {
	return fmt.Sprintf("“%s” không có đơn vị tiền", quote(s))
}

func sayVagueFee(s string) string { return fmt.Sprintf("nguồn chỉ ghi “%s”", quote(s)) }

func saySeveralFees(s string) string {
	return fmt.Sprintf("nhiều mức tiền trong một dòng: “%s”", quote(s))
}

func sayLostZeros(s string) string {
	return fmt.Sprintf("“%s” nhỏ bất thường, có lẽ mất số 0", quote(s))
}

func sayContradiction(s string) string {
	return fmt.Sprintf("mức tiền và ghi chú không khớp: “%s”", quote(s))
}

func sayNotFree(s string) string {
	return fmt.Sprintf("ghi miễn phí nhưng ghi chú nêu khác: “%s”", quote(s))
}

func sayFileSays(s string) string { return fmt.Sprintf("nguồn ghi “%s”", quote(s)) }

// quoteLength is how much of a file's own text a message repeats, in runes.
const quoteLength = 120

// quote is a text of the file, short enough for a message.
func quote(s string) string { return vntext.Clip(oneLine(s), quoteLength) }

// feeFree is the text of a charge of nothing.
const feeFree = "Miễn phí"

// saySource names where a record comes from.
func saySource(f Format, name string) string {
	if name == "" {
		return formatNames[f]
	}
	return formatNames[f] + ": " + name
}

// formatNames are the kinds of files.
var formatNames = map[Format]string{
	Word: "Tệp Word", Excel: "Tệp Excel", PortalDetail: "JSON chi tiết của Cổng Dịch vụ công", PortalList: "JSON danh sách của Cổng Dịch vụ công",
	JSON: "Tệp JSON", JSONL: "Tệp JSONL", YAML: "Tệp YAML", CSV: "Tệp CSV",
}

// blockNames are the blocks as the report calls them.
var blockNames = map[Block]string{
	BlockName: "tên", BlockCode: "mã", BlockField: "lĩnh vực", BlockDocuments: "giấy tờ", BlockTime: "thời hạn",
	BlockFees: "lệ phí", BlockAgency: "cơ quan", BlockSteps: "trình tự", BlockResult: "kết quả",
	BlockConditions: "điều kiện", BlockLaw: "căn cứ pháp lý", BlockForms: "mẫu đơn", BlockDecision: "quyết định công bố",
	BlockChannels: "cách nộp", BlockAudience: "đối tượng",
}

// wantedColumns are the columns whose absence from a table is said, as officials call them.
var wantedColumns = []struct {
	part part
	name string
}{
	{partCode, "Mã số"}, {partName, "Tên thủ tục"}, {partField, "Lĩnh vực"}, {partPapers, "Thành phần hồ sơ"},
	{partTime, "Thời hạn giải quyết"}, {partFees, "Phí, lệ phí"}, {partMethods, "Cách thức thực hiện"},
	{partOffice, "Cơ quan thực hiện"}, {partSteps, "Trình tự thực hiện"}, {partLaw, "Căn cứ pháp lý"},
}

// The completeness report.
const (
	reportHead     = "Đọc được %d thủ tục (%s)."
	reportMissing  = "thiếu "
	reportUnclear  = "cần xem lại "
	reportDraft    = "để bản nháp"
	reportComplete = "đủ"
	reportTotals   = "Tổng hợp theo mục:"
	reportTotal    = "%s: %d đọc được, %d thiếu, %d cần xem lại"
	reportProblems = "Vấn đề:"
)
