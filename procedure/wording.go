package procedure

import "strings"

// The Vietnamese wording of buttons. Officials may correct it here.

// wordAspectLabels are the texts of the aspects' buttons, at most 14 runes.
var wordAspectLabels = [...]string{
	Overview: "Tổng quan", Papers: "Giấy tờ", Time: "Thời hạn", Fee: "Lệ phí", Where: "Nơi nộp",
	Steps: "Các bước", Outcome: "Kết quả", Law: "Căn cứ", Form: "Mẫu đơn", Conditions: "Điều kiện",
}

// wordAbbreviations are those every citizen who has been at a counter knows. Only names too long for a button use
// them.
var wordAbbreviations = strings.NewReplacer(
	"Ủy ban nhân dân", "UBND",
	"Giấy chứng nhận", "GCN", "giấy chứng nhận", "GCN",
	"quyền sử dụng đất", "QSDĐ",
	"bảo hiểm xã hội", "BHXH", "bảo hiểm y tế", "BHYT",
	"hợp tác xã", "HTX",
	"có yếu tố nước ngoài", "(nước ngoài)",
	"trung học cơ sở", "THCS",
	"cơ sở dữ liệu", "CSDL", "Cơ sở dữ liệu", "CSDL",
	"đăng ký", "ĐK", "Đăng ký", "ĐK",
)

// What changed about a procedure, for its followers, the feed and the register of changes.
const (
	wordProcedureAdded = "Thủ tục mới có trong danh mục"
	wordProcedureGone  = "Thủ tục không còn trong danh mục"
	wordHoldsFrom      = "Áp dụng từ ngày %s"
	wordCodeNow        = "Mã %s nay là %s"
	wordFeesOf         = "Phí, lệ phí tại %s"
	wordRulesOf        = "Tại %s"
	wordNoMore         = "%s, không còn áp dụng: %s"
	wordFree           = "không thu"
	wordExempt         = "miễn cho %s"
	wordSince          = ", từ %s"
	wordSpan           = ", từ %s đến %s"
	wordChangedTo      = "%s: %s"

	wordChanged   = "%s: %s → %s"
	wordNowKnown  = "%s: nay có ghi %s"
	wordNoLonger  = "%s: không còn ghi (trước đây: %s)"
	wordRewritten = "%s: được viết lại"
	wordMore      = "%s: thêm %s"
	wordLess      = "%s: bỏ %s"
	wordAndOthers = " và %d mục khác"
	wordUnsaid    = "không ghi"

	wordBlockName       = "Tên"
	wordBlockCode       = "Mã thủ tục"
	wordBlockField      = "Lĩnh vực"
	wordBlockReceiver   = "Nơi tiếp nhận"
	wordBlockChannels   = "Cách nộp"
	wordBlockTime       = "Thời hạn"
	wordBlockFees       = "Phí, lệ phí"
	wordBlockResult     = "Kết quả"
	wordBlockAgency     = "Cơ quan giải quyết"
	wordBlockConditions = "Điều kiện"
	wordBlockSteps      = "Các bước"
	wordBlockForms      = "Mẫu đơn"
	wordBlockAudience   = "Đối tượng"
	wordBlockLaw        = "Căn cứ pháp lý"
	wordBlockDecision   = "Quyết định công bố"

	wordStepsNow     = "Các bước: nay có ghi %d bước"
	wordStepsGone    = "Các bước: không còn ghi (trước đây %d bước)"
	wordStepsCount   = "Các bước: được viết lại, %d bước → %d bước"
	wordStepsChanged = "Các bước: sửa bước %s"

	wordPapersMore    = "Thêm giấy tờ: %s"
	wordPapersLess    = "Bớt giấy tờ: %s"
	wordPapersChanged = "Giấy tờ: đổi cách yêu cầu của %d giấy tờ"
	wordPaperChanged  = "Giấy tờ “%s”: %s"
	wordPaperWhen     = "trường hợp"
	wordPaperOriginal = "bản nộp"
	wordPaperQuantity = "số lượng"
	wordPaperAction   = "cách nộp"
	wordPaperForm     = "mẫu"
)
