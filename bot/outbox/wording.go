package outbox

import "motcua/bot"

// What leaders read where they are shown instead what another chat does not take.
const (
	// wordPassedOn and wordRefused: channel, what it does not take.
	wordPassedOn       = "Nhóm trên %s chưa cho gửi %s, nên phần này được chuyển tới đây."
	wordPassedOnUnsaid = "Phần này chưa gửi được tới nhóm kia, nên được chuyển tới đây."
	wordRefused        = "Nhóm nhận báo cáo trên %s chưa cho gửi %s. Xin báo người quản trị nhóm mở quyền cho trợ lý."
)

// RightName is a right in words, as what cannot be sent.
func RightName(r bot.Right) string {
	switch r {
	case bot.RightTexts:
		return "chữ"
	case bot.RightPhotos:
		return "ảnh"
	case bot.RightFiles:
		return "tệp"
	case bot.RightTopic:
		return "vào chủ đề đã chọn"
	}
	return "tin nào"
}
