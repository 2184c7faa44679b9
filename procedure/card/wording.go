package card

import "motcua/procedure"

// The Vietnamese wording of cards and aspects. Officials may correct it here; %s and %d stand for what the record
// says.

// missingBlocks names the blocks of a record without data.
var missingBlocks = map[string]string{
	"documents": "giấy tờ", "processing_time": "thời hạn", "fees": "lệ phí", "legal_basis": "căn cứ pháp lý",
}

// Lines of the card.
const (
	sayPapers      = "Giấy tờ cần có:"
	sayMorePapers  = "và %d giấy tờ khác: bấm “%s”"
	sayTime        = "Thời hạn: %s"
	sayFee         = "Lệ phí: %s"
	sayMoreFees    = "và %d mức khác: bấm “%s”"
	sayWhere       = "Nơi nộp: %s"
	sayChannels    = "Hình thức: %s"
	sayOutcome     = "Kết quả: %s"
	sayMissing     = "Dữ liệu chưa có: %s."
	sayAskHotline  = "Xin Ông/Bà hỏi theo số %s trong giờ làm việc."
	sayAskCenter   = "Xin Ông/Bà hỏi tại nơi nộp trong giờ làm việc."
	sayNameOnly    = "Dữ liệu hiện chỉ có tên và lĩnh vực (%s) của thủ tục này, chưa có giấy tờ, thời hạn, lệ phí."
	sayOnlyShown   = "chỉ xuất trình"
	sayCopies      = "%d bản"
	sayPapersTotal = "Danh mục nguồn có %d mục; dữ liệu ở đây đã rút gọn, xin xem bản đầy đủ ở liên kết hoặc bản niêm yết."
)

// Headings of the aspects in full.
var aspectHeads = [...]string{
	procedure.Overview: "%s", procedure.Papers: "Giấy tờ – %s", procedure.Time: "Thời hạn giải quyết – %s", procedure.Fee: "Phí, lệ phí – %s", procedure.Where: "Nơi nộp hồ sơ – %s",
	procedure.Steps: "Các bước chung – %s", procedure.Outcome: "Kết quả – %s", procedure.Law: "Căn cứ pháp lý – %s", procedure.Form: "Mẫu đơn, tờ khai – %s",
	procedure.Conditions: "Yêu cầu, điều kiện – %s",
}

// Lines of the aspects.
const (
	sayNothingKnown  = "Dữ liệu chưa có phần này."
	sayOtherPlaces   = "Ghi nhận ở nơi khác, để tham khảo; ở xã ta áp dụng theo bản niêm yết:"
	sayVariantDate   = " (dữ liệu %s)"
	sayGeneralSteps  = "Trình tự chung khi làm hồ sơ, không phải nguyên văn trên Cổng Dịch vụ công quốc gia:"
	sayDecidedBy     = "Cơ quan thực hiện: %s"
	sayAudience      = "Đối tượng: %s"
	sayAskForForm    = "Xin Ông/Bà nhận mẫu tại nơi nộp hoặc tải ở liên kết bên dưới; số mẫu có thể đã thay đổi."
	sayDraftPapers   = "Danh mục được rút gọn từ nguồn; tên đầy đủ của giấy tờ xem ở liên kết hoặc bản niêm yết."
	sayLawMayBeMore  = "Số ký hiệu theo dữ liệu; văn bản có thể đã được sửa đổi, thay thế."
	sayFeesByCouncil = "Mức thu của từng tỉnh, thành phố có thể khác."
)

// Small print.
const (
	sayCode      = "Mã thủ tục: %s"
	sayNoCode    = "Chưa rõ mã thủ tục"
	sayDayDate   = "dữ liệu ngày %s"
	sayMonthDate = "dữ liệu tháng %s"
	sayYearDate  = "dữ liệu năm %s"
	sayDecision  = "theo Quyết định số %s"
	sayReference = "Thông tin tham khảo; căn cứ bản niêm yết tại Trung tâm Phục vụ hành chính công và Cổng Dịch vụ công quốc gia."
	sayCheck     = "Lưu ý: căn cứ pháp lý của dữ liệu này có thể đã được thay thế, xin hỏi lại trước khi chuẩn bị hồ sơ."
	sayOlder     = "Lưu ý: đây là bản mô tả cũ, có thể không còn đúng, xin hỏi lại trước khi chuẩn bị hồ sơ."
	saySuccessor = "Lưu ý: thủ tục này có thể đã có mã mới (%s), xin hỏi lại khi nộp hồ sơ."
	sayPortal    = "Xem trên Cổng"
	portalURL    = "https://dichvucong.gov.vn"
)

// Who receives a file.
const (
	defaultCenter  = "Trung tâm Phục vụ hành chính công cấp xã"
	sayPolice      = "Công an cấp xã tiếp nhận"
	sayMilitary    = "Ban Chỉ huy quân sự cấp xã hoặc %s"
	sayTax         = "Cơ quan Thuế cơ sở tiếp nhận"
	sayInsurance   = "Cơ quan Bảo hiểm xã hội cơ sở tiếp nhận"
	sayLandAtXa    = "%s; Văn phòng (Chi nhánh Văn phòng) đăng ký đất đai giải quyết"
	sayLandOffice  = "Văn phòng hoặc Chi nhánh Văn phòng đăng ký đất đai"
	sayOtherOffice = "%s tiếp nhận"
)

// refusals are words of results that a file sent back or refused ends with.
var refusals = []string{"từ chối", "sửa đổi, bổ sung", "yêu cầu bổ sung", "hủy bỏ", "không đủ điều kiện", "không chấp thuận"}

// feeLabels are what a rule about a fee begins with and need not repeat behind the label "Lệ phí".
var feeLabels = []string{"Lệ phí ", "lệ phí ", "phí, lệ phí ", "Phí, lệ phí "}

const (
	sayFree   = "Miễn phí"
	sayIf     = "nếu "
	sayIfNone = "không có"
)

// channelNames are the ways to hand a file in.
var channelNames = map[string]string{
	"trực tiếp": "trực tiếp", "trực tuyến": "trực tuyến", "bưu chính": "qua bưu chính",
}
