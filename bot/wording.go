package bot

import (
	"fmt"
	"time"

	"motcua/org"
)

// All that the bot says to citizens, so that an official can read and correct it in one place. The
// questions of the survey are in the form's own file, the texts about procedures in package procedure.
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

	wordBadPayload  = "Mã QR này không đọc được hoặc không phải của chúng tôi. Ông/Bà vẫn có thể chọn việc cần làm ở dưới."
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

	wordOpenForm           = "Phiếu đang làm dở của Ông/Bà:"
	wordNoAnswersYet       = "Chưa có câu trả lời nào."
	wordEraseOpen          = "Xóa phiếu đang dở"
	wordKeep               = "Không xóa"
	wordKept               = "Phiếu được giữ nguyên."
	wordHowToSee           = "Muốn xem hoặc xóa một phiếu đã gửi, Ông/Bà gõ /dulieu hoặc /xoa kèm mã phiếu, ví dụ: /xoa 7KQ4MD."
	wordEraseHow           = "Xin Ông/Bà gõ /xoa kèm mã phiếu sáu ký tự, ví dụ: /xoa 7KQ4MD. Mã phiếu có ở cuối phiếu đã gửi."
	wordEraseOpenElsewhere = "Phiếu này đang được làm dở ở nơi khác nên chưa xóa được."
	wordNotACode           = "Mã phiếu gồm sáu chữ và số, ví dụ 7KQ4MD. Xin Ông/Bà xem lại mã ở cuối phiếu đã gửi."
	wordNoSuchForm         = "Không có phiếu nào mang mã này. Có thể phiếu đã được xóa, hoặc mã gõ nhầm."
	wordTooManyCodes       = "Ông/Bà đã nhập nhiều mã không đúng. Xin thử lại sau một giờ."
	wordEchoData           = "Xem phiếu theo mã"
	wordEchoErase          = "Xóa phiếu"

	wordGroupJoined = "Xin chào. Để nhận báo cáo tháng trong nhóm này, lãnh đạo gõ /lienket kèm mã liên kết do người quản trị cấp."
	wordLinkHow     = "Xin gõ /lienket kèm mã liên kết, ví dụ: /lienket ABCD2345. Mã do người quản trị hệ thống của xã cấp, dùng một lần."
	wordLinkWrong   = "Mã liên kết không đúng, đã dùng hoặc đã hết hạn. Xin lấy mã mới từ người quản trị."
	wordEchoLink    = "Liên kết nhóm"
	wordPeriodHow   = "Xin gõ kỳ báo cáo như sau: /baocao 10/2026, /baocao 2026-Q3 hoặc /baocao 2026. Không ghi kỳ thì là tháng trước."
)

func wordLinked(u org.Unit) string {
	return fmt.Sprintf("Đã liên kết với %s. Báo cáo tháng sẽ đến đây lúc %d giờ ngày 1 hằng tháng. Gõ /baocao để xem lại báo cáo tháng trước.", u.Authority(), u.Settings.Digest())
}

func wordPeriodOpen(label string) string {
	return "Kỳ " + label + " chưa kết thúc nên chưa có báo cáo."
}

func wordRemoved(u org.Unit, channel string, at time.Time) string {
	names := map[string]string{"telegram": "Telegram", "zalo": "Zalo", "web": "trang web"}
	return "Một nhóm " + names[channel] + " nhận báo cáo của " + u.Authority() + " đã đưa trợ lý ra khỏi nhóm lúc " +
		at.Format("15:04 ngày 02/01/2006") + ". Báo cáo không còn đến nhóm đó; các nơi nhận khác không thay đổi."
}

func wordGreeting(u org.Unit) string {
	return "Kính chào Ông/Bà. Đây là trợ lý của " + u.Authority() + "."
}

func wordNotice(u org.Unit, channel string) string {
	office := ""
	if u.Settings.Office != "" {
		office = " (" + u.Settings.Office + " phụ trách)"
	}
	s := u.Authority() + office + " xin ý kiến để cải thiện việc phục vụ. Phiếu không hỏi tên, số điện thoại, số căn cước. " +
		"Cán bộ tiếp nhận không xem được từng phiếu. Trả lời là tự nguyện, dừng lúc nào cũng được. " +
		fmt.Sprintf("Ý kiến được lưu %d tháng rồi xóa; chỉ công bố số liệu tổng hợp. ", u.Settings.Retention())
	return s + channelNotice(channel) + "Xem, xóa phiếu: gõ /dulieu."
}

// channelNotice says whose servers the messages pass through.
func channelNotice(channel string) string {
	switch channel {
	case "telegram":
		return "Ông/Bà đang dùng Telegram, tin nhắn đi qua máy chủ của nền tảng đó. "
	case "zalo":
		return "Ông/Bà đang dùng Zalo, tin nhắn đi qua máy chủ của nền tảng đó. "
	}
	return ""
}

func wordWhatIsKept(u org.Unit, channel string) string {
	return fmt.Sprintf("Phiếu khảo sát được lưu %d tháng rồi xóa, không kèm tên, số điện thoại hay số căn cước; sau khi gửi, chỉ mã phiếu mới mở lại được phiếu. "+
		"Câu hỏi tra cứu chỉ được lưu khi chưa trả lời được, sau khi đã che các số cá nhân. %s", u.Settings.Retention(), channelKept(channel))
}

func channelKept(channel string) string {
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
	return "Đã xóa phiếu " + receipt + " cùng mọi câu trả lời, cả trong số liệu tổng hợp."
}
