package play

// What the page says outside its template.
const (
	wordPerson = "Người dân %d"
	wordFull   = "đã đủ người trên trang này"

	wordGroupIcon = "LĐ"

	wordSlow        = "Chậm 2 giây"
	wordSlowHint    = "Mỗi lần bot gọi đều phải chờ 2 giây, cho tới khi tắt."
	wordLost        = "Mất câu trả lời"
	wordLostHint    = "Máy chủ làm đúng việc nhưng ngắt kết nối trước khi trả lời, 3 lần."
	wordTooMany     = "429 (gửi quá nhanh)"
	wordTooManyHint = "Máy chủ từ chối một lần và bảo chờ 3 giây."
	wordGateway     = "502 (cổng lỗi)"
	wordGatewayHint = "Máy chủ trung gian trả trang lỗi HTML, 3 lần."

	wordVoice    = "[Tin thoại]"
	wordPoll     = "[Bình chọn]"
	wordPlace    = "[Vị trí]"
	wordContact  = "[Số điện thoại]"
	wordJoined   = "%s đã thêm %s vào nhóm"
	wordLeft     = "%s đã đưa %s ra khỏi nhóm"
	wordUpgraded = "Nhóm đã được nâng cấp"

	wordNotOpen = "Cuộc trò chuyện chưa mở, hãy bấm Bắt đầu hoặc quét QR"
	wordNoTap   = "Nút này không còn trên màn hình"
	wordBroken  = "Không làm được việc này"
)
