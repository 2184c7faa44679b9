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
	wordNoUnits   = "Trang này chưa mở cho xã, phường nào. Xin Ông/Bà quay lại sau."
	wordWhichUnit = "Ông/Bà muốn hỏi hoặc góp ý với xã, phường nào?"

	wordWhatICanDo = "Ông/Bà có thể đánh giá lần làm thủ tục vừa rồi, hoặc gõ câu hỏi về giấy tờ, thời hạn, lệ phí của một thủ tục."
	wordHelp       = "Xin Ông/Bà gõ việc cần làm, ví dụ: khai sinh cần giấy tờ gì. Muốn đánh giá, làm tiếp phiếu hay xem điều đã lưu, xin bấm nút ở dưới. Xóa phiếu: gõ /xoa rồi mã phiếu."

	wordRate       = "Đánh giá lần làm thủ tục"
	wordAsk        = "Tra cứu thủ tục"
	wordBrowse     = "Xem theo lĩnh vực"
	wordMyData     = "Điều đã lưu về tôi"
	wordMenuButton = "Về đầu"
	wordResume     = "Tiếp tục phiếu đang dở"

	wordAgree   = "Đồng ý và bắt đầu"
	wordDecline = "Không tham gia"
	wordBack    = "Quay lại"
	wordSkip    = "Bỏ qua"
	wordOnward  = "Giữ nguyên"
	wordSkipped = "Bỏ qua"

	wordBadPayload       = "Mã QR này không đọc được, hoặc không phải mã của UBND. Ông/Bà vẫn chọn được việc cần làm ở dưới."
	wordVisitCodeWrong   = "Mã này chưa đúng. Xin Ông/Bà xem lại từng chữ, từng số trên giấy rồi gõ lại."
	wordVisitCodeUsed    = "Mã này đã dùng rồi; mỗi mã dùng được một lần. Ông/Bà vẫn có thể đánh giá bằng nút ở dưới."
	wordVisitCodeExpired = "Mã này đã hết hạn. Ông/Bà vẫn có thể đánh giá bằng nút ở dưới."
	wordVisitCodeRevoked = "Mã này không còn dùng được. Xin Ông/Bà hỏi lại quầy đã đưa mã."
	wordVisitCodeGone    = "Lúc này tôi chưa mở được mã này. Xin Ông/Bà thử lại sau một phút."
	wordScreenCodeOld    = "Mã trên màn hình đã đổi. Xin Ông/Bà quét mã đang hiện trên màn hình."
	wordScreenLate       = "Mã trên màn hình chỉ dùng được trong 20 phút sau khi mở. Xin Ông/Bà quét mã đang hiện trên màn hình; nếu không, Ông/Bà vẫn đánh giá được ở dưới, phiếu được ghi là không quét mã."
	wordEchoVisitCode    = "Mã lượt"

	wordRatedToday   = "Hôm nay Ông/Bà đã gửi phiếu cho lượt này rồi, xin cảm ơn Ông/Bà. Muốn xem lại, xin gõ /dulieu rồi mã phiếu."
	wordGivenSoFar   = "Đã trả lời: "
	wordReview       = "Xem lại: "
	wordChangeAnswer = "Sửa câu trả lời"
	wordWhichAnswer  = "Ông/Bà muốn sửa câu nào?"
	wordRemarkKept   = "Lời Ông/Bà viết kèm được giữ làm góp ý."
	wordOtherOpen    = "Ông/Bà còn một phiếu đang làm dở. Nếu làm phiếu mới, phiếu dở sẽ đóng lại; các câu đã trả lời vẫn được tính."
	wordDeclined     = "Không sao ạ. Khi nào muốn, Ông/Bà quét lại mã QR hoặc bấm “Đánh giá lần làm thủ tục”."
	wordNothingOpen  = "Hiện không có phiếu nào đang làm dở. Ông/Bà muốn làm gì?"
	wordResumed      = "Mời Ông/Bà tiếp tục phiếu đang làm dở."
	wordLeft         = "Tôi đã tạm dừng và giữ các câu đã trả lời. Ông/Bà quay lại lúc nào cũng được."
	wordChanged      = "Tôi đã đổi câu trả lời."
	wordStale        = "Phiếu của nút này đã kết thúc hoặc đã xóa nên tôi không ghi thêm được. Ông/Bà muốn làm gì tiếp?"
	wordFormChanged  = "Phiếu vừa được thay bằng mẫu mới. Các câu Ông/Bà đã trả lời vẫn được tính, xin cảm ơn Ông/Bà."
	wordNotAnOption  = "Tôi chưa hiểu câu trả lời. Xin Ông/Bà bấm một nút ở dưới, hoặc gõ số thứ tự, gõ chữ như trên nút."
	wordUnreadable   = "Tôi chỉ đọc được chữ gõ và nút bấm. Ảnh, ghi âm, nhãn dán tôi không nhận và không lưu."
	wordOpinionKept  = "(đã ghi góp ý)"
	wordMasked       = "Số điện thoại, số căn cước hoặc thư điện tử trong ý kiến đã được che trước khi lưu."
	wordClipped      = "Ý kiến rất dài: 2.000 ký tự đầu đã được ghi."

	wordHowToAsk      = "Mời Ông/Bà gõ tên thủ tục hoặc việc cần làm, có dấu hay không dấu đều được. Ví dụ: lam giay khai sinh can gi; đăng ký kết hôn mất bao lâu; chứng thực bản sao lệ phí bao nhiêu."
	wordWhichOne      = "Có vài thủ tục gần với câu hỏi. Ông/Bà cần thủ tục nào?"
	wordNoneOfThese   = "Không phải các thủ tục này"
	wordDontKnow      = "Việc này tôi chưa có thông tin nên không dám trả lời, kẻo sai. Câu hỏi đã được ghi lại (không kèm tên ai) để UBND bổ sung."
	wordNearest       = "Có thể Ông/Bà cần một trong các thủ tục này:"
	wordWholeCard     = "Tóm tắt"
	wordGoneProcedure = "Thủ tục này không còn trong danh mục. Xin Ông/Bà gõ câu hỏi hoặc chọn lĩnh vực."
	wordChooseField   = "Mời Ông/Bà chọn lĩnh vực:"
	wordFields        = "Lĩnh vực khác"
	wordMore          = "Xem thêm"
	wordBackToForm    = "Mời Ông/Bà tiếp tục phiếu:"
	wordUnknownButton = "Nút này đã cũ. Ông/Bà cần việc gì?"

	wordNoted      = "Câu hỏi đã được ghi lại (không kèm tên ai)."
	wordAbuse      = "Nếu có điều chưa vừa lòng, xin Ông/Bà cho biết việc gì. Tôi giúp tra cứu thủ tục và nhận đánh giá."
	wordAlsoAsked  = "Ông/Bà còn hỏi:"
	wordNoSuchCase = "Trường hợp thông thường"
	wordAllCases   = "Xem tất cả"
	wordWhichCase  = "Giấy tờ tùy trường hợp. Ông/Bà thuộc trường hợp nào?"
	wordOtherCase  = "Trường hợp khác"
	wordMyList     = "Danh sách của tôi"
	wordListHow    = "Giấy nào có rồi, Ông/Bà bấm vào giấy đó hoặc gõ số của nó để đánh dấu."
	wordClearList  = "Bỏ đánh dấu hết"
	wordOneNumber  = "Xin Ông/Bà gõ một số thôi."
	wordSeeCard    = "Xem thủ tục"

	wordFollow         = "Báo tôi khi có thay đổi"
	wordUnfollow       = "Thôi nhận"
	wordFollows        = "Thủ tục Ông/Bà nhận tin khi có thay đổi:"
	wordTooManyFollows = "Ông/Bà đã nhận tin về nhiều thủ tục rồi. Xin gõ /dulieu để thôi nhận bớt."
	wordThanks         = "Cảm ơn Ông/Bà. Mã phiếu:"
	wordClosedPartial  = "Phiếu làm dở đã đóng vì lâu không có câu trả lời. Các câu Ông/Bà đã trả lời vẫn được tính, xin cảm ơn. Mã phiếu:"
	wordSeeForm        = "Xem phiếu"
	wordEraseThis      = "Xóa phiếu"
	wordCopyCode       = "Chép mã"

	wordNoBook        = "Sổ hộ khẩu, sổ tạm trú bằng giấy không còn dùng từ ngày 01/01/2023. Nay thông tin cư trú xem trên VNeID, hoặc xin Công an xã xác nhận."
	wordInsteadOfBook = "Ông/Bà cần việc nào về cư trú?"
	wordTwoTiers      = "Từ ngày 01/7/2025 không còn cấp huyện, chỉ còn xã, phường và tỉnh, thành phố. Việc trước đây làm ở huyện nay phần nhiều nộp ở xã, phường."
	wordWhichPart     = "Ông/Bà xem phần nào?"

	wordForgotten  = "Tôi đã bỏ đánh dấu giấy tờ và thôi gửi tin báo ở đây."
	wordNoticeWhy  = "Ông/Bà nhận tin này vì đã bấm “Báo tôi khi có thay đổi”. Khi làm hồ sơ, xin theo bản niêm yết."
	wordNoticeLast = "Thủ tục này không còn trong danh mục nên từ nay không có tin báo nữa."

	// General questions; what the unit says about itself goes before these.
	wordPortalLink       = "Mở Cổng Dịch vụ công quốc gia"
	wordOnline           = "Xin Ông/Bà gõ tên thủ tục; dòng “Hình thức” có chữ “trực tuyến” là nộp qua mạng được. Hồ sơ nộp trên Cổng Dịch vụ công quốc gia bằng tài khoản VNeID. Chưa quen thì cán bộ một cửa làm giúp."
	wordPost             = "Xin Ông/Bà gõ tên thủ tục; dòng “Hình thức” có chữ “qua bưu chính” là gửi bưu điện được. Cước gửi và địa chỉ nhận, xin hỏi trước khi gửi."
	wordProxy            = "Có việc nhờ người khác nộp được, có việc phải đích thân đi. Giấy tờ cho người nộp thay (như giấy ủy quyền) ghi ở phần Giấy tờ của từng thủ tục. Ông/Bà già yếu, xin hỏi xã có cán bộ đến nhà không."
	wordPayment          = "Mức tiền ghi ở dòng “Lệ phí” của từng thủ tục. Nộp hồ sơ ở đâu thì nộp tiền ở đó: trên Cổng, hoặc tại quầy. Có chuyển khoản được không, xin Ông/Bà hỏi tại quầy."
	wordMyFile           = "Muốn biết hồ sơ đến đâu, xin Ông/Bà tra mã hồ sơ (in trên giấy hẹn) ở Cổng Dịch vụ công quốc gia, hoặc hỏi nơi đã nộp. Tôi không xem được hồ sơ của Ông/Bà; xin đừng gửi mã hồ sơ, số căn cước vào đây."
	wordLate             = "Rất tiếc là Ông/Bà phải chờ. Xin Ông/Bà cầm giấy hẹn đến hỏi nơi đã nộp, hoặc tra mã hồ sơ trên Cổng Dịch vụ công quốc gia; tôi không xem được từng hồ sơ. Trễ hẹn thì cơ quan phải xin lỗi bằng văn bản và hẹn lại ngày trả."
	wordAccount          = "Cổng Dịch vụ công quốc gia đăng nhập bằng tài khoản VNeID. Quên mật khẩu thì lấy lại trong ứng dụng VNeID, hoặc nhờ Công an xã. Xin đừng gửi mật khẩu, mã OTP cho ai, kể cả ở đây."
	wordReception        = "Lịch tiếp công dân: "
	wordReceptionUnknown = "Tôi chưa có lịch tiếp công dân của Chủ tịch UBND. Lịch dán ở nơi tiếp công dân; Ông/Bà nên hỏi trước khi đến."
	wordHowToRate        = "Ông/Bà bấm “Đánh giá lần làm thủ tục” ở dưới, gõ /danhgia, hoặc quét mã QR trên giấy hẹn. Không hỏi tên, số điện thoại, số căn cước."
	wordDoors            = "Ông/Bà có thể góp ý bằng các cách sau:"
	wordDoorVisit        = "Khen, góp ý về lần làm thủ tục: bấm “Đánh giá lần làm thủ tục”; câu cuối có chỗ viết. Không cần để lại tên."
	wordDoorPetition     = "Phản ánh, kiến nghị muốn được trả lời: tôi chưa nhận; xin gửi ở mục Phản ánh kiến nghị trên Cổng Dịch vụ công quốc gia."
	wordDoorComplaint    = "Khiếu nại, tố cáo: tôi không nhận đơn. Xin nộp tại: "
	wordComplaintDesk    = "bộ phận tiếp công dân của UBND"
	wordComplaintAbove   = "Tố cáo lãnh đạo xã thì gửi Ban Tiếp công dân của tỉnh, thành phố."
	wordNoDenunciation   = "Để giữ kín cho Ông/Bà, xin đừng viết nội dung tố cáo ở đây."
	wordNotKept          = "Tôi không lưu lời Ông/Bà vừa viết."
	wordDoorEmergency    = "Việc khẩn cấp: gọi 113 (công an), 114 (cháy, cứu nạn), 115 (cấp cứu); trẻ em bị xâm hại: 111."
	wordAddress          = "Địa chỉ: "
	wordHours            = "Giờ làm việc: "
	wordPhone            = "Điện thoại: "
	wordHoursUnknown     = "Tôi chưa có giờ làm việc của nơi này; Ông/Bà nên hỏi trước khi đến."

	wordOpenForm           = "Phiếu đang làm dở của Ông/Bà:"
	wordNoAnswersYet       = "Chưa có câu trả lời nào."
	wordEraseOpen          = "Xóa phiếu đang dở"
	wordKeep               = "Không xóa"
	wordKept               = "Tôi giữ nguyên phiếu."
	wordHowToSee           = "Muốn xem hoặc xóa một phiếu đã gửi, Ông/Bà gõ /dulieu hoặc /xoa kèm mã phiếu, ví dụ: /xoa 7KQ4M-2PTVC."
	wordEraseHow           = "Xin Ông/Bà gõ /xoa rồi mã phiếu (mười chữ và số), ví dụ: /xoa 7KQ4M-2PTVC. Mã ở dòng cảm ơn, sau khi gửi phiếu."
	wordEraseOpenElsewhere = "Phiếu này đang được làm dở ở nơi khác nên chưa xóa được."
	wordNotACode           = "Mã phiếu gồm mười chữ và số, ví dụ 7KQ4M-2PTVC. Xin Ông/Bà xem lại mã ở dòng cảm ơn."
	wordNoSuchForm         = "Không có phiếu nào mang mã này. Có thể phiếu đã được xóa, hoặc mã gõ nhầm."
	wordTooManyCodes       = "Mạng hoặc cuộc trò chuyện này vừa nhập sai mã nhiều lần. Xin Ông/Bà thử lại sau một giờ."
	wordEchoData           = "Xem phiếu theo mã"
	wordEchoErase          = "Xóa phiếu"

	// wordGroupPrivate is the label of a link to a chat of one's own, and the whole answer to who calls us by our name in a group.
	wordGroupPrivate = "Xin mời Ông/Bà nhắn riêng cho tôi"
	// wordGroupAllows answers a right that came back.
	wordGroupAllows = "Nhóm này đã cho tôi gửi thêm. Gõ /baocao để nhận lại báo cáo tháng."
	wordGroupJoined = "Xin chào. Muốn nhận báo cáo tháng trong nhóm này, xin gõ /lienket và mã do người quản trị cấp."
	wordLinkHow     = "Xin gõ /lienket kèm mã liên kết, ví dụ: /lienket 7KQ4M-2PTVC. Mã do người quản trị của xã cấp, dùng một lần."
	wordLinkWrong   = "Mã liên kết không đúng, đã dùng hoặc đã hết hạn. Xin lấy mã mới từ người quản trị."
	wordEchoLink    = "Liên kết nhóm"
	wordPeriodHow   = "Xin gõ kỳ báo cáo như sau: /baocao 10/2026, /baocao 2026-Q3, /baocao 2026-H1 (6 tháng), /baocao 2026-9T (9 tháng) hoặc /baocao 2026. Không ghi kỳ thì là tháng trước."
)

const wordPublishHow = "Xin gõ kỳ như sau: /congbo 10/2026 để xem trước, /congbo 10/2026 đồng ý để công bố, /thuhoi 10/2026 để gỡ xuống. Quý, 6 tháng, 9 tháng, năm: 2026-Q3, 2026-H1, 2026-9T, 2026."

func wordLinked(u org.Unit) string {
	return fmt.Sprintf("Đã liên kết với %s. Báo cáo tháng sẽ đến đây lúc %d giờ ngày 1 hằng tháng. Gõ /baocao để xem lại báo cáo tháng trước.", u.Authority(), u.Settings.Digest())
}

// The actions leaders take up; why something is not taken is said by package feedback.
const (
	wordTodoHow      = "Giao việc: /viec mới việc; đơn vị; hạn 30/11/2026. Báo xong: /viec xong 3 đã làm gì. Không làm: /viec bỏ 3 lý do. Mở lại: /viec mở 3."
	wordTodoNewHow   = "Xin gõ việc, đơn vị hoặc chức danh, hạn, cách nhau bằng dấu chấm phẩy. Ví dụ: /viec mới lắp thêm ghế ở nơi chờ; Văn phòng; hạn 30/11/2026."
	wordNoSuchAction = "Không có việc mang số này. Xin gõ /viec để xem các việc đang thực hiện."
)

func wordTodoNone(u org.Unit) string {
	return u.Authority() + " không có việc nào đang thực hiện."
}

func wordTodoHead(u org.Unit, open, late int) string {
	s := fmt.Sprintf("Việc cần làm của %s: %d việc đang thực hiện", u.Authority(), open)
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
	return fmt.Sprintf("và %d việc khác, xem ở trang báo cáo của lãnh đạo.", n)
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
		at.Format("15 giờ 04 ngày 02/01/2006") + ". Báo cáo không còn đến nhóm đó; các nơi nhận khác không thay đổi."
}

func wordGreeting(u org.Unit) string {
	return "Kính chào Ông/Bà. Đây là trợ lý của " + u.Authority() + "."
}

// wordIntroOfOurs stands in the introductions of the questionnaires that come with the program: what they say is said by
// wordWhoAsks and wordNotice.
const wordIntroOfOurs = "không hỏi tên"

// secondsPerQuestion is how long a question takes, reading included.
const secondsPerQuestion = 7

// wordWhoAsks says who asks, why, and how long it takes.
func wordWhoAsks(authority string, questions int) string {
	return fmt.Sprintf("%s xin ý kiến Ông/Bà để phục vụ tốt hơn: %d câu, khoảng %d phút.", authority, questions, MinutesFor(questions))
}

// MinutesFor is about how many minutes so many questions take.
func MinutesFor(questions int) int { return max(1, (questions*secondsPerQuestion+30)/60) }

// wordNotice says what becomes of the answers: what is asked, who reads it, how long it is kept, how to see and erase it.
func wordNotice(u org.Unit, channel string) string {
	s := "Không hỏi tên, số điện thoại, số căn cước. Cán bộ ở quầy không xem được phiếu. " +
		"Lãnh đạo đọc số liệu và ý kiến viết (đã che số); chỉ công bố số liệu tổng hợp. Dừng lúc nào cũng được. " +
		fmt.Sprintf("Phiếu lưu %d tháng rồi xóa. ", u.Settings.Retention())
	if u.Settings.Office != "" {
		s += "Nơi phụ trách: " + u.Settings.Office + ". "
	}
	if channel == "kiosk" { // nothing can be typed there
		return s + "Xem, xóa phiếu: dùng mã phiếu hiện ở cuối."
	}
	return s + wordPlatform(channel) + "Xem, xóa phiếu: gõ /dulieu."
}

// wordVisit says what was done at which reception point; "" if neither is known.
func wordVisit(slip org.Slip, point string) string {
	what := ""
	switch slip {
	case org.Receipt:
		what = "Ông/Bà vừa nộp hồ sơ"
	case org.Supplement:
		what = "Ông/Bà vừa được yêu cầu bổ sung hồ sơ"
	case org.Refusal:
		what = "Ông/Bà vừa nhận phiếu từ chối hồ sơ"
	case org.Result:
		what = "Ông/Bà vừa nhận kết quả"
	}
	switch {
	case point == "":
		return what
	case what == "":
		return "Ông/Bà vừa làm thủ tục ở " + point
	}
	return what + " ở " + point
}

// wordPlatform says whose servers the messages pass through.
func wordPlatform(channel string) string {
	platform := org.ChannelPlatform(channel)
	if platform == "" {
		return ""
	}
	return "Tin nhắn đi qua máy chủ của " + platform + ". "
}

// wordWhatIsKept lists what is kept, for how long, and how it is ended.
func wordWhatIsKept(u org.Unit, channel string) []string {
	return []string{
		fmt.Sprintf("Phiếu khảo sát: lưu %d tháng rồi xóa; không có tên, số điện thoại, số căn cước. Lãnh đạo đọc số liệu và ý kiến viết (đã che số).", u.Settings.Retention()),
		"Câu hỏi tôi chưa trả lời được: lưu 13 tháng, đã che số, không kèm tên ai.",
		"Giấy tờ đã đánh dấu, thủ tục nhận tin báo: lưu nhiều nhất 12 tháng. Muốn bỏ hết, xin gõ /xoa.",
		"Lời kêu cứu, tố cáo, khiếu nại: tôi không lưu.",
		wordRecordKept(channel),
	}
}

func wordRecordKept(channel string) string {
	if channel == "web" {
		return "Cuộc trò chuyện trên trang này: tôi giữ 30 ngày để Ông/Bà xem lại."
	}
	return "Tôi không lưu nội dung trò chuyện; tin nhắn vẫn còn trên ứng dụng, Ông/Bà tự xóa ở đó."
}

func wordStep(at, of int) string { return fmt.Sprintf("Câu %d/%d", at, of) }

func wordChosen(s string) string { return "Đang chọn: " + s }

func wordReceiptUse(receipt string) string {
	return "Xin Ông/Bà giữ mã này để sau này xem hoặc xóa phiếu: gõ /dulieu " + receipt + "."
}

func wordCall(hotline, hours string) string {
	if hours == "" {
		hours = "trong giờ làm việc"
	}
	return "Ông/Bà có thể gọi " + hotline + " (" + hours + ")."
}

// wordOutside points to whoever usually handles a matter that is not the commune's.
func wordOutside(advice string) string {
	return advice + " Xin Ông/Bà hỏi lại nơi đó trước khi đi."
}

func wordAskDesk(u org.Unit) string {
	if u.Settings.Center != "" {
		return "Xin Ông/Bà hỏi cán bộ tại " + u.Settings.Center + "."
	}
	return "Xin Ông/Bà hỏi cán bộ tại Trung tâm Phục vụ hành chính công " + u.Name + "."
}

func wordInField(field string, from, to, of int) string {
	return fmt.Sprintf("Lĩnh vực %s: thủ tục thứ %d đến %d trong %d thủ tục.", field, from, to, of)
}

func wordForm(receipt string) string { return "Phiếu " + receipt }

func wordFormMade(at time.Time, finished bool) string {
	state := "đã gửi"
	if !finished {
		state = "chưa xong"
	}
	return "Bắt đầu lúc " + at.Format("15 giờ 04 ngày 02/01/2006") + ", " + state + ". Các câu trả lời:"
}

func wordEraseForm(receipt string) string { return "Xóa phiếu " + receipt }

func wordErased(receipt string) string {
	return "Tôi đã xóa phiếu " + receipt + " và các câu trả lời. Số liệu từ nay không còn tính phiếu này; báo cáo đã gửi và kết quả đã công bố không đổi. Báo cáo lập sau không in lại lời góp ý đó."
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
const wordReference = " Thông tin tham khảo; khi làm hồ sơ, xin theo bản niêm yết."

func wordListDone(place string) string {
	return "Đã đủ giấy tờ trong danh sách. Nơi nộp: " + place + "." + wordReference
}

func wordListDoneButOptional(place string) string {
	return "Đã đủ giấy tờ chính. Giấy tờ còn lại chỉ cần nếu Ông/Bà thuộc trường hợp ghi trong ngoặc. Nơi nộp: " + place + "." + wordReference
}

func wordListShortened(n int) string {
	return fmt.Sprintf("Danh mục gốc có %d loại giấy tờ; danh sách này đã rút gọn. Xin Ông/Bà xem thêm bản niêm yết.", n)
}

// wordFollowing says what a tap on “Báo tôi khi có thay đổi” comes to: a page that is closed cannot be sent anything.
func wordFollowing(name, channel string, until time.Time) string {
	how := "tôi báo Ông/Bà ở đây"
	if channel == "web" {
		how = "tin báo hiện khi Ông/Bà mở lại trang này trên máy này"
	}
	return "Khi thủ tục “" + name + "” thay đổi, " + how + ", đến hết ngày " + until.Format("02/01/2006") +
		". Tôi chỉ lưu địa chỉ cuộc trò chuyện này và mã thủ tục. Muốn dừng, xin bấm “Thôi nhận”."
}

func wordWithin(name string) string {
	return "Tôi hiểu là Ông/Bà hỏi trong thủ tục “" + name + "”."
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
	return fmt.Sprintf("và %d thay đổi khác; xin bấm “Xem thủ tục”.", n)
}
