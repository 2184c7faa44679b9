package main

// What an official reads about the catalogue. Differences themselves are worded by package procedure.

const (
	wordNothingChanged = "Không có gì thay đổi."
	wordWouldBe        = "Chạy thử, chưa ghi gì. Nếu làm thật:"
	wordAgainst        = "So với danh mục đang dùng:"
	wordAgainstBundled = "So với danh mục có sẵn trong chương trình (chưa có bản cài đặt để so):"
	wordSame           = "%d thủ tục giống hệt danh mục đang dùng.\n"
	wordStored         = "Lưu %d bản nháp: %s.\n"
	wordUnchanged      = "%d bản ghi không đổi.\n"
	wordReleased       = "Công bố (bản phát hành %d): %s.\n"
	wordLater          = "Trong đó chưa áp dụng ngay, đợi đến ngày hiệu lực: %s.\n"
	wordWaiting        = "Vẫn là bản nháp, chưa công bố:\n"
	wordWasWithdrawn   = "đã rút khỏi danh mục"
	wordRelease        = "Bản phát hành %d của danh mục.\n"
	wordKept           = "giữ từ bản trước: %s"
	wordMayReplace     = "%s có thể thay cho %s (%s). Để mã cũ dẫn tới mã mới: thêm --publish --aliases, hoặc dùng motcua import aliases.\n"
	wordTableFine      = "%s: %d dòng đều đúng.\n"
	wordNoDrafts       = "Không có bản nháp nào."
	wordNothingDue     = "Không có thủ tục nào đến hạn xem lại."
	wordComplete       = "đủ"
	wordLacks          = "thiếu %s"
	wordBundled        = "có sẵn"
	wordOwn            = "của đơn vị"
	wordTwice          = "%s: %s đã có ở %s"
	wordMoreKeys       = "%s và %d mã khác"
	wordMoreChanges    = "  … và %d thủ tục khác\n"
	wordNoProcedure    = "Không có thủ tục %q."
	wordTooLarge       = "%s: lớn hơn %d MB."
	wordDryBundled     = "Chưa mở được cơ sở dữ liệu nên so với danh mục có sẵn."
	wordProblems       = "Có %d điều cần sửa; chưa đổi gì."
)

// blockNames are the blocks of a record as officials know them.
var blockNames = map[string]string{
	"documents": "thành phần hồ sơ", "processing_time": "thời hạn", "fees": "phí, lệ phí", "agency": "cơ quan thực hiện", "steps": "trình tự",
	"result": "kết quả", "conditions": "điều kiện", "legal_basis": "căn cứ pháp lý", "forms": "mẫu đơn", "channels": "cách nộp", "audience": "đối tượng",
}

// stateNames are the states of a version.
var stateNames = map[string]string{"draft": "bản nháp", "published": "đã công bố", "withdrawn": "đã rút", "replaced": "đã thay"}

// What is wrong with a table to import; each stands behind the name of the file and the line.
const (
	wordRowOverlaps      = "áp dụng trùng thời gian với dòng %d"
	wordRowChannel       = "cách nộp (channel) %q không có; ghi một trong %s, hoặc để trống cho mọi cách"
	wordRowSameDay       = "bắt đầu cùng ngày với dòng %d"
	wordRowBlock         = "mục (block) %q không có; ghi fee, time hoặc place"
	wordRowTimeUnit      = "%q là thời hạn mà thiếu đơn vị (ngày, giờ)"
	wordRowMoneyUnit     = "%q là số tiền mà thiếu chữ đồng"
	wordRowTwice         = "%s đã có ở dòng %d"
	wordRowSameCode      = "mã cũ và mã mới giống nhau"
	wordRowNoCode        = "%s %q không phải mã"
	wordRowWordHeader    = "cần dòng đầu: list, head, entries, cách nhau bằng dấu tab"
	wordRowBroken        = "dòng hỏng (%v); phần sau chưa đọc"
	wordRowEmpty         = "tệp trống; cần dòng đầu: %s"
	wordRowNothing       = "dưới dòng đầu không có gì"
	wordRowNotUTF8       = "tệp không phải UTF-8; xin lưu lại dạng UTF-8 (trong Excel: CSV UTF-8)"
	wordRowNoColumn      = "không có cột tên %q; có: %s"
	wordRowColumnTwice   = "cột %s có hai lần"
	wordRowColumnMissing = "thiếu cột %s; dòng đầu phải là: %s"
	wordRowExtra         = "%q không thuộc cột nào"
	wordRowCellEmpty     = "cột %s để trống"
	wordRowNoDay         = "%s %q chưa phải ngày dạng 2026-11-23 hoặc 23/11/2026"
	wordRowEndsEarly     = "kết thúc ngày %s, trước ngày bắt đầu %s"
	wordRowNoAmount      = "%s %q chưa phải số tiền"
	wordRowLostZeros     = "%s %d đồng có vẻ mất số 0"
	wordRowNoProcedure   = "danh mục không có thủ tục %q"
)

// Why the catalogue is not changed. $1, $2 and $3 are the parts of a reason of package storage; a list of blocks among them
// is put into the words above.
const (
	wordReasonIncomplete = "$1 còn thiếu: $2"
	wordReasonLess       = "$1 → $2: bản ghi mới còn thiếu $3 mà bản ghi cũ có đủ"
	wordReasonNoAlias    = "$1 không phải mã cũ"
	wordReasonNoDraft    = "$1: không có bản nháp để công bố"
	wordReasonAlias      = "$1 là mã cũ của $2; xin bỏ đường dẫn đó trước, hoặc bỏ bản ghi này"
	wordReasonCircle     = "$1 → $2: dẫn vòng tròn"
	wordReasonNoTarget   = "$1 → $2: danh mục không có thủ tục $3"
	wordReasonNoRecord   = "danh mục không có thủ tục $1"
	wordReasonNoUnit     = "không có đơn vị $1"
	wordReasonEarly      = "$1: ngày xem lại $2 trước ngày áp dụng $3"
	wordReasonTwice      = "$1: có hai lần trong một lượt nhập"
	wordReasonOther      = "danh mục không nhận. Chi tiết: $1"
)
