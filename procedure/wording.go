package procedure

import "strings"

// The Vietnamese wording of buttons. Officials may correct it here.

// aspectLabels are the texts of the aspects' buttons, at most 14 runes.
var aspectLabels = [...]string{
	Overview: "Tổng quan", Papers: "Giấy tờ", Time: "Thời hạn", Fee: "Lệ phí", Where: "Nơi nộp",
	Steps: "Các bước", Outcome: "Kết quả", Law: "Căn cứ", Form: "Mẫu đơn", Conditions: "Điều kiện",
}

// abbreviations are those every citizen who has been at a counter knows. Only names too long for a button use
// them.
var abbreviations = strings.NewReplacer(
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
	sayProcedureAdded = "Thủ tục mới có trong danh mục"
	sayProcedureGone  = "Thủ tục không còn trong danh mục"
	sayHoldsFrom      = "Áp dụng từ ngày %s"
	sayCodeNow        = "Mã %s nay là %s"
	sayFeesOf         = "Phí, lệ phí tại %s"
	sayRulesOf        = "Tại %s"
	sayNoMore         = "%s, không còn áp dụng: %s"
	sayFree           = "không thu"
	sayExempt         = "miễn cho %s"
	saySince          = ", từ %s"
	saySpan           = ", từ %s đến %s"
	sayChangedTo      = "%s: %s"

	sayChanged   = "%s: %s → %s"
	sayNowKnown  = "%s: nay có ghi %s"
	sayNoLonger  = "%s: không còn ghi (trước đây: %s)"
	sayRewritten = "%s: được viết lại"
	sayMore      = "%s: thêm %s"
	sayLess      = "%s: bỏ %s"
	sayAndOthers = " và %d mục khác"
	sayUnsaid    = "không ghi"

	sayBlockName       = "Tên"
	sayBlockCode       = "Mã thủ tục"
	sayBlockField      = "Lĩnh vực"
	sayBlockReceiver   = "Nơi tiếp nhận"
	sayBlockChannels   = "Cách nộp"
	sayBlockTime       = "Thời hạn"
	sayBlockFees       = "Phí, lệ phí"
	sayBlockResult     = "Kết quả"
	sayBlockAgency     = "Cơ quan giải quyết"
	sayBlockConditions = "Điều kiện"
	sayBlockSteps      = "Các bước"
	sayBlockForms      = "Mẫu đơn"
	sayBlockAudience   = "Đối tượng"
	sayBlockLaw        = "Căn cứ pháp lý"
	sayBlockDecision   = "Quyết định công bố"

	sayStepsNow     = "Các bước: nay có ghi %d bước"
	sayStepsGone    = "Các bước: không còn ghi (trước đây %d bước)"
	sayStepsCount   = "Các bước: được viết lại, %d bước → %d bước"
	sayStepsChanged = "Các bước: sửa bước %s"

	sayPapersMore    = "Thêm giấy tờ: %s"
	sayPapersLess    = "Bớt giấy tờ: %s"
	sayPapersChanged = "Giấy tờ: đổi cách yêu cầu của %d giấy tờ"
	sayPaperChanged  = "Giấy tờ “%s”: %s"
	sayPaperWhen     = "trường hợp"
	sayPaperOriginal = "bản nộp"
	sayPaperQuantity = "số lượng"
	sayPaperAction   = "cách nộp"
	sayPaperForm     = "mẫu"
)
