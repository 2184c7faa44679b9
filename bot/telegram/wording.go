package telegram

import "github.com/go-telegram/bot/models"

// All that this channel says by itself, so that an official can read and correct it in one place. What the
// bot says in the conversation is in package bot.
const (
	// wordDescription stands on the empty screen before the first message; at most 512 characters.
	wordDescription = "Trợ lý của Ủy ban nhân dân xã, phường: tra cứu giấy tờ, thời hạn, lệ phí của thủ tục hành chính; đánh giá lần làm thủ tục vừa rồi; gửi góp ý.\n\n" +
		"Phiếu đánh giá không hỏi tên, số điện thoại, số căn cước. Trả lời là tự nguyện, dừng lúc nào cũng được.\n\n" +
		"Ông/Bà bấm Bắt đầu, hoặc quét mã QR trên giấy hẹn."

	// wordShortDescription stands on the bot's page and beside shared links; at most 120 characters.
	wordShortDescription = "Tra cứu thủ tục hành chính, đánh giá việc phục vụ và gửi góp ý cho Ủy ban nhân dân xã, phường."

	// wordChoose stands above buttons that came without a text: Telegram shows no buttons by themselves.
	wordChoose = "Mời Ông/Bà chọn:"

	// wordOpenPage is the label of the button beside the text field.
	wordOpenPage = "Mở trang web"

	// wordLeftOutByRight and wordLeftOut stand where files of a report should be.
	wordLeftOutByRight = "Nhóm này chưa cho tôi gửi tệp: %s. Xin người quản trị mở quyền gửi tệp, rồi gõ /baocao."
	wordLeftOut        = "Telegram không nhận tệp: %s. Xin xem ở trang báo cáo của lãnh đạo."
)

// wordCommands is the menu citizens see.
func wordCommands() []models.BotCommand {
	return []models.BotCommand{
		{Command: "start", Description: "Về đầu"},
		{Command: "danhgia", Description: "Đánh giá lần làm thủ tục"},
		{Command: "tieptuc", Description: "Tiếp tục phiếu đang làm dở"},
		{Command: "huy", Description: "Tạm dừng phiếu đang làm"},
		{Command: "tracuu", Description: "Tra cứu thủ tục hành chính"},
		{Command: "dulieu", Description: "Xem điều được lưu về Ông/Bà"},
		{Command: "xoa", Description: "Xóa phiếu theo mã phiếu"},
		{Command: "trogiup", Description: "Cách dùng"},
	}
}

// wordGroupCommands is the menu in groups, which are those of leaders.
func wordGroupCommands() []models.BotCommand {
	return []models.BotCommand{
		{Command: "baocao", Description: "Gửi lại báo cáo tháng, ví dụ: /baocao 10/2026"},
		{Command: "congbo", Description: "Công bố kết quả cho dân xem, ví dụ: /congbo 10/2026"},
		{Command: "thuhoi", Description: "Rút lại kết quả đã công bố, ví dụ: /thuhoi 10/2026"},
		{Command: "viec", Description: "Việc cần làm sau báo cáo: xem, giao, báo xong"},
		{Command: "lienket", Description: "Nhận báo cáo trong nhóm này bằng mã liên kết"},
	}
}
