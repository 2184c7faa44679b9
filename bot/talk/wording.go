package talk

import (
	"fmt"
	"strings"
	"time"

	"motcua/feedback"
	"motcua/internal/vntext"
	"motcua/org"
)

// All that the bot says to citizens, so that an official can read and correct it in one place. The
// questions of the survey are in the questionnaire's own file, the texts about procedures in package procedure.
const (
	wordNoUnits   = "Dịch vụ chưa được thiết lập cho xã, phường nào. Xin Ông/Bà quay lại sau."
	wordWhichUnit = "Ông/Bà muốn hỏi hoặc góp ý cho nơi nào?"

	wordWhatICanDo = "Ông/Bà có thể đánh giá lần làm thủ tục vừa rồi, hoặc gõ câu hỏi về giấy tờ, thời hạn, lệ phí của một thủ tục."
	wordHelp       = "Gõ tên thủ tục để tra cứu, ví dụ: khai sinh cần giấy tờ gì. Gõ /danhgia để đánh giá, /tieptuc để làm tiếp phiếu, /dulieu để xem điều được lưu, /xoa kèm mã phiếu để xóa phiếu."

	wordRate       = "Đánh giá lần làm thủ tục"
	wordAsk        = "Tra cứu thủ tục"
	wordBrowse     = "Xem theo lĩnh vực"
	wordMyData     = "Dữ liệu của tôi"
	wordMenuButton = "Về đầu"
	wordResume     = "Tiếp tục phiếu đang dở"

	wordAgree   = "Đồng ý và bắt đầu"
	wordDecline = "Không"
	wordBack    = "Quay lại"
	wordSkip    = "Bỏ qua"
	wordOnward  = "Giữ nguyên"
	wordSkipped = "Bỏ qua"

	wordBadPayload       = "Mã QR này không đọc được hoặc không phải của chúng tôi. Ông/Bà vẫn có thể chọn việc cần làm ở dưới."
	wordVisitCodeWrong   = "Mã này chưa đúng. Xin Ông/Bà xem lại từng chữ, từng số trên giấy rồi gõ lại."
	wordVisitCodeUsed    = "Mã này đã dùng rồi; mỗi mã dùng được một lần. Ông/Bà vẫn có thể đánh giá bằng nút ở dưới."
	wordVisitCodeExpired = "Mã này đã hết hạn. Ông/Bà vẫn có thể đánh giá bằng nút ở dưới."
	wordVisitCodeRevoked = "Mã này không còn dùng được. Xin Ông/Bà hỏi lại quầy đã đưa mã."
	wordVisitCodeGone    = "Lúc này tôi chưa mở được mã này. Xin Ông/Bà thử lại sau một phút."
	wordScreenCodeOld    = "Mã trên màn hình đã đổi. Xin Ông/Bà quét mã đang hiện trên màn hình."
	wordScreenLate       = "Mã trên màn hình chỉ dùng được trong 20 phút sau khi mở. Xin Ông/Bà quét mã đang hiện trên màn hình; nếu không, Ông/Bà vẫn đánh giá được ở dưới, phiếu được ghi là không quét mã."
	wordEchoVisitCode    = "Mã lượt"

	wordRatedToday  = "Hôm nay Ông/Bà đã gửi phiếu cho lượt này rồi. Xin cảm ơn Ông/Bà. Ông/Bà có thể làm việc khác ở dưới."
	wordOtherOpen   = "Ông/Bà còn một phiếu đang làm dở. Bắt đầu phiếu mới thì phiếu dở được đóng lại, các câu đã trả lời vẫn được tính."
	wordDeclined    = "Không sao ạ. Nếu đổi ý, Ông/Bà quét lại mã QR hoặc bấm Đánh giá. Ông/Bà cần gì thêm?"
	wordNothingOpen = "Hiện không có phiếu nào đang làm dở. Ông/Bà muốn làm gì?"
	wordResumed     = "Mời Ông/Bà tiếp tục phiếu đang làm dở."
	wordLeft        = "Đã tạm dừng. Các câu đã trả lời vẫn được giữ; Ông/Bà quay lại lúc nào cũng được."
	wordChanged     = "Đã đổi câu trả lời."
	wordStale       = "Nút này thuộc một phiếu đã kết thúc hoặc đã xóa nên không ghi thêm được. Ông/Bà muốn làm gì tiếp?"
	wordFormChanged = "Phiếu vừa được thay bằng mẫu mới. Các câu Ông/Bà đã trả lời vẫn được tính, xin cảm ơn Ông/Bà."
	wordNotAnOption = "Tôi chưa hiểu câu trả lời. Xin Ông/Bà bấm một nút ở dưới, hoặc gõ số thứ tự, gõ chữ như trên nút."
	wordUnreadable  = "Tôi chỉ đọc được chữ gõ và nút bấm; hình ảnh, ghi âm, nhãn dán không được lưu lại."
	wordOpinionKept = "(đã ghi ý kiến góp ý)"
	wordMasked      = "Số điện thoại, số căn cước hoặc địa chỉ thư trong ý kiến đã được che trước khi lưu."
	wordClipped     = "Ý kiến rất dài: 2.000 ký tự đầu đã được ghi."

	wordHowToAsk      = "Mời Ông/Bà gõ tên thủ tục hoặc việc cần làm, có dấu hay không dấu đều được. Ví dụ: lam giay khai sinh can gi; đăng ký kết hôn mất bao lâu; chứng thực bản sao lệ phí bao nhiêu."
	wordWhichOne      = "Có mấy thủ tục gần với câu hỏi. Ông/Bà cần thủ tục nào?"
	wordNoneOfThese   = "Không phải các thủ tục này"
	wordDontKnow      = "Tôi chưa có thông tin về câu hỏi này và không đoán. Câu hỏi đã được ghi lại (không kèm tên ai) để bổ sung."
	wordNearest       = "Ba thủ tục gần nhất:"
	wordWholeCard     = "Tóm tắt"
	wordGoneProcedure = "Mục này không còn trong danh mục. Ông/Bà có thể gõ câu hỏi hoặc chọn lĩnh vực."
	wordChooseField   = "Ông/Bà chọn lĩnh vực:"
	wordFields        = "Lĩnh vực khác"
	wordMore          = "Xem thêm"
	wordBackToForm    = "Mời Ông/Bà tiếp tục phiếu:"
	wordUnknownButton = "Nút này không còn dùng được. Ông/Bà muốn làm gì?"

	wordNoted      = "Câu hỏi đã được ghi lại (không kèm tên ai)."
	wordAbuse      = "Tôi chỉ giúp được việc tra cứu thủ tục và đánh giá lần làm thủ tục. Ông/Bà cần việc nào?"
	wordAlsoAsked  = "Ông/Bà còn hỏi:"
	wordNoSuchCase = "Không thuộc trường hợp nào"
	wordAllCases   = "Xem tất cả"
	wordWhichCase  = "Giấy tờ tùy trường hợp. Ông/Bà thuộc trường hợp nào?"
	wordOtherCase  = "Trường hợp khác"
	wordMyList     = "Danh sách của tôi"
	wordListHow    = "Giấy nào có rồi, Ông/Bà bấm vào giấy đó hoặc gõ số của nó để đánh dấu."
	wordClearList  = "Bỏ đánh dấu hết"
	wordOneNumber  = "Xin Ông/Bà gõ một số thôi."
	wordSeeCard    = "Xem thủ tục"

	wordFollow         = "Báo cho tôi khi thay đổi"
	wordUnfollow       = "Thôi nhận"
	wordFollows        = "Thủ tục Ông/Bà nhận tin khi có thay đổi:"
	wordTooManyFollows = "Ông/Bà đã nhận tin về nhiều thủ tục rồi. Xin gõ /dulieu để thôi nhận bớt."
	wordForgotten      = "Đã xóa danh sách giấy tờ và thôi mọi thông báo thay đổi ở cuộc trò chuyện này."
	wordNoticeWhy      = "Ông/Bà nhận tin này vì đã bấm “Báo cho tôi khi thay đổi”. Thông tin tham khảo; căn cứ bản niêm yết."
	wordNoticeLast     = "Thủ tục này không còn trong danh mục nên không còn tin nào nữa. Thông tin tham khảo; căn cứ bản niêm yết."

	// General questions; what the unit says about itself goes before these.
	wordPortalLink       = "Mở Cổng dịch vụ công"
	wordOnline           = "Thủ tục nào nộp trực tuyến được thì thẻ của thủ tục ghi “trực tuyến” ở dòng Hình thức. Hồ sơ nộp trên Cổng Dịch vụ công, đăng nhập bằng tài khoản VNeID; cán bộ một cửa có thể hướng dẫn trực tiếp."
	wordPost             = "Thủ tục nào nộp qua bưu chính được thì thẻ của thủ tục ghi “qua bưu chính” ở dòng Hình thức. Cước gửi và địa chỉ nhận, xin Ông/Bà hỏi trước khi gửi."
	wordProxy            = "Có thủ tục nhờ người khác nộp thay được, có thủ tục người có việc phải tự đi. Giấy tờ cho người nộp thay (như văn bản ủy quyền) ghi trong phần Giấy tờ của từng thủ tục; xin hỏi lại trước khi nhờ."
	wordPayment          = "Mức phí, lệ phí ghi ở dòng Lệ phí của từng thủ tục. Hồ sơ nộp trên Cổng Dịch vụ công thì thanh toán trên Cổng; nộp trực tiếp thì nộp tại nơi tiếp nhận. Còn hình thức nào khác, xin Ông/Bà hỏi nơi tiếp nhận."
	wordMyFile           = "Tôi không xem được hồ sơ của Ông/Bà. Hồ sơ đang ở đâu thì tra bằng mã hồ sơ (ghi trên giấy tiếp nhận và hẹn trả kết quả) trên Cổng Dịch vụ công, hoặc hỏi nơi đã nộp. Xin đừng gửi mã hồ sơ, số căn cước vào đây."
	wordLate             = "Tôi không xem được hồ sơ của Ông/Bà. Quá ngày hẹn mà chưa có kết quả, xin Ông/Bà mang giấy tiếp nhận và hẹn trả kết quả đến hỏi nơi đã nộp, hoặc tra bằng mã hồ sơ trên Cổng Dịch vụ công. Hồ sơ trễ hạn có mẫu phiếu xin lỗi và hẹn lại ngày trả (Thông tư 03/2025/TT-VPCP). Ông/Bà cũng có thể đánh giá lần làm thủ tục này."
	wordAccount          = "Tài khoản Cổng Dịch vụ công quốc gia dùng chung với VNeID. Cán bộ một cửa có thể hướng dẫn trực tiếp; xin đừng gửi mật khẩu, mã OTP vào đây."
	wordReception        = "Lịch tiếp công dân: "
	wordReceptionUnknown = "Ở đây chưa có lịch tiếp công dân của Chủ tịch UBND. Lịch được niêm yết tại nơi tiếp công dân; xin Ông/Bà hỏi trước khi đến."
	wordHowToRate        = "Ông/Bà bấm “Đánh giá lần làm thủ tục” ở dưới, gõ /danhgia, hoặc quét mã QR trên giấy tiếp nhận, phiếu hẹn. Phiếu không hỏi tên, số điện thoại hay số căn cước."
	wordDoors            = "Ông/Bà muốn nói điều gì thì có các cửa sau:"
	wordDoorVisit        = "Góp ý, khen chê về lần làm thủ tục: bấm “Đánh giá lần làm thủ tục”, câu cuối có chỗ viết ý kiến. Không cần để lại tên."
	wordDoorPetition     = "Phản ánh, kiến nghị muốn được trả lời: trợ lý này chưa nhận; xin gửi ở mục Phản ánh kiến nghị trên Cổng Dịch vụ công quốc gia hoặc gọi số ở dưới."
	wordDoorComplaint    = "Khiếu nại, tố cáo: trợ lý này không tiếp nhận đơn. Nộp tại: "
	wordComplaintDesk    = "bộ phận tiếp công dân của UBND"
	wordNoDenunciation   = "Xin không gửi nội dung tố cáo vào đây."
	wordDoorEmergency    = "Việc khẩn cấp: gọi 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu)."
	wordAddress          = "Địa chỉ: "
	wordHours            = "Giờ làm việc: "
	wordPhone            = "Điện thoại: "
	wordHoursUnknown     = "Ở đây chưa ghi giờ làm việc; xin Ông/Bà hỏi trước khi đến."

	wordOpenForm           = "Phiếu đang làm dở của Ông/Bà:"
	wordNoAnswersYet       = "Chưa có câu trả lời nào."
	wordEraseOpen          = "Xóa phiếu đang dở"
	wordKeep               = "Không xóa"
	wordKept               = "Phiếu được giữ nguyên."
	wordHowToSee           = "Muốn xem hoặc xóa một phiếu đã gửi, Ông/Bà gõ /dulieu hoặc /xoa kèm mã phiếu, ví dụ: /xoa 7KQ4M-2PTVC."
	wordEraseHow           = "Xin Ông/Bà gõ /xoa kèm mã phiếu mười ký tự, ví dụ: /xoa 7KQ4M-2PTVC. Mã phiếu có ở cuối phiếu đã gửi."
	wordEraseOpenElsewhere = "Phiếu này đang được làm dở ở nơi khác nên chưa xóa được."
	wordNotACode           = "Mã phiếu gồm mười chữ và số, ví dụ 7KQ4M-2PTVC. Xin Ông/Bà xem lại mã ở cuối phiếu đã gửi."
	wordNoSuchForm         = "Không có phiếu nào mang mã này. Có thể phiếu đã được xóa, hoặc mã gõ nhầm."
	wordTooManyCodes       = "Mạng hoặc cuộc trò chuyện này vừa nhập sai mã nhiều lần. Xin Ông/Bà thử lại sau một giờ."
	wordEchoData           = "Xem phiếu theo mã"
	wordEchoErase          = "Xóa phiếu"

	wordGroupJoined = "Xin chào. Để nhận báo cáo tháng trong nhóm này, lãnh đạo gõ /lienket kèm mã liên kết do người quản trị cấp."
	wordLinkHow     = "Xin gõ /lienket kèm mã liên kết, ví dụ: /lienket ABCD2345. Mã do người quản trị hệ thống của xã cấp, dùng một lần."
	wordLinkWrong   = "Mã liên kết không đúng, đã dùng hoặc đã hết hạn. Xin lấy mã mới từ người quản trị."
	wordEchoLink    = "Liên kết nhóm"
	wordPeriodHow   = "Xin gõ kỳ báo cáo như sau: /baocao 10/2026, /baocao 2026-Q3, /baocao 2026-H1 (6 tháng), /baocao 2026-9T (9 tháng) hoặc /baocao 2026. Không ghi kỳ thì là tháng trước."
)

const wordPublishHow = "Xin gõ kỳ như sau: /congbo 10/2026 để xem trước, /congbo 10/2026 đồng ý để công bố, /thuhoi 10/2026 để rút lại. Quý, 6 tháng, 9 tháng, năm: 2026-Q3, 2026-H1, 2026-9T, 2026."

func wordLinked(u org.Unit) string {
	return fmt.Sprintf("Đã liên kết với %s. Báo cáo tháng sẽ đến đây lúc %d giờ ngày 1 hằng tháng. Gõ /baocao để xem lại báo cáo tháng trước.", u.Authority(), u.Settings.Digest())
}

// The actions leaders take up; why something is not taken is said by package feedback.
const (
	wordTodoHow      = "Giao việc: /viec mới việc; đơn vị; hạn 30/11/2026. Báo xong: /viec xong 3 đã làm gì. Không làm: /viec bỏ 3 lý do. Mở lại: /viec mở 3."
	wordTodoNewHow   = "Xin gõ việc, đơn vị hoặc chức danh, hạn, cách nhau bằng dấu chấm phẩy. Ví dụ: /viec mới lắp thêm ghế ở nơi chờ; Văn phòng; hạn 30/11/2026."
	wordNoSuchAction = "Không có việc mang số này. Gõ /viec để xem các việc đang mở."
)

func wordTodoNone(u org.Unit) string { return u.Authority() + " không có việc nào đang mở." }

func wordTodoHead(u org.Unit, open, late int) string {
	s := fmt.Sprintf("Việc cần làm của %s: %d việc đang mở", u.Authority(), open)
	if late > 0 {
		s += fmt.Sprintf(", %d quá hạn", late)
	}
	return s + "."
}

func wordTodoItem(a feedback.Action, what string, late bool) string {
	s := fmt.Sprintf("%d. %s (%s, hạn %s", a.No, what, vntext.Clip(a.Who, todoWho), feedback.DayText(a.Due))
	if late {
		s += ", quá hạn"
	}
	return s + ")"
}

func wordTodoMore(n int) string {
	return fmt.Sprintf("và %d việc khác, xem ở phòng báo cáo.", n)
}

func wordActionNew(a feedback.Action) string {
	return fmt.Sprintf("Đã ghi việc số %d: %s (%s, hạn %s).", a.No, a.What, a.Who, feedback.DayText(a.Due))
}

func wordActionDone(a feedback.Action) string {
	return fmt.Sprintf("Đã ghi xong việc số %d: %s. Kết quả: %s.", a.No, a.What, strings.TrimRight(a.Said, "."))
}

func wordActionDropped(a feedback.Action) string {
	return fmt.Sprintf("Đã ghi không thực hiện việc số %d: %s. Lý do: %s.", a.No, a.What, strings.TrimRight(a.Said, "."))
}

func wordActionReopened(a feedback.Action) string {
	return fmt.Sprintf("Đã mở lại việc số %d: %s (%s, hạn %s).", a.No, a.What, a.Who, feedback.DayText(a.Due))
}

func wordPeriodOpen(label string, last time.Time) string {
	return "Kỳ " + label + " chưa kết thúc (đến hết ngày " + last.Format("02/01/2006") + ") nên chưa có báo cáo."
}

func wordPeriodNotBegun(label string) string {
	return "Kỳ " + label + " chưa bắt đầu nên chưa có báo cáo."
}

func wordRemoved(u org.Unit, channel string, at time.Time) string {
	return "Một nhóm " + org.ChannelName(channel) + " nhận báo cáo của " + u.Authority() + " đã đưa trợ lý ra khỏi nhóm lúc " +
		at.Format("15:04 ngày 02/01/2006") + ". Báo cáo không còn đến nhóm đó; các nơi nhận khác không thay đổi."
}

func wordGreeting(u org.Unit) string {
	return "Kính chào Ông/Bà. Đây là trợ lý của " + u.Authority() + "."
}

// The questionnaire's intro stands above it; what that has promised already is not said twice.
func wordNotice(u org.Unit, intro, channel string) string {
	office := ""
	if u.Settings.Office != "" {
		office = " (" + u.Settings.Office + " phụ trách)"
	}
	s := u.Authority() + office + " xin ý kiến để cải thiện việc phục vụ. "
	if !strings.Contains(intro, "không hỏi tên") {
		s += "Phiếu không hỏi tên, số điện thoại, số căn cước. "
	}
	s += "Cán bộ tiếp nhận không xem được từng phiếu. Trả lời là tự nguyện, dừng lúc nào cũng được. " +
		fmt.Sprintf("Ý kiến được lưu %d tháng rồi xóa; chỉ công bố số liệu tổng hợp. ", u.Settings.Retention())
	if channel == "kiosk" { // nothing can be typed there
		return s + "Xem, xóa phiếu: dùng mã phiếu hiện ở cuối."
	}
	return s + wordPlatform(channel) + "Xem, xóa phiếu: gõ /dulieu."
}

// wordPlatform says whose servers the messages pass through.
func wordPlatform(channel string) string {
	platform := org.ChannelPlatform(channel)
	if platform == "" {
		return ""
	}
	return "Ông/Bà đang dùng " + platform + ", tin nhắn đi qua máy chủ của nền tảng đó. "
}

func wordWhatIsKept(u org.Unit, channel string) string {
	return fmt.Sprintf("Phiếu khảo sát được lưu %d tháng rồi xóa, không kèm tên, số điện thoại hay số căn cước; sau khi gửi, chỉ mã phiếu mới mở lại được phiếu. "+
		"Câu hỏi tra cứu chỉ được lưu khi chưa trả lời được, sau khi đã che các số cá nhân. "+
		"Giấy tờ đã đánh dấu được nhớ cùng cuộc trò chuyện; nếu Ông/Bà nhận tin thay đổi thì lưu địa chỉ cuộc trò chuyện và mã thủ tục, nhiều nhất 12 tháng. Gõ /xoa là xóa. %s", u.Settings.Retention(), wordRecordKept(channel))
}

func wordRecordKept(channel string) string {
	if channel == "web" {
		return "Nội dung trò chuyện trên trang này được giữ 30 ngày để Ông/Bà xem lại."
	}
	return "Nội dung trò chuyện không được lưu lại ở phía chúng tôi."
}

func wordStep(at, of int) string { return fmt.Sprintf("Câu %d/%d", at, of) }

func wordChosen(s string) string { return "Đang chọn: " + s }

func wordThanks(receipt string) string { return "Cảm ơn Ông/Bà. Mã phiếu: " + receipt + "." }

func wordReceiptUse(receipt string) string {
	return "Giữ mã này nếu sau này muốn xem hoặc xóa phiếu (gõ /dulieu " + receipt + ")."
}

func wordClosedPartial(receipt string) string {
	return "Phiếu làm dở đã được đóng vì lâu không có câu trả lời. Các câu Ông/Bà đã trả lời vẫn được tính, xin cảm ơn. Mã phiếu: " + receipt + "."
}

func wordCall(hotline, hours string) string {
	if hours == "" {
		hours = "trong giờ làm việc"
	}
	return "Xin gọi " + hotline + " (" + hours + ")."
}

// wordOutside points to whoever usually handles a matter that is not the commune's.
func wordOutside(advice string) string {
	return "Việc này thường không nộp ở xã. " + advice + " Xin hỏi lại nơi đó trước khi đi."
}

func wordAskDesk(u org.Unit) string {
	if u.Settings.Center != "" {
		return "Xin hỏi trực tiếp " + u.Settings.Center + "."
	}
	return "Xin hỏi trực tiếp Trung tâm Phục vụ hành chính công của " + u.Name + "."
}

func wordInField(field string, from, to, of int) string {
	return fmt.Sprintf("Lĩnh vực %s: thủ tục %d–%d trong %d.", field, from, to, of)
}

func wordForm(receipt string) string { return "Phiếu " + receipt }

func wordFormMade(at time.Time, finished bool) string {
	state := "đã gửi"
	if !finished {
		state = "chưa xong"
	}
	return "Bắt đầu lúc " + at.Format("15:04 ngày 02/01/2006") + ", " + state + ". Các câu trả lời:"
}

func wordEraseForm(receipt string) string { return "Xóa phiếu " + receipt }

func wordErased(receipt string) string {
	return "Đã xóa phiếu " + receipt + " cùng mọi câu trả lời. Báo cáo đã gửi giữ nguyên con số tổng hợp và lời góp ý đã in. Báo cáo lập sau không in lại lời góp ý đó."
}

func wordNumbered(n int, text string) string { return fmt.Sprintf("%d. %s", n, text) }

func wordGoOn(part, of int) string { return fmt.Sprintf("Xem tiếp (%d/%d)", part, of) }

func wordNoSuchNumber(n int) string {
	return fmt.Sprintf("Xin Ông/Bà gõ một số từ 1 đến %d, hoặc gõ câu hỏi.", n)
}

func wordListOf(name string) string { return "Danh sách của tôi – " + name }

// wordPaper is a paper on a list of what to bring, with its box and number.
func wordPaper(n int, name string, got bool) string {
	box := "☐"
	if got {
		box = "☑"
	}
	return fmt.Sprintf("%s %d. %s", box, n, name)
}

func wordListSoFar(got, of int) string {
	return fmt.Sprintf("Đã có %d trong %d giấy tờ. Bấm hoặc gõ số để đánh dấu, bấm lần nữa để bỏ.", got, of)
}

// wordReference ends what is said of papers: the posted list is binding.
const wordReference = " Thông tin tham khảo; căn cứ bản niêm yết."

func wordListDone(place string) string {
	return "Đã đủ giấy tờ trong danh sách. Nơi nộp: " + place + "." + wordReference
}

func wordListDoneButOptional(place string) string {
	return "Đã đủ giấy tờ chính. Giấy tờ còn lại chỉ cần khi đúng như ghi trong ngoặc. Nơi nộp: " + place + "." + wordReference
}

func wordListShortened(n int) string {
	return fmt.Sprintf("Danh mục nguồn có %d mục; danh sách này đã rút gọn, xin đối chiếu bản niêm yết.", n)
}

func wordFollowing(name string, until time.Time) string {
	return "Tôi sẽ nhắn Ông/Bà mỗi khi thông tin về thủ tục “" + name + "” ở đây thay đổi, đến hết ngày " + until.Format("02/01/2006") +
		". Chỉ lưu địa chỉ cuộc trò chuyện này và mã thủ tục. Bấm “Thôi nhận” là dừng."
}

func wordFollowed(name string, until time.Time) string {
	return name + ", đến hết " + until.Format("02/01/2006")
}

func wordUnfollowNamed(name string) string { return "Thôi nhận: " + name }

func wordUnfollowed(name string) string {
	if name == "" {
		return "Đã thôi nhận tin về thủ tục này."
	}
	return "Đã thôi nhận tin về thủ tục “" + name + "”."
}

func wordChange(name string) string { return "Có thay đổi: " + name }

func wordMoreChanges(n int) string {
	return fmt.Sprintf("và %d thay đổi khác, xin xem thẻ thủ tục.", n)
}
