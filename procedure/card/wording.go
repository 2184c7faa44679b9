package card

import "motcua/procedure"

// The Vietnamese wording of cards and aspects. Officials may correct it here; %s and %d stand for what the record
// says.

// missingBlocks names the blocks of a record without data.
var missingBlocks = map[string]string{
	"documents": "giấy tờ", "processing_time": "thời hạn", "fees": "lệ phí", "legal_basis": "căn cứ pháp lý",
	"agency": "cơ quan giải quyết", "steps": "trình tự",
}

// Lines of the card.
const (
	sayPapers        = "Giấy tờ cần có:"
	sayPapersBehind  = "Giấy tờ: %d loại, bấm “%s” để xem."
	sayMorePapers    = "và %d giấy tờ khác: bấm “%s”"
	sayMoreAndByCase = "và %d giấy tờ khác, thêm giấy tờ của %d trường hợp riêng: bấm “%s” để chọn"
	sayMoreByCase    = "thêm giấy tờ của %d trường hợp riêng: bấm “%s” để chọn"
	sayPapersByCase  = "Giấy tờ cần có tùy %d trường hợp: bấm “%s” để chọn."
	sayTime          = "Thời hạn: %s"
	sayNoTimeUnit    = "nguồn ghi “%s” mà không ghi đơn vị (ngày hay ngày làm việc), xin hỏi lại"
	sayTimesDiffer   = "Các nơi ghi thời hạn khác nhau: bấm “%s” để xem."
	sayFee           = "Lệ phí: %s"
	sayMoreFees      = "và %d mức khác: bấm “%s”"
	sayWhere         = "Nơi nộp: %s"
	sayChannels      = "Hình thức: %s"
	sayOutcome       = "Kết quả: %s"
	sayMissing       = "Dữ liệu chưa có: %s."
	sayDraft         = "Dữ liệu về thủ tục này chưa đầy đủ, chưa được xác nhận; chưa có: %s."
	sayAskHotline    = "Xin Ông/Bà hỏi theo số %s trong giờ làm việc."
	sayAskCenter     = "Xin Ông/Bà hỏi tại nơi nộp trong giờ làm việc."
	sayNameOnly      = "Dữ liệu hiện chỉ có tên và lĩnh vực (%s) của thủ tục này, chưa có %s."
	sayOnlyShown     = "chỉ xuất trình"
	sayCopies        = "%d bản"
	sayPapersTotal   = "Danh mục nguồn có %d mục; dữ liệu ở đây đã rút gọn, xin xem bản đầy đủ ở liên kết hoặc bản niêm yết."
)

// Headings of the aspects in full.
var aspectHeads = [...]string{
	procedure.Overview: "%s", procedure.Papers: "Giấy tờ – %s", procedure.Time: "Thời hạn giải quyết – %s", procedure.Fee: "Phí, lệ phí – %s", procedure.Where: "Nơi nộp hồ sơ – %s",
	procedure.Steps: "Các bước chung – %s", procedure.Outcome: "Kết quả – %s", procedure.Law: "Căn cứ pháp lý – %s", procedure.Form: "Mẫu đơn, tờ khai – %s",
	procedure.Conditions: "Yêu cầu, điều kiện – %s",
}

// Lines of the aspects.
const (
	sayPart           = " (phần %d/%d)"
	sayNothingKnown   = "Dữ liệu chưa có phần này."
	sayOtherPlaces    = "Ghi nhận ở nơi khác, để tham khảo; nơi mình ở áp dụng theo bản niêm yết:"
	sayVariantDate    = " (dữ liệu %s)"
	sayGeneralSteps   = "Trình tự chung khi làm hồ sơ, không phải nguyên văn trên Cổng Dịch vụ công quốc gia:"
	sayDecidedBy      = "Cơ quan thực hiện: %s"
	sayAudience       = "Đối tượng: %s"
	sayAskForForm     = "Xin Ông/Bà nhận mẫu tại nơi nộp; số mẫu có thể đã thay đổi."
	sayFormPage       = "Tải mẫu ở trang của thủ tục trên Cổng"
	sayFormMayBeNew   = "Cũng có thể nhận mẫu tại nơi nộp; số mẫu có thể đã thay đổi."
	sayDraftPapers    = "Danh mục được rút gọn từ nguồn; tên đầy đủ của giấy tờ xem ở liên kết hoặc bản niêm yết."
	sayLawMayBeMore   = "Số ký hiệu theo dữ liệu; văn bản có thể đã được sửa đổi, thay thế."
	sayFeesByCouncil  = "Mức thu của từng tỉnh, thành phố có thể khác."
	sayCommonPapers   = "Giấy tờ chung cho mọi trường hợp:"
	sayCase           = "Trường hợp “%s”:"
	sayChosenCase     = "Trường hợp: %s."
	sayNoCase         = "Không thuộc trường hợp riêng nào:"
	sayNoCommonPapers = "Dữ liệu chỉ ghi giấy tờ của từng trường hợp riêng. Xin Ông/Bà xem tất cả các trường hợp hoặc hỏi lại nơi nộp."
)

// The rules of the place.
const (
	sayOwnRule          = "theo quy định riêng: %s"
	saySince            = ", áp dụng từ %s"
	sayUntil            = ", đến hết %s"
	sayRuleExpired      = "Lưu ý: quy định riêng (%s) đã hết hiệu lực ngày %s; thông tin ở trên lấy theo dữ liệu chung, xin hỏi lại."
	sayOwnRuleTerse     = "riêng từ %s: %s"
	sayRuleExpiredTerse = "quy định riêng hết hiệu lực ngày %s"
	sayTableEndedTerse  = "bảng mức thu hết hiệu lực ngày %s"
	sayTableSource      = "theo %s"
	sayTableEnded       = "Lưu ý: bảng mức thu của tỉnh, thành phố (%s) đã hết hiệu lực ngày %s, xin hỏi lại mức hiện nay."
	sayExempt           = "; miễn cho %s"
	// Where the council sets the amount and no table of the province is at hand.
	sayAmountUnknown       = "Dữ liệu chưa có mức thu của tỉnh, thành phố mình."
	sayAmountUnknownInFull = "Mức thu do Hội đồng nhân dân cấp tỉnh quy định; dữ liệu ở đây chưa có mức của tỉnh, thành phố mình. Xin Ông/Bà xem bản niêm yết hoặc hỏi nơi nộp trước khi nộp tiền."
	// A portal's label that contradicts its own remark.
	sayMaybeFree = "nguồn ghi “Miễn phí” nhưng kèm ghi chú “%s”: chưa chắc được miễn, xin hỏi lại"
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
	sayReviewDue = "Lưu ý: dữ liệu này đã quá hạn rà soát (%s), có thể có thay đổi chưa cập nhật."
	// The same in a few words, for a card with much else to say.
	sayCautions         = "Lưu ý: %s; xin hỏi lại."
	sayTimesDifferTerse = "các nơi ghi thời hạn khác nhau"
	sayCheckTerse       = "căn cứ pháp lý có thể đã được thay thế"
	sayOlderTerse       = "bản mô tả cũ"
	saySuccessorTerse   = "có thể đã có mã mới (%s)"
	sayReviewDueTerse   = "quá hạn rà soát (%s)"
	sayPortal           = "Xem trên Cổng"
	portalURL           = "https://dichvucong.gov.vn"
)

// Who receives a file.
const (
	defaultCenter  = "Trung tâm Phục vụ hành chính công cấp xã"
	sayPolice      = "Công an cấp xã tiếp nhận, không phải cán bộ UBND cấp xã"
	sayMilitary    = "Ban Chỉ huy quân sự cấp xã hoặc %s"
	sayTax         = "Cơ quan Thuế cơ sở tiếp nhận, không phải cán bộ UBND cấp xã"
	sayInsurance   = "Cơ quan Bảo hiểm xã hội cơ sở tiếp nhận, không phải cán bộ UBND cấp xã"
	sayLandAtXa    = "%s; Văn phòng (Chi nhánh Văn phòng) đăng ký đất đai giải quyết"
	sayLandOffice  = "Văn phòng hoặc Chi nhánh Văn phòng đăng ký đất đai, không phải cán bộ UBND cấp xã"
	sayOtherOffice = "%s tiếp nhận"
	// Nghị định 118/2025/NĐ-CP, in force since 1 July 2025.
	sayAnyCommune   = "Theo Nghị định 118/2025/NĐ-CP, Trung tâm Phục vụ hành chính công cấp xã tiếp nhận cả hồ sơ thuộc các xã, phường khác trong cùng tỉnh, thành phố."
	sayPlaceUnknown = "dữ liệu chưa ghi nơi nhận, xin hỏi tại Trung tâm Phục vụ hành chính công cấp xã"
)

// sayDataNote stands before a remark that staff wrote into the record.
const sayDataNote = "Ghi chú về dữ liệu: "

// flagRemarks say to citizens what a flag of a record means for a block; an empty text quotes the flag behind its
// beginning. Flags without a line here are for staff only.
var flagRemarks = []struct {
	aspect procedure.Aspect
	flag   string // what the flag begins with
	say    string
}{
	{procedure.Time, "đơn vị thời gian bị khuyết", "Nguồn không ghi đơn vị thời gian; ở đây hiểu là ngày làm việc."},
	{procedure.Time, "thời hạn khác nhau theo kênh", "Nguồn ghi thời hạn khác nhau theo cách nộp hoặc trường hợp."},
	{procedure.Time, "nhiều mức thời hạn", "Nguồn ghi nhiều mức thời hạn mà không nói rõ mức nào cho trường hợp nào."},
	{procedure.Time, "thời hạn suy từ trình tự", "Nguồn không có ô thời hạn; con số này lấy từ phần trình tự."},
	{procedure.Time, "mức dài hơn ở dòng trực tiếp", "Mức dài hơn là cộng thêm 10 ngày cho xã miền núi, hải đảo, vùng khó khăn."},
	{procedure.Time, "thời hạn – ", ""},
	{procedure.Fee, "cột phí trên cổng thiếu số 0", "Cột lệ phí trên Cổng thiếu số 0; mức ở đây lấy theo ghi chú của Cổng."},
	{procedure.Fee, "cột phí trên cổng ghi Miễn phí", "Cột lệ phí trên Cổng ghi “Miễn phí” nhưng ghi chú có mức thu; mức ở đây lấy theo ghi chú."},
	{procedure.Fee, "phí – ", ""},
	{procedure.Conditions, "điều kiện – ", ""},
}

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
