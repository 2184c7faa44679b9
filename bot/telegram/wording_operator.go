package telegram

// What the operator reads: help, the start, doctor.
const (
	wordHelpToken = "mã của bot Telegram (mặc định: không dùng Telegram)"
	wordHelpMode  = "poll (mặc định) hoặc webhook (cần MOTCUA_PUBLIC_URL và TELEGRAM_WEBHOOK_SECRET)"

	wordPoll    = "hỏi tin (poll)"
	wordWebhook = "nhận tin (webhook)"

	wordNoPublicURL     = "TELEGRAM_MODE=webhook cần MOTCUA_PUBLIC_URL để Telegram tìm đến."
	wordHookUnset       = "TELEGRAM_MODE=webhook còn thiếu thiết lập"
	wordHookUnsetRemedy = "đặt MOTCUA_PUBLIC_URL và TELEGRAM_WEBHOOK_SECRET, hoặc TELEGRAM_MODE=poll"
	wordAway            = "Telegram chưa trả lời đúng. Chi tiết: %v"
	wordAwayRemedy      = "kiểm tra mã của bot ở @BotFather; nơi nhà mạng chặn Telegram thì đặt TELEGRAM_PROXY. Trang trò chuyện trên web không bị ảnh hưởng"
	wordFine            = "Telegram trả lời; bot là @%s, kiểu %s"
)
