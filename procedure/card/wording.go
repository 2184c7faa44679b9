package card

import "motcua/procedure"

// The Vietnamese wording of cards and aspects. Officials may correct it here; %s and %d stand for what the record
// says.

// wordMissingBlocks names the blocks of a record without data.
var wordMissingBlocks = map[string]string{
	"documents": "giấy tờ", "processing_time": "thời hạn", "fees": "lệ phí", "legal_basis": "căn cứ pháp lý",
	"agency": "cơ quan giải quyết", "steps": "trình tự",
}

// Lines of the card.
const (
	wordPapers        = "Giấy tờ cần có:"
	wordPapersBehind  = "Giấy tờ: %d loại, bấm “%s” để xem."
	wordMorePapers    = "và %d giấy tờ khác: bấm “%s”"
	wordMoreAndByCase = "và %d giấy tờ khác, thêm giấy tờ của %d trường hợp riêng: bấm “%s” để chọn"
	wordMoreByCase    = "thêm giấy tờ của %d trường hợp riêng: bấm “%s” để chọn"
	wordPapersByCase  = "Giấy tờ cần có tùy %d trường hợp: bấm “%s” để chọn."
	wordTime          = "Thời hạn: %s"
	wordNoTimeUnit    = "bản gốc ghi “%s”, không rõ ngày hay ngày làm việc; xin hỏi lại"
	wordTimesDiffer   = "Các nơi ghi thời hạn khác nhau: bấm “%s” để xem."
	wordFee           = "Lệ phí: %s"
	wordMoreFees      = "và %d mức khác: bấm “%s”"
	wordWhere         = "Nơi nộp: %s"
	wordChannels      = "Hình thức: %s"
	wordOutcome       = "Kết quả: %s"
	wordMissing       = "Chưa có thông tin về: %s."
	wordDraft         = "Thông tin về thủ tục này chưa đủ, chưa được xác nhận; chưa có: %s."
	WordAskHotline    = "Xin Ông/Bà hỏi theo số %s trong giờ làm việc."
	WordAskCenter     = "Xin Ông/Bà hỏi tại nơi nộp trong giờ làm việc."
	wordNameOnly      = "Tôi mới biết tên và lĩnh vực (%s) của thủ tục này, chưa có %s."
	wordOnlyShown     = "chỉ xuất trình"
	wordCopies        = "%d bản"
	wordPapersTotal   = "Bản gốc có %d loại giấy tờ; ở đây đã rút gọn. Xin Ông/Bà xem đủ ở liên kết hoặc bản niêm yết."
)

// Headings of the aspects in full.
var wordAspectHeads = [...]string{
	procedure.Overview: "%s", procedure.Papers: "Giấy tờ – %s", procedure.Time: "Thời hạn giải quyết – %s", procedure.Fee: "Phí, lệ phí – %s", procedure.Where: "Nơi nộp hồ sơ – %s",
	procedure.Steps: "Các bước chung – %s", procedure.Outcome: "Kết quả – %s", procedure.Law: "Căn cứ pháp lý – %s", procedure.Form: "Mẫu đơn, tờ khai – %s",
	procedure.Conditions: "Yêu cầu, điều kiện – %s",
}

// Lines of the aspects.
const (
	wordPart           = " (phần %d/%d)"
	wordNothingKnown   = "Phần này chưa có thông tin."
	wordOtherPlaces    = "Nơi khác ghi như sau (để tham khảo; tại xã, theo bản niêm yết):"
	wordVariantDate    = " (dữ liệu %s)"
	wordGeneralSteps   = "Các bước thường làm (tóm tắt, không phải nguyên văn trên Cổng Dịch vụ công quốc gia):"
	wordDecidedBy      = "Cơ quan thực hiện: %s"
	wordAudience       = "Đối tượng: %s"
	wordAskForForm     = "Xin Ông/Bà nhận mẫu tại nơi nộp; số mẫu có thể đã thay đổi."
	wordFormPage       = "Tải mẫu ở trang của thủ tục trên Cổng"
	wordFormMayBeNew   = "Cũng có thể nhận mẫu tại nơi nộp; số mẫu có thể đã thay đổi."
	wordDraftPapers    = "Danh mục được rút gọn từ nguồn; tên đầy đủ của giấy tờ xem ở liên kết hoặc bản niêm yết."
	wordLawMayBeMore   = "Số văn bản theo bản gốc; văn bản có thể đã được sửa đổi, thay thế."
	wordFeesByCouncil  = "Mức thu của từng tỉnh, thành phố có thể khác."
	wordCommonPapers   = "Giấy tờ chung cho mọi trường hợp:"
	wordCase           = "Trường hợp “%s”:"
	wordChosenCase     = "Trường hợp: %s."
	wordNoCase         = "Không thuộc trường hợp riêng nào:"
	wordNoCommonPapers = "Chỉ có giấy tờ của từng trường hợp. Xin Ông/Bà bấm “Xem tất cả” hoặc hỏi lại nơi nộp."
)

// The rules of the place.
const (
	wordOwnRule          = "theo quy định riêng: %s"
	wordSince            = ", áp dụng từ %s"
	wordUntil            = ", đến hết %s"
	wordRuleExpired      = "Lưu ý: quy định riêng (%s) đã hết hiệu lực ngày %s; thông tin ở trên lấy theo quy định chung, xin hỏi lại."
	wordOwnRuleTerse     = "riêng từ %s: %s"
	wordRuleExpiredTerse = "quy định riêng hết hiệu lực ngày %s"
	wordTableEndedTerse  = "bảng mức thu hết hiệu lực ngày %s"
	wordTableSource      = "theo %s"
	wordTableEnded       = "Lưu ý: bảng mức thu của tỉnh, thành phố (%s) đã hết hiệu lực ngày %s, xin hỏi lại mức hiện nay."
	wordExempt           = "; miễn cho %s"
	// Where the council sets the amount and no table of the province is at hand.
	wordAmountUnknown       = "Chưa có mức thu của tỉnh, thành phố này."
	wordAmountUnknownInFull = "Mức thu do Hội đồng nhân dân tỉnh, thành phố quy định; ở đây chưa có mức ấy. Xin Ông/Bà xem bản niêm yết hoặc hỏi trước khi nộp tiền."
	// A portal's label that contradicts its own remark.
	wordMaybeFree = "bản gốc ghi “Miễn phí” nhưng kèm ghi chú “%s”: chưa chắc được miễn, xin hỏi lại"
)

// Small print.
const (
	wordCode      = "Mã thủ tục: %s"
	wordNoCode    = "Chưa rõ mã thủ tục"
	wordDayDate   = "dữ liệu ngày %s"
	wordMonthDate = "dữ liệu tháng %s"
	wordYearDate  = "dữ liệu năm %s"
	wordDecision  = "theo Quyết định số %s"
	wordReference = "Thông tin tham khảo; xin theo bản niêm yết ở Trung tâm Phục vụ hành chính công, Cổng Dịch vụ công quốc gia."
	wordCheck     = "Lưu ý: căn cứ pháp lý của dữ liệu này có thể đã được thay thế, xin hỏi lại trước khi chuẩn bị hồ sơ."
	wordOlder     = "Lưu ý: đây là bản mô tả cũ, có thể không còn đúng, xin hỏi lại trước khi chuẩn bị hồ sơ."
	wordSuccessor = "Lưu ý: thủ tục này có thể đã có mã mới (%s), xin hỏi lại khi nộp hồ sơ."
	wordReviewDue = "Lưu ý: dữ liệu này đã quá hạn rà soát (%s), có thể có thay đổi chưa cập nhật."
	// The same in a few words, for a card with much else to say.
	wordCautions         = "Lưu ý: %s; xin hỏi lại."
	wordTimesDifferTerse = "các nơi ghi thời hạn khác nhau"
	wordCheckTerse       = "căn cứ pháp lý có thể đã được thay thế"
	wordOlderTerse       = "bản mô tả cũ"
	wordSuccessorTerse   = "có thể đã có mã mới (%s)"
	wordReviewDueTerse   = "quá hạn rà soát (%s)"
	wordPortal           = "Xem trên Cổng"
	wordPortalURL        = "https://dichvucong.gov.vn"
)

// Who receives a file.
const (
	wordDefaultCenter = "Trung tâm Phục vụ hành chính công cấp xã"
	wordPolice        = "Công an xã, phường (hỏi trước: có nơi ngồi tại Trung tâm Phục vụ hành chính công)"
	wordMilitary      = "Ban Chỉ huy quân sự xã, phường hoặc %s"
	wordTax           = "Thuế cơ sở quản lý địa bàn (không nộp cho cán bộ UBND)"
	wordInsurance     = "Bảo hiểm xã hội cơ sở (không nộp cho cán bộ UBND)"
	wordLandAtXa      = "%s; Văn phòng (Chi nhánh Văn phòng) đăng ký đất đai giải quyết"
	wordLandOffice    = "Văn phòng đăng ký đất đai hoặc Chi nhánh"
	wordOtherOffice   = "%s tiếp nhận"
	// Nghị định 118/2025/NĐ-CP, in force since 1 July 2025.
	wordAnyCommune   = "Ông/Bà có thể nộp ở Trung tâm Phục vụ hành chính công của xã, phường khác trong cùng tỉnh, thành phố; nên gọi hỏi trước."
	wordPlaceUnknown = "chưa rõ nơi nhận; xin hỏi Trung tâm Phục vụ hành chính công"
)

// wordDataNote stands before a remark that staff wrote into the record.
const wordDataNote = "Ghi chú về dữ liệu: "

// wordFlagRemarks say to citizens what a flag of a record means for a block; an empty text quotes the flag behind its
// beginning. Flags without a line here are for staff only.
var wordFlagRemarks = []struct {
	aspect procedure.Aspect
	flag   string // what the flag begins with
	say    string
}{
	{procedure.Time, "đơn vị thời gian bị khuyết", "Bản gốc không ghi đơn vị thời gian; ở đây hiểu là ngày làm việc."},
	{procedure.Time, "thời hạn khác nhau theo kênh", "Bản gốc ghi thời hạn khác nhau theo cách nộp hoặc trường hợp."},
	{procedure.Time, "nhiều mức thời hạn", "Bản gốc ghi nhiều mức thời hạn mà không nói rõ mức nào cho trường hợp nào."},
	{procedure.Time, "thời hạn suy từ trình tự", "Bản gốc không có ô thời hạn; con số này lấy từ phần trình tự."},
	{procedure.Time, "mức dài hơn ở dòng trực tiếp", "Mức dài hơn là cộng thêm 10 ngày cho xã miền núi, hải đảo, vùng khó khăn."},
	{procedure.Time, "thời hạn – ", ""},
	{procedure.Fee, "cột phí trên cổng thiếu số 0", "Cột lệ phí trên Cổng thiếu số 0; mức ở đây lấy theo ghi chú của Cổng."},
	{procedure.Fee, "cột phí trên cổng ghi Miễn phí", "Cột lệ phí trên Cổng ghi “Miễn phí” nhưng ghi chú có mức thu; mức ở đây lấy theo ghi chú."},
	{procedure.Fee, "phí – ", ""},
	{procedure.Conditions, "điều kiện – ", ""},
}

// wordRefusals are words of results that a file sent back or refused ends with.
var wordRefusals = []string{"từ chối", "sửa đổi, bổ sung", "yêu cầu bổ sung", "hủy bỏ", "không đủ điều kiện", "không chấp thuận"}

// wordFeeLabels are what a rule about a fee begins with and need not repeat behind the label "Lệ phí".
var wordFeeLabels = []string{"Lệ phí ", "lệ phí ", "phí, lệ phí ", "Phí, lệ phí "}

const (
	wordFree   = "Miễn phí"
	wordIf     = "nếu "
	wordIfNone = "không có"
)

// wordChannelNames are the ways to hand a file in.
var wordChannelNames = map[string]string{
	"trực tiếp": "trực tiếp", "trực tuyến": "trực tuyến", "bưu chính": "qua bưu chính",
}
